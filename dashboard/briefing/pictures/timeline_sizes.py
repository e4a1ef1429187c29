"""How the timeline is laid out in each size of picture: full-sized type always, and closer lanes where they are many."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from dashboard.briefing.model import DECK, DOCUMENT, OFFLINE, PAGE, PHONE, SLIDE, WEB, Size
from dashboard.drawing.scene import Scene
from dashboard.figures.timeline.figure import timeline
from dashboard.figures.timeline.forms import FORMS, Form
from dashboard.history.awaited import Awaited
from dashboard.history.story import By, Story

BY: By = "publication"

_SLIDE = FORMS["slide"]
_A4 = replace(_SLIDE, column=138, dot=9.5, row=24, block=18)
TIMELINES: dict[str, Form] = {
    SLIDE.name: _SLIDE,
    WEB.name: _SLIDE,
    DECK.name: replace(_SLIDE, width=DECK.width),
    PAGE.name: replace(_A4, width=PAGE.width - 40),
    DOCUMENT.name: replace(_A4, width=DOCUMENT.width),
    OFFLINE.name: replace(FORMS["large"], width=OFFLINE.width),
    PHONE.name: replace(FORMS["narrow"], width=PHONE.width),
}
"""The form for each size of picture, as wide as the picture's inner width."""

STEPS = range(8, -9, -1)
"""How far lanes stand apart, in steps of 1.5 pixels from row to row: the first that fits is taken."""


def timeline_in(story: Story, today: dt.date, size: Size, room: float, coming: Awaited | None = None) -> Scene:
    """The timeline as `size` has it, with its lanes as far apart as fits `room` pixels, or as close as can be.

    The lane of the next inspection goes where even the closest lanes have no room for it.
    """
    forms = list(forms_of(size))

    @cache
    def made(form: Form) -> Scene:
        return timeline(story, by=BY, today=today, width=form, coming=coming)

    # closer lanes are never higher: the first that fits is found by halves
    first = bisect_left(forms, True, key=lambda form: made(form).height <= room)
    if first < len(forms) or coming is None:
        return made(forms[min(first, len(forms) - 1)])
    return timeline_in(story, today, size, room)


def forms_of(size: Size) -> Iterator[Form]:
    """The form of a size, from the widest-set to the closest; type keeps its size."""
    form = TIMELINES[size.name]
    if size.name == DECK.name:  # as wide as the slide of a template leaves room for
        form = replace(form, width=size.width)
    if not form.is_compact:
        yield form
        return
    fills = size not in (PAGE, DOCUMENT)  # words follow below these, and take the room
    for step in STEPS if fills else range(0, STEPS.stop, -1):
        row = max(form.row + 1.5 * step, 1.25 * form.small)  # names of grades stand below each other
        yield replace(form, row=row, block=form.block + 0.75 * step)
