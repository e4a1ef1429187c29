"""One chart of a page, to take along: its picture, its data, and itself alone in another site's frame.

`components.chart` says on each figure what of it can be taken; here it is found again in the page of an address.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.drawing.scene import Scene
from dashboard.web.markup import Markup

CHART, EMBED = "chart", "embed"
"""The keys of an address that ask for one chart, and for a page without what surrounds it."""

_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Table:
    """The data of a chart: headings, and rows of plain values, dates and components."""

    headers: Sequence[str]
    rows: Sequence[Sequence[Any]]

    def frame(self) -> pd.DataFrame:
        """The rows with numbers as numbers, dates as ISO text and components as their words."""
        return pd.DataFrame([[plain(value) for value in row] for row in self.rows], columns=list(self.headers))


@dataclass(frozen=True, slots=True)
class Taken:
    """What can be taken of a chart; `table` makes its data, where it has some."""

    id: str
    title: str
    caption: str
    description: str
    scene: Scene
    table: Callable[[], Table] | None = None


def words(part: Any) -> str:
    """The text of components, markup and lists of them, without what is there for the eye alone, as a grade's letter is."""
    if isinstance(part, list | tuple):
        return "".join(map(words, part))
    if isinstance(part, Markup):
        return unescape(_TAG.sub("", part))
    if isinstance(part, Component):
        is_shown = vars(part).get("aria-hidden") == "true"
        return "" if is_shown else words(getattr(part, "children", None))
    return "" if part is None else str(part)


def plain(value: Any) -> Any:
    """A cell as data: a number or a day as it is, everything else as its words, and nothing for a blank."""
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()[:10]
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list | tuple | Component | Markup | str):
        return words(value) or None
    return None if value is None or pd.isna(value) else value


def address_of(path: str, chart: str, suffix: str, query: Mapping[str, Any]) -> str:
    """Where a file of a chart is: of the page at a path, in the state of a query."""
    return view_of(f"/chart{path.rstrip('/')}/{chart}.{suffix}", query)


def view_of(path: str, query: Mapping[str, Any]) -> str:
    """An address with its query, where it has one."""
    return f"{path}?{urlencode(query, doseq=True, safe=',:')}" if query else path


def find(part: Any, chart: str) -> Component | None:
    """The figure of a chart in a page; None where there is none of this name."""
    if isinstance(part, list | tuple):
        return next((found for one in part if (found := find(one, chart))), None)
    if not isinstance(part, Component):
        return None
    taken = getattr(part, "taken", None)
    if taken and taken.id == chart:
        return part
    made_later = vars(part).get("plain")  # what a page makes when it is opened
    return find(made_later() if made_later else getattr(part, "children", None), chart)


def alone(layout: Component, chart: str, path: str, query: Mapping[str, Any], title: str, service: str) -> Component:
    """A page's one chart with a link back, for a frame on another site; the page itself where it has no such chart."""
    figure = find(layout, chart)
    if figure is None:
        return layout
    kept = {name: value for name, value in query.items() if name not in (CHART, EMBED, "width")}
    whole = view_of(path, kept)
    source = html.P(["From ", html.A(service, href=f"{whole}#{chart}-title", target="_top")], className="embed-source")
    return html.Div([html.H1(title), figure, source], className="page alone")
