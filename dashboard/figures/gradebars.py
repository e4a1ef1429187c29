"""Counts of events as stacked bars, each event by the grade that its authority held then."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard import theme
from dashboard.drawing.scene import AnyItem, Scene, Words
from dashboard.drawing.segments import Part, stacked
from dashboard.drawing.text_width import text_width
from dashboard.statistics.graded import GRADES, NO_GRADE

ROW, THICK = 56, 26
"""Pixels for one bar and the words above it, and of the bar, the same on every width."""
HEAD = 40
"""Pixels for the words that set a group apart."""

Group = tuple[str, pd.DataFrame]
"""What sets a group apart ("" for nothing), and its counts: a label, each grade, NO_GRADE, total."""


def grade_bars(
    groups: Sequence[Group], *, label: str, width: int = 1100, none: str = NO_GRADE, held: str = " held then"
) -> Scene:
    """A bar for each row of the groups' frames, as long as its total, with its parts by grade held.

    `none` is the column of what has no grade, `held` what a pointer reads after the name of a grade.

    The frames are of `statistics.visits.by_theme_and_grade` or `by_outcome_and_grade`; `label` names their first column.
    Words stand above the bars and the total at their ends, so that nothing depends on the width.
    """
    most = max([1, *(int(total) for _, frame in groups for total in frame["total"])])
    per_one = (width - text_width("000", 15, bold=True) - 10) / most
    items: list[AnyItem] = []
    top = 0.0
    for head, frame in groups:
        if head:
            items.append(Words(0, top + HEAD - 14, head, 15, bold=True))
            top += HEAD
        for row in frame.to_dict("records"):
            items += _bar(row, str(row[label]), top, per_one, none, held)
            top += ROW
    return Scene(width, round(top) + 4, tuple(items))


def _bar(row: Mapping[Hashable, Any], name: str, top: float, per_one: float, none: str, held: str) -> list[AnyItem]:
    total = int(row["total"])
    parts = [_part(name, grade, int(row[grade]), per_one, held) for grade in GRADES]
    parts.append(_part(name, none, int(row[none]), per_one))
    return [
        Words(0, top + 13, name, 15),
        *stacked(parts, 1, top + 36 - THICK / 2, THICK, line=theme.INK),
        Words(1 + total * per_one + 6, top + 36, str(total), 15, bold=True),
    ]


def _part(name: str, grade: str, n: int, per_one: float, held: str = "") -> Part:
    look = theme.swatch(grade if grade in GRADES else None)
    return Part(
        length=n * per_one,
        fill=look.fill,
        ink=look.ink,
        words=(f"{look.letter or grade} {n}", f"{n}"),
        hover=f"{name}\n{grade}{held}: {n}",
        name=f"{name}: {grade}",
    )
