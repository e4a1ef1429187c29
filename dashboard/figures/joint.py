"""Joint inspections by theme: a row for each theme, a square for each inspection, along time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard import theme
from dashboard.figures.canvas import Canvas, Scale
from dashboard.figures.dates import long_date
from dashboard.figures.placing import spread
from dashboard.statistics.history import NO_GRADE

ROW, RADIUS = 56, 10.0


def themes(order: Sequence[str], joint: pd.DataFrame, *, today: dt.date, width: int = 1100) -> dict[str, Any]:
    """Squares at the first day of each inspection, with the letter of the overall grade held then.

    `joint` is of `statistics.visits.joint_inspections` with a column name; `order` holds the themes from the top.
    """
    first = joint["start_date"].min().date()
    canvas = Canvas(Scale(dt.date(first.year, 1, 1), today, RADIUS + 2, width - RADIUS - 2), float(width))
    bottom = 28 + ROW * len(order)
    step = 1 if width >= 560 else 3
    for year in range(first.year, today.year + 1):
        x = canvas.scale.x(dt.date(year, 1, 1))
        canvas.line(x, 24, x, bottom, colour="#e4e5e6")
        if (year - first.year) % step == 0 and x < width - 20:
            canvas.text(
                x, 11, str(year), size=13, colour=theme.MUTED, anchor="left" if year == first.year else "center"
            )
    for index, words in enumerate(order):
        top = 28 + ROW * index
        own = joint[joint["theme"] == words]
        canvas.text(0, top + 12, f"{words[:1].upper()}{words[1:]}", size=15)
        wanted = [canvas.scale.x(day.date()) for day in own["start_date"]]
        xs = spread(wanted, 2 * RADIUS + 1, canvas.scale.left, canvas.scale.right)
        y = top + 36
        canvas.line(canvas.scale.left, y, canvas.scale.right, y, colour=theme.RULE)
        for x, event in zip(xs, own.to_dict("records"), strict=True):
            held = None if event["grade_held"] == NO_GRADE else event["grade_held"]
            look = theme.swatch(held)
            hover = f"<b>{event['name']}</b><br>From {long_date(event['start_date'].date())}<br>{event['grade_held']} held then"
            canvas.mark(x, y, "square", RADIUS, hover, fill=look.fill, width=1)
            canvas.text(x, y, look.letter, size=12, colour=look.ink, anchor="center", bold=True, inside=True)
    return canvas.figure(bottom)
