"""How authorities are spread over the grades: bars for areas on one date, and shares through time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from dashboard import theme
from dashboard.dates import long_date, month_year
from dashboard.drawing.placing import Anchor, Box, spread
from dashboard.drawing.scale import Days, Linear
from dashboard.drawing.scene import AnyItem, Area, Line, Point, Rect, Scene, Words, line, step
from dashboard.drawing.segments import Part, stacked
from dashboard.drawing.text_width import text_width
from dashboard.frames import records, rows
from dashboard.statistics.counts import ENGLAND
from dashboard.statistics.over_time import FEWEST
from loaders import Grade

NARROW = 560
"""Pixels; below it the names of areas stand above their bars."""

TOP = 26
"""Pixels above the drawing for the numbers of its axis, or for the date that is marked."""

GRADES = [grade.value for grade in Grade]
PERCENTS = (0, 25, 50, 75, 100)

_TOP, _UNDER = 30.0, 28.0
"""Pixels above and below the bands of `over_time`."""
_LAST = 8.0
"""Pixels across which the last month of `over_time` is seen: its shares are what the words at the end say."""


def _highest_first(shares: pd.DataFrame) -> dict[str, list[_Share]]:
    """The shares of each area of `statistics.counts.shares`, the largest share good or outstanding first; England leads."""
    of_area: dict[str, list[_Share]] = {}
    for area, *share in rows(shares, ["area", "grade", "n", "total", "percent"]):
        of_area.setdefault(area, []).append(_Share(*share))

    def place(area: str) -> tuple[bool, float, str]:
        held = of_area[area]
        good = sum(share.n for share in held if share.grade in GRADES[:2])
        return area != ENGLAND, -good / (held[0].total or 1), area

    return {area: of_area[area] for area in sorted(of_area, key=place)}


class _Share(NamedTuple):
    """How many of an area's authorities held a grade: their number, of how many, and per cent."""

    grade: str
    n: int
    total: int
    percent: float


def bars(shares: pd.DataFrame, *, width: int = 1100) -> Scene:
    """A stacked bar of 100 per cent for each area, England first, then by share good or outstanding.

    `shares` is a frame of `statistics.counts.shares`. Each segment says its grade's letter and number.
    """
    narrow = width < NARROW
    of_area = _highest_first(shares)
    labels = [f"{area}, n = {held[0].total}" for area, held in of_area.items()]
    left = 1.0 if narrow else max(text_width(label, 14, bold=True) for label in labels) + 12
    pitch, thick, lift = (50, 25, 21) if narrow else (36, 27, 5)
    x = Linear(0, 100, left, width - 1)
    bottom = TOP + pitch * len(labels)
    items = _percents_on_top(x, bottom)
    for number, (area, label) in enumerate(zip(of_area, labels, strict=True)):
        top = TOP + pitch * number
        bold = area == ENGLAND
        if narrow:
            items.append(Words(0, top + 10, label, 14, bold=bold))
        else:
            items.append(Words(left - 8, top + pitch / 2, label, 14, anchor="right", bold=bold))
        parts = _parts(of_area[area], area, x.per_one)
        items += stacked(parts, left, top + lift, thick, line=theme.PAPER, width=2)
    return Scene(width, bottom + 4, tuple(items))


def _parts(held: Sequence[_Share], area: str, per_percent: float) -> list[Part]:
    parts = []
    for grade, n, _, percent in held:
        if not n:
            continue
        look = theme.GRADES[Grade(grade)]
        parts.append(
            Part(
                length=percent * per_percent,
                fill=look.fill,
                ink=look.ink,
                words=(f"{look.letter} {n}", f"{n}"),
                hover=f"{area}\n{grade}: {n} ({percent:.0f}%)",
                name=f"{area}: {grade}",
            )
        )
    return parts


def _percents_on_top(x: Linear, bottom: float) -> list[AnyItem]:
    """The numbers of the axis, those at its ends within the drawing, and their lines, which show between the bars."""
    items: list[AnyItem] = []
    for percent in PERCENTS:
        anchor = "left" if percent == 0 and x.low < 10 else "right" if percent == 100 else "center"
        items.append(line(x(percent), TOP - 4, x(percent), bottom, theme.FAINT))
        words = f"{percent}%" if percent else "0"
        items.append(Words(x(percent), TOP - 14, words, 13, theme.MUTED, anchor))  # type: ignore[arg-type]
    return items


def over_time(shares: pd.DataFrame, *, width: int = 1100) -> Scene:
    """Shares of authorities at each grade through time, as stacked steps with the words at their ends.

    `shares` is England's part of `statistics.over_time.shares`; months with fewer than FEWEST graded
    authorities are left out. From the bottom: outstanding, good, requires improvement, inadequate, so that
    the height of the second is "good or outstanding".
    """
    drawn = shares[shares["total"] >= FEWEST]
    height = _height(width)
    words = _words(width)
    top, floor = _TOP, height - _UNDER
    y = Linear(0, 100, floor, top)
    items: list[AnyItem] = [
        Words(36, y(percent), f"{percent}%" if percent else "0", 13, theme.MUTED, "right") for percent in PERCENTS
    ]
    if drawn.empty:
        return Scene(width, height, tuple(items))
    days = [stamp.date() for stamp in sorted(drawn["date"].unique())]
    x = _axis(days[0], days[-1], width)
    table = drawn.pivot(index="date", columns="grade", values="percent").reindex(columns=GRADES).astype(float)
    items += _bands(table, days, x, y)
    items += _years(x, floor)
    items += _end_labels(list(table.iloc[-1]), words, x.right + _LAST + 6, y)
    return Scene(width, height, (*items, *_months(drawn, days, x, top, floor)))


def marked(scene: Scene, shares: pd.DataFrame, day: dt.date) -> Scene:
    """The drawing of `over_time`, with a line on a date that it reaches, named above."""
    dates = shares.loc[shares["total"] >= FEWEST, "date"]
    if dates.empty or not dates.min().date() <= day <= dates.max().date():
        return scene
    x = _axis(dates.min().date(), dates.max().date(), round(scene.width))
    place, words = x.x(day), long_date(day)
    half = text_width(words, 14) / 2
    anchor: Anchor = "left" if place - half < x.left else "right" if place + half > x.right else "center"
    return replace(
        scene,
        items=(
            *scene.items,
            line(place, _TOP - 6, place, scene.height - _UNDER, theme.INK, 2),
            Words(place, _TOP - 17, words, 14, anchor=anchor),
        ),
    )


def _height(width: int) -> int:
    return 300 if width < NARROW else 380


def _words(width: int) -> dict[Grade, str]:
    return {grade: grade.letter if width < NARROW else grade.value for grade in Grade}


def _axis(first: dt.date, last: dt.date, width: int) -> Days:
    """Time from the left to where the words at the ends begin."""
    ends = max(text_width(f"{text} 100%", 14) for text in _words(width).values())
    return Days(first, last, 44, width - ends - 14 - _LAST)


def _bands(table: pd.DataFrame, days: Sequence[dt.date], x: Days, y: Linear) -> list[AnyItem]:
    """A band of steps for each grade upon those before it, and a white line between one and the next.

    A step holds from its month end to the next; the last goes on a little, so that it is seen.
    """
    items: list[AnyItem] = []
    lower: tuple[Point, ...] = ((x.left, y(0)), (x.right + _LAST, y(0)))
    tops = table.cumsum(axis="columns")
    edges: list[tuple[Point, ...]] = []
    for grade in Grade:
        points = [(x.x(day), y(value)) for day, value in zip(days, tops[grade.value], strict=True)]
        upper = (*step(points), (x.right + _LAST, points[-1][1]))
        fill = theme.GRADES[grade].fill
        items.append(Area(rings=((*upper, *reversed(lower)),), fill=fill, name=grade.value))
        edges.append(upper)
        lower = upper
    return [*items, Line(tuple(edges), theme.PAPER, 1.5)]


def _months(drawn: pd.DataFrame, days: Sequence[dt.date], x: Days, top: float, floor: float) -> list[AnyItem]:
    """What a pointer reads over each month: every grade then, best first."""
    said: dict[dt.date, list[str]] = {day: [month_year(day)] for day in days}
    for row in records(drawn):
        said[row["date"].date()].append(f"{row['grade']}: {row['n']} of {row['total']} ({row['percent']:.0f}%)")
    middles = [(x.x(one) + x.x(other)) / 2 for one, other in pairwise(days)]
    lefts, rights = [x.left, *middles], [*middles, x.right + _LAST]
    return [
        Rect(box=Box(left, top, right, floor), hover="\n".join(said[day]), name=day.isoformat())
        for day, left, right in zip(days, lefts, rights, strict=True)
    ]


def _years(x: Days, floor: float) -> list[AnyItem]:
    """A tick and a number at the new years that have room."""
    room = text_width("2026", 14) + 12
    every = next(years for years in (1, 2, 4, 8) if years * 365.25 * x.per_day >= room or years == 8)
    items: list[AnyItem] = []
    for year in range(x.start.year + 1, x.end.year + 1):
        if (year - 2014) % every:
            continue
        place = x.x(dt.date(year, 1, 1))
        items.append(line(place, floor, place, floor + 5, theme.RULE))
        items.append(Words(place, floor + 16, str(year), 14, anchor="center"))
    return items


def _end_labels(shares: Sequence[float], words: dict[Grade, str], left: float, y: Linear) -> list[AnyItem]:
    """Each grade's word and share at the right end, in the middle of its band, never upon one another."""
    middles = [sum(shares[:place]) + share / 2 for place, share in enumerate(shares)]
    places = spread(middles, 19 / abs(y.per_one), 2, 102)
    items: list[AnyItem] = []
    for grade, share, place in zip(Grade, shares, places, strict=True):
        items.append(Words(left, y(place), f"{words[grade]} {share:.0f}%", 14, name=grade.value))
    return items
