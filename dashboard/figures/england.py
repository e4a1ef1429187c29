"""England on one date as stacked bars, one for each judgement, with its sentences."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard import theme
from dashboard.drawing.segments import segments
from loaders import Grade

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
