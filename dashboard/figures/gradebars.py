"""Counts of events as stacked bars, each event by the grade that its authority held then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard import theme
from dashboard.drawing.segments import segments
from dashboard.drawing.text_width import first_that_fits, text_width
from dashboard.statistics.graded import GRADES, NO_GRADE

ROW = 56
"""Pixels for one bar and the words above it, the same on every width."""
HEAD = 40
"""Pixels for the words that set a group apart."""

Group = tuple[str, pd.DataFrame]
"""What sets a group apart ("" for nothing), and its counts: a label, each grade, NO_GRADE, total."""


def grade_bars(groups: Sequence[Group], *, label: str, width: int = 1100) -> dict[str, Any]:
    """A bar for each row of the groups' frames, as long as its total, with its parts by grade held.

    The frames are of `statistics.visits.by_theme_and_grade` or `area_send`; `label` names their first column.
    Words stand above the bars and the total at their ends, so that nothing depends on the width.
    """
    rows: list[tuple[float, pd.Series]] = []
    words: list[dict[str, Any]] = []
    top = 0.0
    for head, frame in groups:
        if head:
            words.append(_words(head, top + HEAD - 14, bold=True))
            top += HEAD
        for _, row in frame.iterrows():
            words.append(_words(str(row[label]), top + 13))
            rows.append((top + 36, row))
            top += ROW
    most = max([1, *(int(row["total"]) for _, row in rows)])
    room = width - text_width("000", 15, bold=True) - 10
    words += [_total(int(row["total"]), y) for y, row in rows]
    return {
        "data": [_trace(rows, grade, room / most) for grade in [*GRADES, NO_GRADE]],
        "layout": {
            "template": theme.template(),
            "barmode": "stack",
            "height": round(top) + 4,
            "margin": {"l": 1, "r": 0, "t": 0, "b": 0, "pad": 0},
            "xaxis": {"visible": False, "fixedrange": True, "range": [0, most * width / room]},
            "yaxis": {"visible": False, "fixedrange": True, "range": [top + 4, 0]},
            "annotations": words,
        },
    }


def _trace(rows: Sequence[tuple[float, pd.Series]], grade: str, per_event: float) -> dict[str, Any]:
    look = theme.swatch(None if grade == NO_GRADE else grade)
    counts = [int(row[grade]) for _, row in rows]
    names = [str(row.iloc[0]) for _, row in rows]
    held = grade if grade == NO_GRADE else f"{grade} held then"
    return segments(
        grade,
        counts,
        [y for y, _ in rows],
        fill=look.fill,
        ink=look.ink,
        edge={"color": theme.INK, "width": 1},
        thick=26,
        words=[
            first_that_fits((f"{look.letter} {n}".strip(), f"{n}"), n * per_event - 4, 14) if n else "" for n in counts
        ],
        hover="%{customdata}",
        customdata=[f"<b>{name}</b><br>{held}: {n}" for name, n in zip(names, counts, strict=True)],
        constraintext="none",
    )


def _words(text: str, y: float, *, bold: bool = False) -> dict[str, Any]:
    return {
        "xref": "paper",
        "yref": "y",
        "x": 0,
        "y": y,
        "xanchor": "left",
        "yanchor": "middle",
        "text": f"<b>{text}</b>" if bold else text,
        "showarrow": False,
        "font": {"size": 15},
    }


def _total(total: int, y: float) -> dict[str, Any]:
    return {**_words(str(total), y, bold=True), "xref": "x", "x": total, "xshift": 6}
