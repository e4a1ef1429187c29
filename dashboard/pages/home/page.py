"""Home: find an authority, England today, what is new."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

import pandas as pd
from dash import Dash, Input, Output, dcc, html

from dashboard.components.badge import key
from dashboard.components.chart import chart, details
from dashboard.components.headings import heading, page, section
from dashboard.components.notices import empty
from dashboard.components.search import page_search
from dashboard.components.status import status_line
from dashboard.components.table import table
from dashboard.dates import long_date, months_before
from dashboard.figures import england as drawing
from dashboard.pages.home.news import news_table
from dashboard.statistics import counts, coverage, england, recent
from dashboard.statistics.published import FULL, Publications, counted_moves
from dashboard.text import england as side_by_side
from dashboard.text.changes import finding, within_year
from dashboard.text.coverage import caution
from dashboard.text.finding import listed
from dashboard.text.national import not_yet_inspected
from dashboard.web import room
from dashboard.web.routing import Page, add_page
from loaders import Dataset, Judgement, Kind, of_before, of_today

KINDS = (Kind.FULL, *coverage.VISITS)
"""The kinds that the page speaks of."""
NEWEST = 8
"""Publications listed on the page; the changes page has the others."""


def register(app: Dash, dataset: Dataset) -> None:
    """Add the page, and its chart for the room that there is."""
    drawn = cache(partial(_england, dataset))
    add_page(app, Page(key="home", path="/", title="Find an authority", layout=_layout(dataset, drawn)))
    room.bind_room(app, "home")

    @app.callback(Output("home-body", "children"), Input("home-room", "data"), prevent_initial_call=True)
    def draw(width: Any) -> Any:
        return drawn(room.checked(width))


def _layout(dataset: Dataset, drawn: Callable[[int], Any]) -> Callable[..., html.Div]:
    @cache  # the page depends on nothing but the dataset and the room
    def parts(width: int) -> list[Any]:
        bodies = dataset.bodies()
        known = status_line(caution(dataset, dataset.reach, *KINDS))
        england = html.Div(drawn(width), id="home-body")
        return [_find(dataset), _news(dataset), known, england, _all(bodies)]

    def layout(**_query: str) -> html.Div:
        return page(*parts(room.guess()), room.room("home"), key="home")

    return layout


def _find(dataset: Dataset) -> html.Div:
    return html.Div(
        [
            heading(
                "How children’s services are judged, and how that has changed",
                "Every full inspection of an English authority by Ofsted since 2009, and the visits between them that are on record.",
            ),
            page_search(dataset),
        ],
        className="hero",
    )


def _england(dataset: Dataset, width: int) -> Any:
    reach = dataset.built
    if reach is None:
        return empty("There are no inspections in this dataset.")
    held = {judgement: dataset.as_at(reach, reach, judgement) for judgement in england.LABELS}
    frame, new = england.standing(held), not_yet_inspected(held[Judgement.HELP_AND_PROTECTION])
    rows = [[row["label"], *(row[grade] for grade in counts.GRADES), row["ungraded"]] for _, row in frame.iterrows()]
    caption = f"Authorities in England by grade, {long_date(reach)}"
    figures = table(["Judgement", *counts.GRADES, "No grade"], rows, caption=caption, numeric=range(1, 6))
    return section(
        f"England on {long_date(reach)}",
        chart(
            drawing.figure(frame, width=width),
            id="home-england",
            title=side_by_side.title(frame),
            level=3,
            description=side_by_side.description(frame),
            before=key(ungraded="No grade"),
            caption=side_by_side.of_today(reach),
            table=figures,
        ),
        html.P(new) if new else None,
    )


def _news(dataset: Dataset) -> Any:
    reach = dataset.built
    if reach is None:
        return None
    publications = Publications(dataset)
    found = publications.between(months_before(reach, 12), reach)
    full = found[found["kind"] == FULL]
    moved = publications.moved
    said = finding(len(full), counted_moves(full["inspection_id"], moved))
    return section(
        "Newest publications",
        key(),
        news_table(
            dataset,
            recent.published_since(dataset.inspections(), recent.FIRST_DAY).head(NEWEST),
            moved,
            "Newest publications",
        ),
        html.P(within_year(said, reach)),
        html.P(dcc.Link("All of them, and what changed between any two dates", href="/changes")),
    )


def _all(authorities: pd.DataFrame) -> html.Section:
    today = of_today(authorities)
    former = of_before(authorities)
    parts = [details(f"All {len(today)} authorities, A to Z", _links(today))]
    if len(former):
        parts.append(details(f"{len(former)} authorities that no longer exist", _links(former)))
    return section("Every authority", *parts, id="every-authority")


def _links(authorities: pd.DataFrame) -> html.Ul:
    links = [html.Li(dcc.Link(listed(row), href=f"/authority/{row.slug}")) for row in authorities.itertuples()]
    return html.Ul(links, className="letters")
