"""Publication lag: a dot for each report by the days that it took, a row for each year, and a line at its median.

A small chart to learn from: sizes first, then scales from numbers to pixels, then items from the ground up.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import pandas as pd

from dashboard import theme
from dashboard.dates import long_date
from dashboard.drawing.placing import Box, swarm
from dashboard.drawing.scale import Linear
from dashboard.drawing.scene import AnyItem, Mark, Rect, Scene, Words, line

NARROW = 560
HEAD, PAD = 34, 16
"""Pixels above the first row for the numbers of days, and between the dots of one row and those of the next."""
STEP = 50
"""Days from one upright line to the next."""


def swarms(reports: pd.DataFrame, years: pd.DataFrame, *, width: int = 1100) -> Scene:
    """A row for each year, newest on top: its dots side by side where they are as long, and its median in figures.

    `reports` is of `statistics.lag.lags` with a column name, `years` of `statistics.lag.by_year`. A year without a
    known lag has no row.
    """
    narrow = width < NARROW
    radius = 2.2 if narrow else 3.4
    left, right = (46.0, 62.0) if narrow else (96.0, 66.0)
    most = float(reports["days"].max()) if len(reports) else 100.0
    x = Linear(0, STEP * math.ceil(most / STEP), left, width - right)
    items: list[AnyItem] = []
    top = float(HEAD)
    for row in _rows(years[years["n"] > 0].iloc[::-1]):
        mine = reports[reports["year"] == row.year].sort_values(["days", "name"], kind="stable")
        marks, half = _dots(mine, x, radius)
        half = max(half, 11.0)
        y = top + PAD / 2 + half
        items += [dot.moved(0, y) for dot in marks]
        items += _said(row, x, y, half, narrow)
        top = y + half + PAD / 2
        items.append(line(0, top, width, top, theme.FAINT))
    head = Words(width, 12, "median", 13, theme.MUTED, "right")
    return Scene(width, round(top) + 2, (head, *_axis(x, top, narrow), *items))


def _axis(x: Linear, bottom: float, narrow: bool) -> list[AnyItem]:
    """The numbers of days on top, and their lines; every other one is said where there is little room."""
    items: list[AnyItem] = []
    for days in range(0, int(x.end) + 1, STEP):
        items.append(line(x(days), HEAD - 10, x(days), bottom, theme.FAINT))
        if days % (2 * STEP if narrow else STEP) == 0 or x.end <= 2 * STEP:
            words = "days: 0" if days == 0 else str(days)
            items.append(Words(x(days), 12, words, 13, theme.MUTED, "right" if days == 0 else "center"))
    return items


def _dots(mine: pd.DataFrame, x: Linear, radius: float) -> tuple[list[Mark], float]:
    """The dots of a year about a line at 0, and how far they reach from it."""
    places = [x(days) for days in mine["days"]]
    offsets = swarm(places, 2 * radius + 0.4)
    dots = []
    for row, place, offset in zip(_rows(mine), places, offsets, strict=True):
        dots.append(
            Mark(x=place, y=offset, symbol="circle", radius=radius, fill="#5694ca", line=theme.PAPER, width=0.5,
                 name=row.inspection_id,
                 hover=f"{row.name}\n{row.days} days\nFirst day {long_date(row.start_date.date())}, out {long_date(row.publication_date.date())}")
        )  # fmt: skip
    return dots, max((abs(offset) for offset in offsets), default=0.0) + radius


def _said(row: Any, x: Linear, y: float, half: float, narrow: bool) -> list[AnyItem]:
    """The year, how many reports, and the median."""
    name, middle = str(row.year), x(row.median)
    hover = f"{name}\nmedian {row.median:g} days\n{row.minimum} to {row.maximum} days, n = {row.n}"
    items: list[AnyItem] = [
        Rect(
            box=Box(middle - 1.5, y - half - 4, middle + 1.5, y + half + 4),
            fill=theme.INK,
            hover=hover,
            name=f"{name} median",
        ),
        Words(x.high + 62 if narrow else x.high + 66, y, f"{row.median:.0f}", 15, anchor="right", bold=True, name=name),
    ]
    if narrow:
        return [
            *items,
            Words(0, y - 8, name, 14, bold=True),
            Words(0, y + 8, f"n {row.n}", 12, theme.MUTED, name=f"{name} n"),
        ]
    return [*items, Words(0, y, name, 15, bold=True), Words(44, y, f"n = {row.n}", 13, theme.MUTED, name=f"{name} n")]


def _rows(frame: pd.DataFrame) -> Iterable[Any]:
    """The rows of a frame, by the names of its columns."""
    return frame.itertuples()
