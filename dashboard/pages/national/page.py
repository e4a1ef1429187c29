"""National: England on any date and through time, and why its figures move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dash import Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from dashboard.asking import FIRST_AS_AT
from dashboard.briefing.views import View as ExportView
from dashboard.components import controls, notices
from dashboard.components.export import export_bar
from dashboard.components.family import family
from dashboard.components.headings import heading, page
from dashboard.components.status import status_line
from dashboard.judgements import OFFERED
from dashboard.pages.drawn import Drawn
from dashboard.pages.national import children, parts
from dashboard.pages.national.parts import NationalFacts
from dashboard.statistics import counts, england
from dashboard.text import national_captions as captions
from dashboard.web import marks, room, url_state
from dashboard.web.routing import Page, add_page
from loaders import OVERALL_UNTIL, SIF_FROM, Body, Dataset, Judgement, default_cut_off

SINCE_FROM = dt.date(2013, 12, 31)
BY: dict[str, counts.By] = {"region": "region", "ofsted-region": "ofsted_region"}
BY_WORDS = {"region": "Nine regions", "ofsted-region": "Ofsted’s eight regions"}
JUDGEMENTS = {judgement.value: text for judgement, text in OFFERED.items()}


@dataclass(frozen=True, slots=True)
class View:
    """What the page is asked to show."""

    reach: dt.date
    """The newest publication in the dataset."""
    date: dt.date
    published_by: dt.date
    judgement: Judgement
    by: counts.By
    since: dt.date
    marked: str
    """The code of the marked authority; "" for none."""
    width: int


def register(app: Dash, dataset: Dataset) -> None:
    """Add the page and its callbacks."""
    reach = dataset.reach
    answers = NationalFacts(dataset)
    drawn = Drawn(answers)

    def layout(**query: str) -> html.Div:
        asked = _within_record(query, reach)
        body = marks.marked(dataset, query)
        return _layout(_view(reach, asked, room.guess(), body), asked, drawn, body)

    add_page(
        app,
        Page(
            key="national",
            path="/national",
            title="England",
            nav="National",
            family="national",
            member="England on any date",
            layout=layout,
        ),
    )
    names = ("as_at", "published_by", "judgement", "by", "since")
    url_state.bind_url(app, "national", {name: f"national-{name}.value" for name in names})
    room.bind_room(app, "national")

    @app.callback(
        Output("national-published_by", "value"),
        Output("national-since", "value"),
        Output("national-since", "latest"),
        Input("national-as_at", "value"),
        State("national-since", "value"),
        prevent_initial_call=True,
    )
    def follow(date: Any, since: Any) -> tuple[str, str, str]:
        day = _view(reach, {"as_at": date}, None).date
        return _cut_off(day, reach).isoformat(), _since(since, day).isoformat(), day.isoformat()

    @app.callback(
        Output("national-main", "children"),
        [Input(f"national-{name}", "value") for name in names],
        Input("national-room", "data"),
        State("national-mark", "data"),
        prevent_initial_call=True,
    )
    def show(*values: Any) -> Component:
        *asked, width, mark = values
        view = _view(reach, dict(zip(names, asked, strict=False)), width, marks.body_of(dataset, mark))
        return _body(view, drawn)


def _cut_off(date: dt.date, reach: dt.date) -> dt.date:
    """By when reports count: Ofsted's own cut-off, no later than the newest report."""
    return min(default_cut_off(date), reach)


def _within_record(query: Mapping[str, str], reach: dt.date) -> dict[str, str]:
    """The query with no cut-off later than the newest report: Ofsted's own may lie months after it."""
    cut_off = url_state.day(query.get("published_by"), reach)
    return {**query} if cut_off <= reach else {**query, "published_by": reach.isoformat()}


def _since(value: Any, date: dt.date) -> dt.date:
    """The earlier date of a change: the one asked for if it does not lie after `date`, else a year before."""
    year_before = date.replace(year=date.year - 1, day=min(date.day, 28 if date.month == 2 else 31))
    return url_state.day(value, year_before, earliest=SINCE_FROM, latest=date)


def _view(reach: dt.date, query: Mapping[str, Any], width: Any, marked: Body | None = None) -> View:
    """The state that query values or controls ask for, whatever they hold."""
    date = url_state.day(query.get("as_at"), reach, earliest=FIRST_AS_AT, latest=reach)
    return View(
        reach=reach,
        date=date,
        published_by=url_state.day(query.get("published_by"), _cut_off(date, reach), earliest=SIF_FROM, latest=reach),
        judgement=Judgement(url_state.choice(query.get("judgement"), JUDGEMENTS, england.leading(date))),
        by=BY[url_state.choice(query.get("by"), BY, "region")],
        since=_since(query.get("since"), date),
        marked=marked.code if marked else "",
        width=room.checked(width),
    )


def _body(view: View, drawn: Drawn) -> Component:
    """The parts in order; from April 2026 the four judgements lead."""
    first = [drawn(part, view) for part in (parts.on_a_date, parts.judgements)]
    if view.date >= OVERALL_UNTIL:
        first = [
            notices.inset(html.P(captions.NO_OVERALL)),
            *reversed(first),
        ]
    rest = (
        parts.through_time,
        children.behind_grades,
        children.through_time,
        parts.why,
        parts.moved,
        parts.followed,
        parts.left,
    )
    cut_off = None if view.published_by == _cut_off(view.date, view.reach) else view.published_by
    asked = ExportView(view.date, cut_off, view.judgement, view.by)
    known = [line] if (line := status_line(drawn.answers.known(view.date))) else []
    export = export_bar("national", asked, csv="grades by region")
    return html.Div(
        [export, *known, drawn(parts.marked, view), *first, *(drawn(part, view) for part in rest)], className="page"
    )


def _layout(view: View, query: Mapping[str, str], drawn: Drawn, marked: Body | None) -> html.Div:
    by = next(key for key, value in BY.items() if value == view.by)
    used: dict[str, Any] = {
        "as_at": view.date,
        "published_by": view.published_by,
        "judgement": view.judgement.value,
        "by": by,
        "since": view.since,
    }
    return page(
        heading(
            "England",
            captions.LEAD,
            family("national"),
        ),
        marks.note(marked, "/national", query),
        notices.ignored(url_state.unknown(query, used)),
        controls.controls(
            controls.date_input(
                "national-as_at",
                "On this date",
                view.date,
                name="as_at",
                earliest=FIRST_AS_AT,
                asked=query.get("as_at"),
                latest=view.reach,
            ),
            controls.date_input(
                "national-published_by",
                "Reports published by",
                view.published_by,
                name="published_by",
                earliest=SIF_FROM,
                latest=view.reach,
                asked=query.get("published_by"),
            ),
            controls.select("national-judgement", "Judgement", JUDGEMENTS, view.judgement.value, name="judgement"),
            controls.radios("national-by", "Regions", BY_WORDS, by, name="by"),
            controls.date_input(
                "national-since",
                "Changes since",
                view.since,
                name="since",
                earliest=SINCE_FROM,
                latest=view.date,
                newest=view.reach,
                asked=query.get("since"),
            ),
            action="/national",
        ),
        html.Div(html.Div(_body(view, drawn), id="national-main"), id="national-body"),
        room.room("national"),
        dcc.Store(id="national-mark", data=marks.slug_of(marked)),
        url_state.url_sink("national"),
        key="national",
    )
