"""A drawing that is there at once: as SVG in the HTML, and by plotly once it is used or the connection has time."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, ClassVar

import plotly
from dash.fingerprint import build_fingerprint

from dashboard import theme
from dashboard.components.native import Native
from dashboard.drawing.render.svg import svg
from dashboard.drawing.scene import Scene
from dashboard.web.markup import Element, Markup

PLOTLY = "package_data/plotly.min.js"


class Graph(Native):
    """`svg` is the drawing as HTML, `figure` the same for plotly, which is all there is where `svg` is blank.

    `walked` says how one walks through it by the arrow keys, where one can (assets/card.js).
    """

    _type = "Graph"
    _prop_names: ClassVar[list[str]] = ["id", "figure", "svg", "config", "className", "source", "style", "walked"]

    def plain(self) -> Element:
        """The same without script."""
        look = {"id": self.get("id"), "className": _classes(self.get("className")), "style": self.get("style")}
        return Element("div", Element("div", Markup(self.get("svg", "")), className="drawn-svg"), **look)


def graph(
    id: str, figure: Any, *, drawn: str = "", look: str = "", style: dict[str, str] | None = None, walked: str = ""
) -> Graph:
    """A plotly figure with its SVG, if there is one; `walked` as Graph has it."""
    return Graph(
        id=id,
        figure=figure,
        svg=drawn,
        config=theme.GRAPH_CONFIG,
        className=f"{look} walked" if walked else look,
        style=style,
        source=_source(),
        walked=walked or None,
    )


def inline(scene: Scene, key: str) -> str:
    """A scene as it stands in a page, where the element around it has its name; `key` is its own in the page.

    Its links are for pointers and fingers: the table beside a chart has the same ones for the keyboard, in order.
    """
    return svg(scene, key=key, is_inline=True)


def role(drawn: str) -> str:
    """What the element around a drawing is: an image, or a group where the drawing has links, which no image may hold."""
    return "group" if "<a " in drawn else "img"


def forms(scenes: Iterable[tuple[str, Scene]], key: str) -> str:
    """One drawing in several forms, of which the style sheet shows the one that fits."""
    return "".join(f'<div class="form form-{name}">{inline(scene, f"{key}-{name}")}</div>' for name, scene in scenes)


def _classes(own: str | None) -> str:
    return f"drawn {own or ''}".strip()


@cache
def _source() -> str:
    """Where Dash serves plotly's script, under a name that changes with it."""
    name = build_fingerprint(PLOTLY, plotly.__version__, 0)
    return f"/_dash-component-suites/plotly/{name}"
