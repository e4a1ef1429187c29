"""What stands under a chart: its data, its picture, a link to it, and code that shows it on another site."""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

import flask
from dash import html
from dash.development.base_component import Component

from dashboard.components.native import Native
from dashboard.web import address, marks, routing, taken
from dashboard.web.markup import Element
from dashboard.web.taken import CHART, EMBED, Taken

AROUND = 210
"""Pixels of a frame for what stands above and below a drawing: the finding in two or three lines, key and source."""


class Tools(Native):
    """`chart` is the chart's id, `height` that of a frame for it, `files` the kinds of its files; script fills in where it stands."""

    _type = "Tools"
    _prop_names: ClassVar[list[str]] = ["chart", "title", "height", "files", "className"]

    def plain(self) -> Component:
        """The same without script: links, and the code to be copied by hand."""
        chart, path, query = self.get("chart"), flask.request.path, flask.request.args.to_dict(flat=False)
        found = routing.resolve(flask.current_app, path)
        kept = routing.view(found[0], query) if found else {}
        if (mark := query.get(marks.MARK, [""])[-1]) and routing.pages(flask.current_app)["authority"].exists(mark):
            kept[marks.MARK] = mark
        links = [
            html.A(words, href=taken.address_of(path, chart, suffix, kept), download="", className="tool")
            for suffix, words in self.get("files").items()
        ]
        here = taken.view_of(path, kept)
        frame = address.whole_root() + taken.view_of(path, {**kept, EMBED: "1", CHART: chart})
        code = (
            f'<iframe src="{escape(frame)}" title="{escape(self.get("title"))}" '
            f'width="100%" height="{self.get("height")}" style="border:0" loading="lazy"></iframe>'
        )
        return html.Div(
            [
                *links,
                html.A("Link to this chart", href=f"{here}#{chart}-title", className="tool"),
                html.Details(
                    [
                        html.Summary("Embed", className="tool"),
                        Element("textarea", code, readonly=True, rows=4, **{"aria-label": "Code to embed this chart"}),
                    ],
                    className="embed-code",
                ),
            ],
            className="chart-tools no-print server-only",
            role="group",
            **{"aria-label": f"Take along: {self.get('title')}"},
        )


def tools(one: Taken) -> Tools:
    """The tools of a chart."""
    data: dict[str, Any] = {"csv": "Data (CSV)"} if one.table else {}
    files = {**data, "png": "Picture (PNG)", "svg": "Picture (SVG)"}
    height = round(one.scene.height) + AROUND
    return Tools(chart=one.id, title=one.title, height=height, files=files, className="server-only")
