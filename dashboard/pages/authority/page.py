"""The page of one authority: its summary, its timeline, and every event with its report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from dash import Dash, Input, Output, State, dcc, html

from dashboard import text
from dashboard.components import controls, notices
from dashboard.components.chart import details
from dashboard.components.export import export_control
from dashboard.components.follow import follow
from dashboard.components.headings import heading, page, section
from dashboard.components.status import status_line
from dashboard.dates import long_date
from dashboard.history.awaited import awaited
from dashboard.history.compared import compared
from dashboard.history.story import By, Story, stories, stories_by_code
from dashboard.pages.authority import around
from dashboard.pages.authority import chart as drawing
from dashboard.pages.authority.tables import (
    KINDS_SHOWN,
    disagreements,
    events_table,
    neighbours,
    now,
    visits_since,
)
from dashboard.statistics.compare_set import in_region
from dashboard.statistics.context.chosen import USUAL
from dashboard.text import outlook
from dashboard.text.briefing import visits_title
from dashboard.text.status import status
from dashboard.web import followed, url_state
from dashboard.web.routing import Page, add_page
from loaders import Dataset

ALL = KINDS_SHOWN[0]
KINDS = dict(
    zip(
        KINDS_SHOWN,
        ("Everything", "Full inspections", "Focused and monitoring visits", "Joint, SEND and others"),
        strict=True,
    )
)
USUALLY = {"by": "publication", "measures": ",".join(USUAL), "events": ALL}
BY = {"publication": "Date of publication", "inspection": "Date of inspection"}
PAGES_KEPT = 12
"""Pages kept ready: about half a megabyte each."""
CONTROL, SLUG, SUMMARY, SHOWN = "authority-by", "authority-slug", "authority-summary", "authority-shown"
EVENTS, VISITS = "authority-events", "authority-visits"


def register(app: Dash, dataset: Dataset) -> None:
    """Add the page, and the switch between its two dates."""
    authorities = dataset.bodies()
    names = dict(zip(authorities["slug"], authorities["name"], strict=True))
    reach = dataset.reach

    @lru_cache(maxsize=PAGES_KEPT)  # a page is the same for every visitor, until the dataset changes
    def parts(slug: str, by: By, keys: tuple[str, ...], kind: str, today: dt.date) -> list[Any]:
        return _parts(dataset, slug, by, keys, kind, today)

    def layout(slug: str = "", **query: str) -> html.Div:
        by = _by(query.get("by"))
        keys = around.chosen(dataset, query.get("measures"))
        kind = url_state.choice(query.get("events"), KINDS, ALL)
        ignored = notices.ignored(url_state.unknown(query, {"by": by, "events": kind}))
        return page(ignored, *parts(slug or next(iter(names)), by, keys, kind, reach), key="authority")

    add_page(
        app,
        Page(
            key="authority",
            path_template="/authority/<slug>",
            title=lambda slug: names.get(slug, "Authority"),
            exists=lambda slug: slug in names,
            layout=layout,
            followed=lambda slug: followed.at(dataset, f"authority/{slug}") or followed.everything(),
        ),
    )
    bound = {"by": f"{CONTROL}.value", "measures": f"{around.CONTROL}.value", "events": f"{SHOWN}.value"}
    url_state.bind_url(app, "authority", bound, USUALLY)
    drawing.bind(app)
    around.bind(app)

    @app.callback(
        *drawing.OUTPUTS,
        Output(SUMMARY, "children"),
        Output(VISITS, "children"),
        Input(CONTROL, "value"),
        State(SLUG, "data"),
        prevent_initial_call=True,
    )
    def switch(value: Any, slug: Any) -> tuple[Any, ...]:
        story = stories(dataset)[url_state.choice(slug, names, next(iter(names)))]
        by = _by(value)
        seen = drawing.view(story, by, reach, dataset.built, awaited(dataset, story, reach))
        return *drawing.answers(seen), _summary(story, by, dataset, reach), _visits(story, by, reach)

    @app.callback(
        Output(EVENTS, "children"),
        Input(CONTROL, "value"),
        Input(SHOWN, "value"),
        State(SLUG, "data"),
        prevent_initial_call=True,
    )
    def show(value: Any, kind: Any, slug: Any) -> list[Any]:
        story = stories(dataset)[url_state.choice(slug, names, next(iter(names)))]
        return _events(story, _by(value), url_state.choice(kind, KINDS, ALL), dataset)

    @app.callback(
        *around.OUTPUTS,
        Input(around.CONTROL, "value"),
        Input(CONTROL, "value"),
        State(SLUG, "data"),
        prevent_initial_call=True,
    )
    def measure(values: Any, by: Any, slug: Any) -> tuple[Any, ...]:
        story = stories(dataset)[url_state.choice(slug, names, next(iter(names)))]
        return around.answers(around.view(dataset, story, around.chosen(dataset, values), _by(by), reach))


def _by(value: Any) -> By:
    return "inspection" if value == "inspection" else "publication"


def _parts(dataset: Dataset, slug: str, by: By, keys: tuple[str, ...], kind: str, today: dt.date) -> list[Any]:
    every = stories(dataset)
    story = every[slug]
    seen = drawing.view(story, by, today, dataset.built, awaited(dataset, story, today))
    beside = around.view(dataset, story, keys, by, today)
    state = {"by": by, "measures": ",".join(keys), "events": kind}
    kept = {name: value for name, value in state.items() if value != USUALLY[name]}
    switch = controls.controls(
        controls.radios(CONTROL, "Dates on the timeline", BY, by, name="by"),
        folds=False,
        action=f"/authority/{slug}#timeline",
        label="Date of the timeline",
        keep={name: value for name, value in kept.items() if name != "by"},
    )
    sections = [
        html.Div(drawing.chart(seen, before=switch), id="timeline"),
        html.Section(_visits(story, by, today), id=VISITS),
        html.Div(around.part(beside, dataset, story, keys, kept), id="around"),
        _near(story, dataset, today),
        _record(story, by, kind, dataset, kept),
    ]
    return [
        _breadcrumb(story),
        html.Div(
            [
                heading(story.authority.name, caption=f"{story.authority.type}, {story.authority.region}"),
                html.Div(export_control(slug), id="export", className="no-print"),
            ],
            className="authority-bar",
        ),
        section(
            _standing(story, today),
            html.Div(_summary(story, by, dataset, today), id=SUMMARY, className="authority-summary"),
            id="now",
        ),
        _contents(story),
        status_line(*status(dataset, story, today)),
        *sections,
        html.P(
            ["Follow ", *follow(followed.of_one(story.authority.code, slug, story.authority.name))],
            className="no-print",
        ),
        dcc.Store(id=SLUG, data=slug),
        url_state.url_sink("authority"),
    ]


def _standing(story: Story, today: dt.date) -> str:
    if story.is_gone(today):
        return "Judgements at the end"
    end = story.ends_early(today)
    return (
        f"Judgements when the record ends, on {long_date(end)}" if end else f"Latest judgements, to {long_date(today)}"
    )


def _breadcrumb(story: Story) -> html.Nav:
    region = story.authority.region.lower().replace(" ", "-")
    return html.Nav(
        html.Ol(
            [
                html.Li(dcc.Link("Home", href="/")),
                html.Li(dcc.Link(f"Compare {in_region(story.authority.region)}", href=f"/compare?set=region:{region}")),
                html.Li(story.authority.name, **{"aria-current": "page"}),
            ],
            className="breadcrumb",
        ),
        className="no-print",
        **{"aria-label": "Breadcrumb"},
    )


def _contents(story: Story) -> html.Nav:
    """Where the parts of the page are."""
    places = {"now": "Now", "timeline": "Timeline", VISITS: "Visits", "around": "Around the grades"}
    places |= {"neighbours": "Statistical neighbours"} if story.authority.neighbours else {}
    places |= {"events": "Every event"}
    return html.Nav(
        [
            html.H2("On this page", className="contents-title"),
            html.Ul([html.Li(html.A(words, href=f"#{place}")) for place, words in places.items()]),
        ],
        className="contents no-print",
        **{"aria-label": "On this page"},
    )


def _summary(story: Story, by: By, dataset: Dataset, today: dt.date) -> list[Any]:
    """The judgements now, the history, the next inspection and the neighbours, each in a sentence."""
    coming = awaited(dataset, story, today)
    parts: list[Any] = [
        now(story, by, today),
        html.P(" ".join(text.opening(story, by, today)), className="authority-lead"),
    ]
    if not story.is_gone(today):
        parts.append(html.P(_led(outlook.next_inspection(story, coming, today))))
    if coming:
        sure = outlook.evidence(story, coming, today)
        parts.append(details("How sure this is", html.P(" ".join(sure))))
    if not story.is_gone(today):
        stands = compared(dataset, today).stands
        parts += [
            html.P(_led(said)) for said in outlook.neighbours(story.authority.code, story.authority.neighbours, stands)
        ]
    links = [
        dcc.Link(one.name, href=f"/authority/{one.slug}")
        for one in (*(s.authority for s in story.before), *story.after)
    ]
    if links:
        label = "Replaced: " if story.before else "Replaced by: "
        spaced = [piece for link in links for piece in (", ", link)][1:]
        parts.append(html.P([label, *spaced]))
    return parts


def _led(sentence: str) -> list[Any]:
    """A sentence whose beginning, up to its colon, says what it is about."""
    lead, colon, rest = sentence.partition(":")
    return [html.Strong(lead + colon), rest]


def _visits(story: Story, by: By, today: dt.date) -> list[Any]:
    """What the record holds between inspections, and what came since the latest."""
    words = text.visits_so_far(story, by, today)
    parts = [html.H2(visits_title(story)), html.P(" ".join(words)) if words else None, visits_since(story, by, today)]
    return [part for part in parts if part is not None]


def _record(story: Story, by: By, kind: str, dataset: Dataset, kept: Mapping[str, str]) -> html.Div:
    """Every event, and the control that holds the table to some kinds."""
    choose = controls.controls(
        controls.radios(SHOWN, "Show", KINDS, kind, name="events"),
        folds=False,
        action=f"/authority/{story.authority.slug}#events",
        label="Kinds of events",
        keep={name: value for name, value in kept.items() if name != "events"},
    )
    title = html.H2(f"Inspections and visits of {story.authority.name}")
    return html.Div([title, choose, html.Div(_events(story, by, kind, dataset), id=EVENTS)], id="events")


def _events(story: Story, by: By, kind: str, dataset: Dataset) -> list[Any]:
    notes = disagreements(dataset)
    name = story.authority.name
    parts: list[Any] = [events_table(story, by, notes, f"Events of {name}", kind)]
    for before in story.before:
        old = before.authority.name
        link = html.P(
            ["These belong to ", dcc.Link(old, href=f"/authority/{before.authority.slug}"), f", not to {name}."]
        )
        old_events = events_table(before, by, notes, f"Events of {old}", kind)
        parts.append(section(f"Before: {old}", link, old_events, level=3))
    return parts


def _near(story: Story, dataset: Dataset, today: dt.date) -> html.Section | None:
    if story.is_gone(today) or not story.authority.neighbours:
        return None
    parts = neighbours(story, stories_by_code(dataset), today)
    return section("Statistical neighbours", *parts, id="neighbours")
