"""What stands now, or stood on a day, and what sentences rest on: graded inspections in order, spells of inadequate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.dates import month_year
from dashboard.history.spans import OVERALL, Lane, Span, spans
from dashboard.history.story import By, Event, Judged, Story
from dashboard.judgements import FOUR, in_sentence
from loaders import Grade, Judgement, Status


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an authority stands on a judgement on one day."""

    latest: Span
    graded: Span | None
    """The last span with a grade, also where the latest inspection gives none."""
    before: Span | None
    """The span with a grade before `graded`."""

    @property
    def held(self) -> Grade | None:
        """The last grade given."""
        return self.graded.grade if self.graded else None

    @property
    def previous(self) -> Grade | None:
        """The grade before `held`."""
        return self.before.grade if self.before else None

    @property
    def now(self) -> Grade | None:
        """The grade that counts: that of the latest inspection, None where it gives none."""
        return self.latest.grade

    @property
    def change(self) -> int | None:
        """Steps from `previous` to `held`, up counting positive."""
        return self.held.rank - self.previous.rank if self.held and self.previous else None


def standing(found: Sequence[Span], day: dt.date = dt.date.max) -> Standing | None:
    """What stands of the spans of a lane, now or on a day; None where no inspection had reached it."""
    begun = [span for span in found if span.start <= day]
    graded = [span for span in begun if span.grade]
    if not begun:
        return None
    return Standing(begun[-1], graded[-1] if graded else None, graded[-2] if len(graded) > 1 else None)


def stands(story: Story, lane: Lane, by: By, today: dt.date) -> Standing | None:
    """What stands in a lane of an authority, today or at its end; None where no inspection has reached it."""
    return standing(spans(story, lane, by, story.until(today)))


@dataclass(frozen=True, slots=True)
class Point:
    """An overall grade and the day it dates from."""

    day: dt.date
    grade: Grade
    event: Event

    @property
    def month(self) -> str:
        """The month and year, such as April 2016."""
        return month_year(self.day)


def all_spans(story: Story, by: By, today: dt.date) -> list[Span]:
    """Full inspections in order with their overall judgements, graded or not."""
    until = story.until(today)
    return spans(story, OVERALL, by, until)


def points(story: Story, by: By, today: dt.date) -> list[Point]:
    """The graded full inspections, oldest first."""
    return [
        Point(span.start, span.judged.grade, span.event)
        for span in all_spans(story, by, today)
        if span.judged.grade is not None
    ]


def latest(story: Story, by: By) -> Event | None:
    """The latest full inspection that has a date."""
    dated = [(day, event) for event in story.full() if (day := event.when(by).day)]
    return max(dated, key=lambda pair: pair[0])[1] if dated else None


def after_latest(story: Story, by: By, today: dt.date) -> list[Event]:
    """The dated events after the latest full inspection, oldest first; all of them where there is none."""
    last = latest(story, by)
    since = (last.start or last.published) if last else None
    return [
        event
        for event in story.events
        if (day := event.start or event.published) and (since is None or day > since) and day <= today
    ]


def lacks_overall(event: Event) -> Status | None:
    """Why an inspection has no overall grade; None where it has one."""
    judged = event.overall
    if judged is None:
        return Status.NOT_SEPARATE
    return None if judged.grade else judged.status


def present(event: Event) -> dict[Judgement, Judged]:
    """The judgements of one inspection on the four judgements, in their order."""
    return {judgement: event.judgements[judgement] for judgement in FOUR if judgement in event.judgements}


def by_grade(event: Event) -> dict[Grade, list[str]]:
    """The four judgements of one inspection under their grades, best grade first."""
    given = present(event)
    found = {
        grade: [in_sentence(judgement) for judgement, judged in given.items() if judged.grade is grade]
        for grade in Grade
    }
    return {grade: names for grade, names in found.items() if names}


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch under inadequate; `end` is None where it has not ended with another overall grade."""

    start: dt.date
    end: dt.date | None


def spells(found: list[Point]) -> list[Spell]:
    """The stretches under inadequate, oldest first."""
    result: list[Spell] = []
    start: dt.date | None = None
    for point in found:
        if point.grade is Grade.INADEQUATE:
            start = start or point.day
        elif start is not None:
            result.append(Spell(start, point.day))
            start = None
    return [*result, Spell(start, None)] if start else result


def run(found: list[Point]) -> list[Point]:
    """The latest inspections that all gave the present grade."""
    kept: list[Point] = []
    for point in reversed(found):
        if kept and point.grade is not kept[0].grade:
            break
        kept.insert(0, point)
    return kept
