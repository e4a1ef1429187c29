"""Many sources to one record per inspection, with a ledger of what they disagree on.

Two observations are of the same event when they are about the same authority and the same
family of event, and their start dates agree or their publication dates lie within ten days.
Of each field the value of the highest source is used: the latest official workbook that lists
the event, then the report itself, then earlier workbooks, then press.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from loaders.grades import EventType, Judgement, Precision, Status
from loaders.observations import as_text, to_frame
from loaders.records import JudgementRecord, Observation
from loaders.schema import DISAGREEMENTS, INSPECTIONS, JUDGEMENTS

REPORTS = "ofsted-reports"
"""Source of what a report says."""
SITE = "ofsted-site"
"""Source of what Ofsted's site says of a report: the day and the address of its publication."""
PRESS = "press"

PUBLICATION_TOLERANCE = dt.timedelta(days=10)
FULL_TOLERANCE = dt.timedelta(days=120)
"""No authority is inspected in full twice within this time: starts that are closer are one inspection."""

_FACTS = (
    "end_date",
    "theme",
    "visit_number",
    "priority_action_areas",
    "improvement_areas",
    "outcome",
    "lead_inspector",
)

Rank = Callable[[Observation], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Merged:
    """The tables that the merge makes, as text, sorted by their keys."""

    inspections: pd.DataFrame
    judgements: pd.DataFrame
    disagreements: pd.DataFrame
    observations: pd.DataFrame


def merge(
    observations: Iterable[Observation],
    *,
    slugs: dict[str, str],
    releases: Sequence[str],
    page_of: Callable[[Observation], str | None],
    known_ids: dict[Observation, str] | None = None,
) -> Merged:
    """Reconcile observations; the order that they come in does not matter.

    `slugs` names each authority by its code, `releases` the official workbooks oldest first,
    `page_of` gives the address to link where no source gives one, and `known_ids` are keys
    given by an earlier merge, which an event keeps.
    """
    unique = sorted(set(observations), key=_order)
    events = sorted(clusters(unique), key=lambda group: [_order(item) for item in group])
    tables: dict[str, list[dict[str, str | None]]] = {"inspections": [], "judgements": [], "disagreements": []}
    kept: list[tuple[str, Observation]] = []
    taken: set[str] = set()
    for group in events:
        rank = ranking(group, releases)
        ordered = sorted(group, key=lambda item: (rank(item), _order(item)))
        row, ledger = _resolve(ordered)
        known = sorted({known_ids[item] for item in group if item in known_ids} - taken) if known_ids else []
        key = known[0] if known else _free_id(_inspection_id(row, slugs), taken)
        taken.add(key)
        row["report_url"] = row["report_url"] or page_of(ordered[0])
        judgements, differences = _resolve_judgements(ordered)
        tables["inspections"].append({"inspection_id": key, **row})
        tables["judgements"] += [{"inspection_id": key, **item} for item in judgements]
        tables["disagreements"] += [{"inspection_id": key, **item} for item in ledger + differences]
        kept += [(key, item) for item in group]
    return Merged(
        inspections=_frame(tables["inspections"], INSPECTIONS.column_names, ["inspection_id"]),
        judgements=_frame(tables["judgements"], JUDGEMENTS.column_names, ["inspection_id", "judgement"]),
        disagreements=_frame(
            tables["disagreements"],
            DISAGREEMENTS.column_names,
            ["inspection_id", "field", "source_other", "value_other"],
        ).drop_duplicates(list(DISAGREEMENTS.key), ignore_index=True),
        observations=to_frame(kept),
    )


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
    return [sorted(room, key=_order) for rooms in groups.values() for room in rooms]


def ranking(group: Sequence[Observation], releases: Sequence[str]) -> Rank:
    """The precedence of sources for one event; lower comes first."""
    listed = [releases.index(item.source) for item in group if item.source in releases]
    latest = max(listed, default=-1)

    def rank(item: Observation) -> tuple[int, int]:
        if item.source in releases:
            position = releases.index(item.source)
            return (0, 0) if position == latest else (2, -position)
        return (1, 0) if item.source == REPORTS else (3, 0)

    return rank


def _resolve(ordered: list[Observation]) -> tuple[dict[str, str | None], list[dict[str, str | None]]]:
    """The row of `inspections` for one event, and its disagreements."""
    first = ordered[0]
    row: dict[str, str | None] = {
        "authority_code": first.authority_code,
        "framework": str(first.framework),
        "event_type": str(first.event_type),
        "source": first.source,
    }
    ledger = _differences("event_type", first, ordered, str(first.event_type))
    for name, precision in (("start_date", "date_precision"), ("publication_date", "publication_precision")):
        used = _best_date(ordered, name, precision)
        row[name] = as_text(getattr(used, name)) if used else None
        row[precision] = str(getattr(used, precision)) if used else str(Precision.UNKNOWN)
        if used:
            ledger += _date_differences(name, precision, used, ordered)
    for name in _FACTS:
        holder = next((item for item in ordered if getattr(item, name) is not None), None)
        row[name] = as_text(getattr(holder, name)) if holder else None
        if holder:
            ledger += _differences(name, holder, ordered, str(row[name]))
    row["report_url"] = _address(ordered)
    return row, ledger


def _best_date(ordered: list[Observation], name: str, precision: str) -> Observation | None:
    """The highest source that knows the day; failing that, the month."""
    dated = [item for item in ordered if getattr(item, name) is not None]
    days = [item for item in dated if getattr(item, precision) == Precision.DAY]
    return next(iter(days or dated), None)


def _date_differences(
    name: str, precision: str, used: Observation, ordered: list[Observation]
) -> list[dict[str, str | None]]:
    value = getattr(used, name)
    rows = []
    for item in ordered:
        other = getattr(item, name)
        months = getattr(item, precision) == Precision.MONTH or getattr(used, precision) == Precision.MONTH
        same = other == value or (months and other and (other.year, other.month) == (value.year, value.month))
        if other is not None and not same:
            rows.append(_difference(name, used, as_text(value), item, as_text(other)))
        printed = item.printed_publication_date
        if name == "publication_date" and printed is not None and printed != value:
            rows.append(
                {**_difference(name, used, as_text(value), item, as_text(printed)), "source_other": item.source}
            )
    return rows


def _differences(name: str, used: Observation, ordered: list[Observation], value: str) -> list[dict[str, str | None]]:
    rows = []
    for item in ordered:
        other = as_text(getattr(item, name))
        # Press words a theme in its own way; that is no disagreement about a fact.
        worded = name == "theme" and PRESS in (item.source, used.source)
        if other is not None and other.casefold() != value.casefold() and not worded:
            rows.append(_difference(name, used, value, item, other))
    return rows


def _difference(
    name: str, used: Observation, value: str | None, other: Observation, value_other: str | None
) -> dict[str, str | None]:
    return {
        "field": name,
        "value_used": value,
        "source_used": _source_of(name, used),
        "value_other": value_other,
        "source_other": _source_of(name, other),
    }


def _source_of(name: str, item: Observation) -> str:
    """A report's day of publication is the one of its link on Ofsted's site."""
    return SITE if name == "publication_date" and item.source == REPORTS else item.source


def _address(ordered: list[Observation]) -> str | None:
    """The report's own address before any page that reports it."""
    by_document = sorted(ordered, key=lambda item: item.document is None)
    return next((item.report_url for item in by_document if item.report_url), None)


def _resolve_judgements(
    ordered: list[Observation],
) -> tuple[list[dict[str, str | None]], list[dict[str, str | None]]]:
    said: dict[Judgement, list[tuple[Observation, JudgementRecord]]] = defaultdict(list)
    for item in ordered:
        for record in item.judgements:
            said[record.judgement].append((item, record))
    rows, ledger = [], []
    for judgement in sorted(said):
        candidates = said[judgement]
        # A grade that some source gives counts before another's silence, in the order of the sources.
        graded = [pair for pair in candidates if pair[1].grade is not None]
        read = [pair for pair in candidates if pair[1].status != Status.UNREADABLE]
        used, record = (graded or read or candidates)[0]
        rows.append(
            {
                "judgement": str(judgement),
                "grade": as_text(record.grade),
                "grade_as_published": record.as_published or None,
                "status": str(record.status),
                "source": used.source,
            }
        )
        for item, other in candidates:
            if other.grade != record.grade and other.status != Status.UNREADABLE:
                value = str(other.grade or other.status)
                ledger.append(_difference(str(judgement), used, str(record.grade or record.status), item, value))
    return rows, ledger


def _inspection_id(row: dict[str, str | None], slugs: dict[str, str]) -> str:
    kind = {
        EventType.FOCUSED_VISIT: "focused-visit",
        EventType.MONITORING_VISIT: "monitoring-visit",
        EventType.BOARD_REVIEW: "board-review",
    }.get(EventType(str(row["event_type"])), str(row["framework"]).lower().replace(" ", "-"))
    if row["start_date"] and row["date_precision"] == Precision.MONTH:
        when = row["start_date"][:7]
    else:
        when = row["start_date"] or row["publication_date"] or _numbered(row["visit_number"])
    return f"{slugs[str(row['authority_code'])]}-{kind}-{when}"


def _numbered(number: str | None) -> str:
    return f"number-{number}" if number else "undated"


def _free_id(wanted: str, taken: set[str]) -> str:
    suffix, key = 1, wanted
    while key in taken:
        suffix += 1
        key = f"{wanted}-{suffix}"
    return key


def _order(item: Observation) -> tuple[str, ...]:
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


def _frame(rows: list[dict[str, str | None]], columns: list[str], key: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=columns, dtype="str")
    return frame.sort_values(key, kind="stable", ignore_index=True)
