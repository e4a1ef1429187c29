"""The frame of every chart: the finding as its title, the drawing with a name, the source, the same data as a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dash import html

from dashboard.components.graph import graph, inline, role
from dashboard.components.markup import Written
from dashboard.components.tools import tools
from dashboard.drawing.render import plotly
from dashboard.drawing.scene import Scene
from dashboard.text.folding import two_lines
from dashboard.web.taken import Table, Taken, words
from dashboard.words import LETTERS

READING = "How to read this"


class Chart(html.Figure):
    """A figure of which something can be taken along."""

    def __init__(self, children: list[Any], taken: Taken | None = None, **properties: Any) -> None:
        super().__init__(children, **properties)
        self.taken = taken


def chart(
    figure: Any,
    *,
    id: str,
    title: str,
    description: str,
    caption: Any,
    table: Any = None,
    level: int = 2,
    table_label: str = "Show this chart as a table",
    before: Any = None,
    reading: Any = None,
    in_embed: bool = True,
    data: Callable[[], Written] | None = None,
    walked: str = "",
) -> Chart:
    """A chart that everyone can read.

    `figure` is a scene, or a plotly figure as a plain dict with a height in its layout; `title` says the finding;
    `description` is the text alternative; `caption` states coverage and source, of which two lines stand; `table` is a
    component of `components.table`. `before` stands between title and drawing (a key, a control);
    `reading` says how to read the drawing, folded with the rest of the caption: text, or a list of paragraphs.
    With `in_embed` the chart is what `?embed=1` leaves of its page. Under a scene stand its tools; `data` makes the
    table of its file, where it is not `table`; `walked` says how one walks through the drawing by the arrow keys, and
    lets what is clicked open a card.
    """
    scene = figure if isinstance(figure, Scene) else None
    drawn = inline(figure, id) if isinstance(figure, Scene) else ""
    figure = plotly.figure(figure) if isinstance(figure, Scene) else figure
    heading = {2: html.H2, 3: html.H3, 4: html.H4}[level](title, id=f"{id}-title", className="chart-title")
    drawing = html.Div(
        graph(id, figure, drawn=drawn, look="graph", style=_style(figure), walked=walked),
        role=role(drawn),
        className="drawing",
        **{"aria-label": description},
    )
    above = before if isinstance(before, list) else [before]
    standing, folded = two_lines(caption) if isinstance(caption, str) else (caption, [])
    parts = [heading, *above, drawing, html.Figcaption(standing, className="source")]
    said = [*(reading if isinstance(reading, list) else [reading] if reading is not None else []), *folded]
    if said:
        parts.append(details(READING, *(html.P(text) for text in said), style="reading"))
    if table is not None:
        parts.append(details(table_label, table))
    taken = Taken(id, title, _captioned(caption, above), description, scene, _data(table, data)) if scene else None
    return Chart(
        [part for part in (*parts, tools(taken) if taken else None) if part is not None],
        taken,
        className="chart in-embed" if in_embed else "chart",
        **{"aria-labelledby": f"{id}-title"},
    )


def _captioned(caption: Any, above: list[Any]) -> str:
    """The caption of a picture: with what the letters mean, where a key above the drawing says it on the page."""
    said = " ".join(words(caption).split())
    has_key = any("grade-key" in str(getattr(part, "className", "")) for part in above)
    return f"{said} {LETTERS}" if has_key else said


def _data(shown: Any, made: Callable[[], Written] | None) -> Callable[[], Table] | None:
    """What makes the data of a chart: of the table that is shown, or of one that is made when it is asked for."""
    if made is not None:
        return lambda: made().data or Table((), ())
    known = shown.data if isinstance(shown, Written) else None
    return None if known is None else lambda: known


def details(summary: str, *children: Any, open: bool = False, style: str = "") -> html.Details:
    """Something that the reader may open."""
    return html.Details([html.Summary(summary), *children], open=open, className=f"details {style}".strip())


def _style(figure: Any) -> dict[str, str]:
    """The height of the drawing before plotly has drawn it, so that nothing jumps."""
    layout = figure.get("layout", {}) if isinstance(figure, dict) else figure.layout.to_plotly_json()
    height = layout.get("height")
    return {"minHeight": f"{height}px"} if height else {}
