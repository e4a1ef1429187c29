"""Compare: a strip of grades for each of many authorities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from dash import Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from dashboard.briefing.views import View
from dashboard.components import badge, controls, notices
from dashboard.components.chart import chart
from dashboard.components.export import export_bar
from dashboard.components.family import family
from dashboard.components.headings import heading, page, section
from dashboard.components.later import bind_later, later
from dashboard.components.markup import Written
from dashboard.components.status import status_line
from dashboard.components.table import table
from dashboard.figures.strips.figure import strips
from dashboard.history.compared import Standings, compared, in_order
from dashboard.judgements import ABSENCES, OFFERED, TODAY
from dashboard.kept import lately
from dashboard.statistics import compare_set
from dashboard.statistics.compare_set import Comparison
from dashboard.text.comparison import (
    RANKED,
    caption,
    description,
    finding,
    may_be,
    past,
    place_title,
    standings_words,
    strip_rows_of,
    unknown_names,
    without_overall,
)
from dashboard.text.coverage import caution
from dashboard.web import marks, room, url_state
from dashboard.web.routing import Page, add_page
from loaders import OVERALL_UNTIL, Body, Dataset, Judgement, Status, of_today, register_of

JUDGEMENTS = {"all": "All judgements", **{judgement.value: name for judgement, name in OFFERED.items()}}
SORTS = {
    "grade": "Best grades first",
    "improvement": "Most improved since the inspection before",
    "waiting": "Longest since the last full inspection report",
    "name": "Name",
}
LEAD = "How the grades of many authorities moved, one row each, in the order of time."
DEFAULTS = {"set": "all", "judgement": "all", "sort": "grade"}
TABLE = "compare-table"


class CompareFacts:
    """The page's answers for one dataset, each worked out once."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.authorities = dataset.bodies()
        self.register = register_of(dataset)
        self.names = dict(zip(self.authorities["code"], self.authorities["name"], strict=True))
        self.slugs = dict(zip(self.authorities["code"], self.authorities["slug"], strict=True))
        self.today = dataset.reach
        self.known = caution(dataset, self.today)
        found = compared(dataset, self.today)
        self.blocks, self.stands, self.england = found.blocks, found.stands, found.england

    def asked(self, text: Any) -> compare_set.Asked:
        """The authorities that an address or typed names mean, and the words of it that mean none or several."""
        return compare_set.asked(text, self.authorities, self.register)

    def comparison(self, key: Any, mark: Any) -> Comparison | None:
        """The authorities of a key, about the marked one where they hold it."""
        found = compare_set.parse(key, self.authorities)
        body = marks.body_of(self.dataset, mark)
        return replace(found, chosen=body.code) if found and body and body.code in found.codes else found

    @lately
    def draw(self, key: str, mark: str, judgement: str, sort: str, width: int) -> Component:
        """Title, strips, caption and table for one state of the page; `key` is that of a Comparison."""
        comparison = self.comparison(key, mark)
        if comparison is None:
            return notices.empty("No authority is chosen.", html.P("Choose one or more authorities above."))
        shown = _shown(judgement)
        stands = {j: self.stands[j] for j in shown}
        order = self._order(comparison, shown, sort)
        rows = strip_rows_of(order, comparison, stands, self.blocks, self.authorities)
        title = finding(comparison, stands, self.names)
        links = {code: f"/authority/{slug}" for code, slug in self.slugs.items()}
        figure = strips(
            rows, self.blocks, judgements=shown, today=self.today, england=self.england, width=width, links=links
        )
        return html.Div(
            [
                export_bar(f"compare:{key}", _exported(judgement, sort), csv="the judgements now"),
                self._place(comparison, stands),
                self._notice(comparison, judgement),
                chart(
                    figure,
                    id="compare-strips",
                    title=title,
                    before=badge.key(ungraded="No grade"),
                    description=description(title, [(row.name, row.now) for row in rows]),
                    caption=caption(self.today, shown),
                    data=lambda: self.table(comparison, judgement, sort),
                ),
                html.P(dcc.Link("Who of these improved, and since when", href=_improved(comparison, judgement))),
            ],
            style={"display": "flex", "flexDirection": "column", "gap": "1.75rem"},
        )

    def _place(self, comparison: Comparison, stands: Mapping[Judgement, Standings]) -> Component | None:
        """How the chosen authority stands in its set, before anything is said of the set."""
        title = place_title(comparison, stands, self.names)
        if not title:
            return None
        lines = [html.Li(text) for text in standings_words(comparison, stands, self.names)]
        rule = html.P(RANKED, className="muted") if len(stands) > 1 else None
        return section(title, html.Ul(lines), rule)

    def _order(self, comparison: Comparison, shown: Sequence[Judgement], sort: str) -> list[str]:
        among = {code: self.names[code] for code in comparison.codes}
        return in_order(among, [self.stands[j] for j in shown], sort)

    def _notice(self, comparison: Comparison, judgement: str) -> Component | None:
        """What the end of overall effectiveness means for these authorities."""
        if self.today < OVERALL_UNTIL or judgement not in ("all", Judgement.OVERALL):
            return None
        overall = self.stands[Judgement.OVERALL]
        codes = [code for code in comparison.codes if code in overall]
        new = [self.names[code] for code in codes if overall[code].latest.judged.status is Status.NOT_GIVEN]
        return notices.inset(html.P(without_overall(new)))

    def table(self, comparison: Comparison, judgement: str, sort: str) -> Written:
        """What the strips show, as a table."""
        shown = _shown(judgement)
        order = self._order(comparison, shown, sort)
        title = finding(comparison, {j: self.stands[j] for j in shown}, self.names)
        if len(shown) > 1:
            headers = ["Authority", *(JUDGEMENTS[j] for j in shown), "Latest report"]
            return table(headers, [self._cells(code, shown) for code in order], caption=f"Grades now. {title}")
        headers = ["Authority", "Grade now", "Published", "Grade before", "All grades, oldest first"]
        return table(headers, [self._history(code, shown[0]) for code in order], caption=title)

    def _link(self, code: str) -> dcc.Link:
        return dcc.Link(self.names[code], href=f"/authority/{self.slugs[code]}")

    def _grade(self, code: str, judgement: Judgement) -> Component:
        stand = self.stands[judgement].get(code)
        if stand is None:
            return badge.badge(None, "Not yet inspected")
        return badge.badge(stand.latest.grade, None if stand.latest.grade else ABSENCES[stand.latest.judged.status])

    def _cells(self, code: str, shown: Sequence[Judgement]) -> list[Any]:
        dates = [self.stands[j][code].latest.confirmed for j in shown if code in self.stands[j]]
        return [self._link(code), *(self._grade(code, j) for j in shown), max(dates, default=None)]

    def _history(self, code: str, judgement: Judgement) -> list[Any]:
        stand = self.stands[judgement].get(code)
        return [
            self._link(code),
            self._grade(code, judgement),
            stand.latest.confirmed if stand else None,
            (stand.previous if stand else None) or "none",
            past(code, judgement, self.blocks, self.authorities) or "none",
        ]


def _improved(comparison: Comparison, judgement: str) -> str:
    """The page of who improved of these authorities."""
    return f"/improved?set={comparison.key}" + ("" if judgement == "all" else f"&judgement={judgement}")


def _exported(judgement: str, sort: str) -> View:
    return View(judgement=None if judgement == "all" else Judgement(judgement), sort=sort)


def _shown(judgement: str) -> Sequence[Judgement]:
    return TODAY if judgement == "all" else (Judgement(judgement),)


def register(app: Dash, dataset: Dataset) -> None:
    """Add the page and its callbacks."""

    @cache
    def view() -> CompareFacts:
        return CompareFacts(dataset)

    def layout(**query: str) -> html.Div:
        return _layout(view(), query)

    add_page(
        app,
        Page(
            key="compare",
            path="/compare",
            title="Compare authorities",
            nav="Compare",
            family="compare",
            member="Many, a row each",
            layout=layout,
            keys=("own",),
        ),
    )
    url_state.bind_url(
        app,
        "compare",
        {"set": "compare-key.data", "judgement": "compare-judgement.value", "sort": "compare-sort.value"},
        DEFAULTS,
    )
    room.bind_room(app, "compare")
    app.clientside_callback(
        """(set, own) => set === "choice" ? [own.join(",") || set, {}] : [set, {display: "none"}]""",
        Output("compare-key", "data"),
        Output("compare-own-box", "style"),
        Input("compare-set", "value"),
        Input("compare-own", "value"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output("compare-body", "children"),
        Input("compare-key", "data"),
        Input("compare-judgement", "value"),
        Input("compare-sort", "value"),
        Input("compare-room", "data"),
        State("compare-mark", "data"),
        prevent_initial_call=True,
    )
    def draw(key: Any, judgement: Any, sort: Any, width: Any, mark: Any) -> Component:
        return _body(view(), key, mark, judgement, sort, width)

    def as_table(key: Any, mark: Any, *state: Any) -> Component | None:
        return _table(view(), key, mark, *_state(*state))

    bind_later(
        app,
        TABLE,
        [
            Input("compare-key", "data"),
            Input("compare-mark", "data"),
            Input("compare-judgement", "value"),
            Input("compare-sort", "value"),
        ],
        as_table,
    )


def _state(judgement: Any, sort: Any) -> tuple[str, str]:
    """Judgement and order for any values that a browser may send."""
    return (
        url_state.choice(judgement, JUDGEMENTS, DEFAULTS["judgement"]),
        url_state.choice(sort, SORTS, DEFAULTS["sort"]),
    )


def _groups(offered: Mapping[str, str]) -> dict[str, str]:
    """The headings of the list: one region or one authority's neighbours stand together."""
    headings = {"region": "A region", "neighbours": "An authority and its neighbours"}
    kinds = {value: value.partition(":")[0] for value in offered}
    return {value: headings[kind] for value, kind in kinds.items() if kind in headings}


def _body(view: CompareFacts, key: Any, mark: Any, judgement: Any, sort: Any, width: Any) -> Component:
    """The strips for any values that a browser may send."""
    comparison = compare_set.parse(key, view.authorities)
    chosen = marks.slug_of(marks.body_of(view.dataset, mark))
    return view.draw(comparison.key if comparison else "", chosen, *_state(judgement, sort), room.checked(width))


def _table(view: CompareFacts, key: Any, mark: Any, judgement: str, sort: str) -> Component | None:
    comparison = view.comparison(key, mark)
    return view.table(comparison, judgement, sort) if comparison else None


def _misread(query: Mapping[str, str], comparison: Comparison | None, key: str) -> dict[str, str]:
    """The set, where an address asks for one and the usual one is shown instead."""
    return {} if comparison or query.get("set") == "choice" else {"set": key}


def _left_out(asked: compare_set.Asked) -> Component | None:
    """Which words of the address are no authority, and what those may mean that may be several."""
    if not (asked.unknown or asked.unclear):
        return None
    chosen = asked.comparison.key if asked.comparison and ":" not in asked.comparison.key else ""
    lines = [html.P(unknown_names(asked.unknown))] if asked.unknown else []
    for text, bodies in asked.unclear:
        links = [
            dcc.Link(body.name, href=f"/compare?set={f'{chosen},' if chosen else ''}{body.slug}") for body in bodies
        ]
        lines.append(html.P([f"{may_be(text, len(bodies))} ", *_apart(links), "?"]))
    return html.Div(lines, className="inset", role="status")


def _apart(links: Sequence[Component]) -> list[Any]:
    """Links as a sentence lists choices: a, b or c."""
    parts: list[Any] = []
    for place, link in enumerate(links):
        parts += ([" or " if place == len(links) - 1 else ", "] if place else []) + [link]
    return parts


def _missing(body: Body | None, comparison: Comparison | None) -> str:
    """What is said of a marked authority that has no row."""
    return "is not among these" if body and comparison and body.code not in comparison.codes else ""


def _layout(view: CompareFacts, query: dict[str, str]) -> html.Div:
    text = query.get("set") or DEFAULTS["set"]
    own = text == "choice"
    if own and query.get("own"):  # names as they are typed where there is no script
        text = query["own"]
    asked = view.asked("" if text == "choice" else text)
    body = marks.marked(view.dataset, query)
    mark = marks.slug_of(body)
    comparison = view.comparison(asked.comparison.key, mark) if asked.comparison else None
    key = comparison.key if comparison else "choice" if own else DEFAULTS["set"]
    judgement, sort = _state(query.get("judgement"), query.get("sort"))
    offered = compare_set.options(view.authorities)
    today = of_today(view.authorities)
    chosen_freely = key not in offered or key == "choice"
    slugs = [view.slugs[code] for code in comparison.codes] if comparison and chosen_freely else []
    width = room.guess()
    return page(
        heading("Compare authorities", LEAD, family("compare")),
        marks.note(body, "/compare", query, _missing(body, comparison)),
        status_line(view.known),
        notices.ignored(
            url_state.unknown(query, {"judgement": judgement, "sort": sort} | _misread(query, comparison, key))
        ),
        _left_out(asked),
        controls.controls(
            controls.select(
                "compare-set",
                "Compare",
                offered,
                "choice" if chosen_freely else key,
                name="set",
                groups=_groups(offered),
            ),
            controls.select("compare-judgement", "Judgement", JUDGEMENTS, judgement, name="judgement"),
            controls.select("compare-sort", "Order", SORTS, sort, name="sort"),
            html.Div(
                controls.names(
                    "compare-own",
                    "Authorities (the first is marked)",
                    [{"value": str(row.slug), "label": str(row.name)} for row in today.itertuples()],
                    slugs,
                    name="own",
                    many=True,
                ),
                id="compare-own-box",
                style={} if chosen_freely else {"display": "none"},
            ),
            action="/compare",
        ),
        html.Div(
            [
                html.Div(_body(view, key, mark, judgement, sort, width), id="compare-body"),
                later(TABLE, lambda: _table(view, key, mark, judgement, sort)),
            ]
        ),
        dcc.Store(id="compare-key", data=key),
        dcc.Store(id="compare-mark", data=mark),
        room.room("compare"),
        url_state.url_sink("compare"),
        key="compare",
    )
