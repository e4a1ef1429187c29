"""Which observations are of one event.

Two are when they are about the same authority and the same family of event, and their start dates
agree or their publication dates lie within ten days.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from loaders.grades import Precision
from loaders.observation import Observation
from loaders.reconcile.observation_table import as_text

PUBLICATION_TOLERANCE = dt.timedelta(days=10)
FULL_TOLERANCE = dt.timedelta(days=120)
"""No authority is inspected in full twice within this time: starts that are closer are one inspection."""


def family(observation: Observation) -> str:
    """The family in which two observations can be of one event.

    Full inspections of one framework are a family, whatever their type, since sources differ
    on "standard" and "short"; each kind of visit is one, whatever the framework.
    """
    if observation.event_type.is_full:
        return f"{observation.framework} inspection"
    return str(observation.event_type)


def same_event(a: Observation, b: Observation) -> bool:
    """Whether two observations of one authority and family are of the same event."""
    if a.document and a.document == b.document:
        return True
    if _starts_agree(a, b):
        return True
    both_days = a.publication_precision == b.publication_precision == Precision.DAY
    if both_days and a.publication_date and b.publication_date:
        return abs(a.publication_date - b.publication_date) <= PUBLICATION_TOLERANCE
    return False


def _starts_agree(a: Observation, b: Observation) -> bool:
    if a.start_date is None or b.start_date is None:
        return False
    if Precision.MONTH in (a.date_precision, b.date_precision):
        numbers = {a.visit_number, b.visit_number} - {None}
        return (a.start_date.year, a.start_date.month) == (b.start_date.year, b.start_date.month) and len(numbers) < 2
    if a.event_type.is_full and abs(a.start_date - b.start_date) <= FULL_TOLERANCE:
        return True
    return a.start_date == b.start_date or _within(a, b) or _within(b, a)


def _within(a: Observation, b: Observation) -> bool:
    """Whether a starts on one of b's days on site: lists give now the first day, now a later one."""
    return bool(a.start_date and b.start_date and b.end_date and b.start_date <= a.start_date <= b.end_date)


def clusters(observations: Sequence[Observation]) -> list[list[Observation]]:
    """Groups of observations of the same event, by `same_event` and what follows from it."""
    groups: dict[tuple[str, str], list[list[Observation]]] = defaultdict(list)
    for item in observations:
        rooms = groups[item.authority_code, family(item)]
        joined = [item]
        apart = []
        for room in rooms:
            if any(same_event(item, other) for other in room):
                joined = room + joined
            else:
                apart.append(room)
        groups[item.authority_code, family(item)] = [*apart, joined]
    return [sorted(room, key=order) for rooms in groups.values() for room in rooms]


def order(item: Observation) -> tuple[str, ...]:
    """A total order that no run changes."""
    return (
        item.authority_code,
        family(item),
        as_text(item.start_date) or "",
        as_text(item.publication_date) or "",
        item.source,
        item.where,
        repr(item),
    )
