"""Changes: what was published between two dates, what it changed, and how to be told of what comes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from dashboard.components.badge import badge, dash, key
from dashboard.components.chart import details
from dashboard.components.controls import controls, date_input, link_button, radios
from dashboard.components.follow import follow
from dashboard.components.headings import heading, page, section
from dashboard.components.move import arrow, move
from dashboard.components.notices import empty, ignored
from dashboard.components.status import status_line
from dashboard.components.table import table
from dashboard.dates import long_date
from dashboard.judgements import NAMES, TODAY
from dashboard.kept import lately
from dashboard.statistics import coverage
from dashboard.statistics.published import FULL, OTHER, Publications, counted_moves, inadequate
from dashboard.text import changes as words
from dashboard.text.coverage import caution
from dashboard.text.marked import published
from dashboard.web import changes_file, followed, marks, url_state
from dashboard.web.changes_file import SHOWN, SPANS, Span
from dashboard.web.routing import Page, add_page
from dashboard.words import upper_first
from loaders import SIF_FROM, Dataset, Kind, Precision

KEY = "changes"
SINCE, UNTIL, SHOW = "changes-since", "changes-until", "changes-show"
BODY, SAID, MARK = "changes-body", "changes-said", "changes-mark"


def register(app: Dash, dataset: Dataset) -> None:
    """Add the page and its callback."""
    facts = ChangesFacts(dataset)

    def layout(**query: str) -> html.Div:
        return _layout(facts, query)

    add_page(app, Page(key=KEY, path="/changes", title="What changed", nav="Changes", layout=layout))

    @app.callback(
        Output(BODY, "children"),
        Output(SAID, "children"),
        Input(SINCE, "value"),
        Input(UNTIL, "value"),
        Input(SHOW, "value"),
        State(MARK, "data"),
        prevent_initial_call=True,
    )
    def draw(since: Any, until: Any, show: Any, mark: Any) -> tuple[list[Any], str]:
        span = changes_file.asked({"from": since, "to": until, "show": show}, dataset.reach)
        return facts.answer(span, marks.slug_of(marks.body_of(dataset, mark)))

    url_state.bind_url(
        app, KEY, {"from": f"{SINCE}.value", "to": f"{UNTIL}.value", "show": f"{SHOW}.value"}, {"show": "full"}
    )


class ChangesFacts:
    """The page's answers for one dataset, each worked out once."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.publications = Publications(dataset)
        authorities = dataset.bodies()
        self.slugs = dict(zip(authorities["code"], authorities["slug"], strict=True))
        self.names = dict(zip(authorities["slug"], authorities["name"], strict=True))

    @lately
    def answer(self, span: Span, mark: str) -> tuple[list[Any], str]:
        """Everything of a span: the usual spans beside it, what it changed in words, and each publication; its finding.

        `mark` is the slug of the marked authority, "" for none.
        """
        found = self.publications.between(span.since, span.until, with_visits=span.with_visits)
        kinds = (Kind.FULL, *coverage.VISITS) if span.with_visits else (Kind.FULL,)
        above = [self._spans(span), status_line(caution(self.dataset, span.until, *kinds))]
        above = [part for part in above if part is not None]
        if found.empty:
            said = f"{words.nothing(span.since, span.until)}."
            return [*above, empty(said)], said
        full = found[found["kind"] == FULL]
        moved = self.publications.moved
        sentences = [
            words.inadequate(*inadequate(full, moved)),
            words.overall(full),
            words.others(found[found["kind"] == OTHER]),
        ]
        headers = ["Authority", "Published", "What", *(NAMES[judgement] for judgement in TODAY)]
        caption = f"Published {words.between(span.since, span.until)}"
        rows = [self._row(row) for row in found.itertuples()]
        marked = [number for number, code in enumerate(found["code"]) if self.slugs[code] == mark]
        of_marked = published(found["name"], self.names[mark]) if mark else ""
        title = words.finding(len(full), counted_moves(full["inspection_id"], moved))
        parts = [
            *above,
            section(
                title,
                *(html.P(sentence) for sentence in sentences if sentence),
                html.P(
                    link_button("These publications as CSV", span.address(changes_file.ADDRESS), secondary=True),
                    className="no-print",
                ),
                key(),
                html.P(of_marked, className="marked-here") if of_marked else None,
                html.Div(
                    table(headers, rows, caption=caption, stacks=True, marked=marked), className="moves published"
                ),
                html.P(
                    "Each judgement: the grade before and the new one; one mark where it stayed or is the first. The "
                    "numbers above are of the four judgements without overall effectiveness. "
                    "Source: Ofsted, official statistics and inspection reports.",
                    className="source",
                ),
                html.P(
                    html.A(
                        "These publications as an Atom feed", href=f"/changes.atom?from={span.since}&to={span.until}"
                    )
                ),
            ),
        ]
        return parts, f"{title}."

    def _spans(self, span: Span) -> Component:
        """Links to the usual spans up to the newest publication; they need no script."""
        reach = self.dataset.reach
        links = []
        for label, first in SPANS.items():
            there = Span(first(reach), reach, span.with_visits)
            here = {"aria-current": "true"} if there == span else {}
            links.append(html.Li(html.A(label, href=there.address("/changes"), **here)))
        return html.Nav(html.Ul(links, className="ways"), className="spans no-print", **{"aria-label": "Usual spans"})

    def _row(self, row: Any) -> list[Any]:
        name = dcc.Link(row.name, href=f"/authority/{self.slugs[row.code]}")
        if row.kind not in (FULL, OTHER):
            return [name, row.date.date(), f"Council {row.kind}", *[dash("not inspected")] * len(TODAY)]
        if row.kind == OTHER:
            day = long_date(row.date.date(), Precision(row.publication_precision))
            about = next((f": {said}" for said in (row.outcome, row.theme) if pd.notna(said)), "")
            return [name, day, _linked(row, about), *[dash("a visit gives no grade")] * len(TODAY)]
        moved = self.publications.moved
        cells = [move(moved.get((row.inspection_id, judgement.value))) for judgement in TODAY]
        if pd.isna(row.grade) and pd.notna(row.previous_grade):
            cells[-1] = arrow(badge(row.previous_grade, letter_only=True), dash("no overall grade"))
        return [name, row.date.date(), _linked(row), *cells]


def _linked(row: Any, about: str = "") -> Any:
    what = f"{upper_first(str(row.event_type))}{about}"
    return what if pd.isna(row.report_url) else html.A(what, href=row.report_url)


def _layout(facts: ChangesFacts, query: Mapping[str, str]) -> html.Div:
    reach = facts.dataset.reach
    span = changes_file.asked(query, reach)
    body = marks.marked(facts.dataset, query)
    limits = {"earliest": SIF_FROM, "latest": reach}
    return page(
        heading(
            "What changed",
            "Inspections published between two dates and how each judgement moved, newest first.",
        ),
        marks.note(body, "/changes", query),
        ignored(url_state.unknown(query, span.said)),
        controls(
            date_input(SINCE, "Published after", span.since, name="from", asked=query.get("from"), **limits),
            date_input(UNTIL, "and up to", span.until, name="to", asked=query.get("to"), **limits),
            radios(SHOW, "Show", SHOWN, span.said["show"], name="show"),
            action="/changes",
        ),
        html.P("", id=SAID, role="status", className="visually-hidden"),
        html.Div(facts.answer(span, marks.slug_of(body))[0], id=BODY),
        _follow(facts.dataset),
        dcc.Store(id=MARK, data=marks.slug_of(body)),
        url_state.url_sink(KEY),
        key=KEY,
    )


def _follow(dataset: Dataset) -> html.Section:
    """The feeds and calendars of England and its regions."""
    rows = [html.Li(follow(one)) for one in (followed.everything(), *followed.regions(dataset))]
    return section(
        "Be told of what comes",
        html.P(
            "A feed reader or a calendar shows each report when it is published. "
            "Each authority’s page has a feed and a calendar of its own."
        ),
        html.Ul(rows[:1], className="plain-list"),
        details("By region", html.Ul(rows[1:], className="plain-list")),
        id="follow",
    )
