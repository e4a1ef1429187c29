"""Join what several sheets of one workbook say of the same inspection.

Until 2024 the list of latest judgements prints when an inspection began, the history when its
report was published, and only the two together say that they mean the same inspection.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from loaders.grades import EventType, Precision
from loaders.observation import Observation

LONGEST_WAIT = dt.timedelta(days=300)
"""From the start of an inspection to the publication of its report; no authority is inspected twice within it."""


def join_sheets(observations: Iterable[Observation]) -> list[Observation]:
    """Observations of one workbook, one for each inspection and thing that is said of it, in the order found.

    Observations of the same inspection tell each other the dates and the type that only one of
    them knows. Those that then say the same become one; those that do not, stay apart.
    """
    groups: dict[tuple[object, ...], list[list[Observation]]] = defaultdict(list)
    for item in observations:
        rooms = groups[_kind(item)]
        room = next((room for room in rooms if any(_same(item, other) for other in room)), None)
        if room is None:
            rooms.append([item])
        else:
            room.append(item)
    joined: list[Observation] = []
    for rooms in groups.values():
        for room in _pair(rooms):
            joined += _join(room)
    return joined


def _kind(item: Observation) -> tuple[object, ...]:
    what = "full" if item.event_type.is_full and item.framework == "ILACS" else str(item.event_type)
    return item.authority_code, item.framework, what


def _same(a: Observation, b: Observation) -> bool:
    """Whether two observations share a date."""
    starts = a.start_date is not None and a.start_date == b.start_date
    publications = a.publication_date is not None and a.publication_date == b.publication_date
    return starts or publications


def _pair(rooms: list[list[Observation]]) -> list[list[Observation]]:
    """Put an inspection known by its start with the one whose report came out soonest after it."""
    result = [list(room) for room in rooms]
    for room in sorted(rooms, key=lambda room: _first(room, "start_date") or dt.date.max):
        start = _first(room, "start_date")
        if start is None or _first(room, "publication_date") is not None:
            continue
        partners = [
            other
            for other in result
            if _first(other, "start_date") is None
            and (published := _first(other, "publication_date")) is not None
            and start <= published <= start + LONGEST_WAIT
        ]
        if partners and room[0].event_type.is_full:
            nearest = min(partners, key=lambda other: _first(other, "publication_date") or dt.date.max)
            result.remove(room)
            nearest.extend(room)
    return result


def _join(room: list[Observation]) -> list[Observation]:
    start, publication = _first(room, "start_date"), _first(room, "publication_date")
    types = [item.event_type for item in room if item.event_type is not EventType.FULL_INSPECTION]
    theme = next((item.theme for item in room if item.theme), None)
    kept: dict[Observation, list[str]] = {}
    for item in room:
        known = replace(
            item,
            where="",
            event_type=types[0] if types and item.event_type is EventType.FULL_INSPECTION else item.event_type,
            start_date=item.start_date or start,
            date_precision=Precision.DAY if item.start_date or start else Precision.UNKNOWN,
            publication_date=item.publication_date or publication,
            publication_precision=Precision.DAY if item.publication_date or publication else Precision.UNKNOWN,
            theme=item.theme or theme,
        )
        kept.setdefault(known, []).append(item.where)
    return [replace(item, where="; ".join(wheres)) for item, wheres in kept.items()]


def _first(room: list[Observation], name: str) -> dt.date | None:
    return next((getattr(item, name) for item in room if getattr(item, name) is not None), None)
