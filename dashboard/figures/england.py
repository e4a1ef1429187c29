"""England on one date as stacked bars, one for each judgement, with its sentences."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard import theme
from dashboard.drawing.segments import segments
from dashboard.judgements import in_sentence
from dashboard.statistics import england
from loaders import Grade, Judgement

ROW = 74
"""Pixels for one bar and the words above it: enough for a finger, and the same on every width."""


def figure(frame: pd.DataFrame) -> dict[str, Any]:
    """A bar for each row of `england.standing`, of authorities by grade, with those without a grade at the end."""
    positions = list(range(len(frame)))[::-1]
    bars = [_bar(frame, positions, grade.value, theme.GRADES[grade], grade.value) for grade in Grade]
    bars.append(_bar(frame, positions, "ungraded", theme.UNGRADED, "No grade"))
    words = [
        {
            "x": 0,
            "y": position + 0.5,
            "xref": "paper",
            "yref": "y",
            "text": str(label),
            "showarrow": False,
            "xanchor": "left",
            "yanchor": "top",
            "font": {"size": 15},
        }
        for position, label in zip(positions, frame["label"], strict=True)
    ]
    hidden = {"visible": False, "fixedrange": True}
    whole = int((frame["total"] + frame["ungraded"]).max())
    return {
        "data": bars,
        "layout": {
            "template": theme.template(),
            "barmode": "stack",
            "height": ROW * len(frame) + 8,
            "margin": {"l": 1, "r": 2, "t": 4, "b": 4, "pad": 0},
            "xaxis": {**hidden, "range": [-0.003 * whole, 1.003 * whole]},
            "yaxis": {**hidden, "range": [-0.5, len(frame) - 0.5]},
            "annotations": words,
            "uniformtext": {"minsize": 13, "mode": "hide"},
        },
    }


def title(frame: pd.DataFrame) -> str:
    """The finding: the weakest and the strongest of today's judgements."""
    found = england.extremes(frame)
    if found is None:
        return "No authority holds a grade on this date"
    low, high = found
    first = f"{_of(low)} authorities are good or outstanding for {_short(low)}"
    return first if low["judgement"] == high["judgement"] else f"{first}, {_of(high)} for {_short(high)}"


def description(frame: pd.DataFrame) -> str:
    """The text alternative: every count."""
    rows = []
    for _, row in frame.iterrows():
        counts = ", ".join(f"{row[grade.value]} {grade.value.lower()}" for grade in Grade)
        rest = f", {row['ungraded']} without a grade" if row["ungraded"] else ""
        rows.append(f"{row['label']}: {counts}{rest}.")
    return "Stacked bars of authorities by grade. " + " ".join(rows)


def _of(row: pd.Series) -> str:
    return f"{row['good_or_better']} of {row['total']}"


def _short(row: pd.Series) -> str:
    return in_sentence(Judgement(row["judgement"]))


def _bar(frame: pd.DataFrame, positions: list[int], column: str, look: theme.Swatch, words: str) -> dict[str, Any]:
    counts = [int(count) for count in frame[column]]
    mark = f"{look.letter} " if look.letter else ""
    return segments(
        words,
        counts,
        [position - 0.14 for position in positions],
        fill=look.fill,
        ink=look.ink,
        edge={"color": theme.INK, "width": 1},
        thick=0.48,
        words=[f"<b>{mark}</b>{count}" if count else "" for count in counts],
        hover=f"%{{customdata}}<br>{words}: %{{x}}",
        customdata=list(frame["label"]),
        insidetextanchor="start" if look.letter else "end",
        cliponaxis=False,
    )
