"""A large table as a grid that sorts and filters, one component whatever the number of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_ag_grid as dag
from dash import html
from dash.development.base_component import Component

from dashboard.components.table import table

# assets/grid.js fetches it when a grid is drawn: a sixth of all that a first visit of any page would fetch.
dag._js_dist[0]["dynamic"] = True


PLAIN_ROWS = 200
"""Rows that the first HTML holds; the files of the data page hold all."""


def grid(
    id: str,
    columns: Mapping[str, tuple[str, int]],
    rows: Sequence[Mapping[str, Any]],
    *,
    label: str,
    height: int = 640,
    page_size: int = 20,
    numeric: frozenset[str] = frozenset(),
    links: Mapping[str, str] | None = None,
) -> html.Div:
    """Rows as text and numbers under `columns`: the field -> its words and its width in pixels.

    `label` names the grid for screen readers; `links` says by field what of assets/grid.js makes its cells links. Hundreds of rows of an HTML table are thousands of components, each
    of which the browser looks at again at every answer; a grid is one.
    """
    definitions = [
        {
            "field": name,
            "headerName": words,
            "width": width,
            "filter": "agNumberColumnFilter" if name in numeric else "agTextColumnFilter",
            **({"cellRenderer": (links or {})[name]} if name in (links or {}) else {}),
        }
        for name, (words, width) in columns.items()
    ]
    drawn = dag.AgGrid(
        id=id,
        rowData=[dict(row) for row in rows],
        columnDefs=definitions,
        defaultColDef={"sortable": True, "resizable": True, "floatingFilter": True},
        dashGridOptions={
            "pagination": True,
            "paginationPageSize": page_size,
            "paginationPageSizeSelector": [20, 50, 100],
            "animateRows": False,
            "ensureDomOrder": True,
            "enableCellTextSelection": True,
        },
        style={"height": f"{height}px"},
        className="ag-theme-quartz",
    )
    made = html.Div(drawn, role="group", **{"aria-label": label})
    made.plain = lambda: _plain(columns, rows, label, numeric)
    return made


def _plain(
    columns: Mapping[str, tuple[str, int]], rows: Sequence[Mapping[str, Any]], label: str, numeric: frozenset[str]
) -> Component:
    """The first rows as a table, and how many there are."""
    shown = [[row[name] for name in columns] for row in rows[:PLAIN_ROWS]]
    left_out = len(rows) - len(shown)
    caption = label if not left_out else f"{label}: the first {len(shown):,} of {len(rows):,}"
    places = [place for place, name in enumerate(columns) if name in numeric]
    return table([words for words, _ in columns.values()], shown, caption=caption, numeric=places, stacks=True)
