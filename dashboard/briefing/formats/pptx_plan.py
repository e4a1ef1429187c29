"""How words and tables share slides: as large as fits, and over several slides where one cannot hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.briefing.formats.pptx_tables import Rows
from dashboard.briefing.formats.wrapping import text_height
from dashboard.briefing.model import Section
from dashboard.words import LETTERS

LARGEST, LARGEST_BESIDE, LEAST = 20.0, 18.0, 12.0
TABLE_SIZES = (14.0, 13.0, 12.0)
GAP, BETWEEN = 7.0, 12.0
"""Points after a paragraph, and between words and a table."""
BULLET = 18.0
"""Points that a bulleted line is set in."""
NARROW = 3
"""Most columns of a table that stands beside words."""
SHARE = 0.58
"""Of the width, what words take beside a table."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: plain, with a bullet, or a heading within a slide; `url` is where it leads."""

    text: str
    is_bullet: bool = False
    is_heading: bool = False
    url: str = ""

    def height(self, size: float, width: float) -> float:
        """Points that it takes at a size of type."""
        inner = width - (BULLET if self.is_bullet else 0)
        return text_height([self.text], size, inner, gap=GAP, bold=self.is_heading)


Words = tuple[Line, ...]


Block = Words | Rows


@dataclass(frozen=True, slots=True)
class Page:
    """What a slide holds below its title: blocks from top to bottom, or two side by side."""

    blocks: tuple[Block, ...]
    size: float
    table_size: float = TABLE_SIZES[0]
    is_beside: bool = False


def lines_of(section: Section) -> Words:
    """The words of a section as lines."""
    return (*(Line(text) for text in section.paragraphs), *(Line(text, is_bullet=True) for text in section.points))


def blocks_of(section: Section) -> tuple[Block, ...]:
    """A section's words, then its table."""
    table = section.table
    rows = (Rows(table, 0, len(table.frame)),) if table is not None and len(table.frame) else ()
    return (*([lines_of(section)] if lines_of(section) else []), *rows)


def pages(blocks: Sequence[Block], width: float, height: float, *, slack: float) -> list[Page]:
    """The pages that hold the blocks in a room of `width` by `height` points; words take `slack` of the width.

    Where a table has no room for the words of grades, it has their letters, and a key below.
    """
    blocks = [part for block in blocks for part in _roomy(block, width, slack)]
    if page := _beside(blocks, width, height, slack):
        return [page]
    largest = LARGEST if not any(isinstance(block, Rows) for block in blocks) else LARGEST_BESIDE
    sizes = [(float(size), TABLE_SIZES[0]) for size in range(int(largest), 13, -1)]
    sizes += [(14.0, 13.0), (14.0, 12.0), (13.0, 12.0), (12.0, 12.0)]
    for size, table_size in sizes:
        if _stack_height(blocks, size, table_size, width, slack) <= height:
            return [Page(tuple(blocks), size, table_size)]
    return _cut(blocks, width, height, slack)


def _roomy(block: Block, width: float, slack: float) -> tuple[Block, ...]:
    if isinstance(block, Rows) and block.is_cramped(LEAST, width, slack):
        return (block.lettered, (Line(LETTERS),))
    return (block,)


def block_height(block: Block, size: float, table_size: float, width: float, slack: float) -> float:
    """Points that a block takes."""
    if isinstance(block, Rows):
        return sum(block.heights(table_size, width, slack))
    return sum(line.height(size, width * slack) for line in block)


def _stack_height(blocks: Sequence[Block], size: float, table_size: float, width: float, slack: float) -> float:
    heights = [block_height(block, size, table_size, width, slack) for block in blocks]
    return sum(heights) + BETWEEN * (len(heights) - 1)


def _beside(blocks: Sequence[Block], width: float, height: float, slack: float) -> Page | None:
    """Words and a narrow table side by side, where both fit."""
    if len(blocks) != 2:
        return None
    words, rows = blocks
    if isinstance(words, Rows) or not isinstance(rows, Rows) or len(rows.table.shown.columns) > NARROW:
        return None
    left = width * SHARE
    for size in range(int(LARGEST_BESIDE), int(LEAST) - 1, -1):
        if block_height(words, size, 14.0, left, slack) <= height:
            if block_height(rows, size, 14.0, width - left - 29, slack) <= height:
                return Page((words, rows), float(size), is_beside=True)
            return None
    return None


def _cut(blocks: Sequence[Block], width: float, height: float, slack: float) -> list[Page]:
    """The blocks over as many slides as they need, in the least type; rows as evenly as can be."""
    size, table_size = 14.0 if all(isinstance(block, Rows) for block in blocks) else LEAST, LEAST
    made: list[list[Block]] = [[]]
    used = 0.0
    for block in blocks:
        for piece in _pieces(block, size, table_size, width, height, slack, height - used - BETWEEN):
            high = block_height(piece, size, table_size, width, slack)
            if made[-1] and used + BETWEEN + high > height:
                made.append([])
                used = 0.0
            used += high + (BETWEEN if made[-1] else 0)
            made[-1].append(piece)
    return [Page(tuple(one), size, table_size) for one in made]


def _pieces(
    block: Block, size: float, table_size: float, width: float, height: float, slack: float, left: float
) -> list[Block]:
    """A block cut so that each piece fits a slide; the first takes what is `left` of the slide before, if some is."""
    atoms: Sequence[float]
    if isinstance(block, Rows):
        head, *atoms = block.heights(table_size, width, slack)
    else:
        head, atoms = 0.0, [line.height(size, width * slack) for line in block]
    ends = _ends(atoms, left - head if left - head >= sum(atoms[:3]) else height - head, height - head)
    starts = [0, *ends[:-1]]
    if isinstance(block, Rows):
        return [
            Rows(block.table, block.first + start, block.first + end) for start, end in zip(starts, ends, strict=True)
        ]
    return [block[start:end] for start, end in zip(starts, ends, strict=True)]


def _ends(atoms: Sequence[float], first: float, full: float) -> list[int]:
    """Where each piece ends: as few pieces as can be, as even as can be, the first within its room."""
    even = _filled_all(atoms, first, full)
    for share in range(1, 20):  # a lower limit for all, as long as it needs no more pieces
        limit = full * (1 - share / 20)
        closer = _filled_all(atoms, min(first, limit), limit)
        if len(closer) > len(even):
            break
        even = closer
    return even


def _filled_all(atoms: Sequence[float], first: float, full: float) -> list[int]:
    ends: list[int] = []
    start = 0
    while start < len(atoms):
        start = _filled(atoms, start, full if ends else first)
        ends.append(start)
    return ends


def _filled(atoms: Sequence[float], start: int, room: float) -> int:
    """How far the atoms from `start` on fit the room; one at least."""
    used, place = 0.0, start
    while place < len(atoms) and (place == start or used + atoms[place] <= room):
        used += atoms[place]
        place += 1
    return place
