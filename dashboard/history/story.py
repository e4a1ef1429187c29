"""One authority's history as plain objects: what the timeline draws and the sentences say."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import pandas as pd

from dashboard.kept import once
from dashboard.statistics.coverage import record_ends
from dashboard.words import called
from loaders import WHOLE_SERVICE, Dataset, EventType, Framework, Grade, Judgement, Precision, Status

By = Literal["publication", "inspection"]


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement of one inspection; `grade` is None exactly where `status` is not graded."""

    grade: Grade | None
    words: str
    status: Status


@dataclass(frozen=True, slots=True)
class When:
    """Where an event stands in time; `borrowed` where the other of its two dates had to serve."""

    day: dt.date | None
    precision: Precision
    borrowed: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One inspection or visit."""

    id: str
    framework: Framework
    kind: EventType
    start: dt.date | None
    end: dt.date | None
    start_precision: Precision
    published: dt.date | None
    published_precision: Precision
    theme: str
    number: int | None
    priority: int | None
    improvement: int | None
    outcome: str
    lead: str
    url: str
    source: str
    judgements: Mapping[Judgement, Judged]

    @property
    def is_full(self) -> bool:
        """Whether it is a full inspection of the whole service (SIF or ILACS)."""
        return self.kind.is_full and self.framework in WHOLE_SERVICE

    @property
    def overall(self) -> Judged | None:
        """The overall effectiveness judgement, where the inspection has one."""
        return self.judgements.get(Judgement.OVERALL)

    def when(self, by: By) -> When:
        """Its date by publication or by inspection; the other date where that one is not known."""
        inspected = When(self.start, self.start_precision)
        published = When(self.published, self.published_precision)
        first, second = (published, inspected) if by == "publication" else (inspected, published)
        if first.day is not None:
            return first
        if second.day is not None:
            return When(second.day, second.precision, borrowed=True)
        return When(None, Precision.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority and its lifetime; `established` is None where it is older than the data."""

    code: str
    name: str
    slug: str
    type: str
    region: str
    established: dt.date | None
    abolished: dt.date | None
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    neighbours: tuple[str, ...]

    @property
    def called(self) -> str:
        """Its name within a sentence, such as the Isle of Wight."""
        return called(self.name)


@dataclass(frozen=True, slots=True)
class Story:
    """A body, its events in time order, and the bodies before and after it."""

    authority: Authority
    events: tuple[Event, ...]
    before: tuple[Story, ...] = ()
    after: tuple[Authority, ...] = ()
    known_to: dt.date | None = None
    """The last day of which its record can speak, where that is before the day the dataset reaches."""

    def until(self, today: dt.date) -> dt.date:
        """The last day to which a grade can be drawn or told: today, its end, or the end of its record."""
        return self.ends_early(today) or min(self.authority.abolished or today, today)

    def ends_early(self, today: dt.date) -> dt.date | None:
        """The end of the record of a living body, where later inspections of it would not be known.

        That is the day to which the lists reach, or the publication of a later report that was read all the same.
        """
        if self.known_to is None or self.is_gone(today):
            return None
        end = max([self.known_to, *(event.published for event in self.full() if event.published)])
        return end if end < today else None

    def is_gone(self, today: dt.date) -> bool:
        """Whether the body was abolished by then."""
        return self.authority.abolished is not None and self.authority.abolished <= today

    def named(self, today: dt.date) -> str:
        """Its name, with the last year of one that is gone."""
        end = self.authority.abolished
        return (
            f"{self.authority.name} (until {end - dt.timedelta(days=1):%Y})"
            if end and self.is_gone(today)
            else self.authority.name
        )

    def full(self) -> list[Event]:
        """Full inspections of the whole service, oldest first."""
        return [event for event in self.events if event.is_full]


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as plain values: dates, numbers and words, with None for a blank."""
    columns: dict[str, list[Any]] = {}
    for name, column in frame.items():
        values = column.dt.date if pd.api.types.is_datetime64_any_dtype(column) else column
        columns[str(name)] = values.astype(object).where(column.notna(), None).tolist()
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _codes(value: str | None) -> tuple[str, ...]:
    return tuple(code for code in (value or "").split(";") if code)


def _body(row: Mapping[str, Any]) -> Authority:
    return Authority(
        code=row["code"],
        name=row["name"],
        slug=row["slug"],
        type=row["type"],
        region=row["region"],
        established=row["established"],
        abolished=row["abolished"],
        predecessors=_codes(row["predecessors"]),
        successors=_codes(row["successors"]),
        neighbours=_codes(row["neighbours"]),
    )


def _event(row: Mapping[str, Any], given: Mapping[Judgement, Judged]) -> Event:
    return Event(
        id=row["inspection_id"],
        framework=Framework(row["framework"]),
        kind=EventType(row["event_type"]),
        start=row["start_date"],
        end=row["end_date"],
        start_precision=Precision(row["date_precision"]),
        published=row["publication_date"],
        published_precision=Precision(row["publication_precision"]),
        theme=row["theme"] or "",
        number=row["visit_number"],
        priority=row["priority_action_areas"],
        improvement=row["improvement_areas"],
        outcome=row["outcome"] or "",
        lead=row["lead_inspector"] or "",
        url=row["report_url"] or "",
        source=row["source"] or "",
        judgements=given,
    )


def _order(event: Event) -> tuple[dt.date, int, str]:
    best = event.start or event.published or dt.date.max
    return best, event.number or 0, event.id


def stories_from(
    authorities: pd.DataFrame,
    inspections: pd.DataFrame,
    judgements: pd.DataFrame,
    known_to: Mapping[str, dt.date] | None = None,
) -> dict[str, Story]:
    """Every authority's story by its slug, from the three tables of `loaders.schema`.

    `known_to` names by code the day on which a record ends, for those of which later reports were not read.
    """
    ends = known_to or {}
    given: defaultdict[str, dict[Judgement, Judged]] = defaultdict(dict)
    for row in _records(judgements):
        grade = Grade(row["grade"]) if row["grade"] else None
        words = row["grade_as_published"] or ""
        given[row["inspection_id"]][Judgement(row["judgement"])] = Judged(grade, words, Status(row["status"]))
    events: defaultdict[str, list[Event]] = defaultdict(list)
    for row in _records(inspections):
        events[row["authority_code"]].append(_event(row, given.get(row["inspection_id"], {})))
    bodies = {row["code"]: _body(row) for row in _records(authorities)}
    alone = {code: Story(body, tuple(sorted(events[code], key=_order))) for code, body in bodies.items()}
    return {
        body.slug: Story(
            body,
            alone[code].events,
            tuple(alone[before] for before in body.predecessors if before in alone),
            tuple(bodies[after] for after in body.successors if after in bodies),
            ends.get(code),
        )
        for code, body in bodies.items()
    }


def known_on(story: Story, day: dt.date) -> Story:
    """The story as it was known on a day: without what was published later, or inspected later and never published."""
    events = tuple(one for one in story.events if (one.published or one.start or day) <= day)
    return replace(story, events=events, before=tuple(known_on(old, day) for old in story.before))


@once
def stories(dataset: Dataset) -> dict[str, Story]:
    """Every authority's story by its slug; made once for a dataset."""
    tables = dataset.bodies(), dataset.inspections(), dataset.judgements()
    return stories_from(*tables, known_to=record_ends(dataset))


@once
def stories_by_code(dataset: Dataset) -> dict[str, Story]:
    """Every authority's story by its code; made once for a dataset."""
    return {story.authority.code: story for story in stories(dataset).values()}
