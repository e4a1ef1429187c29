"""Other statistics under the timeline and on its axis: a lane a measure, the figures in words, and a table."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, dcc, html

from dashboard.components import controls
from dashboard.components.chart import Chart, details
from dashboard.components.graph import forms as svg_forms
from dashboard.components.graph import graph, role
from dashboard.components.table import table
from dashboard.components.tools import tools
from dashboard.drawing.render import plotly
from dashboard.figures.context.lanes import lanes
from dashboard.figures.timeline.forms import FORMS, ON_SCREEN
from dashboard.history.awaited import awaited
from dashboard.history.story import By, Story
from dashboard.pages.authority.chart import BLANK
from dashboard.statistics.context.chosen import USUAL, Around, around_authority, offered
from dashboard.text import context as words
from dashboard.text.lanes import alternative, measured
from dashboard.web import url_state
from dashboard.web.taken import Table, Taken
from loaders import Dataset

GRAPH, FRAME, STORE = "authority-around", "authority-around-frame", "authority-around-forms"
TITLE, SAID, TABLE, CONTROL = (
    "authority-around-title",
    "authority-around-said",
    "authority-around-table",
    "authority-measures",
)
HEADERS = ["Measure", "Period to", "Whose figure", "Figure", "England", "Middle half of neighbours"]


@dataclass(frozen=True, slots=True)
class View:
    """All that the part says of one authority: words and drawings."""

    title: str
    said: list[Any]
    table: list[Any]
    forms: str
    heights: dict[str, str]
    drawn: str
    """The forms as SVG."""
    taken: Taken
    """What can be taken along."""


def chosen(dataset: Dataset, value: Any) -> tuple[str, ...]:
    """The measures that an address or the control asks for, by key or name; the usual ones where it asks for none."""
    known = offered(dataset)
    names = {one.label.casefold(): key for key, one in known.items()}
    parts = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
    keys = [names.get(str(part).strip().casefold(), str(part).strip()) for part in parts]
    return tuple(url_state.choices(keys, known, USUAL))


def view(dataset: Dataset, story: Story, keys: tuple[str, ...], by: By, today: dt.date) -> View:
    """Draw the forms and write the words."""
    body = story.authority
    found = around_authority(dataset, body.code, keys)
    drawn = [measured(one, body.code) for one in found]
    coming = awaited(dataset, story, today)
    scenes = {name: lanes(story, drawn, by=by, today=today, width=name, coming=coming) for name in ON_SCREEN}
    forms = {name: plotly.figure(scene) for name, scene in scenes.items()}
    names = {one.authority.code: one.authority.name for one in (story, *story.before)}
    rows = [[one.measure.label, *row] for one in found for row in words.lane_table(one.frame, names, one.measure)]
    sentences = [words.around(one.frame, body.code, body.name, one.measure, one.joint) for one in found]
    title = words.around_title(body.name, body.code, {one.measure: one.frame for one in found})
    caption = f"{words.AROUND_CAPTION} {words.SOURCE}"
    return View(
        title=title,
        said=[html.Ul([html.Li(f"{text}.") for text in sentences]), _meanings(found)],
        table=[table(HEADERS, rows, caption=f"Other statistics of {body.name}, newest first", numeric=[3, 4])],
        forms=json.dumps(
            {"widths": {name: FORMS[name].width for name in ON_SCREEN}, "figures": forms}, separators=(",", ":")
        ),
        heights={f"--{name}": f"{form['layout']['height']}px" for name, form in forms.items()},
        drawn=svg_forms(scenes.items(), GRAPH),
        taken=Taken(GRAPH, title, caption, alternative(title), scenes["wide"], lambda: Table(HEADERS, rows)),
    )


def _meanings(found: Sequence[Around]) -> html.Details:
    """What each measure shown counts, and where the method stands."""
    parts = [
        part
        for one in found
        for part in (html.Dt(one.measure.label), html.Dd(f"{one.measure.definition} {one.measure.publisher}."))
    ]
    return details(
        "What these measures count",
        html.Dl(parts),
        html.P(dcc.Link("Method and limits", href="/about#other-statistics")),
    )


def part(seen: View, dataset: Dataset, story: Story, keys: Sequence[str], kept: Mapping[str, str]) -> Chart:
    """The part of the page: its control, the lanes, the figures in words, and the table.

    `kept` is what else the address says.
    """
    options = [{"value": key, "label": one.label} for key, one in offered(dataset).items()]
    control = controls.controls(
        controls.names(CONTROL, "Measures", options, list(keys), name="measures", many=True),
        folds=False,
        action=f"/authority/{story.authority.slug}#around",
        label="Measures shown",
        keep={name: value for name, value in kept.items() if name != "measures"},
    )
    drawing = html.Div(
        graph(GRAPH, BLANK, drawn=seen.drawn, look="timeline-graph"),
        id=FRAME,
        className="timeline drawing",
        style=seen.heights,
        role=role(seen.drawn),
        **{"aria-label": alternative(seen.title)},
    )
    return Chart(
        [
            html.H2(seen.title, id=TITLE, className="chart-title"),
            control,
            html.Div(drawing, className="timeline-room"),
            html.Figcaption(seen.taken.caption, className="source"),
            details("How to read this", html.P(words.LANES)),
            html.Div(seen.said, id=SAID, className="around-said"),
            details("Show this chart as a table", html.Div(seen.table, id=TABLE)),
            tools(seen.taken),
            dcc.Store(id=STORE, data=seen.forms),
        ],
        seen.taken,
        className="chart",
        **{"aria-labelledby": TITLE},
    )


OUTPUTS = (
    Output(TITLE, "children"),
    Output(SAID, "children"),
    Output(TABLE, "children"),
    Output(STORE, "data"),
    Output(FRAME, "style"),
    Output(FRAME, "aria-label"),
    Output(GRAPH, "svg"),
)
"""What changes with the measures and with the date that the timeline runs on, in the order of `answers`."""


def answers(seen: View) -> tuple[Any, ...]:
    """The values of OUTPUTS."""
    return seen.title, seen.said, seen.table, seen.forms, seen.heights, alternative(seen.title), seen.drawn


def bind(app: Dash) -> None:
    """Let the browser show the form that fits, now and when its window changes."""
    app.clientside_callback(
        ClientsideFunction("timeline", "around"),
        Output(GRAPH, "figure"),
        Input(STORE, "data"),
    )
