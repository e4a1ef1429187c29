"""Where labels and marks go so that none covers another: pure geometry in pixels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.drawing.text_width import text_height, text_width

Anchor = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, y growing downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def moved(self, dx: float, dy: float) -> Box:
        """The same elsewhere."""
        return Box(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)

    def hits(self, other: Box, gap: float = 0) -> bool:
        """Whether the two come nearer than `gap` pixels."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

    def within(self, other: Box) -> bool:
        """Whether it lies wholly inside the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


def text_box(x: float, y: float, text: str, size: float, anchor: Anchor = "center", bold: bool = False) -> Box:
    """The box of a text whose middle line is at y and whose anchor is at x."""
    width, height = text_width(text, size, bold), text_height(text, size)
    left = {"left": x, "center": x - width / 2, "right": x - width}[anchor]
    return Box(left, y - height / 2, left + width, y + height / 2)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a label could take: its point and which end of the text stands there."""

    x: float
    y: float
    anchor: Anchor = "center"


@dataclass(frozen=True, slots=True)
class Placed:
    """A label in its place."""

    text: str
    spot: Spot
    box: Box


def place(
    texts: Sequence[str],
    spots: Sequence[Spot],
    taken: Iterable[Box],
    bounds: Box,
    size: float,
    *,
    bold: bool = False,
    gap: float = 2,
) -> Placed | None:
    """The longest of `texts` in the first of `spots` that hits nothing; None where no text has room.

    `texts` run from the fullest wording to the shortest, `spots` from the best place to the last resort.
    A full wording in a lesser place is better than a short one in the best.
    """
    obstacles = list(taken)
    for text in texts:
        for spot in spots:
            box = text_box(spot.x, spot.y, text, size, spot.anchor, bold)
            if box.within(bounds) and not any(box.hits(obstacle, gap) for obstacle in obstacles):
                return Placed(text, spot, box)
    return None


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that seeks a place: its wordings, fullest first, and its spots, best first."""

    texts: Sequence[str]
    spots: Sequence[Spot]


def place_most(wishes: Sequence[Wish], taken: Iterable[Box], bounds: Box, size: float) -> list[Placed]:
    """Labels in places where none hits another, as many as four ways to go through them can give.

    The wishes are taken in order and from the end, with the best spots first and last; of those results the one
    with most labels stands, and of those the one with most words.
    """
    obstacles = list(taken)
    results = []
    for order in (wishes, wishes[::-1]):
        for step in (1, -1):
            placed: list[Placed] = []
            for wish in order:
                around = [*obstacles, *(label.box for label in placed)]
                found = place(wish.texts, wish.spots[::step], around, bounds, size)
                if found:
                    placed.append(found)
            results.append(placed)
    return max(results, key=lambda placed: (len(placed), sum(len(label.text) for label in placed)))


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions at least `gap` apart and between `low` and `high`, as near to `wanted` as can be.

    `wanted` is in ascending order and the order is kept. The sum of squared moves is least: with the
    gaps taken out, the problem is an isotonic regression, solved by pooling adjacent violators.
    Where the room is too small for all, they share it evenly.
    """
    count = len(wanted)
    if count == 0:
        return []
    if (count - 1) * gap > high - low:
        gap = (high - low) / (count - 1)
    pools: list[tuple[float, int]] = []
    for index, value in enumerate(wanted):
        mean, size = value - index * gap, 1
        while pools and pools[-1][0] > mean:
            before, before_size = pools.pop()
            mean = (before * before_size + mean * size) / (before_size + size)
            size += before_size
        pools.append((mean, size))
    level = [mean for mean, size in pools for _ in range(size)]
    top = high - (count - 1) * gap
    return [min(max(value, low), top) + index * gap for index, value in enumerate(level)]


def swarm(ys: Sequence[float], apart: float) -> list[float]:
    """How far from the middle of a column each dot stands so that no two are nearer than `apart`; y is kept.

    From the top down, each dot takes the free place that is nearest to the middle.
    """
    placed: list[tuple[float, float]] = []
    offsets = [0.0] * len(ys)
    for index in sorted(range(len(ys)), key=lambda index: (ys[index], index)):
        y = ys[index]
        near = [(x, math.sqrt(apart**2 - (y - other) ** 2)) for x, other in placed if y - other < apart]
        spots = [0.0, *(x + side * reach for x, reach in near for side in (-1, 1))]
        free = (spot for spot in spots if all(abs(spot - x) >= reach - 1e-6 for x, reach in near))
        offsets[index] = min(free, key=lambda spot: (round(abs(spot), 6), spot))
        placed.append((offsets[index], y))
    return offsets
