"""A scene as a plotly figure, for a page that answers to the pointer: plain dicts, and axes that count pixels.

Shapes of one look that follow each other are one path, and all marks and all words are one trace each: the browser
draws thousands of items at once. What a click leads to stands in the points' `customdata`, for assets/links.js.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from itertools import groupby
from typing import Any, TypeVar

from dashboard.drawing.render.numbers import short
from dashboard.drawing.scene import (
    BASELINE,
    DASHES,
    AnyItem,
    Area,
    Dash,
    Item,
    Line,
    Mark,
    Point,
    Rect,
    Scene,
    Words,
)
from dashboard.drawing.text_width import lines_of
from dashboard.theme import FONT, INK, PAPER

CLEAR = "rgba(0,0,0,0)"
HIDDEN = {"visible": False, "fixedrange": True}
SYMBOLS = {
    "circle": ("circle", 1.0),
    "diamond": ("diamond", 1.3),
    "square": ("square", 1.0),
    "triangle": ("triangle-up", 1.0),
    "octagon": ("octagon", 0.924),
}
"""plotly's name of a mark, and how far it reaches from its middle at a radius of one."""
PATTERNS = {"dots": ".", "stripes": "/"}
SIDES = {"left": "middle right", "center": "middle center", "right": "middle left"}
"""plotly names the side of a point on which words stand; an anchor names their end that is at the point."""
OWN_BASELINE = 0.25
"""How far below the middle plotly sets the letters, in sizes of the type."""
Some = TypeVar("Some", bound=Item)


def figure(scene: Scene) -> dict[str, Any]:
    """The drawing as `data` and `layout`; where it stretches, it fills the width that there is."""
    layout: dict[str, Any] = {
        "height": round(scene.height),
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "font": {"family": FONT, "size": 13, "color": INK},
        "paper_bgcolor": scene.paper,
        "plot_bgcolor": scene.paper,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": PAPER,
            "bordercolor": INK,
            "align": "left",
            "namelength": 0,
            "font": {"family": FONT, "size": 14, "color": INK},
        },
        "barmode": "overlay",
        "xaxis": {**HIDDEN, "range": [0, scene.width]},
        "yaxis": {**HIDDEN, "range": [round(scene.height), 0]},
        "shapes": [*_shapes(scene), *(_dashed(mark) for mark in scene.only(Mark) if DASHES[mark.dash])],
    }
    layout |= {"autosize": True} if scene.stretches else {"autosize": False, "width": round(scene.width)}
    return {"data": [*_patterned(scene), *_places(scene), *_marks(scene), *_words(scene)], "layout": layout}


def _shapes(scene: Scene) -> list[dict[str, Any]]:
    """Rectangles, areas and lines; those of one look that follow each other as one path."""
    drawn = [
        item
        for item in scene.items
        if isinstance(item, Line) or (isinstance(item, Rect | Area) and (item.fill or item.line) and not _pattern(item))
    ]
    return [
        {"type": "path", "layer": "below", "fillrule": "nonzero", "path": "".join(map(_path, items)), **_look(*look)}
        for look, items in groupby(drawn, _look_of)
    ]


def _look_of(item: Rect | Area | Line) -> tuple[str, str, float, Dash]:
    if isinstance(item, Line):
        return "", item.colour, item.width, item.dash
    return item.fill, item.line, item.width, item.dash


def _look(fill: str, colour: str, width: float, dash: Dash) -> dict[str, Any]:
    stroke = {"color": colour, "width": width, "dash": _lengths(dash)} if colour else {"width": 0}
    return {"fillcolor": fill or CLEAR, "line": stroke}


def _lengths(dash: Dash) -> str:
    return ",".join(f"{short(length)}px" for length in DASHES[dash]) or "solid"


@lru_cache(maxsize=4096)
def _path(item: Rect | Area | Line) -> str:
    if isinstance(item, Rect):
        left, top, right, bottom = map(short, (item.box.left, item.box.top, item.box.right, item.box.bottom))
        return f"M{left},{top}H{right}V{bottom}H{left}Z"
    if isinstance(item, Line):
        return "".join(_run(run) for run in item.runs)
    return "".join(f"{_run(ring)}Z" for ring in item.rings)


def _run(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{short(x)},{short(y)}" for x, y in points)


def _dashed(mark: Mark) -> dict[str, Any]:
    """A mark with a dashed outline, which plotly's own marks cannot have; it keeps its size all the same."""
    r, y = mark.radius, mark.y
    shape = {"layer": "below", "xsizemode": "pixel", "xanchor": round(mark.x, 2)}
    shape |= _look(mark.fill, mark.line, mark.width, mark.dash)
    if mark.symbol == "circle":
        return shape | {"type": "circle", "x0": -r, "x1": r, "y0": y - r, "y1": y + r}
    return shape | {"type": "path", "path": _run((x - mark.x, y) for x, y in mark.outline) + "Z"}


def _pattern(item: Item) -> bool:
    return isinstance(item, Area) and item.pattern is not None


def _patterned(scene: Scene) -> list[dict[str, Any]]:
    """Areas with dots or stripes, which only traces can have, one for each look."""
    traces = []
    areas = [area for area in scene.only(Area) if area.pattern]
    for look in dict.fromkeys((area.pattern, _look_of(area)) for area in areas):
        mine = [area for area in areas if (area.pattern, _look_of(area)) == look]
        rings = [ring for area in mine for ring in area.rings]
        pattern, (fill, colour, width, _) = look
        assert pattern is not None
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [x for ring in rings for x in (*(round(x, 2) for x, _ in (*ring, ring[0])), None)],
                "y": [y for ring in rings for y in (*(round(y, 2) for _, y in (*ring, ring[0])), None)],
                "line": {"color": colour or CLEAR, "width": width if colour else 0, "simplify": False},
                "fill": "toself",
                "fillcolor": fill,
                "fillpattern": {
                    "shape": PATTERNS[pattern.kind],
                    "fgcolor": pattern.colour,
                    "bgcolor": fill,
                    "size": 7,
                    "solidity": 0.16,
                },
                "hoverinfo": "skip",
            }
        )
    return traces


def _places(scene: Scene) -> list[dict[str, Any]]:
    """Where a pointer reads or a click leads: a clear bar over each rectangle and each link's words."""
    wanted = [item for item in scene.items if isinstance(item, Rect | Words) and (item.hover or item.link)]
    return [
        {
            "type": "bar",
            "orientation": "h",
            "base": [round(item.bounds.left, 2) for item in items],
            "x": [round(item.bounds.width, 2) for item in items],
            "y": [round(item.bounds.middle[1], 2) for item in items],
            "width": [round(item.bounds.height, 2) for item in items],
            "marker": {"color": CLEAR, "line": {"width": 0}},
            **said,
        }
        for items, said in _by_what_is_said(wanted)
    ]


def _marks(scene: Scene) -> list[dict[str, Any]]:
    """Every mark, and a clear one in the middle of each area or line that has something to say."""
    marks = [item if isinstance(item, Mark) else _spot(item) for item in scene.items if _has_mark(item)]
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [round(mark.x, 2) for mark in items],
            "y": [round(mark.y, 2) for mark in items],
            "marker": {
                "symbol": [SYMBOLS[mark.symbol][0] for mark in items],
                "size": [round(2 * mark.radius / SYMBOLS[mark.symbol][1], 2) for mark in items],
                "color": [CLEAR if DASHES[mark.dash] else mark.fill or CLEAR for mark in items],
                "opacity": 1,
                "line": {
                    "color": [CLEAR if DASHES[mark.dash] else mark.line or CLEAR for mark in items],
                    "width": [mark.width if mark.line and not DASHES[mark.dash] else 0 for mark in items],
                },
            },
            "cliponaxis": False,
            **said,
        }
        for items, said in _by_what_is_said(marks)
    ]


def _has_mark(item: Item) -> bool:
    return isinstance(item, Mark) or (isinstance(item, Area | Line) and bool(item.hover or item.link))


def _spot(item: AnyItem) -> Mark:
    """Where the words of an area or a line are read."""
    x, y = (isinstance(item, Area) and item.spot) or item.bounds.middle
    return Mark(x=x, y=y, symbol="circle", radius=3, hover=item.hover, link=item.link)


def _words(scene: Scene) -> list[dict[str, Any]]:
    words = scene.only(Words)
    if not words:
        return []
    return [
        {
            "type": "scatter",
            "mode": "text",
            "x": [round(item.x, 2) for item in words],
            "y": [round(item.y + item.size * (BASELINE - OWN_BASELINE), 2) for item in words],
            "text": [_shown(item) for item in words],
            "textposition": [SIDES[item.anchor] for item in words],
            "textfont": {
                "family": FONT,
                "size": [item.size for item in words],
                "color": [item.colour for item in words],
            },
            "cliponaxis": False,
            "hoverinfo": "skip",
        }
    ]


def _shown(item: Words) -> str:
    text = "<br>".join(escape(line, quote=False) for line in lines_of(item.text))
    return f"<b>{text}</b>" if item.bold else text


def _by_what_is_said(items: Sequence[Some]) -> Iterable[tuple[list[Some], dict[str, Any]]]:
    """Items that say nothing, those that only lead somewhere, and those with words: a trace each, with what it says.

    A trace whose words are empty would show an empty box.
    """
    silent = [item for item in items if not item.hover and not item.link]
    leading = [item for item in items if item.link and not item.hover]
    speaking = [item for item in items if item.hover]
    if silent:
        yield silent, {"hoverinfo": "skip"}
    if leading:
        yield leading, {"hoverinfo": "none", **_links(leading)}
    if speaking:
        hovers = [_hover(item.hover) for item in speaking]
        yield speaking, {"hovertext": hovers, "hovertemplate": "%{hovertext}<extra></extra>", **_links(speaking)}


def _links(items: Sequence[Item]) -> dict[str, Any]:
    """Where a click leads, for assets/links.js."""
    return {"customdata": [item.link for item in items]} if any(item.link for item in items) else {}


def _hover(hover: str) -> str:
    first, *others = escape(hover, quote=False).split("\n")
    return "<br>".join([f"<b>{first}</b>", *others]) if others else first
