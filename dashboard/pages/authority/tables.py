"""The tables of an authority's page: judgements now, the visits since the latest inspection, every event, who is like it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html

from dashboard.components.badge import badge
from dashboard.components.table import table
from dashboard.dates import date_range, long_date
from dashboard.history.spans import LANES, OVERALL, framework_name, rounds
from dashboard.history.standing import Standing, after_latest, stands
from dashboard.history.story import By, Event, Story
from dashboard.judgements import ABSENCES, NAMES, SHORT
from dashboard.kept import once
from dashboard.text import events as say
from dashboard.words import upper_first
from loaders import Dataset, EventType, Judgement, Status

KINDS_SHOWN = ("all", "inspections", "visits", "joint")
"""The kinds of events that the table can be held to; the first is all of them."""


@once
def disagreements(dataset: Dataset) -> dict[str, list[str]]:
    """What sources say otherwise of each inspection, as sentences, by inspection_id."""
    found: dict[str, list[str]] = {}
    for row in dataset.disagreements().fillna("").to_dict("records"):
        found.setdefault(str(row["inspection_id"]), []).append(say.disagreement(row))
    return found


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
        return [badge(last.grade), html.Span(say.since(last.start, last.when.precision), className="now-note")]
    parts = [badge(None, upper_first(ABSENCES[last.judged.status]))]
    if found.graded:
        parts.append(html.Span(say.last_graded(str(found.held), found.graded.start), className="now-note"))
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
        return html.Div(html.P(say.none_of_these(story)), className="events")
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
    found, said = {}, say.BEFORE
    for event in in_order(story, by):
        if event.is_full:
            said = say.following(event, by)
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
        said = f" {SHORT.get(judgement, NAMES[judgement])}{say.published_as(judged)}"
        grades.append(html.Li([badge(judged.grade, letter_only=True), said]))
    parts: list[Any] = [html.Ul(grades, className="event-grades")] if grades else []
    lines = [*absent, *say.found_of(event), *([f"Lead inspector: {event.lead}"] if event.lead else [])]
    parts += [html.P(say.in_a_line(lines), className="event-line")] if lines else []
    return parts + [html.P(f"Sources differ. {note}", className="event-line event-note") for note in notes]


def _report(event: Event, number: str) -> list[Any]:
    parts: list[Any] = []
    if event.url.startswith(("https://", "http://")):
        when = event.when("publication")
        which = f" of {framework_name(event)}{number}"
        which += f", {long_date(when.day, when.precision)}" if when.day else ""
        kind = "Report" if event.source != "press" else "Page"
        parts.append(html.A([kind, html.Span(which, className="visually-hidden")], href=event.url))
    return [*parts, html.Span(say.source_name(event.source), className="event-source")]


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
        rows.append([name, site, say.in_a_line(say.found_of(event)) or None, _report(event, number)])
    headers = ["Visit", "On site", "What it found", "Report"]
    return table(headers, rows, caption=say.visits_since(story), hide_caption=True, stacks=True)


def neighbours(story: Story, every: Mapping[str, Story], today: dt.date) -> list[Any]:
    """The statistical neighbours with their present overall grades, and the way to compare them."""
    items = [
        html.Li([dcc.Link(near.named(today), href=f"/authority/{near.authority.slug}"), _grade(near, today)])
        for code in story.authority.neighbours
        if (near := every.get(code))
    ]
    who = story.authority
    link = dcc.Link(say.compare(who.name), href=f"/compare?set=neighbours:{who.slug}")
    beside = dcc.Link(say.beside(who.name), href=f"/side-by-side?a={who.slug}")
    ends = {end for code in who.neighbours if code in every and (end := every[code].ends_early(today))}
    return [
        html.P(say.neighbours(max(ends, default=None))),
        html.Ol(items, className="near"),
        html.Ul([html.Li(link), html.Li(beside)], className="plain-list"),
    ]


def _grade(story: Story, today: dt.date) -> html.Span:
    found = stands(story, OVERALL, "publication", today)
    if found is None or found.held is None:
        return badge(None, "not yet graded")
    return badge(found.now) if found.now else badge(None, ABSENCES[Status.NOT_GIVEN])
