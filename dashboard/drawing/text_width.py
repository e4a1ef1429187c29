"""How wide words are when drawn, without a browser to ask."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

_GROUPS = {
    222: "ijl'’",
    278: " ftI.,:;!/|\\[]",
    333: "r()-`“”",
    389: "*",
    500: "ckJsvxyz",
    556: "abdeghnopqu0123456789L_$?#–",
    584: "+=<>~",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    889: "%",
    944: "W",
    1000: "—…",
    1015: "@",
}
_WIDTHS = {character: width for width, characters in _GROUPS.items() for character in characters}
"""Advance widths of Arial (Helvetica and Liberation Sans share them), in thousandths of the font size."""

_BOLD = 1.08
"""Bold Arial is wider by three to eight per cent; the upper end is taken, so that nothing is too wide."""


@lru_cache(maxsize=8192)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width of one line in pixels; the widest of several lines that <br> separates."""
    if "<br>" in text:
        return max(text_width(line, size, bold) for line in text.split("<br>"))
    units = sum(_WIDTHS.get(character, 667) for character in text)
    return units * size / 1000 * (_BOLD if bold else 1)


def text_height(text: str, size: float) -> float:
    """Height in pixels of text with <br> between its lines, at the line height that plotly draws."""
    return size * 1.3 * (text.count("<br>") + 1)


def first_that_fits(options: Sequence[str], room: float, size: float, bold: bool = False) -> str:
    """The first of `options` not wider than `room` pixels, or nothing where none fits."""
    return next((option for option in options if text_width(option, size, bold) <= room), "")
