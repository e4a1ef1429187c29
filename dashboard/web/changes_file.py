"""What changed between two dates: what an address asks for, and its answer as CSV, a row for each publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import flask
import pandas as pd
from dash import Dash

from dashboard.dates import months_before
from dashboard.judgements import TODAY
from dashboard.statistics.published import Publications
from dashboard.web import url_state
from dashboard.web.downloads import CSV, answer
from loaders import SIF_FROM, Dataset, csv_bytes

ADDRESS = "/download/changes.csv"
SHOWN = {"full": "Full inspections", "all": "Visits too"}
"""What is listed: the value in the address, and its words."""
SPANS: dict[str, Callable[[dt.date], dt.date]] = {
    "Last 30 days": lambda day: day - dt.timedelta(days=30),
    "3 months": lambda day: months_before(day, 3),
    "12 months": lambda day: months_before(day, 12),
}
"""The usual spans, each from its last day to the day after which it begins."""


@dataclass(frozen=True, slots=True)
class Span:
    """What was published after `since` and up to `until`, with visits or without."""

    since: dt.date
    until: dt.date
    with_visits: bool = False

    @property
    def said(self) -> dict[str, Any]:
        """The span as an address holds it."""
        return {"from": self.since, "to": self.until, "show": "all" if self.with_visits else "full"}

    def address(self, path: str) -> str:
        """The address of a page or file of this span."""
        query = {name: value for name, value in self.said.items() if value != "full"}
        return f"{path}?{urlencode(query)}"


def asked(query: Mapping[str, Any], reach: dt.date) -> Span:
    """The span that an address or the controls ask for, its dates in their order, whatever they hold."""
    last = url_state.day(query.get("to"), reach, earliest=SIF_FROM, latest=reach)
    first = url_state.day(query.get("from"), months_before(last, 12), earliest=SIF_FROM, latest=reach)
    return Span(min(first, last), max(first, last), url_state.choice(query.get("show"), SHOWN, "full") == "all")


def add_changes_file(app: Dash, dataset: Dataset) -> None:
    """Serve the file for the span of a query."""
    publications = Publications(dataset)

    def serve() -> flask.Response:
        query = flask.request.args
        span = asked(query, dataset.reach)
        if wrong := url_state.unknown(query, span.said):
            flask.abort(404, f"There is no such {', '.join(wrong)} here.")
        name = f"changes-{span.since}-to-{span.until}.csv"
        return answer(csv_bytes(rows(publications, span), for_people=True), CSV, filename=name)

    app.server.add_url_rule(ADDRESS, "download_changes", serve)


def rows(publications: Publications, span: Span) -> pd.DataFrame:
    """Every publication: date, kind, whose, which, and the grade before and the grade of each judgement."""
    frame = publications.between(span.since, span.until, with_visits=span.with_visits)
    moved = publications.moved
    grades: dict[str, Any] = {
        f"{judgement.value}{end}": [
            moved.get((key, judgement.value), (None, None))[place] if isinstance(key, str) else None
            for key in frame["inspection_id"].astype(object)
        ]
        for judgement in TODAY
        for place, end in enumerate(("_before", ""))
    }
    columns = ["date", "kind", "code", "name", "inspection_id", "event_type", "start_date", "report_url"]
    told = [name for name in ("theme", "outcome", "publication_precision") if name in frame]
    return frame[[*columns, *told]].assign(**grades).reset_index(drop=True)
