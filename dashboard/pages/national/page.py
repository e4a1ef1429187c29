"""National: England on any date and through time, and why its figures move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from dash import Dash, Input, Output, html
from dash.development.base_component import Component

from dashboard.briefing.views import View as ExportView
from dashboard.components import controls, notices
from dashboard.components.export import export_bar
from dashboard.components.headings import heading, page
from dashboard.pages.national import parts
from dashboard.pages.national.parts import Answers, View
from dashboard.statistics import counts, england
from dashboard.text import national as words
from dashboard.web import room, url_state
from dashboard.web.routing import Page, add_page
from loaders import OVERALL_UNTIL, SIF_FROM, Dataset, Judgement, default_cut_off

EARLIEST = dt.date(2014, 6, 30)
BY: dict[str, counts.By] = {"region": "region", "ofsted-region": "ofsted_region"}
BY_WORDS = {"region": "Nine regions", "ofsted-region": "Ofsted’s eight regions"}
JUDGEMENTS = {judgement.value: text for judgement, text in words.JUDGEMENTS.items()}


def register(app: Dash, dataset: Dataset) -> None:
    """Add the page and its callbacks."""
    answers = Answers(dataset)
    part = lru_cache(maxsize=512)(lambda which, view: which(answers, view))

    def draw(view: View) -> Component:
        return _draw(view, part)

    def layout(**query: str) -> html.Div:
        return _layout(answers, query, draw)

    add_page(app, Page(key="national", path="/national", title="England", nav="National", layout=layout))
    names = ("as_at", "published_by", "judgement", "by", "since")
    url_state.bind_url(app, "national", {name: f"national-{name}.value" for name in names})
    room.bind_room(app, "national")

    @app.callback(Output("national-published_by", "value"), Input("national-as_at", "value"), prevent_initial_call=True)
    def cut_off(date: Any) -> str:
        return default_cut_off(_date(date, answers)).isoformat()

    @app.callback(
        Output("national-main", "children"),
        [Input(f"national-{name}", "value") for name in names],
        Input("national-room", "data"),
        prevent_initial_call=True,
    )
    def show(*values: Any) -> Component:
        return draw(_view(answers, dict(zip(names, values, strict=False)), values[-1]))


def _date(value: Any, answers: Answers) -> dt.date:
    return url_state.day(value, answers.dataset.reach, earliest=EARLIEST, latest=answers.dataset.reach)


def _view(answers: Answers, query: Mapping[str, Any], width: Any) -> View:
    """The state that query values or controls ask for, whatever they hold."""
    date = _date(query.get("as_at"), answers)
    year_before = date.replace(year=date.year - 1, day=min(date.day, 28 if date.month == 2 else 31))
    return View(
        date=date,
        published_by=url_state.day(query.get("published_by"), default_cut_off(date), earliest=SIF_FROM),
        judgement=Judgement(url_state.choice(query.get("judgement"), JUDGEMENTS, england.leading(date))),
        by=BY[url_state.choice(query.get("by"), BY, "region")],
        since=url_state.day(query.get("since"), year_before, earliest=dt.date(2013, 12, 31), latest=date),
        width=room.checked(width),
    )


Part = Callable[[Answers, View], Component]

INDIFFERENT: dict[Part, tuple[str, ...]] = {
    parts.on_a_date: ("since",),
    parts.judgements: ("judgement", "by", "since", "width"),
    parts.through_time: ("published_by", "by", "since"),
    parts.why: ("by",),
    parts.moved: ("by", "since"),
    parts.followed: ("published_by", "by", "since"),
    parts.left: ("published_by", "judgement", "by", "since"),
}
"""What each part does not depend on, so that a change of it finds the part already drawn."""


def _draw(view: View, draw_part: Callable[[Part, View], Component]) -> Component:
    """The parts in order; from April 2026 the four judgements lead."""

    def drawn(part: Part) -> Component:
        return draw_part(part, replace(view, **{name: getattr(NEUTRAL, name) for name in INDIFFERENT[part]}))

    first: list[Component] = [drawn(parts.on_a_date), drawn(parts.judgements)]
    if view.date >= OVERALL_UNTIL:
        first = [
            notices.inset(
                html.P(
                    "Inspections since 1 April 2026 give no overall effectiveness grade. The four judgements below "
                    "remain; the overall grades counted here are the last ones that Ofsted gave."
                )
            ),
            *reversed(first),
        ]
    rest = (parts.through_time, parts.why, parts.moved, parts.followed, parts.left)
    asked = ExportView(view.date, view.published_by, view.judgement, view.by)
    export = export_bar("national", asked, csv="grades by region")
    return html.Div([export, *first, *(drawn(part) for part in rest)], className="page")


NEUTRAL = View(dt.date.min, dt.date.max, Judgement.OVERALL, "region", dt.date.min, room.STEPS[-1])
"""Stands for what a part does not look at."""


def _layout(answers: Answers, query: Mapping[str, str], draw: Callable[[View], Component]) -> html.Div:
    view = _view(answers, query, room.guess())
    by = next(key for key, value in BY.items() if value == view.by)
    used = {
        "as_at": view.date.isoformat(),
        "published_by": view.published_by.isoformat(),
        "judgement": view.judgement.value,
        "by": by,
        "since": view.since.isoformat(),
    }
    limits = {"earliest": EARLIEST, "latest": answers.dataset.reach}
    return page(
        heading("England", "How many authorities held each grade on any date, and why the figures move."),
        notices.ignored(url_state.unknown(query, used)),
        controls.controls(
            controls.date_input("national-as_at", "On this date", view.date, **limits),
            controls.date_input("national-published_by", "Reports published by", view.published_by, earliest=SIF_FROM),
            controls.select("national-judgement", "Judgement", JUDGEMENTS, view.judgement.value, searchable=False),
            controls.segmented("national-by", "Regions", BY_WORDS, by),
            controls.date_input(
                "national-since",
                "Changes since",
                view.since,
                earliest=dt.date(2013, 12, 31),
                latest=answers.dataset.reach,
            ),
        ),
        html.Div(html.Div(draw(view), id="national-main"), id="national-body"),
        room.room("national"),
        url_state.url_sink("national"),
        key="national",
    )
