"""Waiting times: every authority ranked by the wait since its last full inspection, and the gaps seen so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard import theme
from dashboard.drawing.canvas import Canvas
from dashboard.drawing.placing import Box
from dashboard.drawing.scale import Days
from dashboard.drawing.scene import Scene
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


def gaps(summary: pd.DataFrame, observed: pd.DataFrame, *, width: int = 1100) -> dict[Any, Any]:
    """The gaps from one ILACS inspection to the next by the grade held: each as a dot, the range, and the mean.

    `summary` is of `statistics.waiting.gap_summary`, `observed` the gaps that it counts.
    """
    rows = summary.to_dict("records")
    seen = summary[summary["n"] > 0]
    first = float(seen["minimum"].min()) if len(seen) else 900.0
    last = float(seen["maximum"].max()) if len(seen) else 1500.0
    low, high = first - 60, last + 60
    pitch = 66
    shapes: list[dict[Any, Any]] = []
    words: list[dict[Any, Any]] = []
    dots: dict[str, list[Any]] = {"x": [], "y": [], "color": []}
    for index, row in enumerate(rows):
        y = index * pitch + 44
        words.append(_text(index * pitch + 14, _gap_words(row, width)))
        if not row["n"]:
            continue
        shapes.append(_line(float(row["minimum"]), float(row["maximum"]), y))
        mine = observed.loc[observed["grade"] == row["grade"], "days"]
        dots["x"] += [int(days) for days in mine]
        dots["y"] += [y] * len(mine)
        dots["color"] += [theme.GRADES[Grade(row["grade"])].fill] * len(mine)
    means = [(float(row["mean"]), index * pitch + 44) for index, row in enumerate(rows) if row["n"]]
    height = pitch * len(rows) + 34
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "markers",
                "x": dots["x"],
                "y": dots["y"],
                "marker": {
                    "size": 12,
                    "color": dots["color"],
                    "opacity": 0.9,
                    "line": {"color": theme.INK, "width": 1},
                },
                "hovertemplate": "%{x:,} days<extra></extra>",
            },
            {
                "type": "scatter",
                "mode": "markers",
                "x": [x for x, _ in means],
                "y": [y for _, y in means],
                "marker": {"symbol": "line-ns", "size": 26, "line": {"color": theme.INK, "width": 3}},
                "hovertemplate": "mean %{x:,.0f} days<extra></extra>",
            },
        ],
        "layout": {
            "template": theme.template(),
            "height": height,
            "margin": {"l": 8, "r": 8, "t": 0, "b": 0, "pad": 0},
            "xaxis": {"visible": False, "fixedrange": True, "range": [low, high]},
            "yaxis": {"visible": False, "fixedrange": True, "range": [height, 0]},
            "shapes": shapes + [_tick(year, height) for year in _years(low, high)],
            "annotations": words + [_tick_words(year, height, low, high, width) for year in _years(low, high)],
        },
    }


def _years(low: float, high: float) -> list[float]:
    halves = [half / 2 for half in range(40)]
    return [years for years in halves if low < years * YEAR < high]


def _gap_words(row: dict[Any, Any], width: int) -> str:
    """The numbers of a row beside its grade, as long as they have room."""
    head = f"<b>{row['grade']}</b>"
    if not row["n"]:
        return f"{head}: no gap seen yet"
    span, mean = f"{row['minimum']:,} to {row['maximum']:,}", f"{row['mean']:,.0f}"
    options = (f", n = {row['n']}: {span} days, mean {mean}", f", n = {row['n']}: {span}", f": {span}")
    return head + first_that_fits(options, width - text_width(row["grade"], 14, bold=True), 14)


def _text(y: float, text: str) -> dict[Any, Any]:
    return {
        "xref": "paper",
        "yref": "y",
        "x": 0,
        "xshift": -8,
        "y": y,
        "xanchor": "left",
        "yanchor": "middle",
        "text": text,
        "showarrow": False,
        "font": {"size": 14},
    }


def _line(x0: float, x1: float, y: float) -> dict[Any, Any]:
    return {
        "type": "line",
        "layer": "below",
        "x0": x0,
        "x1": x1,
        "y0": y,
        "y1": y,
        "line": {"color": theme.MUTED, "width": 2},
    }


def _tick(years: float, height: float) -> dict[Any, Any]:
    x = years * YEAR
    return {
        "type": "line",
        "layer": "below",
        "x0": x,
        "x1": x,
        "y0": 28,
        "y1": height - 28,
        "line": {"color": theme.FAINT, "width": 1},
    }


def _tick_words(years: float, height: float, low: float, high: float, width: int) -> dict[Any, Any]:
    part = (years * YEAR - low) / (high - low)
    half = text_width("3.5 years", 13) / 2 / width
    anchor = "left" if part < half else "right" if part > 1 - half else "center"
    return {
        "xref": "x",
        "yref": "y",
        "x": years * YEAR,
        "y": height - 14,
        "xanchor": anchor,
        "yanchor": "middle",
        "text": f"{years:g} years",
        "showarrow": False,
        "font": {"size": 13, "color": theme.MUTED},
    }
