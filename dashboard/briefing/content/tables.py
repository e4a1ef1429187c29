"""The tables of a briefing, from the same stories as its figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import pandas as pd

from dashboard.briefing.model import Table
from dashboard.dates import long_date, short_date
from dashboard.history.spans import framework_name
from dashboard.history.standing import Standing, latest, stands
from dashboard.history.story import Event, Judged, Story
from dashboard.judgements import NAMES
from dashboard.text.briefing import best_lanes, visits_of
from dashboard.words import number, series, upper_first
from loaders import Grade, Judgement, Precision, Status

ABSENT = {
    Status.NOT_SEPARATE: "not separate",
    Status.NOT_JUDGED: "not judged",
    Status.NOT_GIVEN: "not given",
    Status.UNREADABLE: "not readable",
}
"""Why there is no grade, short enough for a cell; `ABSENT_NOTES` says them in full."""
ABSENT_NOTES = {
    "not separate": "Not separate: not judged on its own at that inspection.",
    "not judged": "Not judged: there were no such children.",
    "not given": "Not given: inspections since April 2026 give no overall grade.",
}
NOT_INSPECTED = "not inspected"


def say_judged(judged: Judged | None) -> Grade | str:
    """A grade as itself, which each format shows in its own way; or in words why there is none."""
    if judged is None:
        return NOT_INSPECTED
    return judged.grade or ABSENT[judged.status]


def _said(stand: Standing | None) -> Grade | str:
    return say_judged(stand.latest.judged if stand else None)


def say_when(event: Event, *, publication: bool = False) -> str:
    """The day of an event as precisely as it is known."""
    day = event.published if publication else event.start
    precision = event.published_precision if publication else event.start_precision
    if day is None:
        return "not known"
    return short_date(day, precision)


def _known(event: Event) -> str:
    """When an inspection began, or where that is not known, when it was published."""
    return say_when(event) if event.start else f"published {say_when(event, publication=True)}"


Day = pd.Timestamp | pd.Period | None
"""A date for spreadsheets: a month where no day is known, which is no day; None where nothing is."""


def typed_day(day: dt.date | None, precision: Precision) -> Day:
    """A date as exactly as it is known."""
    if day is None:
        return None
    return pd.Timestamp(day) if precision is Precision.DAY else pd.Period(day, freq="M")


def typed_when(event: Event, *, publication: bool = False) -> Day:
    """The day of an event as exactly as it is known."""
    if publication:
        return typed_day(event.published, event.published_precision)
    return typed_day(event.start, event.start_precision)


def _known_to(event: Event, *, publication: bool = False) -> str | None:
    """How exactly a date of an event is known."""
    day = event.published if publication else event.start
    return str(event.published_precision if publication else event.start_precision) if day else None


def now_table(story: Story, today: dt.date) -> Table:
    """The judgements that stand now, two columns."""
    last, word = latest(story, "publication"), standing_word(story, today)
    rows = [(lane.name, _said(stands(story, lane, "publication", today))) for lane in best_lanes()]
    caption = f"Latest full inspection: {_known(last)}." if last else "No full inspection under SIF or ILACS yet."
    return Table(
        name="now",
        title=f"Judgements of {story.authority.name} now"
        if word == "Now"
        else f"Latest judgements of {story.authority.name}",
        frame=pd.DataFrame(rows, columns=["Judgement", word]),
        caption=f"{caption} {absent_note(value for _, value in rows)}".strip(),
    )


def before_and_now_table(story: Story, today: dt.date) -> Table:
    """The judgements that stand, each beside the grade before it."""
    rows = []
    for lane in best_lanes():
        found = stands(story, lane, "publication", today)
        before = None if found is None else found.graded if found.graded is not found.latest else found.before
        rows.append((lane.name, (before and before.grade) or "no grade", _said(found)))
    absent = absent_note(value for row in rows for value in row[1:])
    return Table(
        name="before-and-now",
        title=f"Judgements of {story.authority.name}, before and now",
        frame=pd.DataFrame(rows, columns=["Judgement", "Before", standing_word(story, today)]),
        caption=f"Before: the grade that stood until then. {absent}".strip(),
    )


def standing_word(story: Story, today: dt.date) -> str:
    """What the column of standing judgements is called: now only where the record reaches today."""
    if story.is_gone(today):
        return "Last"
    ends = story.ends_early(today)
    return f"Latest, to {short_date(ends, Precision.DAY)}" if ends else "Now"


def neighbours_table(story: Story, neighbours: Sequence[Story], today: dt.date) -> Table:
    """The authority first, then its statistical neighbours in DfE's order, with the judgements that stand."""
    rows = []
    for one in (story, *neighbours):
        last = latest(one, "publication")
        given = [_said(stands(one, lane, "publication", today)) for lane in best_lanes()]
        month = short_date(last.start or last.published or today, Precision.MONTH) if last else NOT_INSPECTED
        rows.append([one.named(today) if one is not story else one.authority.name, month, *given])
    columns = ["Authority", "Inspected", "Overall", *(lane.name for lane in best_lanes()[1:])]
    typed = pd.DataFrame(rows, columns=columns)
    lasts = [latest(one, "publication") for one in (story, *neighbours)]
    starts = [last is not None and last.start is not None for last in lasts]
    both = list(zip(lasts, starts, strict=True))
    days = [typed_when(last, publication=not began) if last else None for last, began in both]
    typed["Inspected"] = pd.Series(days, dtype=object)
    known = [_known_to(last, publication=not began) if last else None for last, began in both]
    typed.insert(2, "Inspected known to the", known)
    note = f"{absent_note(value for row in rows for value in row[2:])} {ended((story, *neighbours), today)}".strip()
    return Table(
        name="neighbours",
        title=f"Judgements now: {story.authority.name} and its statistical neighbours",
        frame=pd.DataFrame(rows, columns=columns),
        typed=typed,
        strong=story.authority.name,
        caption=f"Neighbours in the order of DfE’s 2025 model, nearest first. {note}".strip(),
    )


def comparison_table(stories: Sequence[Story], title: str, today: dt.date, *, strong: str = "") -> Table:
    """The judgements that stand, an authority a row."""
    table = neighbours_table(stories[0], stories[1:], today)
    note = absent_note(value for row in table.frame.iloc[:, 2:].itertuples(index=False) for value in row)
    note = f"{note} {ended(stories, today)}".strip()
    return Table(name="comparison", title=title, frame=table.frame, typed=table.typed, caption=note, strong=strong)


def ended(stories: Sequence[Story], today: dt.date) -> str:
    """Whose record ends before today, as a sentence; nothing where none does."""
    ends = {story.authority.name: end for story in stories if (end := story.ends_early(today))}
    if not ends:
        return ""
    when = long_date(max(ends.values()))
    if len(ends) == len(stories) > 1:
        who = "these authorities"
    else:
        who = series(ends) if len(ends) <= 4 else f"{number(len(ends))} of these authorities"
    return f"The record of {who} ends on {when}: a later inspection would not show."


def visits_table(story: Story) -> Table:
    """Visits and other inspections, newest first, and what each looked at."""
    rows = [
        (
            say_when(event) if event.start else _published(event),
            framework_name(event) + (f" {event.number}" if event.number else "") + _whence(event),
            _about(event),
            _count(event.priority),
            event.url,
        )
        for event in visits_of(story)
    ]
    frame = pd.DataFrame(rows, columns=["Date", "Visit", "What it looked at", "Priority areas", "Report"])
    found = visits_of(story)
    typed = frame.copy()
    typed["Date"] = pd.Series([typed_when(event, publication=not event.start) for event in found], dtype=object)
    typed["Priority areas"] = pd.array([event.priority for event in found], dtype="Int64")
    typed.insert(1, "Date known to the", [_known_to(event, publication=not event.start) for event in found])
    typed.insert(2, "Date of", ["visit" if event.start else "publication" for event in found])
    if not frame["Priority areas"].any():
        frame, typed = frame.drop(columns="Priority areas"), typed.drop(columns="Priority areas")
    return Table(
        name="visits",
        title=f"Visits to {story.authority.called} and what they looked at",
        frame=frame,
        typed=typed,
        caption="Visits carry no grade.",
        links=("Visit", "Report"),
    )


def _about(event: Event) -> str:
    """What a visit looked at, and the outcome of one that has an outcome instead."""
    if event.theme or not event.outcome:
        return upper_first(event.theme or "not recorded")
    return f"Outcome: {event.outcome.lower()}"


def _whence(event: Event) -> str:
    """What an event rests on, where that is neither Ofsted's list nor a letter that was read."""
    return {"peers": " (from Data to Insight’s summary)", "press": " (reported by council or press)"}.get(
        event.source, ""
    )


def gaps_table(summary: pd.DataFrame) -> Table:
    """The gaps between ILACS inspections by the grade held, of all authorities."""
    rows = [
        (str(row["grade"]), int(row["n"]), *(_days(row[name]) for name in ("minimum", "mean", "maximum")))
        for row in summary.to_dict("records")
    ]
    columns = ["Grade held", "Gaps observed", "Shortest, days", "Average, days", "Longest, days"]
    typed = pd.DataFrame(rows, columns=columns)
    for column, name in zip(columns[2:], ("minimum", "mean", "maximum"), strict=True):
        typed[column] = summary[name].round().astype("Int64").to_numpy()
    return Table(
        name="gaps",
        title="Days from one ILACS inspection to the next, by the grade held",
        frame=pd.DataFrame(rows, columns=columns),
        typed=typed,
        caption="All authorities, from the first day of one inspection to the first day of the next. "
        "Gaps in which Covid-19 stopped routine inspection are left out.",
    )


def events_table(story: Story) -> Table:
    """Every event with its dates as dates, every judgement's grade and the address of its report."""
    judgements = [judgement for judgement in Judgement if any(judgement in event.judgements for event in story.events)]
    rows = []
    for event in story.events:
        row: dict[str, object] = {
            "Authority": story.authority.name,
            "Event": framework_name(event),
            "Framework": str(event.framework),
            "Start date": typed_when(event),
            "End date": typed_day(event.end, event.start_precision),
            "Date known to the": str(event.start_precision),
            "Publication date": typed_when(event, publication=True),
            "Publication known to the": _known_to(event, publication=True),
        }
        for judgement in judgements:
            judged = event.judgements.get(judgement)
            row[NAMES[judgement]] = say_judged(judged) if judged else None
        row |= {
            "Theme": event.theme or None,
            "Monitoring visit number": event.number,
            "Areas for priority action": event.priority,
            "Areas to improve": event.improvement,
            "Outcome": event.outcome or None,
            "Report": event.url or None,
        }
        rows.append(row)
    frame = pd.DataFrame(rows)
    for column in ("Start date", "End date", "Publication date"):
        if column not in frame or not any(isinstance(value, pd.Period) for value in frame[column]):
            frame[column] = pd.to_datetime(frame[column]) if column in frame else pd.Series(dtype="datetime64[ns]")
    for column in ("Monitoring visit number", "Areas for priority action", "Areas to improve"):
        if column in frame:
            frame[column] = frame[column].astype("Int64")
    return Table(
        name="timeline",
        title=f"Inspections and visits of {story.authority.name}",
        frame=frame,
        caption=f"Oldest first. Blank: not known, or not part of that event. {' '.join(ABSENT_NOTES.values())}",
    )


def _published(event: Event) -> str:
    return f"publ. {say_when(event, publication=True)}" if event.published else "not known"


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


def _days(value: float) -> str:
    return "" if pd.isna(value) else f"{round(float(value)):,}"


def absent_note(values: Iterable[str | None]) -> str:
    """What the words of cells without a grade mean, of those that stand there."""
    found = set(values)
    return " ".join(note for word, note in ABSENT_NOTES.items() if word in found)
