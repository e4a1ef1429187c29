"""What visits looked at, year by year: a cell for each theme and year, darker the more visits, with their number."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard import theme
from dashboard.drawing.placing import Box
from dashboard.drawing.scene import AnyItem, Rect, Scene, Words
from dashboard.drawing.text_width import text_width

SHADES = ("#ffffff", "#dbe9f6", "#b5d3ec", "#7fb2dd", "#3d7fbd", "#12436d")
"""None at all, and then from few to many."""
NARROW = 640
ROW, NAME, HEAD = 40, 24, 26
"""Pixels of a row of cells, of the name above it where there is no room at its side, and of the years on top."""


def by_year(frame: pd.DataFrame, named: Mapping[tuple[str, int], str], *, width: int = 1100) -> Scene:
    """A row for each theme, a column for each year and one for all.

    `frame` is of `statistics.visits.by_theme_and_year`; `named` says which authorities a cell counts, by theme and year.
    """
    years = [int(name) for name in frame.columns if name not in ("theme", "total")]
    narrow = width < NARROW
    left = 0.0 if narrow else max((text_width(str(name), 15) for name in frame["theme"]), default=0) + 14
    all_room = text_width("000", 14, bold=True) + 10
    cell = (width - left - all_room) / max(len(years), 1)
    pitch = ROW + (NAME if narrow else 0)
    most = max([1, *(int(frame[year].max()) for year in years if len(frame))])
    items: list[AnyItem] = [Words(width, HEAD / 2, "All", 13, theme.MUTED, "right")]
    for place, year in enumerate(years):
        short = f"’{year % 100:02d}" if cell < text_width("2026", 13) + 6 else str(year)
        items.append(Words(left + cell * (place + 0.5), HEAD / 2, short, 13, theme.MUTED, "center", name=str(year)))
    for number, row in enumerate(frame.to_dict("records")):
        name, top = str(row["theme"]), HEAD + pitch * number
        if narrow:
            items.append(Words(0, top + NAME / 2 + 2, name, 15))
            top += NAME
        else:
            items.append(Words(left - 14, top + ROW / 2, name, 15, anchor="right"))
        for place, year in enumerate(years):
            n = int(row[year])
            box = Box(left + cell * place + 1, top + 2, left + cell * (place + 1) - 1, top + ROW - 2)
            items += _cell(box, n, shade(n, most), f"{name}: {year}", named.get((name, year), ""))
        items.append(Words(width, top + ROW / 2, str(row["total"]), 14, anchor="right", bold=True, name=f"{name}: all"))
    return Scene(width, round(HEAD + pitch * len(frame)) + 2, tuple(items))


def _cell(box: Box, n: int, fill: str, name: str, who: str) -> list[AnyItem]:
    x, y = box.middle
    hover = f"{name}\n{n} visit{'s' * (n != 1)}" + (f"\n{who}" if who else "")
    items: list[AnyItem] = [Rect(box=box, fill=fill, line=theme.RULE, name=name, hover=hover)]
    if n:
        ink = theme.PAPER if fill in SHADES[4:] else theme.INK
        items.append(Words(x, y, str(n), 14, ink, "center", name=name))
    return items


def shade(n: int, most: int) -> str:
    """The filling of a cell."""
    steps = len(SHADES) - 1
    return SHADES[-(-n * steps // max(most, steps))] if n else SHADES[0]
