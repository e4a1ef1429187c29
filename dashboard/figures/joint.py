"""Joint inspections by theme: a row for each theme, a square for each inspection, along time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from dashboard import theme
from dashboard.dates import long_date
from dashboard.drawing.canvas import Canvas
from dashboard.drawing.placing import spread
from dashboard.drawing.scale import Days
from dashboard.drawing.scene import Scene
from dashboard.figures.timeline.hovers import wrap
from dashboard.statistics.graded import GRADES

ROW, HEAD, LINE, RADIUS = 56, 28, 19, 10.0
WIDEST = 7.6
"""Pixels that a letter of the labels takes at most on average."""


def themes(order: Sequence[str], joint: pd.DataFrame, *, today: dt.date, width: int = 1100) -> Scene:
    """Squares at the first day of each inspection, or its publication where that alone is known, with the letter of the overall grade held then.

    `joint` is of `statistics.visits.joint_inspections` with a column name; `order` holds the themes from the top.
    """
    first = joint["day"].min().date()
    canvas = Canvas(Days(dt.date(first.year, 1, 1), today, RADIUS + 2, width - RADIUS - 2), float(width))
    labels = [wrap(words[:1].upper() + words[1:], int(width / WIDEST)) for words in order]
    tops = [HEAD + ROW * index + LINE * sum(text.count("\n") for text in labels[:index]) for index in range(len(order))]
    bottom = HEAD + ROW * len(order) + LINE * sum(text.count("\n") for text in labels)
    _years(canvas, first.year, today.year, bottom)
    for words, text, top in zip(order, labels, tops, strict=True):
        extra = LINE * text.count("\n")
        canvas.text(0, top + 12 + extra / 2, text, size=15)
        _row(canvas, joint[joint["theme"] == words], top + extra + 36)
    return canvas.scene(bottom)


def _years(canvas: Canvas, first: int, last: int, bottom: float) -> None:
    """Upright lines at the new years, named as often as there is room."""
    step = 1 if canvas.width >= 560 else 3
    for year in range(first, last + 1):
        x = canvas.scale.x(dt.date(year, 1, 1))
        canvas.line(x, 24, x, bottom, colour=theme.FAINT)
        if (year - first) % step == 0 and x < canvas.width - 20:
            canvas.text(x, 11, str(year), size=13, colour=theme.MUTED, anchor="left" if year == first else "center")


def _row(canvas: Canvas, own: pd.DataFrame, y: float) -> None:
    """The inspections of one theme, moved aside where they would cover each other."""
    wanted = [canvas.scale.x(day.date()) for day in own["day"]]
    xs = spread(wanted, 2 * RADIUS + 1, canvas.scale.left, canvas.scale.right)
    canvas.line(canvas.scale.left, y, canvas.scale.right, y, colour=theme.RULE)
    for x, event in zip(xs, own.to_dict("records"), strict=True):
        grade = event["grade_held"] if event["grade_held"] in GRADES else None
        look = theme.swatch(grade)
        held = f"{grade} held then" if grade else event["grade_held"]
        when = "Published" if pd.isna(event["start_date"]) else "From"
        hover = f"{event['name']}\n{when} {long_date(event['day'].date())}\n{held}"
        canvas.mark(x, y, "square", RADIUS, hover, fill=look.fill, width=1)
        canvas.text(x, y, look.letter, size=12, colour=look.ink, anchor="center", bold=True, inside=True)
