"""One measure by the grade held: a dot for each authority in the column of its grade, and the middle of each column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard import theme
from dashboard.drawing.placing import Box, swarm
from dashboard.drawing.scene import AnyItem, Mark, Rect, Scene, Words, line
from dashboard.drawing.text_width import text_width
from dashboard.figures.context.axes import NARROW, Say, Upright, upright
from loaders import Grade

HEAD, ROW = 40, 20
"""Pixels of the grades' names on top, and of each row of numbers below."""
RADII = (6.5, 6.0, 5.5, 5.0, 4.5, 4.0, 3.5, 3.0, 2.5, 2.0)
RING = 4.0
"""Pixels from the marked dot to its ring."""
GAP = 1.0
"""Pixels between two dots."""
ROWS = (("n", "n", False), ("median", "Median", True), ("mean", "Mean", False))


def columns(
    placed: pd.DataFrame,
    summary: pd.DataFrame,
    say: Say,
    *,
    slugs: Mapping[str, str],
    width: int,
    marked: str = "",
) -> Scene:
    """A column for each grade, best first.

    `placed` and `summary` are of `statistics.context.by_grade`, `say` writes a value, `slugs` leads each dot to its
    authority by its code. A white dot is one return of two authorities. A solid line is the median, a dotted one the
    mean, the pale field the middle half. The dot of the authority with the code `marked` stands in a ring.
    """
    narrow = width < NARROW
    known = placed[placed["grade"].notna() & placed["value"].notna()]
    height = 470 if narrow else 520
    floor = height - ROW * len(ROWS) - 16
    axis = upright((float(value) for value in known["value"]), HEAD + 8, floor - 8, say)
    size = 12 if narrow else 14
    left = max(axis.room(12), text_width("Median", 12, bold=True) + 10)
    room = (width - left - 4) / len(theme.GRADES)
    groups = {grade: known[known["grade"] == grade].sort_values(["value", "name"]) for grade in theme.GRADES}
    middles = {grade: left + room * (place + 0.5) for place, grade in enumerate(theme.GRADES)}
    radius = _radius([[axis.scale(value) for value in rows["value"]] for rows in groups.values()], room)
    items: list[AnyItem] = axis.items(left, width - 4, 12)
    rows = {row["grade"]: row for row in summary.to_dict("records")}
    is_named = all(text_width(str(grade), size, bold=True) <= room - 4 for grade in theme.GRADES)
    for grade, x in middles.items():
        items += _head(grade, x, size, is_named=is_named)
        items += _middle(rows[grade], grade, x, room, axis)
        items += _dots(groups[grade], grade, x, radius, axis, slugs)
        items += _numbers(rows[grade], grade, x, floor, say, size)
    items += [
        Mark(x=dot.x, y=dot.y, symbol="circle", radius=radius + RING, line=theme.INK, width=2.5, name="marked")
        for dot in items
        if isinstance(dot, Mark) and marked and dot.name == marked
    ]
    for place, (_, word, bold) in enumerate(ROWS):
        items.append(Words(left - 8, floor + 22 + ROW * place, word, 12, theme.MUTED, "right", bold))
    return Scene(width, height, tuple(items))


def _radius(groups: Sequence[Sequence[float]], room: float) -> float:
    """The largest dots with which every column keeps to its room."""
    for radius in RADII:
        reach = max((abs(x) for ys in groups for x in swarm(ys, 2 * radius + GAP)), default=0)
        if reach + radius <= room / 2 - 3:
            break
    return radius


def _head(grade: Grade, x: float, size: float, *, is_named: bool) -> list[AnyItem]:
    look, half = theme.GRADES[grade], 13
    items: list[AnyItem] = [
        Rect(box=Box(x - half, 0, x + half, 18), fill=look.fill, line=theme.INK, name=str(grade)),
        Words(x, 9, look.letter, 12, look.ink, "center", bold=True),
    ]
    return [*items, Words(x, 29, str(grade), size, anchor="center", bold=True)] if is_named else items


def _middle(row: Mapping[Any, Any], grade: Grade, x: float, room: float, axis: Upright) -> list[AnyItem]:
    if not row["n"]:
        return []
    half = room / 2 - 6
    top, bottom = axis.scale(row["upper"]), axis.scale(row["lower"])
    said = f"{grade}\nmedian {axis.value(row['median'])}, mean {axis.value(row['mean'])}, n = {row['n']}"
    return [
        Rect(box=Box(x - half, top, x + half, max(bottom, top + 1)), fill=theme.PALE, name=str(grade), hover=said),
        line(x - half, axis.scale(row["mean"]), x + half, axis.scale(row["mean"]), theme.INK, 1.5, "dot"),
        line(x - half, axis.scale(row["median"]), x + half, axis.scale(row["median"]), theme.INK, 3),
    ]


def _dots(
    rows: pd.DataFrame, grade: Grade, x: float, radius: float, axis: Upright, slugs: Mapping[str, str]
) -> list[Mark]:
    ys = [axis.scale(value) for value in rows["value"]]
    look = theme.GRADES[grade]
    marks = []
    for row, y, offset in zip(rows.to_dict("records"), ys, swarm(ys, 2 * radius + GAP), strict=True):
        shared = "\none return of two authorities" if row["joint"] else ""
        marks.append(
            Mark(
                x=x + offset, y=y, symbol="circle", radius=radius, fill=theme.PAPER if row["joint"] else look.fill,
                line=theme.INK, width=1, name=row["code"], link=f"/authority/{slugs[row['code']]}",
                hover=f"{row['name']}\n{axis.value(row['value'])}, {str(grade).lower()}{shared}",
            )
        )  # fmt: skip
    return marks


def _numbers(row: Mapping[Any, Any], grade: Grade, x: float, floor: float, say: Say, size: float) -> list[Words]:
    texts = [str(row["n"]), *(say(row[key]) if row["n"] else "–" for key in ("median", "mean"))]
    return [
        Words(x, floor + 22 + ROW * place, text, size, anchor="center", bold=bold, name=f"{grade} {key}")
        for place, (text, (key, _, bold)) in enumerate(zip(texts, ROWS, strict=True))
    ]
