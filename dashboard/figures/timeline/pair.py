"""Two timelines as one drawing: one below the other, on one axis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dashboard.drawing.scale import Days
from dashboard.drawing.scene import AnyItem, Scene, Words
from dashboard.drawing.text_width import LINE, wrapped
from dashboard.figures.timeline.figure import draw
from dashboard.figures.timeline.forms import FORMS, ON_SCREEN, Form, Width
from dashboard.figures.timeline.sheet import make_scale
from dashboard.history.awaited import Awaited
from dashboard.history.story import By, Story

HEAD = 26
"""Pixels for the name above a timeline."""
GAP = 30
"""Pixels between one and the next."""


def pair(
    stories: Sequence[Story],
    *,
    by: By = "publication",
    today: dt.date,
    width: Width | Form = "wide",
    coming: Sequence[Awaited | None] = (None, None),
) -> Scene:
    """The timelines of two authorities on one axis of time; a day stands at the same place in both."""
    form = width if isinstance(width, Form) else FORMS[width]
    end = max([today, *(one.window.latest for one in coming if one)])
    start = min(make_scale(one, by, today, form, shared_end=end).start for one in stories)
    shared = Days(start, end, form.left, form.right)
    items: list[AnyItem] = []
    top = 0.0
    for one, window in zip(stories, coming, strict=True):
        sheet, height = draw(one, by=by, today=today, width=form, coming=window, scale=shared)
        size = form.size + 3
        lines = wrapped(one.authority.name, form.width, size, bold=True)
        head = HEAD + (len(lines) - 1) * size * LINE
        items.append(Words(0, top + head / 2, "\n".join(lines), size, bold=True, name=one.authority.code))
        items += sheet.canvas.scene(height).moved(0, top + head)
        top += head + height + GAP
    return Scene(form.width, round(top - GAP), tuple(items))


def widest(room: float) -> Width:
    """The form that a room in pixels is drawn in: the widest that fits it, or else the narrowest."""
    return next((name for name in ON_SCREEN if FORMS[name].width <= room), ON_SCREEN[-1])
