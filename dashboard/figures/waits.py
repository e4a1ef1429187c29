"""Waiting times: every authority ranked by the wait since its last full inspection, and the gaps seen so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard import theme
from dashboard.drawing.canvas import Canvas
from dashboard.drawing.placing import Anchor, Box
from dashboard.drawing.scale import Days, Linear
from dashboard.drawing.scene import AnyItem, Mark, Rect, Scene, Words, line
from dashboard.drawing.short_names import SHORT_NAMES
from dashboard.drawing.text_width import first_that_fits, text_width
from loaders import Grade

ROW = 25
HEAD = 22
"""Pixels above the first row of a column."""
YEAR = 365.25
DAY = dt.date(2000, 1, 1)
KNOWN, UNSURE = "#5694ca", theme.PAPER
GAP = 36
"""Pixels between columns."""
PITCH = 66
"""Pixels from one row of gaps to the next."""


@dataclass(frozen=True, slots=True)
class Wait:
    """One authority's wait: its rank, days, the overall grade held (or None), and whether later reports were read."""

    rank: int
    name: str
    days: int
    grade: str | None
    is_known: bool
    hover: str


def columns_for(width: int) -> int:
    """How many columns the ranking has: one on a phone, three on a desk."""
    return 3 if width >= 960 else 2 if width >= 640 else 1


def ranking(waits: Sequence[Wait], *, width: int = 1100) -> Scene:
    """Rank, name, grade held and a bar as long as the wait, read down each column.

    A filled bar: the authority's later reports have been read. A hollow, dashed one: it may have been inspected since
    the official lists end.
    """
    n = columns_for(width) if len(waits) > 12 else 1
    per = -(-len(waits) // n) if waits else 1
    each = (width - GAP * (n - 1)) / n
    canvas = Canvas(Days(DAY, DAY + dt.timedelta(days=1000), 0, width), float(width))
    longest = max((wait.days for wait in waits), default=1)
    names = max((text_width(_short(wait.name), 14) for wait in waits), default=0)
    name_room = min(names, each * 0.5)
    for index, wait in enumerate(waits):
        left = (index // per) * (each + GAP)
        if index % per == 0:
            canvas.text(left + name_room + 74, 10, "Years", size=13, colour=theme.MUTED)
        _row(canvas, wait, left, HEAD + ROW * (index % per), each, name_room, longest)
    return canvas.scene(HEAD + ROW * per + 4)


def _row(canvas: Canvas, wait: Wait, left: float, top: float, each: float, name_room: float, longest: int) -> None:
    y = top + ROW / 2
    canvas.text(left + 28, y, str(wait.rank), size=13, colour=theme.MUTED, anchor="right")
    canvas.text(left + 36, y, _cut(_short(wait.name), name_room, 14), size=14)
    x = left + 44 + name_room
    look = theme.swatch(wait.grade)
    canvas.rect(Box(x, y - 9, x + 24, y + 9), fill=look.fill, line=theme.INK)
    canvas.text(x + 12, y, look.letter, size=12, colour=look.ink, anchor="center", bold=True, inside=True)
    start = x + 30
    room = left + each - start - 34
    end = start + room * wait.days / longest
    canvas.rect(
        Box(start, y - 6, end, y + 6),
        fill=KNOWN if wait.is_known else UNSURE,
        line=theme.INK if wait.is_known else theme.MUTED,
        dash="solid" if wait.is_known else "dot",
    )
    canvas.text(end + 5, y, f"{wait.days / YEAR:.1f}", size=13)
    canvas.hover(Box(left, y - 11, left + each, y + 11), wait.hover)


def _short(name: str) -> str:
    return SHORT_NAMES.get(name, name)


def _cut(text: str, room: float, size: float) -> str:
    """The name, with its end cut where it has no room; the hover text and the table have it in full."""
    if text_width(text, size) <= room:
        return text
    while text and text_width(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip(' ,')}…"


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
