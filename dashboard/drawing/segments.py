"""Stacked bars: parts end to end, each with the fullest of its words that has room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.drawing.placing import Box
from dashboard.drawing.scene import AnyItem, Rect, Words
from dashboard.drawing.text_width import first_that_fits

SIZE = 14
"""Pixels of the type inside bars."""
SMALL = 12
"""The same of the shortest words, where they have room in no other way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a bar: its length in pixels, how it looks, and what is said of it, fullest wording first."""

    length: float
    fill: str
    ink: str
    words: Sequence[str] = ()
    hover: str = ""
    name: str = ""


def stacked(
    parts: Iterable[Part], left: float, top: float, thick: float, *, line: str, width: float = 1, pad: float = 4
) -> list[AnyItem]:
    """The parts from `left` on, outlined in the colour `line`; a part without length is not drawn.

    `pad` pixels of a part are kept free of its words.
    """
    items: list[AnyItem] = []
    for part in parts:
        if part.length <= 0:
            continue
        box = Box(left, top, left + part.length, top + thick)
        items.append(Rect(box=box, fill=part.fill, line=line, width=width, name=part.name, hover=part.hover))
        words, size = first_that_fits(part.words, part.length - pad, SIZE), SIZE
        if not words:
            words, size = first_that_fits(part.words[-1:], part.length - 2, SMALL), SMALL
        if words:
            x, y = box.middle
            items.append(Words(x, y, words, size, part.ink, "center", name=part.name))
        left = box.right
    return items
