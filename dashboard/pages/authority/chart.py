"""The timeline on its page: one drawing in several forms, of which the browser shows the one that fits."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, dcc, html

from dashboard import text
from dashboard.components.chart import Chart
from dashboard.components.graph import forms as svg_forms
from dashboard.components.graph import graph, role
from dashboard.components.markup import Written, markup
from dashboard.components.tools import tools
from dashboard.drawing.render import plotly
from dashboard.drawing.render.svg import svg
from dashboard.figures.timeline.figure import timeline
from dashboard.figures.timeline.forms import FORMS, ON_SCREEN
from dashboard.figures.timeline.key import Sign, sign
from dashboard.history.awaited import Awaited
from dashboard.history.story import By, Story
from dashboard.pages.authority.tables import event_place
from dashboard.web.markup import Markup, element
from dashboard.web.taken import Table, Taken

GRAPH = "authority-timeline"
FRAME = "authority-timeline-frame"
STORE = "authority-timeline-forms"
TITLE = "authority-timeline-title"
SUBTITLE = "authority-timeline-subtitle"
CAPTION = "authority-timeline-caption"
KEY = "authority-timeline-key"

BLANK: dict[str, Any] = {"data": [], "layout": {"xaxis": {"visible": False}, "yaxis": {"visible": False}}}


@dataclass(frozen=True, slots=True)
class View:
    """All that the chart says for one story and one of its dates."""

    title: str
    subtitle: str
    caption: str
    key: Written
    alternative: str
    forms: str
    """JSON of the figures and their least widths: a fifth of the memory that the figures take."""
    heights: dict[str, str]
    drawn: str
    """The forms as SVG."""
    taken: Taken
    """What can be taken along."""


def view(story: Story, by: By, today: dt.date, reach: dt.date | None, coming: Awaited | None) -> View:
    """Draw the forms and write the words; what is drawn of an event leads to its row below."""
    scenes = {
        name: timeline(
            story, by=by, today=today, width=name, coming=coming, lead=lambda event: f"#{event_place(event)}"
        )
        for name in ON_SCREEN
    }
    forms = {name: plotly.figure(scene) for name, scene in scenes.items()}
    heights = {f"--{name}": f"{form['layout']['height']}px" for name, form in forms.items()}
    title, caption = text.title(story, by, today), text.source(story, today, reach)
    alternative = text.alternative(story, by, today, coming)
    return View(
        title,
        text.subtitle(story, by, today),
        caption,
        key(text.signs(story, by, today, coming)),
        alternative,
        json.dumps(
            {"widths": {name: FORMS[name].width for name in ON_SCREEN}, "figures": forms}, separators=(",", ":")
        ),
        heights,
        svg_forms(scenes.items(), GRAPH),
        Taken(GRAPH, title, caption, alternative, scenes["wide"], lambda: _events(story)),
    )


def key(signs: Mapping[Sign, tuple[str, str]]) -> Written:
    """Each sign that the drawing needs, with its words."""
    items = [
        element("li", [Markup(svg(sign(which), key=f"{KEY}-{which}", is_inline=True)), element("span", words)])
        for which, (words, _) in signs.items()
        if words
    ]
    return markup(element("ul", items, className="timeline-key", **{"aria-label": "Key to the timeline"}))


def _events(story: Story) -> Table:
    """Every event with its grades, as the files of briefings hold them."""
    from dashboard.briefing.content.tables import events_table  # what briefings are made of, when it is asked for

    frame = events_table(story).frame
    return Table(list(frame.columns), list(frame.itertuples(index=False, name=None)))


def chart(seen: View, before: Any = None) -> Chart:
    """The figure with its title, its control, the drawing and its caption.

    The heights of all forms stand in the style, and the style sheet picks one by the room there is:
    nothing moves when the drawing arrives or the window changes.
    """
    drawing = html.Div(
        graph(GRAPH, BLANK, drawn=seen.drawn, look="timeline-graph"),
        id=FRAME,
        className="timeline drawing",
        style=seen.heights,
        role=role(seen.drawn),
        **{"aria-label": seen.alternative},
    )
    parts = [
        html.H2(seen.title, id=TITLE, className="chart-title"),
        html.P(seen.subtitle, id=SUBTITLE, className="timeline-subtitle"),
        before,
        html.Div(drawing, className="timeline-room"),
        html.Div(seen.key, id=KEY),
        html.Figcaption(seen.caption, id=CAPTION, className="source"),
        tools(seen.taken),
        dcc.Store(id=STORE, data=seen.forms),
    ]
    return Chart(
        [part for part in parts if part is not None],
        seen.taken,
        className="chart in-embed",
        **{"aria-labelledby": TITLE},
    )


OUTPUTS = (
    Output(TITLE, "children"),
    Output(SUBTITLE, "children"),
    Output(CAPTION, "children"),
    Output(KEY, "children"),
    Output(FRAME, "aria-label"),
    Output(STORE, "data"),
    Output(FRAME, "style"),
    Output(GRAPH, "svg"),
)
"""What changes with the date that the timeline runs on, in the order of `answers`."""


def answers(seen: View) -> tuple[Any, ...]:
    """The values of OUTPUTS."""
    return seen.title, seen.subtitle, seen.caption, seen.key, seen.alternative, seen.forms, seen.heights, seen.drawn


def bind(app: Dash) -> None:
    """Let the browser show the form that fits, now and when its window changes."""
    app.clientside_callback(
        ClientsideFunction("timeline", "show"),
        Output(GRAPH, "figure"),
        Input(STORE, "data"),
    )
