"""What the pages of visits have in common: a region and dates that filter all of a page, in its heading and address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlencode

import flask
import pandas as pd
from dash import Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.development.base_component import Component

from dashboard.components import controls, notices
from dashboard.components.family import family
from dashboard.components.glossary import explained
from dashboard.components.headings import heading, page
from dashboard.components.later import bind_later, later
from dashboard.components.status import status_line
from dashboard.pages.drawn import Drawn, Part
from dashboard.pages.visits.facts import Facts
from dashboard.web import marks, room, url_state
from dashboard.web.downloads import CSV, answer
from dashboard.web.routing import Page, add_page
from dashboard.words import slugify
from loaders import Kind, csv_bytes

ENGLAND = "England"
DOWNLOAD = "/download/visits/"
HEAD = "visits"
"""The page that heads the family."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a page is asked to show."""

    region: str
    """One of ONS's nine; "" for all of England."""
    date: dt.date
    since: dt.date
    until: dt.date
    earliest: dt.date
    reach: dt.date
    sort: str = ""
    kind: str = ""
    element: str = ""
    grade: str = ""
    by: str = ""
    marked: str = ""
    """The code of the marked authority."""
    width: int

    @property
    def day(self) -> dt.date | None:
        """The day asked for; None for the newest, which is now."""
        return self.date if self.date < self.reach else None

    @property
    def begun(self) -> dt.date | None:
        """The first day of the period; None where it is that of the record."""
        return self.since if self.since > self.earliest else None

    @property
    def ended(self) -> dt.date | None:
        """The last day of the period; None where it is that of the record."""
        return self.until if self.until < self.reach else None


@dataclass(frozen=True, slots=True)
class Choice:
    """A control of a page's own: its label, what it offers (value -> words, the usual one first), and how it looks."""

    label: str
    options: Mapping[str, str]
    form: Literal["select", "radios"] = "radios"

    @property
    def usual(self) -> str:
        """The value that the address need not say."""
        return next(iter(self.options))


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtered:
    """A page of the family, filtered as a whole."""

    key: str
    path: str
    title: str
    member: str
    lead: str
    heading: Callable[[View], str]
    finding: Callable[[Facts, View], str]
    """The first sentence, which is read out when the page is drawn anew."""
    parts: Sequence[Part]
    dates: Literal["day", "period"]
    earliest: dt.date
    choices: Mapping[str, Choice] = field(default_factory=dict)
    kinds: Callable[[View], tuple[Kind, ...]] = lambda view: ()
    """Of which kinds of event the page says how far they are known."""
    note: str = ""
    laters: Mapping[str, tuple[str, Part]] = field(default_factory=dict)
    """What is made when it is opened, by its key: the words to open it, and what draws it."""
    nav: str | None = None

    @property
    def id(self) -> str:
        """The start of the ids of its components."""
        return self.key.replace("_", "-")

    @property
    def names(self) -> tuple[str, ...]:
        """The keys of its state in the address, in the order of its controls."""
        return ("region", *(("date",) if self.dates == "day" else ("from", "to")), *self.choices)

    def usual(self, reach: dt.date) -> dict[str, str]:
        """What the page shows where its address does not say it."""
        days = {"date": reach, "from": self.earliest, "to": reach}
        dates = {name: days[name].isoformat() for name in self.names if name in days}
        return {"region": ENGLAND, **dates, **{name: one.usual for name, one in self.choices.items()}}

    def used(self, view: View) -> dict[str, Any]:
        """The values in use, by their keys in the address."""
        dates = {"date": view.date, "from": view.since, "to": view.until}
        values = {"region": view.region or ENGLAND, **dates}
        return {name: values[name] if name in values else getattr(view, name) for name in self.names}

    def view(self, facts: Facts, query: Mapping[str, Any], width: Any, mark: Any = "") -> View:
        """The state that query values or controls ask for, whatever they hold."""
        reach, earliest = facts.reach, min(self.earliest, facts.reach)
        limits = {"earliest": earliest, "latest": reach}
        region = url_state.choice(query.get("region"), facts.regions, "")
        since, until = (
            url_state.day(query.get(name), usual, **limits) for name, usual in (("from", earliest), ("to", reach))
        )
        own = {name: url_state.choice(query.get(name), one.options, one.usual) for name, one in self.choices.items()}
        body = marks.body_of(facts.dataset, mark)
        return View(
            region=region,
            date=url_state.day(query.get("date"), reach, **limits),
            since=min(since, until),
            until=max(since, until),
            earliest=earliest,
            reach=reach,
            marked=body.code if body else "",
            width=room.checked(width),
            **own,
        )


File = Callable[[Facts, View], pd.DataFrame]
"""What a file of a page holds in the state of a view."""
Files = Mapping[str, tuple[str, File]]
"""The files of a page by their names, each with what it holds in words."""


def register_page(app: Dash, facts: Facts, of: Filtered, files: Files) -> None:
    """Add a page and its callbacks; it leads to its files."""
    drawn = Drawn(facts)

    def layout(**query: str) -> html.Div:
        return _layout(of, facts, query, drawn, files)

    add_page(
        app,
        Page(
            key=of.key,
            path=of.path,
            title=of.title,
            nav=of.nav,
            family=HEAD,
            member=of.member,
            layout=layout,
        ),
    )
    ids = {name: f"{of.id}-{name}" for name in of.names}
    url_state.bind_url(app, of.id, {name: f"{id}.value" for name, id in ids.items()}, of.usual(facts.reach))
    room.bind_room(app, of.id)

    @app.callback(
        Output(f"{of.id}-heading", "children"),
        Output(f"{of.id}-said", "children"),
        Output(f"{of.id}-body", "children"),
        [Input(id, "value") for id in ids.values()],
        Input(f"{of.id}-room", "data"),
        State(f"{of.id}-mark", "data"),
        prevent_initial_call=True,
    )
    def show(*values: Any) -> tuple[Any, Any, Any]:
        *asked, width, mark = values
        view = of.view(facts, dict(zip(of.names, asked, strict=True)), width, mark)
        body = explained(_body(of, view, drawn, files), after=html.P(of.lead))
        is_room = set(ctx.triggered_prop_ids) == {f"{of.id}-room.data"}
        return (no_update, no_update, body) if is_room else (of.heading(view), of.finding(facts, view), body)

    for name, (_, part) in of.laters.items():

        def make(*values: Any, part: Part = part) -> Component:
            *asked, width, mark = values
            return drawn(part, of.view(facts, dict(zip(of.names, asked, strict=True)), width, mark))

        state = [*(Input(id, "value") for id in ids.values()), Input(f"{of.id}-room", "data")]
        bind_later(app, f"{of.id}-{name}", [*state, Input(f"{of.id}-mark", "data")], make)


def add_files(app: Dash, facts: Facts, pages: Mapping[str, tuple[Filtered, File]]) -> None:
    """Serve the files of the pages, by their names, for the state that a query asks for."""

    def serve(name: str) -> flask.Response:
        if name not in pages:
            flask.abort(404)
        of, make = pages[name]
        view = of.view(facts, flask.request.args, None)
        if wrong := url_state.unknown(flask.request.args, of.used(view)):
            flask.abort(404, f"There is no such {', '.join(wrong)} here.")
        values = [slugify(value) for value in state_of(of, view).values()]
        return answer(csv_bytes(make(facts, view), for_people=True), CSV, filename=f"{'-'.join([name, *values])}.csv")

    app.server.add_url_rule(f"{DOWNLOAD}<name>.csv", "download_visits", serve)


def state_of(of: Filtered, view: View) -> dict[str, str]:
    """What the address of a view must say, because it is not usual."""
    usual = of.usual(view.reach)
    return {name: text for name, value in of.used(view).items() if (text := url_state.as_text(value)) != usual[name]}


def _links(of: Filtered, view: View, files: Files) -> html.Div:
    """The files that hold what the page shows."""
    state = state_of(of, view)
    query = f"?{urlencode(state, safe=',:')}" if state else ""
    links = [
        controls.link_button(f"{words} as CSV", f"{DOWNLOAD}{name}.csv{query}", secondary=True)
        for name, (words, _) in files.items()
    ]
    return html.Div(links, className="page-files no-print")


def _body(of: Filtered, view: View, drawn: Drawn, files: Files) -> list[Component]:
    until = view.date if of.dates == "day" else view.until
    kinds = of.kinds(view)
    known = status_line(drawn.answers.known(until, *kinds)) if kinds else None
    note = [html.P(of.note, className="source")] if of.note else []
    return [*([known] if known else []), *(drawn(part, view) for part in of.parts), _links(of, view, files), *note]


def _layout(of: Filtered, facts: Facts, query: Mapping[str, str], drawn: Drawn, files: Files) -> html.Div:
    body = marks.marked(facts.dataset, query)
    view = of.view(facts, query, room.guess(), marks.slug_of(body))
    return page(
        heading(of.heading(view), of.lead, family(of.key), id=f"{of.id}-heading"),
        marks.note(body, of.path, query),
        notices.ignored(url_state.unknown(query, of.used(view))),
        controls.controls(
            *(_control(of, name, view, facts, query) for name in of.names), action=of.path, label="What to show"
        ),
        html.P("", id=f"{of.id}-said", role="status", className="visually-hidden"),
        html.Div(_body(of, view, drawn, files), id=f"{of.id}-body", className="page"),
        *(
            html.Div(later(f"{of.id}-{name}", lambda part=part: drawn(part, view), summary), id=name)  # type: ignore[misc]
            for name, (summary, part) in of.laters.items()
        ),
        dcc.Store(id=f"{of.id}-mark", data=marks.slug_of(body)),
        room.room(of.id),
        url_state.url_sink(of.id),
        key=of.id,
    )


def _control(of: Filtered, name: str, view: View, facts: Facts, query: Mapping[str, str]) -> Component:
    id = f"{of.id}-{name}"
    if name == "region":
        return controls.select(id, "Region", [ENGLAND, *facts.regions], view.region or ENGLAND, name=name)
    if name in of.choices:
        one = of.choices[name]
        make = controls.select if one.form == "select" else controls.radios
        return make(id, one.label, one.options, getattr(view, name), name=name)
    label, value = {"date": ("On", view.date), "from": ("From", view.since), "to": ("To", view.until)}[name]
    return controls.date_input(
        id, label, value, name=name, earliest=view.earliest, latest=view.reach, asked=query.get(name)
    )
