"""A figure made to stand alone as a picture: its finding above it, coverage, date, source and licence below."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

from dashboard.briefing.formats.wrapping import wrap
from dashboard.briefing.model import LEAST_TEXT, Drawn, FigureDict, Size
from dashboard.drawing.scene import Scene, Words
from dashboard.theme import FONT, INK, MUTED, PAPER

MARGIN = 20
TITLE, NOTE = 20, 12
_LINE = 1.3


def room(title: str, caption: str, size: Size) -> float:
    """Pixels of height that a figure has in a picture of this size: at the slide's, what title and caption leave."""
    if size.is_bare:
        return size.height
    top, bottom = _above(title, size)[2], _below(caption, size)[1]
    return size.height - top - bottom


def _above(title: str, size: Size) -> tuple[list[str], int, float]:
    """The lines of the title, the size of its type, and the room that it takes."""
    type_size = TITLE if size.width >= 800 else TITLE - 4
    lines = _balanced(title, type_size, size.width - 2 * MARGIN)
    return lines, type_size, MARGIN + len(lines) * type_size * _LINE + 10


def _below(caption: str, size: Size) -> tuple[list[str], float]:
    """The lines of the caption, and the room that it takes."""
    lines = wrap(caption, NOTE, size.width - 2 * MARGIN)
    return lines, MARGIN / 2 + len(lines) * NOTE * _LINE + 8


def standalone(figure: Drawn, title: str, caption: str, size: Size, *, pad: int = 0) -> Drawn:
    """The figure at `size` with words around it; plain dicts in and out, and the figure given is not changed.

    The figure keeps the height that it asks for and stands under its title. Where it asks for more than
    there is room, the picture grows taller instead: nothing is squeezed, and no type shrinks. `pad` pixels at
    each side keep the ends of an axis in a picture without words.
    """
    if isinstance(figure, Scene):
        return _scene(figure, title, caption, size, pad)
    figure = readable(figure)
    if size.is_bare:
        return _bare(figure, size, pad)
    heads, title_size, top = _above(title, size)
    notes, bottom = _below(caption, size)
    layout = dict(figure.get("layout", {}))
    old = {"l": 0, "r": 0, "t": 0, "b": 0, **layout.get("margin", {})}
    asked = float(layout.get("height") or size.height - top - bottom)
    height = round(asked + top + bottom) if size.is_free else max(size.height, round(asked + top + bottom))
    spare = height - top - bottom - asked
    layout |= {
        "autosize": False,
        "width": size.width,
        "height": height,
        "paper_bgcolor": PAPER,
        "margin": {
            **old,
            "l": MARGIN + old["l"],
            "r": MARGIN + old["r"],
            "t": top + old["t"],
            "b": bottom + old["b"] + spare,
        },
        "annotations": [
            *layout.get("annotations", []),
            _words(heads, title_size, INK, x=-old["l"], y=(1, top + old["t"] - MARGIN), bold=True),
            _words(notes, NOTE, MUTED, x=-old["l"], y=(0, MARGIN / 2 - bottom - old["b"] - spare)),
        ],
    }
    return {"data": figure["data"], "layout": layout}


def _scene(scene: Scene, title: str, caption: str, size: Size, pad: int) -> Scene:
    if size.is_bare:
        return replace(scene, width=scene.width + 2 * pad, items=scene.moved(pad, 0))
    heads, title_size, top = _above(title, size)
    notes, bottom = _below(caption, size)
    height = round(scene.height + top + bottom)
    height = height if size.is_free else max(size.height, height)
    around = (
        Words(MARGIN, MARGIN + len(heads) * title_size * _LINE / 2, "\n".join(heads), title_size, bold=True),
        Words(MARGIN, height - MARGIN / 2 - len(notes) * NOTE * _LINE / 2, "\n".join(notes), NOTE, MUTED),
    )
    return replace(scene, width=size.width, height=height, items=(*scene.moved(MARGIN + pad, top), *around))


def readable(figure: FigureDict) -> FigureDict:
    """The figure with no type smaller than LEAST_TEXT."""
    found: FigureDict = _enlarged(figure, in_font=False)
    return found


def _enlarged(value: Any, *, in_font: bool) -> Any:
    if isinstance(value, dict):
        return {
            key: _at_least(part) if in_font and key == "size" else _enlarged(part, in_font=key.endswith("font"))
            for key, part in value.items()
        }
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [_enlarged(part, in_font=False) for part in value]
    return value


def _at_least(size: Any) -> Any:
    return [max(one, LEAST_TEXT) for one in size] if isinstance(size, list) else max(size, LEAST_TEXT)


def _bare(figure: FigureDict, size: Size, pad: int) -> FigureDict:
    """The figure alone, as wide as makes it fill the room of `size` when it is shown as high as that."""
    layout = dict(figure.get("layout", {}))
    height = layout.get("height") or size.height
    width = size.width if size.is_free else max(size.width, round(height * size.width / size.height))
    margin = layout.get("margin", {})
    sides = {side: margin.get(side, 0) + pad for side in ("l", "r")}
    layout |= {
        "autosize": False, "width": width, "height": height, "paper_bgcolor": PAPER, "margin": {**margin, **sides}
    }  # fmt: skip
    return {"data": figure["data"], "layout": layout}


def _words(
    lines: list[str], size: float, colour: str, *, x: float, y: tuple[int, float], bold: bool = False
) -> dict[str, Any]:
    """Lines in the margin: `y` is the figure's edge (1 its top, 0 its foot) and pixels up from there."""
    text = "<br>".join(escape(line, quote=False) for line in lines)
    return {
        "text": f"<b>{text}</b>" if bold else text,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": y[0],
        "xanchor": "left",
        "yanchor": "top" if y[0] else "bottom",
        "xshift": x,
        "yshift": y[1],
        "borderpad": 0,
        "align": "left",
        "showarrow": False,
        "font": {"family": FONT, "size": size, "color": colour},
    }


def _balanced(title: str, size: float, width: float) -> list[str]:
    """The lines of a title, no more than it needs, and none much shorter than another."""
    lines = wrap(title, size, width, bold=True)
    narrow = width
    while narrow > width / 2 and len(closer := wrap(title, size, narrow - width / 20, bold=True)) == len(lines):
        lines, narrow = closer, narrow - width / 20
    return lines
