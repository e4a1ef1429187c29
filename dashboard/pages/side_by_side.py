"""Side by side: the timelines of any two authorities on one axis, and how they differ judgement by judgement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dash import Dash, Input, Output, dcc, html
from dash.development.base_component import Component

from dashboard.asking import FIRST_AS_AT
from dashboard.components import badge, controls, notices
from dashboard.components.chart import chart
from dashboard.components.family import family
from dashboard.components.headings import heading, page
from dashboard.components.status import status_line
from dashboard.components.table import table
from dashboard.dates import long_date
from dashboard.figures.timeline.pair import pair, widest
from dashboard.history.awaited import awaited
from dashboard.history.spans import lane_of
from dashboard.history.standing import Standing, stands
from dashboard.history.story import By, Story, known_on, stories, stories_by_code
from dashboard.judgements import ABSENCES, NAMES, TODAY
from dashboard.kept import lately
from dashboard.text import pair as words
from dashboard.text.status import status
from dashboard.web import marks, room, url_state
from dashboard.web.routing import Page, add_page
from loaders import Dataset

PATH = "/side-by-side"
BY = {"publication": "Date of publication", "inspection": "Date of inspection"}
KEYS = ("a", "b", "by", "date")


@dataclass(frozen=True, slots=True)
class State:
    """What is shown: two slugs ("" for none), the date that the timelines run on, and the day they are known on."""

    a: str
    b: str
    by: By
    date: dt.date


class Pairs:
    """The page's answers for one dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset, self.reach = dataset, dataset.reach
        self.stories = stories(dataset)
        living = {slug: one.authority for slug, one in self.stories.items() if not one.is_gone(self.reach)}
        self.names = {slug: body.name for slug, body in sorted(living.items(), key=lambda item: item[1].name)}

    def state(self, query: Mapping[str, Any]) -> State:
        """The state that an address asks for; one authority alone stands beside its nearest neighbour."""
        date = url_state.day(query.get("date"), self.reach, earliest=FIRST_AS_AT, latest=self.reach)
        first = self._slug(query.get("a")) or self._slug(query.get(marks.MARK))
        second = self._slug(query.get("b"))
        if first and not second:
            by_code = stories_by_code(self.dataset)
            near = (
                by_code[code].authority.slug for code in self.stories[first].authority.neighbours if code in by_code
            )
            second = next((slug for slug in near if slug in self.names), "")
        return State(first, second, "inspection" if query.get("by") == "inspection" else "publication", date)

    def _slug(self, text: Any) -> str:
        slug = marks.slug_of(marks.body_of(self.dataset, text))
        return slug if slug in self.names else ""

    @lately
    def draw(self, state: State, width: int) -> Component:
        """The finding, both timelines, a sentence a judgement, and the table."""
        if not state.a or not state.b or state.a == state.b:
            return notices.empty("Two authorities are needed.", html.P("Choose one in each of the lists above."))
        late = [
            one.authority
            for one in self._chosen(state)
            if one.authority.established and one.authority.established > state.date
        ]
        if late:
            when = f"came into being after {long_date(state.date)}"
            return notices.empty(f"{late[0].name} {when}.", html.P("Choose a later date, or another authority."))
        one, other = (known_on(story, state.date) for story in self._chosen(state))
        found = {j: [stands(story, lane_of(j), state.by, state.date) for story in (one, other)] for j in TODAY}
        held = {j: (_now(first), _now(second)) for j, (first, second) in found.items()}
        said = words.lines(one.authority, other.authority, held)
        title = words.title(one.authority, other.authority, held)
        is_newest = state.date == self.reach
        coming = [awaited(self.dataset, story, state.date) if is_newest else None for story in (one, other)]
        rows = [
            [
                NAMES[j],
                *(_cell(stand) for stand in found[j]),
                words.difference(one.authority, other.authority, *held[j]),
            ]
            for j in TODAY
        ]
        headers = ["Judgement", one.authority.name, other.authority.name, "Which is better"]
        both = f"The judgements of {one.authority.called} and {other.authority.called}"
        judged = table(headers, rows, caption=both, stacks=True)
        figure = pair((one, other), by=state.by, today=state.date, width=widest(width), coming=coming)
        return html.Div(
            [
                *self._known(one, other, state.date),
                chart(
                    figure,
                    id="side-by-side-pair",
                    title=title,
                    before=html.Ul([html.Li(text) for text in said], className="pair-lines"),
                    description=words.description(one.authority, other.authority, said),
                    caption=words.caption(state.by, state.date),
                    data=lambda: judged,
                ),
                judged,
                html.P(
                    [
                        dcc.Link(f"{one.authority.name} alone", href=f"/authority/{one.authority.slug}"),
                        " · ",
                        dcc.Link(f"{other.authority.name} alone", href=f"/authority/{other.authority.slug}"),
                    ]
                ),
            ],
            className="stack",
        )

    def _known(self, one: Story, other: Story, day: dt.date) -> list[Component]:
        """What is not known of the two: once where it is the same of both."""
        first, second = (status(self.dataset, story, day) for story in (one, other))
        if first == second:
            lines = [status_line(*first)]
        else:
            named = ((one, first), (other, second))
            lines = [status_line(f"{story.authority.name}:", *said) for story, said in named if said]
        return [line for line in lines if line is not None]

    def _chosen(self, state: State) -> tuple[Story, Story]:
        return self.stories[state.a], self.stories[state.b]


def _now(stand: Standing | None) -> Any:
    return stand.now if stand else None


def _cell(stand: Standing | None) -> Component:
    """The grade that stands and since when, or why there is none."""
    if stand is None:
        return badge.badge(None, "Not yet inspected")
    last = stand.latest
    if not last.grade:
        return badge.badge(None, ABSENCES[last.judged.status])
    return html.Span([badge.badge(last.grade), f" since {long_date(last.start, last.when.precision)}"])


def register(app: Dash, dataset: Dataset) -> None:
    """Add the page and its callback."""
    pairs = Pairs(dataset)

    def layout(**query: str) -> html.Div:
        return _layout(pairs, query)

    add_page(
        app,
        Page(
            key="side_by_side",
            path=PATH,
            title="Two authorities side by side",
            family="compare",
            member="Two side by side",
            layout=layout,
        ),
    )
    url_state.bind_url(
        app,
        "side-by-side",
        {name: f"side-by-side-{name}.value" for name in KEYS},
        {"by": "publication", "date": pairs.reach},
    )
    room.bind_room(app, "side-by-side")

    @app.callback(
        Output("side-by-side-main", "children"),
        *(Input(f"side-by-side-{name}", "value") for name in KEYS),
        Input("side-by-side-room", "data"),
        prevent_initial_call=True,
    )
    def draw(*values: Any) -> Component:
        *chosen, width = values
        return pairs.draw(pairs.state(dict(zip(KEYS, chosen, strict=True))), room.checked(width))


def _layout(pairs: Pairs, query: Mapping[str, str]) -> html.Div:
    state = pairs.state(query)
    used = {"by": state.by, "date": state.date}
    unknown = [name for name in ("a", "b") if query.get(name) and not pairs._slug(query[name])]
    lead = "Two timelines on one axis: the grades of any two authorities, and the visits between them."
    return page(
        heading("Two authorities side by side", lead, family("side_by_side")),
        notices.ignored([*unknown, *url_state.unknown(query, used)]),
        controls.controls(
            controls.select("side-by-side-a", "One authority", _offered(pairs, state.a), state.a, name="a"),
            controls.select("side-by-side-b", "Beside", _offered(pairs, state.b), state.b, name="b"),
            controls.date_input(
                "side-by-side-date",
                "As known on",
                state.date,
                name="date",
                earliest=FIRST_AS_AT,
                latest=pairs.reach,
                asked=query.get("date"),
            ),
            controls.radios("side-by-side-by", "Dates on the timelines", BY, state.by, name="by"),
            action=PATH,
        ),
        html.Div(html.Div(pairs.draw(state, room.guess()), id="side-by-side-main"), id="side-by-side-body"),
        room.room("side-by-side"),
        url_state.url_sink("side-by-side"),
        key="side-by-side",
    )


def _offered(pairs: Pairs, chosen: str) -> dict[str, str]:
    """Every authority of today; the first line asks for one where none is chosen."""
    return pairs.names if chosen else {"": "Choose an authority", **pairs.names}
