"""The timeline on its page: one drawing in several forms, of which the browser shows the one that fits."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, dcc, html

from dashboard import text
from dashboard.components.graph import forms as svg_forms
from dashboard.components.graph import graph, role
from dashboard.drawing.render import plotly
from dashboard.figures.timeline.figure import timeline
from dashboard.figures.timeline.forms import FORMS, ON_SCREEN
from dashboard.history.story import By, Story

GRAPH = "authority-timeline"
FRAME = "authority-timeline-frame"
STORE = "authority-timeline-forms"
TITLE = "authority-timeline-title"
SUBTITLE = "authority-timeline-subtitle"
CAPTION = "authority-timeline-caption"

BLANK: dict[str, Any] = {"data": [], "layout": {"xaxis": {"visible": False}, "yaxis": {"visible": False}}}


@dataclass(frozen=True, slots=True)
class View:
    """All that the chart says for one story and one of its dates."""

    title: str
    subtitle: str
    caption: str
    alternative: str
    forms: str
    """JSON of the figures and their least widths: a fifth of the memory that the figures take."""
    heights: dict[str, str]
    drawn: str
    """The forms as SVG."""


def view(story: Story, by: By, today: dt.date, reach: dt.date | None) -> View:
    """Draw the forms and write the words."""
    scenes = {name: timeline(story, by=by, today=today, width=name) for name in ON_SCREEN}
    forms = {name: plotly.figure(scene) for name, scene in scenes.items()}
    heights = {f"--{name}": f"{form['layout']['height']}px" for name, form in forms.items()}
    return View(
        text.title(story, by, today),
        text.subtitle(story, by, today),
        " ".join(text.caption(story, by, today, reach)),
        text.alternative(story, by, today),
        json.dumps(
            {"widths": {name: FORMS[name].width for name in ON_SCREEN}, "figures": forms}, separators=(",", ":")
        ),
        heights,
        svg_forms(scenes.items(), GRAPH),
    )


def chart(seen: View, before: Any = None) -> html.Figure:
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
        html.Figcaption(seen.caption, id=CAPTION, className="source"),
        dcc.Store(id=STORE, data=seen.forms),
    ]
    return html.Figure(
        [part for part in parts if part is not None], className="chart in-embed", **{"aria-labelledby": TITLE}
    )


OUTPUTS = (
    Output(TITLE, "children"),
    Output(SUBTITLE, "children"),
    Output(CAPTION, "children"),
    Output(FRAME, "aria-label"),
    Output(STORE, "data"),
    Output(FRAME, "style"),
    Output(GRAPH, "svg"),
)
"""What changes with the date that the timeline runs on, in the order of `answers`."""


def answers(seen: View) -> tuple[Any, ...]:
    """The values of OUTPUTS."""
    return seen.title, seen.subtitle, seen.caption, seen.alternative, seen.forms, seen.heights, seen.drawn


def bind(app: Dash) -> None:
    """Let the browser show the form that fits, now and when its window changes."""
    app.clientside_callback(
        ClientsideFunction("timeline", "show"),
        Output(GRAPH, "figure"),
        Input(STORE, "data"),
    )
