"""Collects the items of a scene along a time axis, and the boxes of all words and marks, which nothing may cover."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dashboard.drawing.placing import Anchor, Box, Placed
from dashboard.drawing.scale import Days
from dashboard.drawing.scene import AnyItem, Dash, Line, Mark, Rect, Scene, Symbol, Words, hatch, line
from dashboard.theme import INK, PAPER


@dataclass
class Canvas:
    """A drawing in the making, `width` pixels wide; `scene` hands it out."""

    scale: Days
    width: float
    items: list[AnyItem] = field(default_factory=list)
    boxes: list[tuple[str, Box]] = field(default_factory=list)
    """What each word or mark is, and the room that it takes."""

    def rect(
        self,
        box: Box,
        fill: str = "",
        line: str = "",
        width: float = 1,
        dash: Dash = "solid",
        *,
        name: str = "",
        hover: str = "",
        link: str = "",
    ) -> None:
        """A rectangle."""
        self.items.append(
            Rect(box=box, fill=fill, line=line, width=width, dash=dash, name=name, hover=hover, link=link)
        )

    def line(
        self, x0: float, y0: float, x1: float, y1: float, colour: str = INK, width: float = 1, dash: Dash = "solid"
    ) -> None:
        """A straight line."""
        self.items.append(line(x0, y0, x1, y1, colour, width, dash))

    def grid(self, lines: Iterable[tuple[float, float, float, float]], colour: str) -> None:
        """Many thin lines (x0, y0, x1, y1) of one look."""
        if runs := tuple(((x0, y0), (x1, y1)) for x0, y0, x1, y1 in lines):
            self.items.append(Line(runs, colour))

    def hatch(self, box: Box, colour: str) -> None:
        """Thin slanting lines over a rectangle."""
        if (lines := hatch(box, colour)).runs:
            self.items.append(lines)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 13,
        colour: str = INK,
        anchor: Anchor = "left",
        bold: bool = False,
        inside: bool = False,
        name: str = "",
        link: str = "",
    ) -> None:
        """Words with their middle line at y; `inside` a block or mark, they count as part of it."""
        if not text:
            return
        words = Words(x, y, text, size, colour, anchor, bold, name=name, link=link)
        self.items.append(words)
        if not inside:
            self.boxes.append((text, words.bounds))

    def put(self, placed: Placed, size: float, colour: str = INK, name: str = "") -> None:
        """A label that was given its place."""
        spot = placed.spot
        self.text(spot.x, spot.y, placed.text, size=size, colour=colour, anchor=spot.anchor, name=name)

    def mark(
        self,
        x: float,
        y: float,
        symbol: Symbol,
        radius: float,
        hover: str,
        *,
        fill: str = PAPER,
        line: str = INK,
        width: float = 1.5,
        dashed: bool = False,
        name: str = "",
        link: str = "",
    ) -> None:
        """A mark with its hover words; dashed where its place is known only roughly."""
        dash: Dash = "dash" if dashed else "solid"
        look = {"fill": fill, "line": line, "name": name, "hover": hover, "link": link}
        self.items.append(Mark(x=x, y=y, symbol=symbol, radius=radius, width=width, dash=dash, **look))
        self.boxes.append((f"mark {symbol}", mark_box(x, y, radius)))

    def hover(self, box: Box, hover: str, *, name: str = "", link: str = "") -> None:
        """Hover words anywhere over a place."""
        self.rect(box, name=name, hover=hover, link=link)

    def scene(self, height: float, title: str = "", description: str = "") -> Scene:
        """The drawing, `height` pixels high."""
        return Scene(self.width, round(height), tuple(self.items), title, description)


def mark_box(x: float, y: float, radius: float) -> Box:
    """The square that a mark fills."""
    return Box(x - radius, y - radius, x + radius, y + radius)
