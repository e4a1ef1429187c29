"""The map: every authority on any date, for any judgement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
from dash import Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from dashboard.asking import FIRST_AS_AT
from dashboard.briefing.views import View as ExportView
from dashboard.components import badge, controls, notices
from dashboard.components.chart import chart
from dashboard.components.export import export_bar
from dashboard.components.headings import heading, page
from dashboard.components.later import bind_later, later
from dashboard.components.markup import Written
from dashboard.components.status import status_line
from dashboard.components.table import table
from dashboard.dates import long_date
from dashboard.figures.map.areas import areas_on, borrowed, grade_words, shapes_day, shapes_of
from dashboard.figures.map.figure import grade_map
from dashboard.figures.map.tile_map import tile_map
from dashboard.judgements import NAMES, OFFERED
from dashboard.kept import lately
from dashboard.statistics.england import leading
from dashboard.text import map as say
from dashboard.text import national as words
from dashboard.text.coverage import caution
from dashboard.text.marked import held as held_words
from dashboard.web import marks, room, url_state
from dashboard.web.routing import Page, add_page
from loaders import OVERALL_UNTIL, Dataset, Judgement, default_cut_off

TABLE = "map-table"
JUDGEMENTS = {judgement.value: text for judgement, text in OFFERED.items()}
TILES = "tiles"
FORMS = {"map": "Map", TILES: "Tiles of one size"}
"""How England is drawn."""


class MapFacts:
    """The page's answers for one dataset, each worked out once."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.reach = dataset.reach
        self.authorities = dataset.bodies()
        self.slugs = dict(zip(self.authorities["code"], self.authorities["slug"], strict=True))
        self.links = {code: f"/authority/{slug}" for code, slug in self.slugs.items()}

    @lately
    def draw(self, date: dt.date, judgement: Judgement, form: str, width: int, mark: str) -> Component:
        """Title, map, caption and table for one state of the page."""
        shapes = shapes_of(self.dataset)
        if not shapes:
            return notices.empty(
                "This dataset has no boundaries.",
                html.P("Run “python -m loaders build” with the lookups of ONS to add them."),
            )
        held = self.dataset.as_at(date, None, judgement)
        title = say.finding(held, date, judgement)
        draw = tile_map if form == TILES else partial(grade_map, shapes)
        notes = [*words.without_grade(held), *say.without_shape(borrowed(shapes, held, self.authorities))]
        code = next((code for code, slug in self.slugs.items() if slug == mark), "")
        of_marked = held_words(held, code, judgement, date) if code else ""
        return html.Div(
            [
                export_bar("map", ExportView(date=date, judgement=judgement), csv="every authority’s grade"),
                status_line(caution(self.dataset, date)),
                _ending(date, judgement),
                chart(
                    draw(
                        areas_on(shapes, held, self.authorities),
                        width=width,
                        links=self.links,
                        has_key=True,
                        marked=code,
                    ),
                    id="map-england",
                    title=title,
                    before=html.P(of_marked, className="marked-here") if of_marked else None,
                    description=say.aloud(FORMS[form], title, has_london=form != TILES),
                    caption=f"{NAMES[judgement]}: {words.counted(date, min(default_cut_off(date), self.reach))}. "
                    f"{say.shapes(shapes_day(self.dataset))} {words.SOURCE} {say.BOUNDARIES}",
                    data=lambda: self.table(date, judgement),
                    walked="Map: the arrow keys go from authority to authority, Enter to its page",
                ),
                notices.inset(*(html.P(note) for note in notes)) if notes else None,
            ],
            className="stack",
        )

    def table(self, date: dt.date, judgement: Judgement) -> Written:
        """What the map shows, as a table."""
        held = self.dataset.as_at(date, None, judgement)
        held = held.assign(words=grade_words(held)).sort_values("name")
        rows = [
            [
                dcc.Link(row["name"], href=f"/authority/{self.slugs[row['code']]}"),
                row["region"],
                badge.badge(row["grade"] if pd.notna(row["grade"]) else None, row["words"]),
                row["publication_date"].date() if pd.notna(row["publication_date"]) else None,
            ]
            for row in held.to_dict("records")
        ]
        caption = f"{NAMES[judgement]} on {long_date(date)}, every authority"
        return table(["Authority", "Region", "Grade", "Published"], rows, caption=caption)


def _ending(date: dt.date, judgement: Judgement) -> Component | None:
    if date < OVERALL_UNTIL or judgement is not Judgement.OVERALL:
        return None
    return notices.inset(html.P(say.OVERALL_ENDED))


def stops(reach: dt.date) -> list[dt.date]:
    """The end of every quarter from the first date to the newest, and that one."""
    ends = [day.date() for day in pd.date_range(FIRST_AS_AT, reach, freq="QE")]
    return sorted({*ends, reach})


def register(app: Dash, dataset: Dataset) -> None:
    """Add the page and its callbacks."""
    facts = MapFacts(dataset)

    def layout(**query: str) -> html.Div:
        return _layout(facts, query)

    add_page(app, Page(key="map", path="/map", title="Map", nav="Map", layout=layout))
    url_state.bind_url(
        app, "map", {"date": "map-date.value", "judgement": "map-judgement.value", "form": "map-form.value"}
    )
    room.bind_room(app, "map")
    app.clientside_callback(
        """(day, run) => {
          const { triggered_id: id } = window.dash_clientside.callback_context, same = window.dash_clientside.no_update;
          return id === "map-time" ? [run, same] : [same, day];
        }""",
        Output("map-date", "value"),
        Output("map-time", "value"),
        Input("map-date", "value"),
        Input("map-time", "value"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output("map-main", "children"),
        Input("map-date", "value"),
        Input("map-judgement", "value"),
        Input("map-form", "value"),
        Input("map-room", "data"),
        State("map-mark", "data"),
        prevent_initial_call=True,
    )
    def draw(date: Any, judgement: Any, form: Any, width: Any, mark: Any) -> Component:
        return _show(facts, {"date": date, "judgement": judgement, "form": form, marks.MARK: mark}, width)

    def as_table(date: Any, judgement: Any) -> Component:
        return facts.table(*_state(facts, {"date": date, "judgement": judgement}))

    bind_later(app, TABLE, [Input("map-date", "value"), Input("map-judgement", "value")], as_table)


def _state(facts: MapFacts, query: Mapping[str, Any]) -> tuple[dt.date, Judgement]:
    date = url_state.day(query.get("date"), facts.reach, earliest=FIRST_AS_AT, latest=facts.reach)
    return date, Judgement(url_state.choice(query.get("judgement"), JUDGEMENTS, leading(date)))


def _show(facts: MapFacts, query: Mapping[str, Any], width: Any) -> Component:
    mark = marks.slug_of(marks.marked(facts.dataset, query))
    return facts.draw(*_state(facts, query), _form(query), room.checked(width), mark)


def _form(query: Mapping[str, Any]) -> str:
    return url_state.choice(query.get("form"), FORMS, "map")


def _layout(facts: MapFacts, query: Mapping[str, str]) -> html.Div:
    date, judgement = _state(facts, query)
    body = marks.marked(facts.dataset, query)
    used = {"date": date, "judgement": judgement.value, "form": _form(query)}
    return page(
        heading("Map", "The grade of every authority in England on any date."),
        marks.note(body, "/map", query),
        notices.ignored(url_state.unknown(query, used)),
        controls.controls(
            controls.date_input(
                "map-date",
                "On this date",
                date,
                name="date",
                earliest=FIRST_AS_AT,
                latest=facts.reach,
                asked=query.get("date"),
            ),
            controls.time_slider("map-time", "Through the years", date, stops(facts.reach)),
            controls.select("map-judgement", "Judgement", JUDGEMENTS, judgement.value, name="judgement"),
            controls.radios("map-form", "Drawn as", FORMS, _form(query), name="form"),
            action="/map",
        ),
        html.Div(
            [
                html.Div(_show(facts, query, room.guess()), id="map-main"),
                later(TABLE, lambda: facts.table(date, judgement), "Show every authority as a table"),
            ],
            id="map-body",
        ),
        room.room("map"),
        dcc.Store(id="map-mark", data=marks.slug_of(body)),
        url_state.url_sink("map"),
        key="map",
    )
