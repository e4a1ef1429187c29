"""How much room words take on paper and slides, so that no text runs out of its box."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.drawing.text_width import text_width

LEADING = 1.2
"""Height of a line, in sizes of its type."""


def wrap(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """The lines of a paragraph in Arial that is wrapped at spaces in `width`, which has the unit of `size`."""
    lines: list[str] = []
    used = 0.0
    space = text_width(" ", size, bold)
    for word in text.split():
        room = text_width(word, size, bold)
        if lines and used + space + room <= width:
            lines[-1] += f" {word}"
            used += space + room
        else:
            lines.append(word)
            used = room
    return lines or [""]


def count_lines(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """How many lines `wrap` gives."""
    return len(wrap(text, size, width, bold=bold))


def text_height(paragraphs: Iterable[str], size: float, width: float, *, gap: float = 0.0, bold: bool = False) -> float:
    """Height of paragraphs in points, with `gap` points after each."""
    return sum(count_lines(text, size, width, bold=bold) * size * LEADING + gap for text in paragraphs)


def fit_size(
    paragraphs: Iterable[str],
    width: float,
    height: float,
    *,
    largest: float,
    least: float,
    gap: float = 0.0,
    bold: bool = False,
) -> float:
    """The largest whole size from `largest` down at which the paragraphs fit; `least` where none does."""
    words = list(paragraphs)
    size = largest
    while size > least and text_height(words, size, width, gap=gap, bold=bold) > height:
        size -= 1
    return size
