"""What every part of the timeline is drawn upon: the canvas, the form, and who stands where in time."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass, field

from dashboard.drawing.canvas import Canvas
from dashboard.drawing.placing import Box
from dashboard.drawing.scale import Days
from dashboard.drawing.text_width import text_width
from dashboard.figures.timeline.forms import Form
from dashboard.history.awaited import Awaited
from dashboard.history.spans import LANES, OVERALL, spans
from dashboard.history.story import By, Event, Story
from dashboard.theme import GRADES

Lead = Callable[[Event], str]
"""Where what is drawn of an event leads."""

CLEAR = 3
"""Pixels between words and the line where the record ends."""

BREAK = 3
"""Half the white gap, in pixels, between a body and the one that replaced it."""


def report(event: Event) -> str:
    """The address of an event's report."""
    return event.url


@dataclass(frozen=True, slots=True)
class Segment:
    """A body's stretch of the time axis, in pixels; `until` is the first day that it was no more, or today."""

    story: Story
    left: float
    right: float
    until: dt.date
    is_own: bool


@dataclass
class Sheet:
    """The state of one drawing; parts are added from top to bottom."""

    canvas: Canvas
    form: Form
    story: Story
    by: By
    today: dt.date
    segments: list[Segment]
    cuts: list[float] = field(default_factory=list)
    """Lines of words, by their middle, for which upright lines make way."""
    notes_end: float = 0
    """Below the words on the end of overall effectiveness."""
    coming: Awaited | None = None
    """The window for the next inspection, where it is drawn."""
    lead: Lead = report

    @property
    def scale(self) -> Days:
        """Time to pixels."""
        return self.canvas.scale

    @property
    def own(self) -> Segment:
        """The stretch of the body itself."""
        return self.segments[-1]

    @property
    def edge(self) -> float:
        """Where the data end: the right end of the axis, but for one that a window takes further."""
        return self.scale.x(self.today) if self.today < self.scale.end else self.scale.right

    @property
    def end(self) -> Box:
        """The line where the record ends, as thick as the room that words keep from it: none stand across it."""
        x = self.own.right
        return Box(x - CLEAR, -math.inf, x + CLEAR, math.inf)


def lone_predecessor(story: Story) -> Story | None:
    """The body before, where there was exactly one: it can share the lanes, left of the break."""
    return story.before[0] if len(story.before) == 1 else None


def _first_day(story: Story, by: By) -> dt.date | None:
    days = [when.day for event in story.events if (when := event.when(by)).day is not None]
    return min(days, default=None)


def name_width(form: Form) -> float:
    """Room that the grades' names take inside the panel, where they do not stand beside it."""
    return 0 if form.beside else max(text_width(name, form.small) for name in grade_names(form))


def grade_names(form: Form) -> list[str]:
    """The grades' names, best first; broken in two where the form is narrow."""
    names = [str(grade) for grade in GRADES]
    return [name.replace(" ", "\n") for name in names] if form.width < 400 else names


def make_scale(
    story: Story, by: By, today: dt.date, form: Form, coming: Awaited | None = None, shared_end: dt.date | None = None
) -> Days:
    """The time axis: from the first year with an event, to today or shortly after an abolition, or to a window's end.

    A day is as wide after today as before it. `shared_end` is the end of an axis that another timeline shares.
    """
    end = min(today, story.authority.abolished + dt.timedelta(days=240)) if story.authority.abolished else today
    firsts = [day for one in (story, *story.before) if (day := _first_day(one, by))]
    first = min([*firsts, story.authority.established or end, dt.date(end.year - 8, 1, 1)])
    end = shared_end or (max(end, coming.window.latest) if coming else end)
    start = dt.date(first.year, 1, 1)
    # The first dot and half of its date stand clear of the left edge.
    clear = (form.dot + 20) / (form.right - form.left) * (end - start).days
    start = min(start, first - dt.timedelta(days=int(clear)))
    if not form.beside:
        # The grades' names stand in the panel: the axis begins early enough for the first dot to clear them.
        room = name_width(form) + form.dot + 8
        shown = [story, *([lone] if (lone := lone_predecessor(story)) else [])]
        dots = [span.start for one in shown for span in spans(one, OVERALL, by, end)]
        span = form.right - form.left
        if dots:
            needed = (end - min(dots)).days * room / (span - room)
            start = min(start, min(dots) - dt.timedelta(days=int(needed)))
    return Days(start, end, form.left, form.right)


def make_sheet(
    story: Story,
    by: By,
    today: dt.date,
    form: Form,
    coming: Awaited | None = None,
    lead: Lead = report,
    scale: Days | None = None,
) -> Sheet:
    """An empty drawing with its stretches on its time axis: its own, or `scale`, which it shares with another."""
    scale = scale or make_scale(story, by, today, form, coming)
    until = story.until(today)
    lone = lone_predecessor(story)
    segments: list[Segment] = []
    left = scale.left
    if story.authority.established and story.authority.established > scale.start:
        border = scale.x(story.authority.established)
        if lone:
            segments.append(Segment(lone, scale.left, border - BREAK, story.authority.established, False))
        left = border + BREAK
    segments.append(Segment(story, left, scale.x(until), until, True))
    return Sheet(Canvas(scale, form.width), form, story, by, today, segments, coming=coming, lead=lead)


def shown_lanes(sheet: Sheet) -> list[int]:
    """Which lanes have anything to show."""
    return [
        index
        for index, lane in enumerate(LANES)
        if not (lane.sif_only and sheet.form.is_compact)
        and any(spans(segment.story, lane, sheet.by, segment.until) for segment in sheet.segments)
    ]
