"""The observations of one event to its row, its judgements, and what its sources disagree on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from loaders.grades import Judgement, Precision, Status
from loaders.observation import JudgementRecord, Observation
from loaders.reconcile.observation_table import as_text
from loaders.reconcile.precedence import PRESS, REPORTS, SITE, believed

_FACTS = (
    "end_date",
    "theme",
    "visit_number",
    "priority_action_areas",
    "improvement_areas",
    "outcome",
    "lead_inspector",
)

Row = dict[str, str | None]
"""A row of a table, as text."""
Why = Callable[[Observation], str]

LINK, MISPRINT, TO_THE_DAY = (
    "the date of the link on Ofsted's site, not the one printed",
    "the year printed is a misprint: the other end and the letter's own date tell",
    "known to the day",
)
"""Reasons that no precedence of sources gives."""


def resolve(ordered: list[Observation], why: Why) -> tuple[Row, list[Row]]:
    """The row of `inspections` for one event, its highest source first in `ordered`, and its disagreements.

    `why` says for a source, in words, why its value is used.
    """
    first, counting = ordered[0], believed(ordered)
    row: Row = {
        "authority_code": first.authority_code,
        "framework": str(first.framework),
        "event_type": str(first.event_type),
        "source": first.source,
    }
    ledger = _differences("event_type", first, ordered, str(first.event_type), why)
    for name, precision in (("start_date", "date_precision"), ("publication_date", "publication_precision")):
        used = _best_date(counting, name, precision)
        row[name] = as_text(getattr(used, name)) if used else None
        row[precision] = str(getattr(used, precision)) if used else str(Precision.UNKNOWN)
        if used:
            ledger += _date_differences(name, precision, used, ordered, why)
    for name in _FACTS:
        holder = next((item for item in counting if getattr(item, name) is not None), None)
        row[name] = as_text(getattr(holder, name)) if holder else None
        if holder:
            ledger += _differences(name, holder, ordered, str(row[name]), why)
    ledger += _misprinted(ordered, row)
    row["report_url"] = _address(ordered)
    return row, ledger


def _best_date(ordered: list[Observation], name: str, precision: str) -> Observation | None:
    """The highest source that knows the day; failing that, the month."""
    dated = [item for item in ordered if getattr(item, name) is not None]
    days = [item for item in dated if getattr(item, precision) == Precision.DAY]
    return next(iter(days or dated), None)


def _date_differences(name: str, precision: str, used: Observation, ordered: list[Observation], why: Why) -> list[Row]:
    value = getattr(used, name)
    passed_over = next(item for item in ordered if getattr(item, name) is not None) is not used
    reason = TO_THE_DAY if passed_over else why(used)
    rows = []
    for item in ordered:
        other = getattr(item, name)
        months = getattr(item, precision) == Precision.MONTH or getattr(used, precision) == Precision.MONTH
        same = other == value or (months and other and (other.year, other.month) == (value.year, value.month))
        if other is not None and not same:
            rows.append(_difference(name, used, as_text(value), item, as_text(other), reason))
        printed = item.printed_publication_date
        if name == "publication_date" and printed is not None and printed != value:
            row = _difference(name, used, as_text(value), item, as_text(printed), LINK if used is item else reason)
            rows.append({**row, "source_other": item.source})
    return rows


def _misprinted(ordered: list[Observation], row: Row) -> list[Row]:
    """The days on site that a document prints with a wrong year, beside those that are used."""
    return [
        {
            "field": name,
            "value_used": row[name],
            "source_used": item.source,
            "value_other": as_text(printed),
            "source_other": item.source,
            "reason": MISPRINT,
        }
        for item in ordered
        for name, printed in (("start_date", item.printed_start_date), ("end_date", item.printed_end_date))
        if printed is not None and as_text(printed) != row[name]
    ]


def _differences(name: str, used: Observation, ordered: list[Observation], value: str, why: Why) -> list[Row]:
    rows = []
    for item in ordered:
        other = as_text(getattr(item, name))
        # Press words a theme in its own way; that is no disagreement about a fact.
        worded = name == "theme" and PRESS in (item.source, used.source)
        if other is not None and other.casefold() != value.casefold() and not worded:
            rows.append(_difference(name, used, value, item, other, why(used)))
    return rows


def _difference(
    name: str, used: Observation, value: str | None, other: Observation, value_other: str | None, reason: str
) -> Row:
    return {
        "field": name,
        "value_used": value,
        "source_used": _source_of(name, used),
        "value_other": value_other,
        "source_other": _source_of(name, other),
        "reason": reason,
    }


def _source_of(name: str, item: Observation) -> str:
    """A report's day of publication is the one of its link on Ofsted's site."""
    return SITE if name == "publication_date" and item.source == REPORTS else item.source


def _address(ordered: list[Observation]) -> str | None:
    """The report's own address before any page that reports it."""
    by_document = sorted(ordered, key=lambda item: item.document is None)
    return next((item.report_url for item in by_document if item.report_url), None)


def resolve_improvements(ordered: list[Observation]) -> list[Row]:
    """The rows of `improvements` for one event: a row an element of each point that the counted list has."""
    elements = next((item.elements for item in ordered if item.improvement_areas is not None), ())
    return [
        {"point": str(number), "element": element}
        for number, point in enumerate(elements, start=1)
        for element in point or (None,)
    ]


def resolve_judgements(ordered: list[Observation], why: Why) -> tuple[list[Row], list[Row]]:
    """The rows of `judgements` for one event, and their disagreements."""
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
            # A report that cannot be read, or without the board's review (it came out apart), contradicts nobody.
            silent = (Status.UNREADABLE, Status.NOT_SEPARATE) if judgement is Judgement.LSCB else (Status.UNREADABLE,)
            if other.grade != record.grade and other.status not in silent:
                value = str(other.grade or other.status)
                ours = str(record.grade or record.status)
                ledger.append(_difference(str(judgement), used, ours, item, value, why(used)))
    return rows, ledger
