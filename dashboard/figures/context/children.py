"""The children behind the grades: their share where services are good or outstanding, beside the share of authorities."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pandas as pd

from dashboard import theme
from dashboard.dates import long_date
from dashboard.drawing.placing import Box
from dashboard.drawing.scale import Days, Linear
from dashboard.drawing.scene import AnyItem, Dash, Line, Mark, Point, Rect, Scene, Words, line
from dashboard.drawing.text_width import text_width
from dashboard.figures.context.axes import NARROW, Label, at_the_end
from dashboard.frames import records

CHILDREN, AUTHORITIES = theme.ACCENT, theme.MUTED
STEPS = (0, 25, 50, 75, 100)
TOP, UNDER = 14, 30


def over_time(frame: pd.DataFrame, *, width: int) -> Scene:
    """Both shares through time as lines, children's solid and the authorities' dashed.

    `frame` is that of `children.over_time` and has a share; a date without a share is a gap.
    """
    narrow = width < NARROW
    height = 320 if narrow else 360
    floor = height - UNDER
    known = frame[frame["percent_children"].notna()]
    words, x = _ends(known), _axis(known, width)
    left = x.left
    y = Linear(0, 100, floor, TOP)
    items: list[AnyItem] = []
    for share in STEPS:
        items += [
            line(left, y(share), x.right, y(share), theme.FAINT),
            Words(left - 8, y(share), f"{share}%", 13, theme.MUTED, "right"),
        ]
    items += _years(x, floor, narrow)
    labels: list[Label] = []
    looks: tuple[tuple[str, str, Dash], ...] = (("Authorities", AUTHORITIES, "dash"), ("Children", CHILDREN, "solid"))
    for name, colour, dash in looks:
        column = f"percent_{name.lower()}"
        runs = _runs(frame, column, x, y)
        if runs:
            items.append(Line(tuple(runs), colour, 3 if name == "Children" else 2, dash, name=name))
            labels.append(Label(runs[-1][-1][1], words[name], colour, bold=True, name=name))
    items += _readings(known, x, floor)
    items += at_the_end(labels, x.right + 8, TOP, floor)
    return Scene(width, height, tuple(items))


def marked(scene: Scene, frame: pd.DataFrame, day: dt.date) -> Scene:
    """The drawing of `over_time`, with a dotted line on a date that it reaches."""
    x = _axis(frame[frame["percent_children"].notna()], round(scene.width))
    if not x.start <= day <= x.end:
        return scene
    mark = line(x.x(day), TOP, x.x(day), scene.height - UNDER, theme.INK, 1, "dot")
    return replace(scene, items=(*scene.items, mark))


def _ends(known: pd.DataFrame) -> dict[str, str]:
    """What stands at the right end of each line."""
    last = known.iloc[-1]
    return {name: f"{name} {last[f'percent_{name.lower()}']:.0f}%" for name in ("Children", "Authorities")}


def _axis(known: pd.DataFrame, width: int) -> Days:
    """Time from beside the numbers of the axis to where the words at the ends begin."""
    aside = max(text_width(text, 13, bold=True) for text in _ends(known).values()) + 14
    first, last = known["date"].iloc[0].date(), known["date"].iloc[-1].date()
    return Days(first, last, text_width("100%", 13) + 10, width - aside)


def _years(x: Days, floor: float, narrow: bool) -> list[AnyItem]:
    items: list[AnyItem] = []
    step = 3 if narrow else 1
    for year in range(x.start.year, x.end.year + 1):
        day = dt.date(year, 1, 1)
        if x.start <= day <= x.end and (x.end.year - year) % step == 0:
            items += [
                line(x.x(day), floor, x.x(day), floor + 5, theme.RULE),
                Words(x.x(day), floor + 18, str(year), 13, theme.MUTED, "center"),
            ]
    return items


def _runs(frame: pd.DataFrame, column: str, x: Days, y: Linear) -> list[tuple[Point, ...]]:
    runs: list[list[Point]] = [[]]
    for day, value in zip(frame["date"], frame[column], strict=True):
        if pd.isna(value):
            runs.append([])
        else:
            runs[-1].append((x.x(day.date()), y(float(value))))
    return [tuple(run) for run in runs if run]


def _readings(known: pd.DataFrame, x: Days, floor: float) -> list[Rect]:
    """Where a pointer reads both shares of a date: an upright strip around it."""
    rows = records(known)
    places = [x.x(row["date"].date()) for row in rows]
    edges = [x.left, *((a + b) / 2 for a, b in pairwise(places)), x.right]
    return [
        Rect(box=Box(left, TOP, right, floor), hover=_hover(row), name=row["date"].date().isoformat())
        for row, (left, right) in zip(rows, pairwise(edges), strict=True)
    ]


def _hover(row: dict[Any, Any]) -> str:
    return (
        f"{long_date(row['date'].date())}\n{row['percent_children']:.1f}% of children\n"
        f"{row['percent_authorities']:.1f}% of authorities ({row['good_authorities']} of {row['authorities']})"
    )


def by_area(frame: pd.DataFrame, *, width: int) -> Scene:
    """A row for each area, England first: a filled dot for the share of children, a white one for that of authorities.

    `frame` is that of `children.behind_grades`, its regions in the order in which they are drawn.
    """
    narrow = width < NARROW
    row_height = 46 if narrow else 34
    names = [str(area) for area in frame["area"]]
    left = 4.0 if narrow else max(text_width(name, 14, bold=True) for name in names) + 16
    right = width - (8 if narrow else 20)
    top = 44
    x = Linear(0, 100, left + 8, right - 8)
    height = top + row_height * len(names) + 8
    items: list[AnyItem] = [*_key(left)]
    for share in STEPS:
        items += [
            line(x(share), top - 4, x(share), height - 6, theme.FAINT),
            Words(x(share), top - 13, f"{share}%", 13, theme.MUTED, "center"),
        ]
    for place, row in enumerate(records(frame)):
        y = top + row_height * place + (31 if narrow else row_height / 2)
        bold = place == 0
        if narrow:
            items.append(Words(4, y - 18, str(row["area"]), 13, bold=bold))
        else:
            items.append(Words(left - 10, y, str(row["area"]), 14, anchor="right", bold=bold))
        items += _row(row, y, x)
    return Scene(width, height, tuple(items))


def _key(left: float) -> list[AnyItem]:
    second = left + 14 + text_width("Children", 13) + 32
    return [
        Mark(x=left + 8, y=9, symbol="circle", radius=6, fill=CHILDREN, line=theme.INK),
        Words(left + 20, 9, "Children", 13),
        Mark(x=second, y=9, symbol="circle", radius=5, fill=theme.PAPER, line=theme.INK, width=1.5),
        Words(second + 12, 9, "Authorities", 13),
    ]


def _row(row: dict[Any, Any], y: float, x: Linear) -> list[AnyItem]:
    if pd.isna(row["percent_authorities"]):
        return [Words(x(0), y, "no grade held", 13, theme.MUTED)]
    items: list[AnyItem] = []
    area = str(row["area"])
    authorities = x(row["percent_authorities"])
    said = f"{row['percent_authorities']:.0f}% of authorities ({row['good_authorities']} of {row['authorities']})"
    if pd.notna(row["percent_children"]):
        children = x(row["percent_children"])
        hover = f"{area}\n{row['percent_children']:.0f}% of children ({row['good_children']:,} of {row['children']:,})\n{said}"
        items += [
            line(children, y, authorities, y, theme.RULE, 3),
            Mark(
                x=children,
                y=y,
                symbol="circle",
                radius=7,
                fill=CHILDREN,
                line=theme.INK,
                name=f"{area} children",
                hover=hover,
            ),
        ]
    items.append(
        Mark(x=authorities, y=y, symbol="circle", radius=5, fill=theme.PAPER, line=theme.INK, width=1.5,
             name=f"{area} authorities", hover=f"{area}\n{said}")
    )  # fmt: skip
    return items
