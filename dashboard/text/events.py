"""The words of one authority's events and judgements, as its tables tell them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.dates import long_date, month_year
from dashboard.history.story import By, Event, Judged, Story
from dashboard.judgements import NAMES
from dashboard.words import counted, upper_first
from loaders import Judgement, Precision

SHORT_SOURCES = {
    "ofsted-reports": "Ofsted’s report",
    "ofsted-site": "Ofsted’s list of reports",
    "press": "council or press",
    "peers": "Data to Insight’s summary; the letter itself was not read",
}
"""Names of sources that are not yearly workbooks."""
BEFORE = "Before the first full inspection on record"
"""The heading of events that followed no full inspection."""


def source_name(name: str) -> str:
    """The name of a source as the table shows it."""
    year = name.removeprefix("ofsted-")
    return SHORT_SOURCES.get(name, f"Ofsted’s statistics {year}" if year.isdigit() else name)


def disagreement(row: Mapping[Any, Any]) -> str:
    """What two sources say of one fact, as a sentence; `row` is of the table of disagreements, blanks as empty text."""
    field = str(row["field"])
    what = upper_first(NAMES[Judgement(field)] if field in set(Judgement) else field.replace("_", " "))
    used, other = _value(str(row["value_used"])), _value(str(row["value_other"]))
    source, another = source_name(str(row["source_used"])), source_name(str(row["source_other"]))
    if source == another:
        return f"{what}: {used} here; the letter prints {other}, which cannot be."
    return f"{what}: {used} here, from {source}; {other} in {another}."


def _value(text: str) -> str:
    try:
        return long_date(dt.date.fromisoformat(text))
    except ValueError:
        return text or "nothing"


def since(day: dt.date, precision: Precision) -> str:
    """From when a grade stands."""
    return f"since {long_date(day, precision)}"


def last_graded(grade: str, day: dt.date) -> str:
    """The grade that was the last one, of a judgement that has none now."""
    return f"Last graded {grade.lower()}, {long_date(day)}"


def none_of_these(story: Story) -> str:
    """That no event of the kinds that were asked for is on record."""
    return f"The record of {story.authority.called} holds none of these."


def following(event: Event, by: By) -> str:
    """The heading of a full inspection and of what followed it: its overall grade, and from when."""
    day = event.when(by).day
    grade = event.overall.grade if event.overall else None
    return f"{grade or 'No overall grade'}{f', from {month_year(day)}' if day else ''}"


def published_as(judged: Judged) -> str:
    """The published words of a grade, where they are others than its name of today; else nothing."""
    plain = {str(judged.grade).casefold(), f"{judged.grade} to be good".casefold()}
    return f" (published as “{judged.words}”)" if judged.words and judged.words.casefold() not in plain else ""


def found_of(event: Event) -> list[str]:
    """What an event looked at and listed, beside grades."""
    lines = []
    if event.theme:
        lines.append(f"Looked at: {event.theme}")
    if event.outcome:
        lines.append(f"Outcome: {event.outcome}")
    if event.priority:
        lines.append(f"{upper_first(counted(event.priority, 'area'))} for priority action")
    if event.improvement:
        lines.append(f"{upper_first(counted(event.improvement, 'point'))} listed as needing to improve")
    return lines


def in_a_line(facts: Sequence[str]) -> str:
    """Facts one after the other, each as a sentence."""
    return f"{'. '.join(facts)}." if facts else ""


def visits_since(story: Story) -> str:
    """The heading of the visits after the latest full inspection."""
    return f"Visits to {story.authority.called} since its latest full inspection, newest first"


def compare(name: str) -> str:
    """The way to an authority among its neighbours."""
    return f"Compare {name} with its statistical neighbours"


def beside(name: str) -> str:
    """The way to an authority beside another."""
    return f"{name} beside another authority"


def neighbours(record_end: dt.date | None) -> str:
    """Who the neighbours are, and on which day the record of some of them ends."""
    early = f"; for some the record ends on {long_date(record_end)}" if record_end else ""
    return (
        "The ten authorities most like it by DfE’s model of 2025, nearest first, with the overall grade of the latest "
        f"inspection{early}."
    )
