"""A drawing, made once in pixels and shown by many renderers: shapes, marks and words that know what they stand for.

A chart is a pure function that gives a `Scene`. Its items are plain values, y grows downwards, colours are six
hexadecimal digits. `render.svg`, `render.plotly`, `render.picture` and `render.slide` show the same scene;
`figures/lag.py` is a small chart to learn from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from dashboard.drawing.placing import Anchor, Box, text_box
from dashboard.theme import INK, PAPER

Point = tuple[float, float]
Dash = Literal["solid", "dash", "dot", "dashdot"]
Symbol = Literal["circle", "diamond", "square", "triangle", "octagon"]

DASHES: dict[Dash, tuple[float, ...]] = {"solid": (), "dash": (6, 4), "dot": (2, 3), "dashdot": (7, 3, 2, 3)}
"""Pixels of line and gap in turn."""

OUTLINES: dict[Symbol, tuple[Point, ...]] = {
    "circle": (),
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "triangle": ((0, -1), (1.155, 0.5), (-1.155, 0.5)),
    "octagon": (
        (0.414, -1), (1, -0.414), (1, 0.414), (0.414, 1), (-0.414, 1), (-1, 0.414), (-1, -0.414), (-0.414, -1),
    ),
}  # fmt: skip
"""Corners of each mark about its middle, for a radius of one."""

BASELINE = 0.35
"""How far below the middle of a line its letters stand, in sizes of the type: capitals are then in the middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What every item may have: whose it is, what a pointer reads over it, and where it leads."""

    name: str = ""
    """Its event, authority or cell, such as an inspection's id."""
    hover: str = ""
    """Lines; the first is the heading."""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(Item):
    """Something with a filling and an outline, each a colour or "" for none."""

    fill: str = ""
    line: str = ""
    width: float = 1
    dash: Dash = "solid"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Dots or stripes over a filling, so that colour is not alone."""

    kind: Literal["dots", "stripes"]
    colour: str


@dataclass(frozen=True, slots=True)
class Rect(Shape):
    """A rectangle. Without filling and outline it is a place where a pointer reads its hover words."""

    box: Box

    def moved(self, dx: float, dy: float) -> Rect:
        """The same elsewhere."""
        return replace(self, box=self.bounds.moved(dx, dy))

    @property
    def bounds(self) -> Box:
        """The room that it takes."""
        return self.box


@dataclass(frozen=True, slots=True)
class Area(Shape):
    """A closed shape; a ring inside another that turns the other way is a hole.

    `spot` is where its hover words stand, its middle if None.
    """

    rings: tuple[tuple[Point, ...], ...]
    pattern: Pattern | None = None
    spot: Point | None = None

    def moved(self, dx: float, dy: float) -> Area:
        """The same elsewhere."""
        spot = (self.spot[0] + dx, self.spot[1] + dy) if self.spot else None
        return replace(self, rings=_moved(self.rings, dx, dy), spot=spot)

    @property
    def bounds(self) -> Box:
        """The room that it takes."""
        return _around(self.rings)


@dataclass(frozen=True, slots=True)
class Line(Item):
    """One line or several of one look, each through its points."""

    runs: tuple[tuple[Point, ...], ...]
    colour: str = INK
    width: float = 1
    dash: Dash = "solid"

    def moved(self, dx: float, dy: float) -> Line:
        """The same elsewhere."""
        return replace(self, runs=_moved(self.runs, dx, dy))

    @property
    def bounds(self) -> Box:
        """The room that it takes."""
        return _around(self.runs)


@dataclass(frozen=True, slots=True)
class Mark(Shape):
    """A symbol of a size of its own: it keeps its form where a drawing is stretched."""

    x: float
    y: float
    symbol: Symbol
    radius: float

    def moved(self, dx: float, dy: float) -> Mark:
        """The same elsewhere."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    @property
    def bounds(self) -> Box:
        """The room that it takes."""
        if self.symbol != "circle":
            return _around((self.outline,))
        return Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)

    @property
    def outline(self) -> tuple[Point, ...]:
        """Its corners; none of a circle."""
        return tuple((self.x + self.radius * x, self.y + self.radius * y) for x, y in OUTLINES[self.symbol])


@dataclass(frozen=True, slots=True)
class Words(Item):
    """Words, in several lines where they hold line breaks; their middle is at y, and `anchor` says what is at x."""

    x: float
    y: float
    text: str
    size: float = 13
    colour: str = INK
    anchor: Anchor = "left"
    bold: bool = False

    def moved(self, dx: float, dy: float) -> Words:
        """The same elsewhere."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    @property
    def bounds(self) -> Box:
        """The room that they take."""
        return text_box(self.x, self.y, self.text, self.size, self.anchor, self.bold)


AnyItem = Rect | Area | Line | Mark | Words
Some = TypeVar("Some", bound=AnyItem)


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole drawing. Shapes lie lowest, marks upon them, words on top; within each, later items cover earlier."""

    width: float
    height: float
    items: tuple[AnyItem, ...]
    title: str = ""
    description: str = ""
    paper: str = PAPER
    stretches: bool = True
    """Whether it may be drawn wider than it is: places then move apart, words and marks keep their size."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "items", tuple(sorted(self.items, key=_layer)))

    def only(self, kind: type[Some]) -> list[Some]:
        """The items of one kind, lowest first."""
        return [item for item in self.items if isinstance(item, kind)]

    def moved(self, dx: float, dy: float) -> tuple[AnyItem, ...]:
        """Its items elsewhere, for a drawing that holds this one."""
        return tuple(item.moved(dx, dy) for item in self.items)


def _layer(item: AnyItem) -> int:
    return 2 if isinstance(item, Words) else 1 if isinstance(item, Mark) else 0


def line(x0: float, y0: float, x1: float, y1: float, colour: str = INK, width: float = 1, dash: Dash = "solid") -> Line:
    """A straight line."""
    return Line((((x0, y0), (x1, y1)),), colour, width, dash)


def hatch(box: Box, colour: str, step: float = 11) -> Line:
    """Thin slanting lines over a rectangle."""
    height = box.bottom - box.top
    runs: list[tuple[Point, ...]] = []
    offset = box.left - height + step
    while offset < box.right:
        x0, x1 = max(offset, box.left), min(offset + height, box.right)
        if x1 > x0:
            runs.append(((x0, box.bottom - (x0 - offset)), (x1, box.bottom - (x1 - offset))))
        offset += step
    return Line(tuple(runs), colour)


def step(points: Iterable[Point]) -> tuple[Point, ...]:
    """The corners of a line that holds each value until the next."""
    corners: list[Point] = []
    for x, y in points:
        if corners:
            corners.append((x, corners[-1][1]))
        corners.append((x, y))
    return tuple(corners)


def _moved(runs: tuple[tuple[Point, ...], ...], dx: float, dy: float) -> tuple[tuple[Point, ...], ...]:
    return tuple(tuple((x + dx, y + dy) for x, y in run) for run in runs)


def _around(runs: tuple[tuple[Point, ...], ...]) -> Box:
    xs, ys = [x for run in runs for x, _ in run], [y for run in runs for _, y in run]
    return Box(min(xs), min(ys), max(xs), max(ys))
