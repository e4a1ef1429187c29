"""The tables of an authority's page: judgements now, the visits since the latest inspection, every event, who is like it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html

from dashboard.components.badge import badge
from dashboard.components.table import table
from dashboard.dates import date_range, long_date, month_year
from dashboard.history.spans import LANES, OVERALL, framework_name, rounds
from dashboard.history.standing import Standing, after_latest, stands
from dashboard.history.story import By, Event, Story
from dashboard.judgements import ABSENCES, NAMES, SHORT
from dashboard.kept import once
from dashboard.words import counted, upper_first
from loaders import Dataset, EventType, Judgement

KINDS_SHOWN = ("all", "inspections", "visits", "joint")
"""The kinds of events that the table can be held to; the first is all of them."""

SHORT_SOURCES = {
    "ofsted-reports": "Ofsted’s report",
    "ofsted-site": "Ofsted’s list of reports",
    "press": "council or press",
    "peers": "Data to Insight’s summary; the letter itself was not read",
}
"""Names of sources that are not yearly workbooks."""


def source_name(name: str) -> str:
    """The name of a source as the table shows it."""
    year = name.removeprefix("ofsted-")
    return SHORT_SOURCES.get(name, f"Ofsted’s statistics {year}" if year.isdigit() else name)


@once
def disagreements(dataset: Dataset) -> dict[str, list[str]]:
    """What sources say otherwise of each inspection, as sentences, by inspection_id."""
    found: dict[str, list[str]] = {}
    for row in dataset.disagreements().fillna("").to_dict("records"):
        field = str(row["field"])
        what = NAMES[Judgement(field)] if field in set(Judgement) else field.replace("_", " ")
        used, other = _value(str(row["value_used"])), _value(str(row["value_other"]))
        source, another = source_name(str(row["source_used"])), source_name(str(row["source_other"]))
        misprint = f"{upper_first(what)}: {used} here; the letter prints {other}, which cannot be."
        differing = f"{upper_first(what)}: {used} here, from {source}; {other} in {another}."
        sentence = misprint if source == another else differing
        found.setdefault(str(row["inspection_id"]), []).append(sentence)
    return found


def _value(text: str) -> str:
    try:
        return long_date(dt.date.fromisoformat(text))
    except ValueError:
        return text or "nothing"


def now(story: Story, by: By, today: dt.date) -> html.Ul:
    """The judgements that stand now, with the day that each dates from; overall comes first while it is given."""
    tiles = {lane: stands(story, lane, by, today) for lane in (OVERALL, *(lane for lane in LANES if not lane.sif_only))}
    overall = tiles[OVERALL]
    if overall is None or overall.now is None:
        tiles[OVERALL] = tiles.pop(OVERALL)
    items = []
    for lane, found in tiles.items():
        name = lane.name if lane is OVERALL else NAMES[lane.judgements[0]]
        items.append(html.Li([html.Span(name, className="now-name"), *_standing(found)]))
    return html.Ul(items, className="now")


def _standing(found: Standing | None) -> list[Any]:
    if found is None:
        return [badge(None, "Not yet judged")]
    last = found.latest
    if last.grade:
        day = f"since {long_date(last.start, last.when.precision)}"
        return [badge(last.grade), html.Span(day, className="now-note")]
    parts = [badge(None, upper_first(ABSENCES[last.judged.status]))]
    if found.graded:
        before = f"Last graded {str(found.held).lower()}, {long_date(found.graded.start)}"
        parts.append(html.Span(before, className="now-note"))
    return parts


def in_order(story: Story, by: By) -> list[Event]:
    """The events, oldest first; a visit without a date stands where its number puts it among those of its round."""
    places: dict[str, dt.date] = {}
    for one in rounds(story):
        reached = one.since.when(by).day if one.since else None
        for visit in one.visits:
            reached = visit.when(by).day or reached
            places[visit.id] = reached or dt.date.min
    return sorted(
        story.events,
        key=lambda event: (event.when(by).day or places.get(event.id, dt.date.min), event.number or 0, event.id),
    )


def event_place(event: Event) -> str:
    """The id of an event's row on the page, to which its mark on the timeline leads."""
    return f"event-{event.id}"


def events_table(
    story: Story, by: By, notes: Mapping[str, list[str]], caption: str, kind: str = KINDS_SHOWN[0]
) -> html.Div:
    """The events of one body, newest first, under the full inspection that they followed; `kind` chooses some of them."""
    events = [event for event in in_order(story, by)[::-1] if _is_of(event, kind)]
    if not events:
        return html.Div(html.P(f"The record of {story.authority.called} holds none of these."), className="events")
    spells = _spells(story, by)
    headings = [spells[event.id] for event in events]
    groups = {n: said for n, said in enumerate(headings) if n == 0 or headings[n - 1] != said}
    days = ["Published", "On site"]
    headers = [*(days if by == "publication" else days[::-1]), "Event", "What it found", "Report"]
    rows = [_row(event, by, notes.get(event.id, [])) for event in events]
    places = [event_place(event) for event in events]
    made = table(headers, rows, caption=caption, hide_caption=True, stacks=True, groups=groups, ids=places)
    return html.Div(made, className="events")


def _is_of(event: Event, kind: str) -> bool:
    if kind == "inspections":
        return event.kind.is_full
    if kind == "visits":
        return event.kind in (EventType.FOCUSED_VISIT, EventType.MONITORING_VISIT)
    return kind == KINDS_SHOWN[0] or not (_is_of(event, "inspections") or _is_of(event, "visits"))


def _spells(story: Story, by: By) -> dict[str, str]:
    """The heading that each event stands under: the grade of the full inspection that it is or followed."""
    found, said = {}, "Before the first full inspection on record"
    for event in in_order(story, by):
        if event.is_full:
            day = event.when(by).day
            grade = event.overall.grade if event.overall else None
            said = f"{grade or 'No overall grade'}{f', from {month_year(day)}' if day else ''}"
        found[event.id] = said
    return found


def _row(event: Event, by: By, notes: Sequence[str]) -> list[Any]:
    site = date_range(event.start, event.end, event.start_precision) if event.start else None
    published = long_date(event.published, event.published_precision) if event.published else None
    days = [published, site] if by == "publication" else [site, published]
    number = f" {event.number}" if event.number is not None else ""
    return [*days, f"{framework_name(event)}{number}", _findings(event, notes), _report(event, number)]


def _findings(event: Event, notes: Sequence[str]) -> list[Any]:
    """The grades as marks in a row, the rest in a line, and what sources say otherwise."""
    grades, absent = [], []
    for judgement, judged in sorted(event.judgements.items(), key=lambda item: list(Judgement).index(item[0])):
        if judged.grade is None:
            absent.append(f"{NAMES[judgement]}: {ABSENCES[judged.status]}")
            continue
        plain = {str(judged.grade).casefold(), f"{judged.grade} to be good".casefold()}
        said = f" (published as “{judged.words}”)" if judged.words and judged.words.casefold() not in plain else ""
        grades.append(
            html.Li([badge(judged.grade, letter_only=True), f" {SHORT.get(judgement, NAMES[judgement])}{said}"])
        )
    parts: list[Any] = [html.Ul(grades, className="event-grades")] if grades else []
    lines = [*absent, *found_of(event), *([f"Lead inspector: {event.lead}"] if event.lead else [])]
    parts += [html.P(_in_a_line(lines), className="event-line")] if lines else []
    return parts + [html.P(f"Sources differ. {note}", className="event-line event-note") for note in notes]


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


def _in_a_line(facts: Sequence[str]) -> str:
    return f"{'. '.join(facts)}." if facts else ""


def _report(event: Event, number: str) -> list[Any]:
    parts: list[Any] = []
    if event.url.startswith(("https://", "http://")):
        when = event.when("publication")
        which = f" of {framework_name(event)}{number}"
        which += f", {long_date(when.day, when.precision)}" if when.day else ""
        kind = "Report" if event.source != "press" else "Page"
        parts.append(html.A([kind, html.Span(which, className="visually-hidden")], href=event.url))
    return [*parts, html.Span(source_name(event.source), className="event-source")]


def visits_since(story: Story, by: By, today: dt.date) -> Any:
    """The visits after the latest full inspection, newest first, with what each looked at; None where there is none."""
    found = [event for event in after_latest(story, by, today) if not event.kind.is_full][::-1]
    if not found:
        return None
    rows = []
    for event in found:
        number = f" {event.number}" if event.number is not None else ""
        site = date_range(event.start, event.end, event.start_precision) if event.start else None
        name = html.A(f"{framework_name(event)}{number}", href=f"#{event_place(event)}")
        rows.append([name, site, _in_a_line(found_of(event)) or None, _report(event, number)])
    caption = f"Visits to {story.authority.called} since its latest full inspection, newest first"
    return table(["Visit", "On site", "What it found", "Report"], rows, caption=caption, hide_caption=True, stacks=True)


def neighbours(story: Story, every: Mapping[str, Story], today: dt.date) -> list[Any]:
    """The statistical neighbours with their present overall grades, and the way to compare them."""
    items = [
        html.Li([dcc.Link(near.named(today), href=f"/authority/{near.authority.slug}"), _grade(near, today)])
        for code in story.authority.neighbours
        if (near := every.get(code))
    ]
    link = dcc.Link(
        f"Compare {story.authority.name} with its statistical neighbours",
        href=f"/compare?set=neighbours:{story.authority.slug}",
    )
    intro = "The ten authorities most like it by DfE’s model of 2025, nearest first, with the overall grade of the latest inspection"
    ends = {end for code in story.authority.neighbours if code in every and (end := every[code].ends_early(today))}
    early = f"; for some the record ends on {long_date(max(ends))}" if ends else ""
    beside = dcc.Link(
        f"{story.authority.name} beside another authority", href=f"/side-by-side?a={story.authority.slug}"
    )
    return [
        html.P(f"{intro}{early}."),
        html.Ol(items, className="near"),
        html.Ul([html.Li(link), html.Li(beside)], className="plain-list"),
    ]


def _grade(story: Story, today: dt.date) -> html.Span:
    found = stands(story, OVERALL, "publication", today)
    if found is None or found.held is None:
        return badge(None, "not yet graded")
    return badge(found.now) if found.now else badge(None, "not given since April 2026")
