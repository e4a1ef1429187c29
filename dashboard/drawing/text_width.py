"""How wide words are when drawn: measured in the tables of the font that they are drawn in."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
"""The folder of our font, as pictures need it; pages are served the same letters from assets/fonts."""

LINE = 1.3
"""Distance from line to line, in sizes of the type: that of plotly."""


class Face:
    """The widths of one style of the font, in its own units: those of each character, and the kerning of pairs."""

    def __init__(self, data: bytes) -> None:
        count = struct.unpack_from(">H", data, 4)[0]
        tables = {
            tag: data[offset : offset + length]
            for tag, _, offset, length in struct.iter_unpack(">4sIII", data[12 : 12 + 16 * count])
        }
        self.per_em: int = struct.unpack_from(">H", tables[b"head"], 18)[0]
        glyphs = _glyphs(tables[b"cmap"])
        measures = struct.unpack_from(">H", tables[b"hhea"], 34)[0]
        advances = [pair[0] for pair in struct.iter_unpack(">Hh", tables[b"hmtx"][: 4 * measures])]
        self.widths: dict[str, int] = {code: advances[min(glyph, measures - 1)] for code, glyph in glyphs.items()}
        characters: dict[int, list[str]] = {}
        for code, glyph in glyphs.items():
            characters.setdefault(glyph, []).append(code)
        self.kerning: dict[tuple[str, str], int] = {
            (first, second): value
            for left, right, value in _pairs(tables[b"kern"])
            for first in characters.get(left, ())
            for second in characters.get(right, ())
        }
        self.missing: int = advances[0]

    def width(self, line: str) -> int:
        """Width of one line in the font's units."""
        widths, missing, kerning = self.widths, self.missing, self.kerning
        closer = sum(kerning.get(pair, 0) for pair in pairwise(line))
        return sum(widths.get(character, missing) for character in line) + closer


def _glyphs(table: bytes) -> dict[str, int]:
    """The glyph of each character, out of a table "cmap" in format 4."""
    places = struct.iter_unpack(">HHI", table[4 : 4 + 8 * struct.unpack_from(">H", table, 2)[0]])
    start = next(offset for platform, _, offset in places if platform == 3)
    count = struct.unpack_from(">H", table, start + 6)[0] // 2
    kinds = ((14, "H"), (16 + 2 * count, "H"), (16 + 4 * count, "h"), (16 + 6 * count, "H"))
    ends, starts, deltas, ranges = (struct.unpack_from(f">{count}{kind}", table, start + at) for at, kind in kinds)
    found = {}
    for index, (first, last, delta, skip) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if skip:
                at = start + 16 + 6 * count + 2 * index + skip + 2 * (code - first)
                glyph = struct.unpack_from(">H", table, at)[0]
            if glyph:
                found[chr(code)] = (glyph + delta) % 0x10000
    return found


def _pairs(table: bytes) -> list[tuple[int, int, int]]:
    """The pairs of glyphs that stand closer or wider, out of a table "kern" in format 0."""
    count = struct.unpack_from(">H", table, 10)[0]
    return list(struct.iter_unpack(">HHh", table[18 : 18 + 6 * count]))


@cache
def face(bold: bool = False) -> Face:
    """The regular or the bold style."""
    return Face((FONTS / f"TrajectorySans-{'Bold' if bold else 'Regular'}.ttf").read_bytes())


@lru_cache(maxsize=8192)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width in pixels; of several lines the widest."""
    style = face(bold)
    return max(style.width(line) for line in lines_of(text)) * size / style.per_em


def text_height(text: str, size: float) -> float:
    """Height in pixels of all lines."""
    return size * LINE * len(lines_of(text))


def lines_of(text: str) -> list[str]:
    """The lines of a text."""
    return text.split("\n")


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """A text in lines no wider than `room`, where its words allow it."""
    found: list[str] = []
    for word in text.split():
        if found and text_width(f"{found[-1]} {word}", size, bold) <= room:
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found


def first_that_fits(options: Sequence[str], room: float, size: float, bold: bool = False) -> str:
    """The first of `options` not wider than `room` pixels, or nothing where none fits."""
    return next((option for option in options if text_width(option, size, bold) <= room), "")
