"""Home's newest publications: a line each, with the judgements side by side, each with the grade before."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import dcc, html

from dashboard.components.badge import dash
from dashboard.components.move import marks
from dashboard.dates import long_date
from dashboard.judgements import NAMES, TODAY
from dashboard.statistics.published import Moves
from dashboard.words import upper_first
from loaders import Dataset, Judgement


def news_table(dataset: Dataset, events: pd.DataFrame, moved: Moves, caption: str) -> html.Div:
    """The publications of `events` (rows of inspections) in a table, which is a list of blocks on a phone."""
    bodies = {str(row.code): row for row in dataset.bodies().itertuples()}
    rows = [_row(event, bodies[str(event.authority_code)], moved) for event in events.itertuples()]
    heads = ["Published", "Authority", "Inspection or visit", *(NAMES[judgement] for judgement in TODAY)]
    table = html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])),
            html.Tbody(rows),
        ],
        className="news",
    )
    return html.Div(table, className="table-scroll", role="region", tabIndex=0, **{"aria-label": caption})


def _row(event: Any, body: Any, moved: Moves) -> html.Tr:
    name = dcc.Link(str(body.name), href=f"/authority/{body.slug}")
    given = {one: moved.get((str(event.inspection_id), one.value)) for one in TODAY}
    return html.Tr(
        [
            html.Td(long_date(event.publication_date), className="news-when"),
            html.Th(name, scope="row"),
            html.Td(_what(event), className="news-what"),
            *(_grades(given) if any(given.values()) else [_none(event)]),
        ]
    )


def _what(event: Any) -> Any:
    words = upper_first(str(event.event_type))
    text = words if pd.isna(event.theme) else f"{words}: {event.theme}"
    return text if pd.isna(event.report_url) else html.A(text, href=event.report_url)


def _grades(given: dict[Judgement, tuple[str | None, str] | None]) -> list[html.Td]:
    cells = []
    for judgement, pair in given.items():
        shown = marks(pair) if pair else dash("not given" if judgement is Judgement.OVERALL else "no grade")
        cells.append(html.Td([shown, html.Span(NAMES[judgement], className="news-label")], className="news-grade"))
    return cells


def _none(event: Any) -> html.Td:
    words = str(event.outcome) if pd.notna(event.outcome) else "A visit gives no grade"
    return html.Td(words, colSpan=len(TODAY), className="muted")
