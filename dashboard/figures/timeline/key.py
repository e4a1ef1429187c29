"""The key of the timeline: each sign that needs a word, drawn as the timeline draws it."""

from __future__ import annotations

from enum import StrEnum

from dashboard.drawing.placing import Box
from dashboard.drawing.scene import AnyItem, Mark, Rect, Scene, Words, hatch, line
from dashboard.figures.timeline.bands import HATCH
from dashboard.figures.timeline.coming import EDGE, TINT
from dashboard.figures.timeline.marks import PRIORITY
from dashboard.theme import INK, MUTED, PAPER, swatch
from loaders import Grade

WIDTH, HEIGHT = 40, 24
"""Pixels of a sign."""


class Sign(StrEnum):
    """What the timeline draws that its labels do not say."""

    HELD = "held"
    HOLLOW = "hollow"
    NONE = "none"
    MONTH = "month"
    BORROWED = "borrowed"
    PRIORITY = "priority"
    NUMBER = "number"
    HATCHED = "hatched"
    WINDOW = "window"


def sign(which: Sign) -> Scene:
    """A sign alone."""
    return Scene(WIDTH, HEIGHT, tuple(_drawn(which)), title=which.value, stretches=False)


def _drawn(which: Sign) -> list[AnyItem]:
    x, y = WIDTH / 2, HEIGHT / 2
    look = swatch(Grade.GOOD)
    match which:
        case Sign.HELD:
            bar = Rect(box=Box(12, y - 4, WIDTH - 1, y + 4), fill=look.fill, line=INK, width=0.75)
            dot = Mark(x=12, y=y, symbol="circle", radius=10, fill=look.fill, line=INK, width=1.5)
            return [bar, dot, Words(12, y, look.letter, 12, look.ink, "center", bold=True)]
        case Sign.HOLLOW:
            return [Rect(box=Box(2, y - 5, WIDTH - 2, y + 5), fill=PAPER, line=look.fill, width=2)]
        case Sign.NONE:
            return [Rect(box=Box(2, y - 9, WIDTH - 2, y + 9), fill=PAPER, line=MUTED, dash="dash")]
        case Sign.MONTH:
            return [Mark(x=x, y=y, symbol="circle", radius=9, fill=PAPER, line=INK, width=1.5, dash="dash")]
        case Sign.BORROWED:
            return [Mark(x=x, y=y, symbol="circle", radius=9, fill=PAPER, line=MUTED, width=1.5)]
        case Sign.PRIORITY:
            mark = Mark(x=x, y=y, symbol="octagon", radius=10, fill=PRIORITY, line=INK, width=1.5)
            return [mark, Words(x, y, "!", 12, PAPER, "center", bold=True)]
        case Sign.NUMBER:
            mark = Mark(x=x, y=y, symbol="diamond", radius=11, fill=PAPER, line=INK, width=1.5)
            return [mark, Words(x, y, "2", 12, INK, "center")]
        case Sign.HATCHED:
            return [hatch(Box(2, 2, WIDTH - 2, HEIGHT - 2), HATCH, 8), line(2, 2, 2, HEIGHT - 2, INK, 1.5)]
        case Sign.WINDOW:
            box = Rect(box=Box(4, 3, WIDTH - 4, HEIGHT - 3), fill=TINT, line=EDGE, width=1.5, dash="dash")
            return [box, line(x, 3, x, HEIGHT - 3, EDGE, 1.5)]
