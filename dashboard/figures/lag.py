"""Publication lag by year: the shortest, the middle and the longest wait for a report.

A small chart to learn from: sizes first, then scales from numbers to pixels, then items from the ground up.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from dashboard import theme
from dashboard.drawing.scale import Linear
from dashboard.drawing.scene import AnyItem, Line, Mark, Scene, Words, line

NARROW = 560
LEFT, RIGHT, TOP = 40, 12, 26
"""Margins in pixels: the numbers of days at the left, the word for them on top."""
STEP = 50
"""Days from one line to the next."""


def ranges(frame: pd.DataFrame, *, width: int = 1100) -> Scene:
    """An upright line from the shortest to the longest wait of each year, with a dot and its number at the median.

    `frame` is of `statistics.lag.by_year`. n stands under each year, on a narrow screen the median too; a year
    without a known wait is not drawn.
    """
    drawn = frame[frame["n"] > 0]
    narrow = width < NARROW
    height = 340 if narrow else 380
    floor = height - (72 if narrow else 52)
    years = [int(year) for year in drawn["year"]] or [2016]
    most = max((int(days) for days in drawn["maximum"]), default=100) * 1.05
    x = Linear(years[0] - 0.6, years[-1] + 0.75, LEFT, width - RIGHT)
    y = Linear(0, most, floor, TOP)
    items: list[AnyItem] = [Words(4, TOP - 14, "Days", 14)]
    for days in range(0, int(most) + 1, STEP):
        items += [line(LEFT, y(days), width - RIGHT, y(days), theme.FAINT), _number(days, y(days))]
    for row in _rows(drawn):
        items += _year(row, x(row.year), y, narrow)
        if not narrow or (row.year - years[-1]) % 3 == 0:
            items.append(Words(x(row.year), floor + 16, str(row.year), 14, anchor="center"))
    return Scene(width, height, (*items, *_under(drawn, x, floor, narrow)))


def _number(days: int, y: float) -> Words:
    return Words(LEFT - 8, y, str(days), 14, anchor="right")


def _year(row: Any, x: float, y: Linear, narrow: bool) -> list[AnyItem]:
    """One year: its line, its dot and, where there is room, the number beside the dot."""
    name, middle = str(row.year), y(row.median)
    hover = f"{row.year}\nmedian {row.median:g} days\n{row.minimum} to {row.maximum} days, n = {row.n}"
    thick, radius = (8, 4) if narrow else (12, 5.5)
    items: list[AnyItem] = [
        Line((((x, y(row.minimum)), (x, y(row.maximum))),), theme.RULE, thick, name=name),
        Mark(x=x, y=middle, symbol="circle", radius=radius, fill=theme.PAPER, line=theme.ACCENT, width=3,
             name=name, hover=hover),
    ]  # fmt: skip
    if not narrow:
        items.append(Words(x + 12, middle, f"{row.median:.0f}", 14, bold=True, name=name))
    return items


def _under(drawn: pd.DataFrame, x: Linear, floor: float, narrow: bool) -> list[Words]:
    """The rows of figures under the years: how many reports, and before it the median where dots have no room for it."""
    rows = [("n", [(row.year, str(row.n)) for row in _rows(drawn)], False)]
    if narrow:
        rows.insert(0, ("half", [(row.year, f"{row.median:.0f}") for row in _rows(drawn)], True))
    words = []
    for number, (head, cells, bold) in enumerate(rows):
        y = floor + 38 + 20 * number
        words.append(Words(2, y, head, 12, theme.MUTED))
        words += [
            Words(x(year), y, text, 12, theme.MUTED, "center", bold, name=f"{year} {head}") for year, text in cells
        ]
    return words


def _rows(frame: pd.DataFrame) -> Iterable[Any]:
    """The rows of a frame, by the names of its columns."""
    return frame.itertuples()
