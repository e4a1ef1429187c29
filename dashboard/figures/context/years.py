"""One measure by the grade held, through the years: the median of each grade as a line."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard import theme
from dashboard.drawing.scale import Linear
from dashboard.drawing.scene import AnyItem, Line, Mark, Point, Scene, Words, line
from dashboard.drawing.text_width import text_width
from dashboard.figures.context.axes import NARROW, Label, Say, at_the_end, upright

TOP, UNDER = 14, 30
FEW = 10
"""Fewer authorities than these are a white dot."""


def medians(frame: pd.DataFrame, say: Say, *, fewest: int, width: int) -> Scene:
    """A line for each grade through the years, with its letter and its last median at its end.

    `frame` is that of `by_grade.through_years`. A year in which fewer than `fewest` held a grade is a gap in its line.
    """
    narrow = width < NARROW
    height = 320 if narrow else 340
    floor = height - UNDER
    shown = frame[frame["n"] >= fewest]
    axis = upright((float(value) for value in shown["median"]), TOP, floor, say)
    years = sorted({day.year for day in frame["period_end"]}) or [2017]
    left = axis.room()
    names = {grade: (look.letter if narrow else str(grade)) for grade, look in theme.GRADES.items()}
    aside = max(text_width(f"{name} {say(v)}", 13, True) for name in names.values() for v in axis.numbers) + 18
    x = Linear(years[0], max(years[-1], years[0] + 1), left + 14, width - aside)
    items: list[AnyItem] = axis.items(left, width - aside + 6)
    step = 2 if narrow and len(years) > 5 else 1
    for year in years[::-1][::step]:
        items.append(line(x(year), floor, x(year), floor + 5, theme.RULE))
        items.append(Words(x(year), floor + 18, str(year), 13, theme.MUTED, "center"))
    labels: list[Label] = []
    for grade, look in theme.GRADES.items():
        rows = shown[shown["grade"] == grade].to_dict("records")
        runs = _runs(rows, x, axis.scale)
        lines = tuple(run for run in runs if len(run) > 1)
        if lines:  # a dark edge, so that light colours stand out from the paper
            items += [Line(lines, theme.INK, 5), Line(lines, look.fill, 3)]
        items += [_dot(row, x, axis.scale, say) for row in rows]
        if rows:
            words = f"{names[grade]} {say(rows[-1]['median'])}"
            labels.append(Label(axis.scale(rows[-1]["median"]), words, bold=True, name=str(grade)))
    items += at_the_end(labels, width - aside + 14, TOP, floor)
    return Scene(width, height, tuple(items))


def _runs(rows: list[dict[Any, Any]], x: Linear, y: Linear) -> list[tuple[Point, ...]]:
    """The points of a line, cut where a year is missing."""
    runs: list[list[Point]] = []
    before: int | None = None
    for row in rows:
        year = row["period_end"].year
        if before is None or year != before + 1:
            runs.append([])
        runs[-1].append((x(year), y(row["median"])))
        before = year
    return [tuple(run) for run in runs]


def _dot(row: dict[Any, Any], x: Linear, y: Linear, say: Say) -> Mark:
    look, year, n = theme.swatch(row["grade"]), row["period_end"].year, int(row["n"])
    few = ", fewer than ten" if n < FEW else ""
    return Mark(
        x=x(year), y=y(row["median"]), symbol="circle", radius=5, fill=theme.PAPER if few else look.fill, line=theme.INK,
        width=1.5, name=f"{row['grade']} {year}",
        hover=f"{row['grade']}, {year}\nmedian {say(row['median'])}, mean {say(row['mean'])}\nn = {n}{few}",
    )  # fmt: skip
