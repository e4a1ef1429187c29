"""A scene as a plotly figure, for a page that answers to the pointer: plain dicts, and axes that count pixels.

Shapes of one look that follow each other are one path, and all marks and all words are one trace each: the browser
draws thousands of items at once. What a click leads to stands in the points' `customdata`, for assets/links.js.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from typing import Any

from dashboard.drawing.render.numbers import short
from dashboard.drawing.scene import BASELINE, DASHES, Area, Dash, Item, Line, Mark, Point, Rect, Scene, Words
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
    traces = [*_patterned(scene), _places(scene), _marks(scene), _words(scene)]
    return {"data": [trace for trace in traces if trace], "layout": layout}


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


def _places(scene: Scene) -> dict[str, Any] | None:
    """Where a pointer reads or a click leads: a clear bar over each rectangle and each link's words."""
    wanted = [item for item in scene.items if isinstance(item, Rect | Words) and (item.hover or item.link)]
    boxes = [item.bounds for item in wanted]
    return wanted and {
        "type": "bar",
        "orientation": "h",
        "base": [round(box.left, 2) for box in boxes],
        "x": [round(box.width, 2) for box in boxes],
        "y": [round(box.middle[1], 2) for box in boxes],
        "width": [round(box.height, 2) for box in boxes],
        "marker": {"color": CLEAR, "line": {"width": 0}},
        **_said(wanted),
    }  # type: ignore[return-value]


def _marks(scene: Scene) -> dict[str, Any] | None:
    """Every mark, and a clear one in the middle of each area or line that has something to say."""
    spots: list[tuple[Area | Line, Point]] = []
    for item in scene.items:
        if isinstance(item, Area | Line) and (item.hover or item.link):
            spots.append((item, (isinstance(item, Area) and item.spot) or item.bounds.middle))
    marks = scene.only(Mark)
    if not marks and not spots:
        return None
    drawn = [mark.line and not DASHES[mark.dash] for mark in marks]
    clear = [CLEAR] * len(spots)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [*(round(mark.x, 2) for mark in marks), *(round(x, 2) for _, (x, _) in spots)],
        "y": [*(round(mark.y, 2) for mark in marks), *(round(y, 2) for _, (_, y) in spots)],
        "marker": {
            "symbol": [*(SYMBOLS[mark.symbol][0] for mark in marks), *("circle" for _ in spots)],
            "size": [*(round(2 * mark.radius / SYMBOLS[mark.symbol][1], 2) for mark in marks), *(6 for _ in spots)],
            "color": [*(CLEAR if DASHES[mark.dash] else mark.fill or CLEAR for mark in marks), *clear],
            "opacity": 1,
            "line": {
                "color": [*(mark.line if on else CLEAR for mark, on in zip(marks, drawn, strict=True)), *clear],
                "width": [
                    *(mark.width if on else 0 for mark, on in zip(marks, drawn, strict=True)),
                    *(0 for _ in spots),
                ],
            },
        },
        "cliponaxis": False,
        **_said([*marks, *(item for item, _ in spots)]),
    }


def _words(scene: Scene) -> dict[str, Any] | None:
    words = scene.only(Words)
    return words and {
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
    }  # type: ignore[return-value]


def _shown(item: Words) -> str:
    text = "<br>".join(escape(line, quote=False) for line in lines_of(item.text))
    return f"<b>{text}</b>" if item.bold else text


def _said(items: Sequence[Item]) -> dict[str, Any]:
    """What a pointer reads over each item, its first line as a heading, and where a click leads."""
    said: dict[str, Any] = {"hovertext": [_hover(item.hover) for item in items]}
    if all(item.hover for item in items):
        said["hovertemplate"] = "%{hovertext}<extra></extra>"
    else:  # an item that only leads somewhere shows no empty box
        said["hovertemplate"] = ["%{hovertext}<extra></extra>" if item.hover else "" for item in items]
        said["hoverinfo"] = ["text" if item.hover else "none" for item in items]
    if any(item.link for item in items):
        said["customdata"] = [item.link for item in items]
    return said


def _hover(hover: str) -> str:
    first, *others = escape(hover, quote=False).split("\n")
    return "<br>".join([f"<b>{first}</b>", *others]) if others else first
