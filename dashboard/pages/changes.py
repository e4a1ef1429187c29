"""Changes: what was published between two dates, what it changed, and the same as an Atom feed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
from dash import Dash, Input, Output, dcc, html

from dashboard.components.badge import badge, dash, key
from dashboard.components.controls import controls, date_input, link_button
from dashboard.components.headings import heading, page, section
from dashboard.components.move import arrow, move
from dashboard.components.notices import empty, ignored, inset
from dashboard.components.status import status_line
from dashboard.components.table import table
from dashboard.dates import long_date
from dashboard.judgements import NAMES, TODAY
from dashboard.statistics import coverage
from dashboard.statistics.published import Moves, counted_moves, moves, published_between
from dashboard.text.changes import finding, without_overall
from dashboard.web import url_state
from dashboard.web.routing import Page, add_page
from loaders import SIF_FROM, Dataset

KEY = "changes"
SINCE, UNTIL, BODY = "changes-since", "changes-until", "changes-body"
YEAR = dt.timedelta(days=365)


def register(app: Dash, dataset: Dataset) -> None:
    """Add the page, its feed and its callback."""
    facts = ChangesFacts(dataset)

    def layout(**query: str) -> html.Div:
        return _layout(facts, query)

    add_page(app, Page(key=KEY, path="/changes", title="What changed between two dates", layout=layout))

    @app.callback(Output(BODY, "children"), Input(SINCE, "value"), Input(UNTIL, "value"), prevent_initial_call=True)
    def draw(since: Any, until: Any) -> list[Any]:
        return _body(facts, *facts.dates(since, until))

    url_state.bind_url(app, KEY, {"from": f"{SINCE}.value", "to": f"{UNTIL}.value"})


@dataclass(frozen=True, eq=False)
class ChangesFacts:
    """Everything that was ever published, worked out once; a page is a slice of it."""

    dataset: Dataset

    @cached_property
    def slugs(self) -> dict[str, str]:
        """Authorities' codes and slugs."""
        authorities = self.dataset.bodies()
        return dict(zip(authorities["code"], authorities["slug"], strict=True))

    @cached_property
    def moved(self) -> Moves:
        """The grade before and the grade, of every judgement."""
        return moves({judgement: self.dataset.deciding(judgement) for judgement in TODAY})

    @cached_property
    def every(self) -> pd.DataFrame:
        """All publications, newest first."""
        return published_between(
            self.dataset.inspections(), self.dataset.deciding(), since=dt.date.min, until=self.dataset.reach
        )

    def between(self, since: dt.date, until: dt.date) -> pd.DataFrame:
        """What was published after `since` and up to `until`."""
        dates = self.every["date"]
        return self.every[(dates > pd.Timestamp(since)) & (dates <= pd.Timestamp(until))]

    def dates(self, since: Any, until: Any) -> tuple[dt.date, dt.date]:
        """Two dates in their order, whatever a visitor sends."""
        last = url_state.day(until, self.dataset.reach, earliest=SIF_FROM, latest=self.dataset.reach)
        first = url_state.day(since, last - YEAR, earliest=SIF_FROM, latest=self.dataset.reach)
        return min(first, last), max(first, last)


def _layout(facts: ChangesFacts, query: Mapping[str, str]) -> html.Div:
    since, until = facts.dates(query.get("from"), query.get("to"))
    limits = {"earliest": SIF_FROM, "latest": facts.dataset.reach}
    return page(
        heading(
            "What changed between two dates",
            "Full inspections published, and councils created or abolished, newest first.",
        ),
        ignored(url_state.unknown(query, {"from": since, "to": until})),
        controls(
            date_input(SINCE, "Published after", since, name="from", asked=query.get("from"), **limits),
            date_input(UNTIL, "and up to", until, name="to", asked=query.get("to"), **limits),
            link_button("Follow as an Atom feed", "/changes.atom", secondary=True, style={"alignSelf": "flex-end"}),
            action="/changes",
        ),
        html.Div(_body(facts, since, until), id=BODY, **{"aria-live": "polite"}),
        url_state.url_sink(KEY),
        key=KEY,
    )


def _body(facts: ChangesFacts, since: dt.date, until: dt.date) -> list[Any]:
    found = facts.between(since, until)
    known = [line] if (line := status_line(coverage.caution(facts.dataset, until))) else []
    if found.empty:
        return [*known, empty(f"Nothing was published after {long_date(since)} and up to {long_date(until)}.")]
    full = found[found["kind"] == "full inspection"]
    ungiven = list(full.loc[full["grade"].isna(), "inspection_id"])
    rows = [_row(row, facts) for row in found.itertuples()]
    headers = ["Authority", "Published", "What", *(NAMES[judgement] for judgement in TODAY)]
    caption = f"Published after {long_date(since)} and up to {long_date(until)}"
    parts = [
        inset(html.P(without_overall(counted_moves(ungiven, facts.moved), len(ungiven)))) if ungiven else None,
        key(),
        html.Div(table(headers, rows, caption=caption, stacks=True), className="moves"),
        html.P(
            "Each judgement: the grade before and the new one; one mark where it stayed or is the first. "
            "Source: Ofsted, official statistics and inspection reports.",
            className="source",
        ),
        html.P(html.A("These publications as an Atom feed", href=f"/changes.atom?from={since}&to={until}")),
    ]
    return [*known, section(finding(full), *parts)]


def _row(row: Any, facts: ChangesFacts) -> list[Any]:
    name = dcc.Link(row.name, href=f"/authority/{facts.slugs[row.code]}")
    if row.kind != "full inspection":
        return [name, row.date.date(), f"Council {row.kind}", *[dash("not inspected")] * len(TODAY)]
    what = str(row.event_type).capitalize()
    linked = what if pd.isna(row.report_url) else html.A(what, href=row.report_url)
    cells = [move(facts.moved.get((row.inspection_id, judgement.value))) for judgement in TODAY]
    if pd.isna(row.grade) and pd.notna(row.previous_grade):
        cells[-1] = arrow(badge(row.previous_grade, letter_only=True), dash("no overall grade"))
    return [name, row.date.date(), linked, *cells]
