"""Reads an SVG of ours back into a scene: by what is in the file alone, and with XML's own parser."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from dashboard.drawing.placing import Box
from dashboard.drawing.scene import DASHES, AnyItem, Area, Line, Mark, Pattern, Point, Rect, Scene, Symbol, Words

SVG = "{http://www.w3.org/2000/svg}"
CORNERS: dict[int, tuple[Symbol, ...]] = {3: ("triangle",), 4: ("diamond", "square"), 8: ("octagon",)}


def read_svg(text: str) -> Scene:
    """The scene that a file shows."""
    root = ElementTree.fromstring(text)
    patterns = {node.get("id"): _pattern(node) for node in root.iter(f"{SVG}pattern")}
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    paper, items = "", []
    for node in root:
        tag = node.tag.removeprefix(SVG)
        if tag in ("title", "desc", "defs"):
            continue
        if tag == "rect" and not paper:
            paper = node.get("fill", "")
            continue
        anchor = node
        link = node.get("href", "") if tag == "a" else ""
        (node,) = node if tag == "a" else (node,)
        is_group = node.tag == f"{SVG}g"
        hears = [part.get("pointer-events") for part in (anchor, node)]
        name, hover = (node.get("data-name", ""), node.findtext(f"{SVG}title") or "") if is_group else ("", "")
        assert ("all" in hears) == bool(hover or link)
        parts = [part for part in node if part.tag != f"{SVG}title"] if is_group else [node]
        upon = parts[1].get("fill", "")[5:-1] if len(parts) > 1 else None
        items.append(_item(parts[-1], parts[0], patterns.get(upon), {"name": name, "hover": hover, "link": link}))
    title, description = root.findtext(f"{SVG}title") or "", root.findtext(f"{SVG}desc") or ""
    return Scene(width, height, tuple(items), title, description, paper)


def _item(
    node: ElementTree.Element, lowest: ElementTree.Element, pattern: Pattern | None, whose: dict[str, str]
) -> AnyItem:
    """An item of its upper element, which has the outline, and its lowest, which has the filling."""
    tag, get = node.tag.removeprefix(SVG), node.get
    if tag == "text":
        return _words(node, whose)
    dash = next(name for name, lengths in DASHES.items() if lengths == _numbers(get("stroke-dasharray", "")))
    width = float(get("stroke-width", 1))
    fill, line = lowest.get("fill", "").replace("none", ""), get("stroke", "")
    look: dict[str, Any] = {"fill": fill, "line": line, "width": width, "dash": dash, **whose}
    if tag == "rect":
        x, y, wide, high = (float(get(name, 0)) for name in ("x", "y", "width", "height"))
        return Rect(box=Box(x, y, round(x + wide, 2), round(y + high, 2)), **look)
    if tag == "circle":
        x, y, radius = (float(get(name, 0)) for name in ("cx", "cy", "r"))
        return Mark(x=x, y=y, symbol="circle", radius=radius, **look)
    runs = tuple(_points(run) for run in re.findall(r"M([^MZ]+)", get("d", "")))
    if _is_open(node):
        return Line(runs, line, width, dash, **whose)
    return Area(rings=runs, pattern=pattern, **look)


def _is_open(node: ElementTree.Element) -> bool:
    return node.tag == f"{SVG}path" and not node.get("d", "").endswith("Z")


def _words(node: ElementTree.Element, whose: dict[str, str]) -> Words:
    lines = [(child.text or "", float(child.get("y", 0))) for child in node.iter(f"{SVG}tspan")]
    lines = lines or [(node.text or node[0].tail or "", float(node.get("y", 0)))]
    size = float(node.get("font-size", 0))
    anchor = {"": "left", "middle": "center", "end": "right"}[node.get("text-anchor", "")]
    place = node if node.get("x") else next(node.iter(f"{SVG}tspan"))
    middle = (lines[0][1] + lines[-1][1]) / 2 - 0.35 * size
    text = "\n".join(line for line, _ in lines)
    return Words(
        float(place.get("x", 0)), round(middle, 1), text, size, node.get("fill", ""), anchor,  # type: ignore[arg-type]
        node.get("font-weight") == "700", **whose,
    )  # fmt: skip


def _pattern(node: ElementTree.Element) -> Pattern:
    (drawn,) = node
    if drawn.tag == f"{SVG}circle":
        return Pattern("dots", drawn.get("fill", ""))
    return Pattern("stripes", drawn.get("stroke", ""))


def _points(run: str) -> tuple[Point, ...]:
    numbers = _numbers(run)
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(float(number) for number in re.findall(r"-?[\d.]+", text))
