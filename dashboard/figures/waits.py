"""The gaps from one ILACS inspection to the next, as they have been so far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard import theme
from dashboard.drawing.placing import Anchor, Box
from dashboard.drawing.scale import Linear
from dashboard.drawing.scene import AnyItem, Mark, Rect, Scene, Words, line
from dashboard.drawing.text_width import first_that_fits, text_width
from loaders import Grade

YEAR = 365.25
PITCH = 66
"""Pixels from one row of gaps to the next."""


def gaps(summary: pd.DataFrame, observed: pd.DataFrame, *, width: int = 1100) -> Scene:
    """The gaps from one ILACS inspection to the next by the grade held: each as a dot, the range, and the mean.

    `summary` is of `statistics.waiting.gap_summary`, `observed` the gaps that it counts.
    """
    seen = summary[summary["n"] > 0]
    first = float(seen["minimum"].min()) if len(seen) else 900.0
    last = float(seen["maximum"].max()) if len(seen) else 1500.0
    x = Linear(first - 60, last + 60, 8, width - 8)
    height = PITCH * len(summary) + 34
    items: list[AnyItem] = []
    for years in (half / 2 for half in range(40)):
        if x.start < years * YEAR < x.end:
            items += _years(years, x, height, width)
    for number, row in enumerate(summary.to_dict("records")):
        days = [int(gap) for gap in observed.loc[observed["grade"] == row["grade"], "days"]]
        items += _gap_row(row, days, PITCH * number, x, width)
    return Scene(width, height, tuple(items))


def _gap_row(row: dict[Any, Any], days: Sequence[int], top: float, x: Linear, width: int) -> list[AnyItem]:
    grade = str(row["grade"])
    items: list[AnyItem] = [Words(0, top + 14, _gap_words(row, width), 14)]
    if not row["n"]:
        return items
    y, mean = top + 44, float(row["mean"])
    items.append(line(x(float(row["minimum"])), y, x(float(row["maximum"])), y, theme.MUTED, 2))
    for gap in days:
        hover = f"{grade}\n{gap:,} days"
        items.append(
            Mark(x=x(gap), y=y, symbol="circle", radius=6, fill=theme.GRADES[Grade(grade)].fill, line=theme.INK,
                 hover=hover, name=f"{grade}: {gap}")
        )  # fmt: skip
    box = Box(x(mean) - 1.5, y - 18, x(mean) + 1.5, y + 18)
    return [*items, Rect(box=box, fill=theme.INK, hover=f"{grade}\nmean {mean:,.0f} days", name=f"{grade}: mean")]


def _gap_words(row: dict[Any, Any], width: int) -> str:
    """The grade of a row and its numbers, as long as they have room."""
    grade = row["grade"]
    if not row["n"]:
        return f"{grade}: no gap seen yet"
    if row["n"] == 1:
        return f"{grade}, n = 1: {row['minimum']:,} days"
    span, mean = f"{row['minimum']:,} to {row['maximum']:,}", f"{row['mean']:,.0f}"
    counted = f"{grade}, n = {row['n']}: {span}"
    return first_that_fits((f"{counted} days, mean {mean}", counted, f"{grade}: {span}"), width, 14)


def _years(years: float, x: Linear, height: float, width: int) -> list[AnyItem]:
    """An upright line at so many years, named below."""
    place, words = x(years * YEAR), f"{years:g} years"
    half = text_width(words, 13) / 2
    anchor: Anchor = "left" if place < half else "right" if place > width - half else "center"
    return [
        line(place, 28, place, height - 28, theme.FAINT),
        Words(place, height - 14, words, 13, theme.MUTED, anchor),
    ]
