"""Changes: what was published between two dates, what it changed, and the same as an Atom feed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd
from dash import Dash, Input, Output, dcc, html

from dashboard import urlstate
from dashboard.components.badge import badge
from dashboard.components.controls import controls, date_input, link_button
from dashboard.components.headings import heading, page, section
from dashboard.components.notices import empty, ignored, inset
from dashboard.components.table import table
from dashboard.dates import long_date
from dashboard.feed import add_feed
from dashboard.routing import Page, add_page
from dashboard.settings import Settings
from dashboard.statistics import coverage
from dashboard.statistics.changes import published_between
from dashboard.text.words import series
from loaders import Dataset

KEY = "changes"
SINCE, UNTIL, BODY = "changes-since", "changes-until", "changes-body"
YEAR = dt.timedelta(days=365)
EARLIEST = dt.date(2013, 11, 1)


def register(app: Dash, dataset: Dataset, settings: Settings) -> None:
    """Add the page, its feed and its callback."""
    layout, draw = _view(dataset)
    add_page(app, Page(key=KEY, path="/changes", title="What changed between two dates", layout=layout))
    add_feed(app, dataset)
    app.callback(Output(BODY, "children"), Input(SINCE, "value"), Input(UNTIL, "value"), prevent_initial_call=True)(
        draw
    )
    urlstate.bind_url(app, KEY, {"from": f"{SINCE}.value", "to": f"{UNTIL}.value"})


def _view(dataset: Dataset) -> tuple[Callable[..., html.Div], Callable[[Any, Any], list[Any]]]:
    reach = dataset.built or dt.date.today()
    slugs = dict(zip(dataset.authorities()["code"], dataset.authorities()["slug"], strict=True))

    def dates(since: Any, until: Any) -> tuple[dt.date, dt.date]:
        last = urlstate.day(until, reach, earliest=EARLIEST, latest=reach)
        first = urlstate.day(since, last - YEAR, earliest=EARLIEST, latest=reach)
        return min(first, last), max(first, last)

    def draw(since: Any, until: Any) -> list[Any]:
        return _body(dataset, slugs, *dates(since, until))

    def layout(**query: str) -> html.Div:
        since, until = dates(query.get("from"), query.get("to"))
        return page(
            heading(
                "What changed between two dates",
                "Full inspections published, and councils created or abolished, newest first.",
            ),
            ignored(urlstate.unknown(query, {"from": since, "to": until})),
            controls(
                date_input(SINCE, "Published after", since, earliest=EARLIEST, latest=reach),
                date_input(UNTIL, "and up to", until, earliest=EARLIEST, latest=reach),
                link_button("Follow as an Atom feed", "/changes.atom", secondary=True, style={"alignSelf": "flex-end"}),
            ),
            html.Div(_body(dataset, slugs, since, until), id=BODY, **{"aria-live": "polite"}),
            urlstate.url_sink(KEY),
            key=KEY,
        )

    return layout, draw


def _body(dataset: Dataset, slugs: dict[str, str], since: dt.date, until: dt.date) -> list[Any]:
    found = published_between(
        dataset.authorities(), dataset.inspections(), dataset.judgements(), since=since, until=until
    )
    if found.empty:
        return [empty(f"Nothing was published after {long_date(since)} and up to {long_date(until)}.")]
    full = found[found["kind"] == "full inspection"]
    ungiven = int(full["grade"].isna().sum())
    rows = [_row(row, slugs) for row in found.itertuples()]
    caption = f"Published after {long_date(since)} and up to {long_date(until)}"
    parts = [
        inset(
            "Since April 2026 Ofsted gives no overall effectiveness grade. Open the authority for its four judgements."
        )
        if ungiven
        else None,
        table(["Date", "Authority", "What", "Before", "Now", "Change"], rows, caption=caption),
        html.P(
            "Source: Ofsted, official statistics and inspection reports. Grades are of overall effectiveness."
            f"{coverage.known_on(dataset, until)}"
        ),
    ]
    return [section(finding(full), *parts)]


def finding(full: pd.DataFrame) -> str:
    """What became of the grades at the full inspections of `published_between`, without its full stop."""
    moved = full["movement"].value_counts()
    counted = {
        "improved": int(moved.get("improved", 0)),
        "declined": int(moved.get("declined", 0)),
        "kept their grade": int(moved.get("retained", 0) + moved.get("same", 0)),
        "got a first grade": int((full["grade"].notna() & full["previous_grade"].isna()).sum()),
        "gave no overall grade": int(full["grade"].isna().sum()),
    }
    parts = [f"{number} {words}" for words, number in counted.items() if number]
    n = len(full)
    start = f"{n or 'No'} full inspection{'s were' if n > 1 else ' was'} published"
    return f"{start}: {series(parts)}" if parts else start


def _row(row: Any, slugs: dict[str, str]) -> list[Any]:
    what = "Full inspection" if row.kind == "full inspection" else f"Council {row.kind}"
    if row.kind == "full inspection":
        what = str(row.event_type).capitalize()
    linked = what if pd.isna(row.report_url) else html.A(what, href=row.report_url)
    return [
        long_date(row.date.date()),
        dcc.Link(row.name, href=f"/authority/{slugs[row.code]}"),
        linked,
        badge(row.previous_grade) if pd.notna(row.previous_grade) else "–",
        _now(row),
        str(row.movement).capitalize() if pd.notna(row.movement) else "–",
    ]


def _now(row: Any) -> Any:
    if row.kind != "full inspection":
        return "–"
    return badge(row.grade) if pd.notna(row.grade) else "No overall grade"
