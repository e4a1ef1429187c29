"""A scene as SVG: real text, links, hover words as titles; inside a page or as a file of its own.

The same scene gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from dashboard.drawing.render.numbers import short
from dashboard.drawing.scene import (
    BASELINE,
    DASHES,
    AnyItem,
    Area,
    Dash,
    Line,
    Mark,
    Pattern,
    Point,
    Rect,
    Scene,
    Words,
)
from dashboard.drawing.text_width import LINE, lines_of
from dashboard.theme import FONT

ANCHORS = {"left": "start", "center": "middle", "right": "end"}
TILES = {"dots": 7.0, "stripes": 9.9}
"""Pixels from dot to dot, and from stripe to stripe along each edge: seven across, as plotly draws them."""
DOT, STRIPE = 1.58, 1.12
"""Radius of a pattern's dots, and width of its stripes: each covers a sixth of the tile."""

_HEARS = ' pointer-events="all"'
"""A pointer finds only what has something to say: the words upon a block hide nothing of it."""
HIDDEN = 'aria-hidden="true"'
_NAMESPACE = 'xmlns="http://www.w3.org/2000/svg" '


def svg(scene: Scene, *, key: str = "chart", is_file: bool = False, is_inline: bool = False) -> str:
    """The drawing as an <svg> element; `key` begins the ids in it and is its own in a page that has several.

    `is_file` makes it a file of its own, with its namespace and paper beneath the drawing. `is_inline` leaves its
    name to the element around it, and its links to pointers.
    """
    has_links = any(item.link for item in scene.items)
    patterns = dict.fromkeys(area.pattern for area in scene.only(Area) if area.pattern)
    names: dict[Pattern | None, str] = {
        pattern: f"{key}-pattern-{number}" for number, pattern in enumerate(patterns, 1)
    }
    width, height = short(scene.width), short(scene.height)
    # what is inside an image cannot be reached by keyboard, and so a drawing with links is a group
    role, language = "group" if has_links else "img", 'xml:lang="en-GB"' if is_file else 'lang="en-GB"'
    named = f'role="{role}" aria-labelledby="{key}-title" aria-describedby="{key}-desc"'
    title = f'<title id="{key}-title">{escape(scene.title)}</title>'
    description = f'<desc id="{key}-desc">{escape(scene.description)}</desc>'
    return "".join(
        [
            f'<svg {_NAMESPACE if is_file else ""}width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
            f'class="scene" {HIDDEN if is_inline else named} {language} '
            f'font-family="{escape(FONT)}" text-rendering="geometricPrecision" pointer-events="none">',
            "" if is_inline else title + description,
            f"<defs>{''.join(_pattern(name, pattern) for pattern, name in names.items() if pattern)}</defs>"
            if names
            else "",
            f'<rect width="{width}" height="{height}" fill="{scene.paper}"/>' if is_file else "",
            *(_item(item, names.get(_pattern_of(item), ""), is_inline) for item in scene.items),
            "</svg>",
        ]
    )


def _pattern_of(item: AnyItem) -> Pattern | None:
    return item.pattern if isinstance(item, Area) else None


@lru_cache(maxsize=4096)  # axes, and whatever else does not change with a date, are drawn again and again
def _item(item: AnyItem, pattern: str, is_inline: bool) -> str:
    """An item, in a group of its own where it has a name or hover words, and in a link where it leads somewhere.

    `pattern` is the id of its pattern in the drawing.
    """
    drawn = _words(item) if isinstance(item, Words) else _shape(item, pattern)
    if item.name or item.hover or (isinstance(item, Area) and item.pattern):
        name = f' data-name="{escape(item.name)}"' if item.name else ""
        title = f"<title>{escape(item.hover)}</title>" if item.hover else ""
        drawn = f"<g{name}{_HEARS if item.hover else ''}>{title}{drawn}</g>"
    if not item.link:
        return drawn
    label = "" if isinstance(item, Words) else f' aria-label="{escape(item.hover or item.name)}"'
    stop = ' tabindex="-1"' if is_inline else ""
    return f'<a href="{escape(item.link)}"{label}{stop}{_HEARS}>{drawn}</a>'


def _shape(item: Rect | Area | Line | Mark, pattern: str) -> str:
    if isinstance(item, Line):
        path = "".join(_path(run) for run in item.runs)
        return f'<path d="{path}" fill="none"{_stroke(item.colour, item.width, item.dash)}/>'
    form = _form(item)
    look = f' fill="{item.fill or "none"}"'
    stroke = _stroke(item.line, item.width, item.dash) if item.line else ""
    if isinstance(item, Area) and item.pattern:
        return f'<{form}{look}/><{form} fill="url(#{pattern})"{stroke}/>'
    return f"<{form}{look}{stroke}/>"


def _form(item: Rect | Area | Mark) -> str:
    match item:
        case Rect(box=box):
            places = f'x="{short(box.left)}" y="{short(box.top)}"'
            return f'rect {places} width="{short(box.width)}" height="{short(box.height)}"'
        case Area():
            return f'path d="{"".join(_path(ring, "Z") for ring in item.rings)}"'
        case Mark(symbol="circle"):
            return f'circle cx="{short(item.x)}" cy="{short(item.y)}" r="{short(item.radius)}"'
        case Mark():
            # Corners as plotly cuts those of its markers.
            return f'path d="{_path(item.outline, "Z")}" stroke-miterlimit="2"'


def _path(points: Iterable[Point], end: str = "") -> str:
    return "M" + "L".join(f"{short(x)},{short(y)}" for x, y in points) + end


def _stroke(colour: str, width: float, dash: Dash) -> str:
    lengths = DASHES[dash]
    pattern = f' stroke-dasharray="{" ".join(map(short, lengths))}"' if lengths else ""
    return f' stroke="{colour}" stroke-width="{short(width)}"{pattern}'


def _words(item: Words) -> str:
    lines = lines_of(item.text)
    first = item.y + item.size * (BASELINE - LINE / 2 * (len(lines) - 1))
    places = [(short(item.x), short(first + number * LINE * item.size)) for number in range(len(lines))]
    look = f'font-size="{short(item.size)}" fill="{item.colour}"'
    if item.anchor != "left":
        look += f' text-anchor="{ANCHORS[item.anchor]}"'
    if item.bold:
        look += ' font-weight="700"'
    x, y = places[0]
    if len(lines) == 1:
        return f'<text x="{x}" y="{y}" {look}>{escape(lines[0])}</text>'
    inner = "".join(
        f'<tspan x="{x}" y="{y}">{escape(words)}</tspan>' for (x, y), words in zip(places, lines, strict=True)
    )
    return f"<text {look}>{inner}</text>"


def _pattern(name: str, pattern: Pattern) -> str:
    tile = TILES[pattern.kind]
    half, quarter = tile / 2, tile / 4
    if pattern.kind == "dots":
        inner = f'<circle cx="{half}" cy="{half}" r="{DOT}" fill="{pattern.colour}"/>'
    else:
        path = f"M-{quarter},{quarter}l{half},-{half}M0,{tile}L{tile},0M{3 * quarter},{5 * quarter}l{half},-{half}"
        inner = f'<path d="{path}" stroke="{pattern.colour}" stroke-width="{STRIPE}"/>'
    return f'<pattern id="{name}" width="{tile}" height="{tile}" patternUnits="userSpaceOnUse">{inner}</pattern>'
