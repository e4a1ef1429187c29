"""The page of one authority: its summary, its timeline, and every event with its report."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from dash import Dash, Input, Output, State, dcc, html

from dashboard import text
from dashboard.components import controls, notices
from dashboard.components.export import export_control
from dashboard.components.headings import heading, page, section
from dashboard.components.status import status_line
from dashboard.dates import long_date
from dashboard.history.story import By, Story, stories
from dashboard.pages.authority import around
from dashboard.pages.authority import chart as drawing
from dashboard.pages.authority.next_inspection import next_inspection
from dashboard.pages.authority.tables import disagreements, events_table, neighbours, now
from dashboard.statistics.context.chosen import USUAL
from dashboard.text.status import status
from dashboard.web import url_state
from dashboard.web.routing import Page, add_page
from loaders import Dataset

BY = {"publication": "Date of publication", "inspection": "Date of inspection"}
PAGES_KEPT = 32
"""Pages kept ready: about half a megabyte each."""
CONTROL, SLUG, SUMMARY, EVENTS = "authority-by", "authority-slug", "authority-summary", "authority-events"


def register(app: Dash, dataset: Dataset) -> None:
    """Add the page, and the switch between its two dates."""
    authorities = dataset.bodies()
    names = dict(zip(authorities["slug"], authorities["name"], strict=True))
    reach = dataset.reach

    @lru_cache(maxsize=PAGES_KEPT)  # a page is the same for every visitor, until the dataset changes
    def parts(slug: str, by: By, keys: tuple[str, ...], today: dt.date) -> list[Any]:
        return _parts(dataset, slug, by, keys, today)

    def layout(slug: str = "", **query: str) -> html.Div:
        by = _by(query.get("by"))
        keys = around.chosen(dataset, query.get("measures"))
        ignored = notices.ignored(url_state.unknown(query, {"by": by}))
        return page(ignored, *parts(slug or next(iter(names)), by, keys, reach), key="authority")

    add_page(
        app,
        Page(
            key="authority",
            path_template="/authority/<slug>",
            title=lambda slug: names.get(slug, "Authority"),
            exists=lambda slug: slug in names,
            layout=layout,
        ),
    )
    bound = {"by": f"{CONTROL}.value", "measures": f"{around.CONTROL}.value"}
    url_state.bind_url(app, "authority", bound, {"by": "publication", "measures": USUAL})
    drawing.bind(app)
    around.bind(app)

    @app.callback(
        *drawing.OUTPUTS,
        Output(SUMMARY, "children"),
        Output(EVENTS, "children"),
        Input(CONTROL, "value"),
        State(SLUG, "data"),
        prevent_initial_call=True,
    )
    def switch(value: Any, slug: Any) -> tuple[Any, ...]:
        story = stories(dataset)[url_state.choice(slug, names, next(iter(names)))]
        by = _by(value)
        seen = drawing.view(story, by, reach, dataset.built)
        return *drawing.answers(seen), _summary(story, by, reach), _events(story, by, dataset)

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


def _parts(dataset: Dataset, slug: str, by: By, keys: tuple[str, ...], today: dt.date) -> list[Any]:
    every = stories(dataset)
    story = every[slug]
    seen = drawing.view(story, by, today, dataset.built)
    switch = controls.controls(
        controls.radios(CONTROL, "Dates on the timeline", BY, by, name="by"),
        action=f"/authority/{slug}",
        label="Date of the timeline",
        keep={"measures": ",".join(keys)} if keys != USUAL else {},
    )
    beside = around.view(dataset, story, keys, by, today)
    return [
        _breadcrumb(story),
        html.Div(
            [
                heading(story.body.name, caption=f"{story.body.type}, {story.body.region}"),
                html.Div(export_control(slug), id="export", className="no-print"),
            ],
            className="authority-bar",
        ),
        status_line(*status(dataset, story, today)),
        html.Div(_summary(story, by, today), id=SUMMARY, className="authority-summary"),
        drawing.chart(seen, before=switch),
        around.part(beside, dataset, story, keys, by),
        section(_standing(story, today), now(story, by, today)),
        html.Div(_events(story, by, dataset), id=EVENTS),
        *_outlook(story, dataset, every, today),
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
    region = story.body.region.lower().replace(" ", "-")
    return html.Nav(
        html.Ol(
            [
                html.Li(dcc.Link("Home", href="/")),
                html.Li(dcc.Link(story.body.region, href=f"/compare?set=region:{region}")),
                html.Li(story.body.name, **{"aria-current": "page"}),
            ],
            className="breadcrumb",
        ),
        className="no-print",
        **{"aria-label": "Breadcrumb"},
    )


def _summary(story: Story, by: By, today: dt.date) -> list[Any]:
    links = [
        dcc.Link(one.name, href=f"/authority/{one.slug}") for one in (*(s.body for s in story.before), *story.after)
    ]
    first, *others = text.paragraphs(story, by, today)
    parts: list[Any] = [html.P(" ".join(first), className="authority-lead")]
    parts += [html.P(" ".join(sentences)) for sentences in others]
    if links:
        label = "Replaced: " if story.before else "Replaced by: "
        spaced = [piece for link in links for piece in (", ", link)][1:]
        parts.append(html.P([label, *spaced]))
    return parts


def _events(story: Story, by: By, dataset: Dataset) -> list[Any]:
    notes = disagreements(dataset)
    name = story.body.name
    parts = [section(f"Inspections and visits of {name}", events_table(story, by, notes, f"Events of {name}"))]
    for before in story.before:
        old = before.body.name
        link = html.P(["These belong to ", dcc.Link(old, href=f"/authority/{before.body.slug}"), f", not to {name}."])
        parts.append(section(f"Before: {old}", link, events_table(before, by, notes, f"Events of {old}")))
    return parts


def _outlook(story: Story, dataset: Dataset, every: dict[str, Story], today: dt.date) -> list[Any]:
    if story.is_gone(today):
        return []
    by_code = {one.body.code: one for one in every.values()}
    parts = [section("When the next inspection may come", *next_inspection(story, dataset, today))]
    if story.body.neighbours:
        parts.append(section("Statistical neighbours", *neighbours(story, by_code, today)))
    return parts
