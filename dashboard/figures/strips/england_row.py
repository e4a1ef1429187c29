"""The row above the strips: England's share that is good or outstanding, through time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from dashboard import theme
from dashboard.dates import month_year
from dashboard.drawing.placing import Box
from dashboard.drawing.scale import Linear
from dashboard.drawing.scene import AnyItem, Area, Line, Rect, Words, line, step
from dashboard.figures.strips.panels import Measures, Panel
from loaders import Grade

ENGLAND_LABEL = "England, % good or better"
HEAD = 1.8
"""Rows that it takes."""
PALE_BLUE = "#dbe9f6"


def england_row(share: Sequence[tuple[dt.date, float]], panel: Panel, lift: float, size: Measures) -> list[AnyItem]:
    """The share that is good or outstanding, as a filled step at the top."""
    share = [(day, value) for day, value in share if day >= panel.scale.start]
    if not share:
        return []
    floor = size.y(0.75 + lift - HEAD)
    y = Linear(0, 1, floor, size.y(-0.35 + lift - HEAD))
    points = [(panel.scale.x(day), y(value)) for day, value in share]
    points.append((panel.scale.right, points[-1][1]))
    path = step(points)
    name = f"England {panel.judgement.value}"
    items: list[AnyItem] = [
        Area(rings=((*path, (points[-1][0], floor), (points[0][0], floor)),), fill=PALE_BLUE, name=name),
        line(points[0][0], floor, points[-1][0], floor, theme.RULE),
        Line((path,), theme.GRADES[Grade.OUTSTANDING].fill, 1.5, name=name),
    ]
    for (left, right), (day, value) in zip(pairwise(x for x, _ in points), share, strict=True):
        hover = f"England\ngood or outstanding: {value:.0%}, {month_year(day)}"
        items.append(Rect(box=Box(left, size.y(-0.5 + lift - HEAD), right, floor), name=name, hover=hover))
    type_size = max(size.letter, 12)
    if panel.chip:  # one of several panels has room for the last share alone, after today
        return [*items, Words(panel.right, points[-1][1], f"{share[-1][1]:.0%}", type_size, anchor="right", name=name)]
    above = 0.24 * size.pitch
    labels = [
        Words(panel.scale.x(day), y(value) - above, f"{value:.0%}", type_size, anchor="center", name=name)
        for day, value in _year_labels(share, panel, size)
    ]
    return [*items, *labels]


def _year_labels(share: Sequence[tuple[dt.date, float]], panel: Panel, size: Measures) -> list[tuple[dt.date, float]]:
    """Days and the share then: every year where there is room, else every third."""
    last = panel.scale.end
    years = range(panel.scale.start.year + 1, last.year + 1)
    step = 1 if size.inner / len(years) > 38 else 3
    labels = []
    for year in (year for year in years if (last.year - year) % step == 0):
        middle = min(dt.date(year, 7, 1), last - dt.timedelta(days=120 if step == 1 else 240))
        before = [value for day, value in share if day <= middle]
        if before and middle.year == year:
            labels.append((middle, before[-1]))
    return labels
