"""The parts of an authority's page below its timeline: judgements now, every event, what may come, who is like it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html

from dashboard.components.badge import badge
from dashboard.components.table import table
from dashboard.dates import date_range, long_date
from dashboard.history.spans import LANES, OVERALL, framework_name, rounds
from dashboard.history.standing import Standing, stands
from dashboard.history.story import By, Event, Story
from dashboard.judgements import ABSENCES, NAMES
from dashboard.kept import once
from dashboard.words import counted, upper_first
from loaders import Dataset, Judgement

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
    """The judgements that stand now, with the day that each dates from; overall, given no more, comes last."""
    items = []
    for lane in (*(lane for lane in LANES if not lane.sif_only), OVERALL):
        name = lane.name if lane is OVERALL else NAMES[lane.judgements[0]]
        items.append(html.Li([html.Span(name, className="now-name"), *_standing(stands(story, lane, by, today))]))
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


def events_table(story: Story, by: By, notes: Mapping[str, list[str]], caption: str) -> html.Div:
    """Every event of one body, newest first, with what it found and a link to its report."""
    events = in_order(story, by)[::-1]
    rows = [_row(event, by, notes.get(event.id, [])) for event in events]
    first, second = ("Published", "On site") if by == "publication" else ("On site", "Published")
    headers = [first, "Event", "What it found", second, "Report"]
    return html.Div(table(headers, rows, caption=caption, hide_caption=True), className="events")


def _row(event: Event, by: By, notes: Sequence[str]) -> list[Any]:
    site = date_range(event.start, event.end, event.start_precision) if event.start else None
    published = long_date(event.published, event.published_precision) if event.published else None
    no_site, not_published = "Days on site not known", "Publication date not known"
    if by == "publication":
        first = published or (f"On site {site}" if site else not_published)
        second = (f"On site {site}" if published else not_published) if site else no_site
    else:
        first = site or (f"Published {published}" if published else no_site)
        second = (f"Published {published}" if site else no_site) if published else not_published
    number = f" {event.number}" if event.number is not None else ""
    return [first, f"{framework_name(event)}{number}", _findings(event, notes), second, _report(event, number)]


def _findings(event: Event, notes: Sequence[str]) -> html.Ul:
    lines: list[Any] = []
    for judgement, judged in sorted(event.judgements.items(), key=lambda item: list(Judgement).index(item[0])):
        name = f"{NAMES[judgement]}: "
        if judged.grade is None:
            lines.append(name + ABSENCES[judged.status])
            continue
        printed = judged.words
        plain = {str(judged.grade).casefold(), f"{judged.grade} to be good".casefold()}
        said = f" (published as “{printed}”)" if printed and printed.casefold() not in plain else ""
        lines.append([name, badge(judged.grade), said])
    if event.theme:
        lines.append(f"Looked at: {event.theme}")
    if event.outcome:
        lines.append(f"Outcome: {event.outcome}")
    if event.priority:
        lines.append(f"{upper_first(counted(event.priority, 'area'))} for priority action")
    if event.improvement:
        lines.append(f"{upper_first(counted(event.improvement, 'point'))} listed as needing to improve")
    if event.lead:
        lines.append(f"Lead inspector: {event.lead}")
    items = [html.Li(line) for line in lines] + [
        html.Li(f"Sources differ. {note}", className="event-note") for note in notes
    ]
    return html.Ul(items, className="event-lines")


def _report(event: Event, number: str) -> html.Ul:
    when = event.when("publication")
    which = f" of {framework_name(event)}{number}" + (f", {long_date(when.day, when.precision)}" if when.day else "")
    parts: list[Any] = []
    if event.url.startswith(("https://", "http://")):
        kind = "Report" if event.source != "press" else "Page"
        parts.append(html.Li(html.A([kind, html.Span(which, className="visually-hidden")], href=event.url)))
    parts.append(html.Li(source_name(event.source), className="event-note"))
    return html.Ul(parts, className="event-lines")


def neighbours(story: Story, every: Mapping[str, Story], today: dt.date) -> list[Any]:
    """The statistical neighbours with their present overall grades, and the way to compare them."""
    items = [
        html.Li([dcc.Link(near.body.name, href=f"/authority/{near.body.slug}"), _grade(near, today)])
        for code in story.body.neighbours
        if (near := every.get(code))
    ]
    link = dcc.Link(
        f"Compare {story.body.name} with its statistical neighbours", href=f"/compare?set=neighbours:{story.body.slug}"
    )
    intro = "The ten authorities most like it by DfE’s model of 2025, nearest first, with the overall grade of the latest inspection"
    ends = {end for code in story.body.neighbours if code in every and (end := every[code].ends_early(today))}
    early = f"; for some the record ends on {long_date(max(ends))}" if ends else ""
    return [
        html.P(f"{intro}{early}."),
        html.Ol(items, className="near"),
        html.P(link),
    ]


def _grade(story: Story, today: dt.date) -> html.Span:
    found = stands(story, OVERALL, "publication", today)
    if found is None or found.held is None:
        return badge(None, "not yet graded")
    return badge(found.now) if found.now else badge(None, "not given since April 2026")
