"""A measure in the years before and after inspections: those that changed the grade beside those that left it as it was."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard import theme
from dashboard.drawing.scale import Linear
from dashboard.drawing.scene import AnyItem, Area, Line, Mark, Scene, Words, line
from dashboard.drawing.text_width import first_that_fits
from dashboard.figures.context.axes import NARROW, Say, Upright, upright

HEAD, UNDER, BETWEEN = 30, 62, 34
"""Pixels of a panel's name, of the years and numbers below it, and between two panels."""
BAND = "#d9dcde"


def panels(summary: pd.DataFrame, names: dict[str, str], say: Say, *, width: int) -> Scene:
    """A panel for each group of `names`, all on one axis: the median as a line, the middle half as a band.

    `summary` is that of `before_after.summary`. Nothing joins the last year before to the first after: the
    inspection stands between them. n stands under each year.
    """
    narrow = width < NARROW
    tall = 250 if narrow else 300
    values = [float(value) for name in ("lower", "upper") for value in summary[name].dropna()]
    heights = HEAD + tall + UNDER
    items: list[AnyItem] = []
    axis = upright(values, HEAD, HEAD + tall, say)
    left = axis.room()
    room = width if narrow else (width - left - BETWEEN) / len(names)
    for place, (group, name) in enumerate(names.items()):
        rows = summary[summary["group"] == group].to_dict("records")
        if narrow:
            shift = place * heights
            axis = upright(values, HEAD + shift, HEAD + tall + shift, say)
            items += _panel(rows, name, axis, left, width - 6, HEAD + shift, HEAD + tall + shift)
        else:
            start = left + place * (room + BETWEEN)
            items += _panel(rows, name, axis, start, start + room, HEAD, HEAD + tall, numbered=place == 0)
    return Scene(width, heights * (len(names) if narrow else 1), tuple(items))


def _panel(
    rows: list[dict[Any, Any]],
    name: str,
    axis: Upright,
    left: float,
    right: float,
    top: float,
    floor: float,
    *,
    numbered: bool = True,
) -> list[AnyItem]:
    grid = axis.items(left, right)
    items: list[AnyItem] = [item for item in grid if numbered or not isinstance(item, Words)]
    items.append(
        Words(left, top - 18, first_that_fits((name,), right - left + 40, 14, bold=True) or name, 14, bold=True)
    )
    reach = max((abs(int(row["year"])) for row in rows), default=2)
    x = Linear(-reach - 0.4, reach + 0.4, left, right)
    items += [
        line(x(0), top, x(0), floor, theme.INK, 1.5, "dash"),
        Words(x(0) + 6, top + 10, "inspection", 12, theme.MUTED),
    ]
    for side in (-1, 1):
        mine = sorted((row for row in rows if row["year"] * side > 0), key=lambda row: int(row["year"]))
        if not mine:
            continue
        low = [(x(row["year"]), axis.scale(row["lower"])) for row in mine]
        high = [(x(row["year"]), axis.scale(row["upper"])) for row in mine]
        middle = tuple((x(row["year"]), axis.scale(row["median"])) for row in mine)
        items.append(Area(rings=((*low, *reversed(high)),), fill=BAND, name=f"{mine[0]['group']} {side}"))
        items.append(Line((middle,), theme.INK, 3))
    for row in rows:
        items += _year(row, x, axis, floor)
    return items


def _year(row: dict[Any, Any], x: Linear, axis: Upright, floor: float) -> list[AnyItem]:
    year, n = int(row["year"]), int(row["n"])
    place, word = x(year), f"{abs(year)} {'before' if year < 0 else 'after'}"
    said = f"{axis.value(row['lower'])} to {axis.value(row['upper'])}"
    hover = f"Year {word}\nmedian {axis.value(row['median'])}\nmiddle half {said}\nn = {n}"
    name = f"{row['group']} {year}"
    return [
        Mark(x=place, y=axis.scale(row["median"]), symbol="circle", radius=5, fill=theme.INK, name=name, hover=hover),
        Words(
            place, axis.scale(row["median"]) - 15, axis.value(row["median"]), 13, anchor="center", bold=True, name=name
        ),
        Words(place, floor + 18, word, 12, theme.MUTED, "center"),
        Words(place, floor + 36, f"n = {n}", 12, theme.MUTED, "center", name=f"{name} n"),
    ]
