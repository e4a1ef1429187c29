"""The forms of the timeline: how it is laid out at each width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dashboard.drawing.text_width import text_width

BESIDE = 7
"""Pixels from a block to the letter beside it."""

Width = Literal["large", "wide", "medium", "narrow", "slide"]

ON_SCREEN: tuple[Width, ...] = ("large", "wide", "medium", "narrow")
"""The forms that a page chooses from, by the room there is."""


@dataclass(frozen=True, slots=True)
class Form:
    """Sizes in pixels; `width` is the least at which the form is shown, where all labels must fit."""

    width: int
    column: int
    """Width of the column of labels; 0 where labels stand above their lanes."""
    dot: float
    row: float
    block: float
    size: float
    small: float
    is_compact: bool = False
    """For pictures of a given height: years once, lanes closer and without headings of their groups, no lanes of what
    only SIF judged, and no room kept where no date stands."""
    marks: float = 1.0
    """Size of the visits' marks, as a share of their size on a page."""

    @property
    def beside(self) -> bool:
        """Whether labels stand beside their lanes."""
        return self.column > 0

    @property
    def gap(self) -> float:
        """Room between one lane and the next."""
        return 3 if self.is_compact else 8

    @property
    def air(self) -> float:
        """Room above and below the marks of a lane, together."""
        return 7 if self.is_compact else 10

    @property
    def left(self) -> float:
        """Where time begins."""
        return self.column if self.beside else 4

    @property
    def right(self) -> float:
        """Where time ends: room is left for half a dot, and for a letter beside a block that is too new to hold it."""
        return self.width - max(self.dot + 3, text_width("RI", self.small, bold=True) + BESIDE + 3)


FORMS: dict[Width, Form] = {
    "large": Form(width=1040, column=160, dot=15, row=50, block=28, size=14, small=13),
    "wide": Form(width=860, column=156, dot=14, row=48, block=28, size=13, small=12),
    "medium": Form(width=480, column=0, dot=13, row=46, block=26, size=13, small=12),
    "narrow": Form(width=270, column=0, dot=11, row=44, block=26, size=12, small=12),
    "slide": Form(width=920, column=156, dot=10.5, row=26, block=19, size=12, small=12, is_compact=True, marks=0.84),
}
"""`slide` fills the width of a 13.3 inch slide between its margins, 960 points wide: its 12 pixels are 12 points
there, and it is low, so that the picture fits the slide's height."""
