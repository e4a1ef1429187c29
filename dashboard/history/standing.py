"""What the sentences rest on: a body's graded inspections in order, its present grades, its spells of inadequate."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dashboard.dates import month_year
from dashboard.history.spans import OVERALL, Span, spans
from dashboard.history.story import By, Event, Story, Verdict
from loaders import Grade, Judgement, Status

FOUR = (
    Judgement.LEADERSHIP,
    Judgement.HELP_AND_PROTECTION,
    Judgement.CHILDREN_IN_CARE,
    Judgement.CARE_LEAVERS,
)
"""The judgements that every ILACS inspection makes, with overall effectiveness or without."""

NAMES = {
    Judgement.LEADERSHIP: "the impact of leaders",
    Judgement.HELP_AND_PROTECTION: "help and protection",
    Judgement.CHILDREN_IN_CARE: "children in care",
    Judgement.CARE_LEAVERS: "care leavers",
    Judgement.ADOPTION: "adoption",
}
"""The judgements as they stand inside a sentence."""


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
    """Full inspections in order with their overall verdicts, graded or not."""
    until = story.until(today)
    return spans(story, OVERALL, by, until)


def points(story: Story, by: By, today: dt.date) -> list[Point]:
    """The graded full inspections, oldest first."""
    return [
        Point(span.start, span.verdict.grade, span.event)
        for span in all_spans(story, by, today)
        if span.verdict.grade is not None
    ]


def latest(story: Story, by: By) -> Event | None:
    """The latest full inspection that has a date."""
    dated = [(day, event) for event in story.full() if (day := event.when(by).day)]
    return max(dated, key=lambda pair: pair[0])[1] if dated else None


def lacks_overall(event: Event) -> Status | None:
    """Why an inspection has no overall grade; None where it has one."""
    verdict = event.overall
    if verdict is None:
        return Status.NOT_SEPARATE
    return None if verdict.grade else verdict.status


def present(event: Event) -> dict[Judgement, Verdict]:
    """The verdicts of one inspection on the four judgements, in their order."""
    return {judgement: event.verdicts[judgement] for judgement in FOUR if judgement in event.verdicts}


def by_grade(event: Event) -> dict[Grade, list[str]]:
    """The four judgements of one inspection under their grades, best grade first."""
    verdicts = present(event)
    found = {
        grade: [NAMES[judgement] for judgement, verdict in verdicts.items() if verdict.grade is grade]
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
