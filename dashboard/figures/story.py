"""One authority's history as plain objects: what the timeline draws and the sentences say."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import pandas as pd

from loaders import Dataset, EventType, Framework, Grade, Judgement, Precision, Status

By = Literal["publication", "inspection"]

OVERALL_ENDS = dt.date(2026, 4, 1)
"""Inspections that start on or after this day give no overall effectiveness grade (Ofsted, ILACS 2026)."""

GRADED_FRAMEWORKS = frozenset({Framework.SIF, Framework.ILACS})
"""The frameworks whose full inspections judge the whole service."""


@dataclass(frozen=True, slots=True)
class Verdict:
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

    @property
    def is_exact(self) -> bool:
        """Whether the day itself is known, of the date asked for."""
        return self.precision is Precision.DAY and not self.borrowed


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
    verdicts: Mapping[Judgement, Verdict]

    @property
    def is_full(self) -> bool:
        """Whether it is a full inspection of the whole service (SIF or ILACS)."""
        return self.kind.is_full and self.framework in GRADED_FRAMEWORKS

    @property
    def overall(self) -> Verdict | None:
        """The overall effectiveness judgement, where the inspection has one."""
        return self.verdicts.get(Judgement.OVERALL)

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
class Body:
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


@dataclass(frozen=True, slots=True)
class Story:
    """A body, its events in time order, and the bodies before and after it."""

    body: Body
    events: tuple[Event, ...]
    before: tuple[Story, ...] = ()
    after: tuple[Body, ...] = ()

    def full(self) -> list[Event]:
        """Full inspections of the whole service, oldest first."""
        return [event for event in self.events if event.is_full]


def _day(value: Any) -> dt.date | None:
    return None if pd.isna(value) else value.date()


def _words(value: Any) -> str:
    return "" if pd.isna(value) else str(value)


def _count(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _codes(value: Any) -> tuple[str, ...]:
    return tuple(code for code in _words(value).split(";") if code)


def _body(row: Mapping[str, Any]) -> Body:
    return Body(
        code=row["code"],
        name=row["name"],
        slug=row["slug"],
        type=row["type"],
        region=row["region"],
        established=_day(row["established"]),
        abolished=_day(row["abolished"]),
        predecessors=_codes(row["predecessors"]),
        successors=_codes(row["successors"]),
        neighbours=_codes(row["neighbours"]),
    )


def _event(row: Mapping[str, Any], verdicts: Mapping[Judgement, Verdict]) -> Event:
    return Event(
        id=row["inspection_id"],
        framework=Framework(row["framework"]),
        kind=EventType(row["event_type"]),
        start=_day(row["start_date"]),
        end=_day(row["end_date"]),
        start_precision=Precision(row["date_precision"]),
        published=_day(row["publication_date"]),
        published_precision=Precision(row["publication_precision"]),
        theme=_words(row["theme"]),
        number=_count(row["visit_number"]),
        priority=_count(row["priority_action_areas"]),
        improvement=_count(row["improvement_areas"]),
        outcome=_words(row["outcome"]),
        lead=_words(row["lead_inspector"]),
        url=_words(row["report_url"]),
        source=_words(row["source"]),
        verdicts=verdicts,
    )


def _order(event: Event) -> tuple[dt.date, int, str]:
    best = event.start or event.published or dt.date.max
    return best, event.number or 0, event.id


def stories_from(authorities: pd.DataFrame, inspections: pd.DataFrame, judgements: pd.DataFrame) -> dict[str, Story]:
    """Every authority's story by its slug, from the three tables of `loaders.schema`."""
    verdicts: defaultdict[str, dict[Judgement, Verdict]] = defaultdict(dict)
    for row in judgements.to_dict("records"):
        grade = None if pd.isna(row["grade"]) else Grade(row["grade"])
        words = _words(row["grade_as_published"])
        verdicts[row["inspection_id"]][Judgement(row["judgement"])] = Verdict(grade, words, Status(row["status"]))
    events: defaultdict[str, list[Event]] = defaultdict(list)
    for row in inspections.to_dict("records"):
        events[row["authority_code"]].append(_event(row, verdicts.get(row["inspection_id"], {})))
    bodies = {row["code"]: _body(row) for row in authorities.to_dict("records")}
    alone = {code: Story(body, tuple(sorted(events[code], key=_order))) for code, body in bodies.items()}
    return {
        body.slug: Story(
            body,
            alone[code].events,
            tuple(alone[before] for before in body.predecessors if before in alone),
            tuple(bodies[after] for after in body.successors if after in bodies),
        )
        for code, body in bodies.items()
    }


@lru_cache(maxsize=4)
def stories(dataset: Dataset) -> dict[str, Story]:
    """Every authority's story by its slug; made once for a dataset."""
    return stories_from(dataset.authorities(), dataset.inspections(), dataset.judgements())
