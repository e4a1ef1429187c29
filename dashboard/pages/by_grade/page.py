"""By grade: one measure of other statistics by the grade that authorities held, and around inspections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dash import Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from dashboard.asking import FIRST_AS_AT
from dashboard.components import controls, notices
from dashboard.components.chart import details
from dashboard.components.family import family
from dashboard.components.headings import heading, page
from dashboard.components.status import status_line
from dashboard.judgements import OFFERED
from dashboard.pages.by_grade import parts
from dashboard.pages.by_grade.answers import ByGradeFacts
from dashboard.pages.drawn import Drawn
from dashboard.statistics.context import before_after
from dashboard.statistics.context.figures import Measure
from dashboard.text import context as words
from dashboard.text.coverage import caution
from dashboard.web import marks, room, url_state
from dashboard.web.by_grade_file import ADDRESS
from dashboard.web.routing import Page, add_page
from loaders import Body, Dataset, Judgement

FIRST = "agency_social_workers"
"""The measure that the page shows first."""
JUDGEMENTS = {judgement.value: text for judgement, text in OFFERED.items()}
WAYS = {str(way): f"A {word} grade" for way, word in words.WAYS.items()}
NAMES = ("measure", "year", "as_at", "judgement", "way")


@dataclass(frozen=True, slots=True)
class View:
    """What the page is asked to show."""

    measure: str
    period_end: dt.date
    date: dt.date
    """Of the grades."""
    judgement: Judgement
    way: before_after.Direction
    marked: str
    """The code of the marked authority; "" for none."""
    width: int


def register(app: Dash, dataset: Dataset) -> None:
    """Add the page and its callbacks."""
    answers = ByGradeFacts(dataset)
    drawn = Drawn(answers)

    def layout(**query: str) -> html.Div:
        body = marks.marked(dataset, query)
        return _layout(_view(answers, query, room.guess(), body), query, answers, drawn, body)

    add_page(
        app,
        Page(
            key="by_grade",
            path="/by-grade",
            title="By grade",
            family="national",
            member="Other statistics by grade",
            layout=layout,
        ),
    )
    url_state.bind_url(app, "by-grade", {name: f"by-grade-{name}.value" for name in NAMES}, {"way": "improved"})
    room.bind_room(app, "by-grade")

    @app.callback(
        Output("by-grade-year", "options"),
        Output("by-grade-year", "value"),
        Input("by-grade-measure", "value"),
        State("by-grade-year", "value"),
        prevent_initial_call=True,
    )
    def offer(measure: Any, year: Any) -> tuple[list[dict[str, str]], str]:
        view = _view(answers, {"measure": measure, "year": year}, None)
        options = [{"value": text, "label": text} for text in _years(answers, view.measure)]
        return options, str(view.period_end.year)

    @app.callback(
        Output("by-grade-as_at", "value"),
        Input("by-grade-measure", "value"),
        Input("by-grade-year", "value"),
        prevent_initial_call=True,
    )
    def follow(measure: Any, year: Any) -> str:
        return _view(answers, {"measure": measure, "year": year}, None).date.isoformat()

    @app.callback(
        Output("by-grade-main", "children"),
        [Input(f"by-grade-{name}", "value") for name in NAMES],
        Input("by-grade-room", "data"),
        State("by-grade-mark", "data"),
        prevent_initial_call=True,
    )
    def show(*values: Any) -> Component:
        *asked, width, mark = values
        view = _view(answers, dict(zip(NAMES, asked, strict=False)), width, marks.body_of(dataset, mark))
        return _body(view, answers, drawn)


def _years(answers: ByGradeFacts, measure: str) -> list[str]:
    """The years of a measure, newest first."""
    return [str(day.year) for day in reversed(answers.periods[measure])]


def _view(answers: ByGradeFacts, query: Mapping[str, Any], width: Any, marked: Body | None = None) -> View:
    """The state that query values or controls ask for, whatever they hold."""
    measure = url_state.choice(query.get("measure"), answers.measures, FIRST)
    periods = {str(day.year): day for day in answers.periods[measure]}
    period_end = periods[url_state.choice(query.get("year"), periods, list(periods)[-1])]
    ways: dict[str, before_after.Direction] = {str(way): way for way in words.WAYS}
    return View(
        measure=measure,
        period_end=period_end,
        date=url_state.day(query.get("as_at"), period_end, earliest=FIRST_AS_AT, latest=answers.dataset.reach),
        judgement=Judgement(url_state.choice(query.get("judgement"), JUDGEMENTS, Judgement.OVERALL)),
        way=ways[url_state.choice(query.get("way"), ways, "improved")],
        marked=marked.code if marked else "",
        width=room.checked(width),
    )


def _body(view: View, answers: ByGradeFacts, drawn: Drawn) -> Component:
    known = status_line(caution(answers.dataset, view.date) or "")
    file = f"{ADDRESS}?measure={view.measure}&year={view.period_end.year}&as_at={view.date}&judgement={view.judgement.value}"
    tools = html.P(
        html.A("Download this measure by grade as CSV", href=file, download="", **{"data-export": "1"}),
        className="no-print",
    )
    whole = [
        _definition(answers.measures[view.measure]),
        known,
        drawn(parts.on_a_date, view),
        tools,
        *(drawn(part, view) for part in (parts.through_years, parts.around_inspections)),
    ]
    return html.Div([part for part in whole if part is not None], className="page")


def _definition(measure: Measure) -> html.Details:
    return details(
        f"What is counted: {measure.label.lower()}",
        html.P(words.definition(measure)),
        html.P(
            [f"{measure.publisher}, {measure.title}. ", dcc.Link("Method and limits", href="/about#other-statistics")]
        ),
    )


def _layout(view: View, query: Mapping[str, str], answers: ByGradeFacts, drawn: Drawn, marked: Body | None) -> html.Div:
    used: dict[str, Any] = {
        "measure": view.measure,
        "year": str(view.period_end.year),
        "as_at": view.date,
        "judgement": view.judgement.value,
        "way": view.way,
    }
    years = _years(answers, view.measure)
    labels = {key: one.label for key, one in answers.measures.items()}
    return page(
        heading(
            "By grade",
            "Other statistics of authorities beside the grades that they held: facts side by side, never a cause.",
            family("by_grade"),
        ),
        marks.note(marked, "/by-grade", query),
        notices.ignored(url_state.unknown(query, used)),
        controls.controls(
            controls.select("by-grade-measure", "Measure", labels, view.measure, name="measure"),
            controls.select("by-grade-year", "Year", years, str(view.period_end.year), name="year"),
            controls.date_input(
                "by-grade-as_at",
                "Grades held on",
                view.date,
                name="as_at",
                earliest=FIRST_AS_AT,
                latest=answers.dataset.reach,
                asked=query.get("as_at"),
            ),
            controls.select("by-grade-judgement", "Judgement", JUDGEMENTS, view.judgement.value, name="judgement"),
            controls.select("by-grade-way", "Before and after a change to", WAYS, view.way, name="way"),
            action="/by-grade",
        ),
        html.Div(html.Div(_body(view, answers, drawn), id="by-grade-main"), id="by-grade-body"),
        room.room("by-grade"),
        dcc.Store(id="by-grade-mark", data=marks.slug_of(marked)),
        url_state.url_sink("by-grade"),
        key="by-grade",
    )
