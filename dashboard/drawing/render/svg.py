"""A scene as SVG: real text, links, hover words as titles; inside a page or as a file of its own.

The same scene gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from dashboard.drawing.render.numbers import short
from dashboard.drawing.scene import BASELINE, DASHES, AnyItem, Area, Line, Mark, Pattern, Point, Rect, Scene, Words
from dashboard.drawing.text_width import LINE, lines_of
from dashboard.theme import FONT

ANCHORS = {"left": "start", "center": "middle", "right": "end"}
TILES = {"dots": 7.0, "stripes": 9.9}
"""Pixels from dot to dot, and from stripe to stripe along each edge: seven across, as plotly draws them."""
DOT, STRIPE = 1.58, 1.12
"""Radius of a pattern's dots, and width of its stripes: each covers a sixth of the tile."""

Names = dict[tuple[str, Pattern | None], str]


def svg(scene: Scene, *, key: str = "chart", is_file: bool = False) -> str:
    """The drawing as an <svg> element; `key` begins the ids in it and is its own in a page that has several.

    `is_file` makes it a file of its own, with its namespace and paper beneath the drawing.
    """
    has_links = any(item.link for item in scene.items)
    patterns = dict.fromkeys((item.fill, item.pattern) for item in scene.only(Area) if item.pattern)
    names: Names = {look: f"{key}-pattern-{number}" for number, look in enumerate(patterns, 1)}
    size = f'width="{short(scene.width)}" height="{short(scene.height)}"'
    parts = [
        f"<svg {'xmlns=' + chr(34) + 'http://www.w3.org/2000/svg' + chr(34) + ' ' if is_file else ''}{size} "
        f'viewBox="0 0 {short(scene.width)} {short(scene.height)}" class="scene" '
        # what is inside an image cannot be reached by keyboard, and so a drawing with links is a group
        f'role="{"group" if has_links else "img"}" aria-labelledby="{key}-title" aria-describedby="{key}-desc" '
        f'{"xml:" if is_file else ""}lang="en-GB" font-family="{escape(FONT)}" text-rendering="geometricPrecision">',
        f'<title id="{key}-title">{escape(scene.title)}</title>',
        f'<desc id="{key}-desc">{escape(scene.description)}</desc>',
    ]
    if names:
        parts.append(f"<defs>{''.join(_pattern(name, *look) for look, name in names.items())}</defs>")
    if is_file:
        parts.append(f'<rect {size} fill="{scene.paper}"/>')
    parts += [_wrapped(item, _drawn(item, names)) for item in scene.items]
    return "".join([*parts, "</svg>"])


def _wrapped(item: AnyItem, drawn: str) -> str:
    """The item's element with its name, hover words and link about it."""
    if item.hover:
        title = f"<title>{escape(item.hover)}</title>"
        cut = drawn.index(">") - (drawn[drawn.index(">") - 1] == "/")
        if drawn[cut] == "/":  # an element without content, which gets one
            drawn = f"{drawn[:cut]}>{title}</{drawn[1 : drawn.index(' ')]}>"
        else:
            drawn = f"{drawn[: cut + 1]}{title}{drawn[cut + 1 :]}"
    if item.name:
        cut = drawn.index(" ")
        drawn = f'{drawn[:cut]} data-name="{escape(item.name)}"{drawn[cut:]}'
    return f'<a href="{escape(item.link)}">{drawn}</a>' if item.link else drawn


def _drawn(item: AnyItem, patterns: Names) -> str:
    match item:
        case Words():
            return _words(item)
        case Line():
            path = "".join(_path(run) for run in item.runs)
            return f'<path d="{path}" fill="none"{_stroke(item.colour, item.width, item.dash)}/>'
    fill = item.fill or "none"
    if isinstance(item, Area) and item.pattern:
        fill = f"url(#{patterns[item.fill, item.pattern]})"
    look = f' fill="{fill}"' + (_stroke(item.line, item.width, item.dash) if item.line else "")
    if not item.fill:
        look += ' pointer-events="all"'
    match item:
        case Rect(box=box):
            places = f'x="{short(box.left)}" y="{short(box.top)}"'
            return f'<rect {places} width="{short(box.width)}" height="{short(box.height)}"{look}/>'
        case Area():
            return f'<path d="{"".join(_path(ring, "Z") for ring in item.rings)}"{look}/>'
        case Mark(symbol="circle"):
            return f'<circle cx="{short(item.x)}" cy="{short(item.y)}" r="{short(item.radius)}"{look}/>'
        case Mark():
            return f'<path d="{_path(item.outline, "Z")}"{look}/>'


def _path(points: Iterable[Point], end: str = "") -> str:
    return "M" + "L".join(f"{short(x)},{short(y)}" for x, y in points) + end


def _stroke(colour: str, width: float, dash: str) -> str:
    lengths = DASHES[dash]  # type: ignore[index]
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


def _pattern(name: str, fill: str, pattern: Pattern | None) -> str:
    assert pattern is not None
    tile = TILES[pattern.kind]
    half, quarter = tile / 2, tile / 4
    if pattern.kind == "dots":
        inner = f'<circle cx="{half}" cy="{half}" r="{DOT}" fill="{pattern.colour}"/>'
    else:
        path = f"M-{quarter},{quarter}l{half},-{half}M0,{tile}L{tile},0M{3 * quarter},{5 * quarter}l{half},-{half}"
        inner = f'<path d="{path}" stroke="{pattern.colour}" stroke-width="{STRIPE}"/>'
    return (
        f'<pattern id="{name}" width="{tile}" height="{tile}" patternUnits="userSpaceOnUse">'
        f'<rect width="{tile}" height="{tile}" fill="{fill}"/>{inner}</pattern>'
    )
