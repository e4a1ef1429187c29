"""An HTML table that can be read by everyone: caption, header cells with scope, and a region that scrolls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.markup import Written, markup
from dashboard.dates import long_date
from dashboard.web.markup import Markup, element
from dashboard.web.taken import Table

UNKNOWN = "not known"


def cell(value: Any) -> Any:
    """What a table shows for a value: components as they are, dates in words, blanks as "not known"."""
    if isinstance(value, Component | Markup):
        return value
    if value is None or (not isinstance(value, (list, tuple)) and pd.isna(value)):
        return html.Span(UNKNOWN, className="muted")
    if isinstance(value, dt.date):
        return long_date(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return f"{value:,.1f}".removesuffix(".0")
    return f"{value:,}" if isinstance(value, int) else value if isinstance(value, list) else str(value)


def table(
    headers: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    caption: str,
    numeric: Collection[int] = (),
    hide_caption: bool = False,
    stacks: bool = False,
    groups: Mapping[int, Any] | None = None,
    ids: Sequence[str] = (),
    marked: Collection[int] = (),
    look: str = "",
) -> Written:
    """A table with these headers and rows; the first cell of each row is its header.

    `groups` says by the number of a row what stands above it and those that follow, as the heading of them all; `ids`
    are the rows' own, for links that lead to them.

    It is one component for the browser, whatever the number of cells. With `stacks` each row is a block of its own on
    a phone, its cells under each other with their headers' words. `numeric` holds the positions of columns set to the right, `marked` those of the rows of
    the marked authority; `look` is a class of the table's own. The caption names the table and
    the scrolling region around it; every table of a page needs a caption of its own.
    """
    classes = ["numeric" if position in numeric else None for position in range(len(headers))]
    head = [element("th", text, scope="col", className=style) for text, style in zip(headers, classes, strict=True)]
    labels = [{"data-label": header} if stacks else {} for header in headers]
    bodies: list[list[Any]] = [[]]
    for number, row in enumerate(rows):
        if number in (groups or {}):
            title = element("th", cell((groups or {})[number]), scope="rowgroup", colspan=len(headers))
            bodies.append([element("tr", title, className="group")])
        first, *rest = row
        flag = [" ", element("span", "Marked", className="mark-flag")] if number in marked else []
        cells = [
            element("td", cell(value), className=style, **label)
            for value, style, label in zip(rest, classes[1:], labels[1:], strict=True)
        ]
        head_cell = element("th", [cell(first), *flag], scope="row", className=classes[0])
        bodies[-1].append(element("tr", [head_cell, *cells], id=ids[number] if ids else None))
    title = element("caption", element("span", caption), className="visually-hidden" if hide_caption else None)
    parts = [element("tbody", body) for body in bodies if body or not groups]
    made = element("table", [title, element("thead", element("tr", head)), *parts])
    style = " ".join(filter(None, ["table-scroll", "stacks" if stacks else "", look]))
    region = {"className": style, "role": "region", "tabIndex": 0}
    return markup(element("div", made, **region, **{"aria-label": caption}), data=Table(headers, rows))


def frame_table(
    frame: pd.DataFrame,
    *,
    caption: str,
    labels: Mapping[str, str] | None = None,
    hide_caption: bool = False,
    stacks: bool = False,
) -> Written:
    """A frame as a table: the columns of `labels` in its order under its words, or every column as it is named."""
    words = dict(labels) if labels else {str(name): str(name) for name in frame.columns}
    shown = frame[list(words)]
    numeric = {i for i, name in enumerate(words) if pd.api.types.is_numeric_dtype(frame[name].dtype)}
    rows = list(shown.astype(object).itertuples(index=False, name=None))
    return table(list(words.values()), rows, caption=caption, numeric=numeric, hide_caption=hide_caption, stacks=stacks)
