"""What the drawings of measures share: the axis of values at the left, and labels that stand clear of each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dashboard import theme
from dashboard.drawing.placing import spread
from dashboard.drawing.scale import Linear, ticks
from dashboard.drawing.scene import AnyItem, Words, line
from dashboard.drawing.text_width import text_width

NARROW = 560
"""Pixels under which a drawing is laid out for a phone."""
Say = Callable[[float], str]
"""A value as it is shown: 13.0%, 15.2."""


@dataclass(frozen=True, slots=True)
class Upright:
    """An axis of values: its numbers stand left of `left`, its lines run to `right`."""

    scale: Linear
    numbers: tuple[float, ...]
    say: Say
    """A number of the axis."""
    value: Say
    """A value between them, with all the decimals that it is shown with."""

    def items(self, left: float, right: float, size: float = 13) -> list[AnyItem]:
        """The lines of the grid and their numbers."""
        made: list[AnyItem] = []
        for value in self.numbers:
            y = self.scale(value)
            made.append(line(left, y, right, y, theme.FAINT))
            made.append(Words(left - 8, y, self.say(value), size, theme.MUTED, "right"))
        return made

    def room(self, size: float = 13) -> float:
        """How much room the numbers take at the left."""
        return max(text_width(self.say(value), size) for value in self.numbers) + 10


def upright(values: Iterable[float], top: float, bottom: float, say: Say, *, most: int = 6) -> Upright:
    """An axis that holds all values, from nought unless they all lie far from it."""
    known = list(values) or [0.0, 1.0]
    low, high = min(known), max(known)
    numbers = ticks(0 if low < high / 2 else low, high, most)
    return Upright(Linear(numbers[0], numbers[-1], bottom, top), tuple(numbers), _whole(say, numbers), say)


def _whole(say: Say, numbers: Sequence[float]) -> Say:
    """Without ".0" where every number of the axis is a whole one."""
    if any(number != round(number) for number in numbers):
        return say
    return lambda value: say(value).replace(".0", "", 1)


@dataclass(frozen=True, slots=True)
class Label:
    """Words at the end of a line: where they would stand, and their look."""

    y: float
    text: str
    colour: str = theme.INK
    bold: bool = False
    name: str = ""


def at_the_end(labels: Sequence[Label], x: float, top: float, bottom: float, size: float = 13) -> list[Words]:
    """The labels below each other, each as near to its line as can be."""
    ordered = sorted(labels, key=lambda label: label.y)
    places = spread([label.y for label in ordered], size * 1.35, top, bottom)
    return [
        Words(x, y, label.text, size, label.colour, bold=label.bold, name=label.name)
        for label, y in zip(ordered, places, strict=True)
    ]
