"""How much room words take, so that no text runs out of its box.

Widths are of Arial (and Liberation Sans, its metric twin), in thousandths of the size of the type.
"""

from __future__ import annotations

from collections.abc import Iterable

_WIDTHS = {
    "ijl'|": 222, " !,./:;I[]\\tf": 278, "()-r`": 333, "*": 389, '"': 355, "cksvxyzJ": 500,
    "abdeghnopqu0123456789L#$?_": 556, "+<=>~": 584, "FTZ": 611, "ABEKPSVXY&": 667, "CDHNRUw": 722,
    "GOQ": 778, "mM": 833, "%": 889, "W": 944, "@": 1015, "’‘": 222, "“”": 333, "–": 556, "—": 1000,
}  # fmt: skip
_WIDTH = {letter: width for letters, width in _WIDTHS.items() for letter in letters}
LEADING = 1.2
"""Height of a line, in sizes of its type."""


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of one line, in points; bold type is about a tenth wider."""
    total = sum(_WIDTH.get(letter, 667) for letter in text)
    return total / 1000 * size * (1.09 if bold else 1)


def count_lines(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """Lines that a paragraph takes when it is wrapped at words in `width` points."""
    lines, used = 1, 0.0
    space = text_width(" ", size, bold=bold)
    for word in text.split():
        room = text_width(word, size, bold=bold)
        if used and used + space + room > width:
            lines, used = lines + 1, room
        else:
            used += (space if used else 0) + room
    return lines


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
