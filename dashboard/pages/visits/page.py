"""Visits: what happens between inspections, how long reports take, and how long authorities wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dash import Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.development.base_component import Component

from dashboard.components import controls, notices
from dashboard.components.headings import heading, page
from dashboard.components.later import bind_later, later
from dashboard.components.status import status_line
from dashboard.pages.drawn import Drawn
from dashboard.pages.visits import lists, parts
from dashboard.pages.visits.answers import Answers, View
from dashboard.text import visits as words
from dashboard.web import room, url_state
from dashboard.web.routing import Page, add_page
from loaders import Dataset

ENGLAND = "England"
SORTS = {"waiting": "Longest wait first", "name": "Name"}
SPELLS = {"all": "All since 2014", "open": "Not ended"}
LAGS = {"full": "Full inspections", "focused": "Focused visits", "monitoring": "Monitoring visits"}
DEFAULTS = {"region": ENGLAND, "sort": "waiting", "spells": "all", "lag": "full"}
Draw = Callable[..., Component]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: the words of its link, what draws it, and the query keys of the controls above it."""

    link: str
    draw: Draw
    controls: tuple[str, ...] = ()


PARTS = {
    "focused": Part("Focused visits", parts.focused),
    "priority": Part("Priority action", parts.priority),
    "monitoring": Part("Monitoring visits", lists.monitoring, ("spells",)),
    "themes": Part("Joint inspections", parts.themes),
    "send": Part("Area SEND", parts.send),
    "lag": Part("Time to publication", parts.published, ("lag",)),
    "waiting": Part("Waiting times", lists.waiting, ("region", "sort")),
    "window": Part("The next inspection", parts.window),
}


def register(app: Dash, dataset: Dataset) -> None:
    """Add the page and its callbacks."""
    answers = Answers(dataset)

    drawn = Drawn(answers)

    def layout(**query: str) -> html.Div:
        return _layout(answers, query, drawn)

    add_page(
        app,
        Page(
            key="visits", path="/visits", title="Visits and waiting times", nav="Visits", layout=layout, keys=("part",)
        ),
    )
    url_state.bind_url(app, "visits", {name: f"visits-{name}.value" for name in DEFAULTS}, DEFAULTS)
    room.bind_room(app, "visits")

    # One answer for all parts: each answer makes the browser look at every component of the page again.
    @app.callback(
        [Output(f"visits-{key}-body", "children") for key in PARTS],
        [Input(f"visits-{name}", "value") for name in DEFAULTS],
        Input("visits-room", "data"),
        State("visits-part", "data"),
        prevent_initial_call=True,
    )
    def show(*values: Any) -> list[Any]:
        *asked, width, only = values
        changed = {str(name).rsplit(".", 1)[0].removeprefix("visits-") for name in ctx.triggered_prop_ids}
        view = _view(answers, dict(zip(DEFAULTS, asked, strict=True)), width)
        return [
            drawn(part.draw, view) if _concerns(part, changed) and only in (None, "", key) else no_update
            for key, part in PARTS.items()
        ]

    for key, table in lists.TABLES.items():
        used = PARTS[key].controls

        def make(*values: Any, table: Draw = table, used: tuple[str, ...] = used) -> Component:
            return drawn(table, _view(answers, dict(zip(used, values, strict=True)), None))

        bind_later(app, lists.table_id(key), [Input(f"visits-{name}", "value") for name in used], make)


def _concerns(part: Part, changed: set[str]) -> bool:
    """Whether a part depends on what has changed: the room, or one of its own controls."""
    return "room" in changed or bool(changed & set(part.controls))


def _view(answers: Answers, query: Mapping[str, Any], width: Any) -> View:
    """The state that query values or controls ask for, whatever they hold."""
    allowed = {"region": answers.regions, "sort": SORTS, "spells": SPELLS, "lag": LAGS}
    state = {name: url_state.choice(query.get(name), allowed[name], default) for name, default in DEFAULTS.items()}
    state["region"] = "" if state["region"] == ENGLAND else state["region"]
    return View(**state, width=room.checked(width))


def _layout(answers: Answers, query: Mapping[str, str], drawn: Drawn) -> html.Div:
    view = _view(answers, query, room.guess())
    state = {"region": view.region or ENGLAND, "sort": view.sort, "spells": view.spells, "lag": view.lag}
    only = url_state.choice(query.get("part"), PARTS, "")
    asked = {"part": only} if query.get("part") else {}
    offered = {
        "region": controls.select(
            "visits-region", "Region", [ENGLAND, *answers.regions], state["region"], name="region"
        ),
        "sort": controls.radios("visits-sort", "Order", SORTS, view.sort, name="sort"),
        "spells": controls.radios("visits-spells", "Spells of inadequacy", SPELLS, view.spells, name="spells"),
        "lag": controls.radios("visits-lag", "Reports of", LAGS, view.lag, name="lag"),
    }
    shown = [_part(key, part, view, offered, drawn, hidden=bool(only) and key != only) for key, part in PARTS.items()]
    return page(
        heading("Visits and waiting times", "What happens between inspections, and how long they are apart."),
        notices.ignored(url_state.unknown(query, {**state, **asked})),
        _contents() if not only else html.P(dcc.Link("Every part of this page", href="/visits")),
        status_line(answers.known),
        notices.inset(html.P(words.NO_OVERALL)),
        html.Div(shown, id="visits-body", className="page"),
        dcc.Store(id="visits-part", data=only),
        room.room("visits"),
        url_state.url_sink("visits"),
        key="visits",
    )


def _part(
    key: str,
    part: Part,
    view: View,
    offered: Mapping[str, Component],
    drawn: Drawn,
    *,
    hidden: bool,
) -> html.Div:
    """A part with its controls; a hidden one is there for its controls alone, which hold the page's state."""
    state = {"region": view.region or ENGLAND, "sort": view.sort, "spells": view.spells, "lag": view.lag}
    mine = [offered[name] for name in part.controls]
    kept = {name: value for name, value in state.items() if name not in part.controls and value != DEFAULTS[name]}
    body = None if hidden else drawn(part.draw, view)
    return html.Div(
        [
            controls.controls(*mine, action=f"/visits#{key}", label=f"What to show: {part.link}", keep=kept)
            if mine
            else None,
            html.Div(body, id=f"visits-{key}-body"),
            later(lists.table_id(key), lambda: drawn(lists.TABLES[key], view))
            if key in lists.TABLES and not hidden
            else None,
        ],
        id=key,
        className="visits-part",
        style={"display": "none"} if hidden else {},
    )


def _contents() -> html.Nav:
    """Links to the parts."""
    links = [html.Li(html.A(part.link, href=f"#{key}")) for key, part in PARTS.items()]
    return html.Nav(html.Ul(links, className="letters visits-contents"), **{"aria-label": "On this page"})
