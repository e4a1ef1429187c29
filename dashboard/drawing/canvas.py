"""A drawing in pixels over a time axis, handed out as a plain plotly figure.

The y axis counts pixels downwards. The x axis is time and spans the whole width, so that the
figure stretches with its container; positions are laid out at the form's own width, the least
at which it is shown, and only grow apart from there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from dashboard.drawing.placing import Anchor, Box, Placed, text_box
from dashboard.theme import FONT, INK, PAPER

Dash = Literal["solid", "dash", "dot", "dashdot"]
Symbol = Literal["circle", "diamond", "square", "triangle-up", "octagon"]

CLEAR = "rgba(0,0,0,0)"
_HALF = {"circle": 1.0, "diamond": 1.0, "square": 0.9, "triangle-up": 1.0, "octagon": 1.05}


@dataclass(frozen=True, slots=True)
class Scale:
    """Time to pixels: `start` stands at `left`, `end` at `right`."""

    start: dt.date
    end: dt.date
    left: float
    right: float

    @property
    def per_day(self) -> float:
        """Pixels a day."""
        return (self.right - self.left) / max(1, (self.end - self.start).days)

    def x(self, day: dt.date) -> float:
        """The pixel at which a day begins."""
        return self.left + (day - self.start).days * self.per_day

    def moment(self, x: float) -> str:
        """The moment at a pixel, as plotly writes it."""
        begin = dt.datetime.combine(self.start, dt.time())
        return (begin + dt.timedelta(days=(x - self.left) / self.per_day)).isoformat(sep=" ", timespec="minutes")


@dataclass
class Canvas:
    """Collects shapes, words, marks and hover texts; `boxes` is what the collision test looks at."""

    scale: Scale
    width: float
    shapes: list[dict[str, Any]] = field(default_factory=list)
    words: list[tuple[float, float, str, float, str, Anchor]] = field(default_factory=list)
    marks: list[tuple[float, float, Symbol, float, str, str, float, str]] = field(default_factory=list)
    bars: list[tuple[float, float, float, float, str]] = field(default_factory=list)
    boxes: list[tuple[str, Box]] = field(default_factory=list)

    def rect(
        self,
        box: Box,
        fill: str = CLEAR,
        line: str = CLEAR,
        width: float = 1,
        dash: Dash = "solid",
    ) -> None:
        """A rectangle."""
        self.shapes.append(
            {
                "type": "rect",
                "layer": "below",
                "x0": self.scale.moment(box.left),
                "x1": self.scale.moment(box.right),
                "y0": box.top,
                "y1": box.bottom,
                "fillcolor": fill,
                "line": {"color": line, "width": width if line != CLEAR else 0, "dash": dash},
            }
        )

    def line(
        self, x0: float, y0: float, x1: float, y1: float, colour: str = INK, width: float = 1, dash: Dash = "solid"
    ) -> None:
        """A straight line."""
        self.shapes.append(
            {
                "type": "line",
                "layer": "below",
                "x0": self.scale.moment(x0),
                "x1": self.scale.moment(x1),
                "y0": y0,
                "y1": y1,
                "line": {"color": colour, "width": width, "dash": dash},
            }
        )

    def grid(self, lines: Iterable[tuple[float, float, float, float]], colour: str) -> None:
        """Many thin lines (x0, y0, x1, y1) as one path."""
        path = " ".join(f"M {self._at(x0)} {y0:.1f} L {self._at(x1)} {y1:.1f}" for x0, y0, x1, y1 in lines)
        if path:
            line = {"color": colour, "width": 1}
            self.shapes.append({"type": "path", "layer": "below", "path": path, "line": line})

    def hatch(self, box: Box, colour: str, step: float = 11) -> None:
        """Thin slanting lines over a rectangle, as one path."""
        height = box.bottom - box.top
        lines: list[tuple[float, float, float, float]] = []
        offset = box.left - height + step
        while offset < box.right:
            x0, x1 = max(offset, box.left), min(offset + height, box.right)
            if x1 > x0:
                lines.append((x0, box.bottom - (x0 - offset), x1, box.bottom - (x1 - offset)))
            offset += step
        self.grid(lines, colour)

    def _at(self, x: float) -> str:
        # Inside a path plotly wants "_" between the day and the time.
        return self.scale.moment(x).replace(" ", "_")

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
    ) -> None:
        """Words with their middle line at y; `inside` a block or mark, they count as part of it."""
        if not text:
            return
        if not inside:
            self.boxes.append((text, text_box(x, y, text, size, anchor, bold)))
        shown = f"<b>{text}</b>" if bold else text
        self.words.append((x, y, shown, size, colour, anchor))

    def put(self, placed: Placed, size: float, colour: str = INK, bold: bool = False) -> None:
        """A label that was given its place."""
        spot = placed.spot
        self.text(spot.x, spot.y, placed.text, size=size, colour=colour, anchor=spot.anchor, bold=bold)

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
    ) -> None:
        """A mark with its hover text; dashed where its place is known only roughly."""
        if dashed:
            self.shapes.append(self._outline(x, y, symbol, radius, fill, line, width))
        self.marks.append((x, y, symbol, radius, CLEAR if dashed else fill, CLEAR if dashed else line, width, hover))
        self.boxes.append((f"mark {symbol}", mark_box(x, y, radius)))

    def hover(self, box: Box, text: str) -> None:
        """Hover text anywhere over a block."""
        self.bars.append((box.left, box.right, (box.top + box.bottom) / 2, box.bottom - box.top, text))

    def _outline(
        self, x: float, y: float, symbol: Symbol, radius: float, fill: str, line: str, width: float
    ) -> dict[str, Any]:
        r = radius
        shape: dict[str, Any] = {
            "layer": "below",
            "xsizemode": "pixel",
            "xanchor": self.scale.moment(x),
            "fillcolor": fill,
            "line": {"color": line, "width": width, "dash": "3px,2px"},
        }
        paths = {
            "diamond": f"M 0 {y - r} L {r} {y} L 0 {y + r} L {-r} {y} Z",
            "triangle-up": f"M 0 {y - r} L {r} {y + 0.7 * r} L {-r} {y + 0.7 * r} Z",
        }
        if symbol in paths:
            return shape | {"type": "path", "path": paths[symbol]}
        kind = "rect" if symbol == "square" else "circle"
        return shape | {"type": kind, "x0": -r, "x1": r, "y0": y - r, "y1": y + r}

    def figure(self, height: float) -> dict[str, Any]:
        """The figure as plain dicts: `data` and `layout`."""
        scale = self.scale
        return {
            "data": [self._hover_bars(), self._marks(), self._words()],
            "layout": {
                "autosize": True,
                "height": round(height),
                "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
                "font": {"family": FONT, "size": 13, "color": INK},
                "paper_bgcolor": PAPER,
                "plot_bgcolor": PAPER,
                "showlegend": False,
                "dragmode": False,
                "hovermode": "closest",
                "hoverlabel": {
                    "bgcolor": PAPER,
                    "bordercolor": INK,
                    "align": "left",
                    "namelength": 0,
                    "font": {"family": FONT, "size": 13, "color": INK},
                },
                "barmode": "overlay",
                "xaxis": {
                    "type": "date",
                    "range": [scale.moment(0), scale.moment(self.width)],
                    "visible": False,
                    "fixedrange": True,
                },
                "yaxis": {"type": "linear", "range": [round(height), 0], "visible": False, "fixedrange": True},
                "shapes": self.shapes,
            },
        }

    def _hover_bars(self) -> dict[str, Any]:
        day = 86_400_000 / self.scale.per_day
        return {
            "type": "bar",
            "orientation": "h",
            "base": [self.scale.moment(left) for left, *_ in self.bars],
            "x": [round((right - left) * day) for left, right, *_ in self.bars],
            "y": [bar[2] for bar in self.bars],
            "width": [bar[3] for bar in self.bars],
            "marker": {"color": CLEAR, "line": {"width": 0}},
            "hovertext": [bar[4] for bar in self.bars],
            "hovertemplate": "%{hovertext}<extra></extra>",
        }

    def _marks(self) -> dict[str, Any]:
        return {
            "type": "scatter",
            "mode": "markers",
            "x": [self.scale.moment(mark[0]) for mark in self.marks],
            "y": [mark[1] for mark in self.marks],
            "marker": {
                "symbol": [mark[2] for mark in self.marks],
                "size": [2 * mark[3] * _HALF[mark[2]] for mark in self.marks],
                "color": [mark[4] for mark in self.marks],
                "opacity": 1,
                "line": {"color": [mark[5] for mark in self.marks], "width": [mark[6] for mark in self.marks]},
            },
            "hovertext": [mark[7] for mark in self.marks],
            "hovertemplate": "%{hovertext}<extra></extra>",
        }

    def _words(self) -> dict[str, Any]:
        # plotly names the side of the point on which the text stands; an anchor names the end at the point.
        side = {"left": "middle right", "center": "middle center", "right": "middle left"}
        return {
            "type": "scatter",
            "mode": "text",
            "x": [self.scale.moment(word[0]) for word in self.words],
            "y": [word[1] for word in self.words],
            "text": [word[2] for word in self.words],
            "textposition": [side[word[5]] for word in self.words],
            "textfont": {
                "family": FONT,
                "size": [word[3] for word in self.words],
                "color": [word[4] for word in self.words],
            },
            "hoverinfo": "skip",
        }


def mark_box(x: float, y: float, radius: float) -> Box:
    """The square that a mark fills."""
    return Box(x - radius, y - radius, x + radius, y + radius)
