"""How words and tables share slides: as large as fits, and over several slides where one cannot hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.briefing.formats.pptx_tables import SHORT_KEY, Rows
from dashboard.briefing.formats.wrapping import text_height
from dashboard.briefing.model import Section
from dashboard.words import LETTERS

LARGEST, LEAST = 20, 12
LARGEST_BESIDE = 24
"""Type of words beside a table, which would leave half of their slide empty."""
LARGEST_TABLE, USUAL_TABLE = 18, 14
"""Type of a table at most, and of one whose cells take several lines."""
LEAST_WORDS = 14
"""Type of words that share a slide, unless they would not fit it otherwise."""
FULL = 0.97
"""Of the height, what words and tables fill, so that they keep off the footer, unless that is what lets them fit."""
SPREAD = 1.5
"""How much higher than their words need the rows of a table are, where there is room."""
GAP, BETWEEN = 7.0, 12.0
"""Points after a paragraph, and between words and a table."""
BULLET = 18.0
"""Points that a bulleted line is set in."""
NARROW = 3
"""Most columns of a table that stands beside words."""
SHARE = 0.62
"""Of the width without the gutter, what words take beside a table."""
GUTTER = 28.8
"""Points between two columns."""


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
    table_size: float = USUAL_TABLE
    is_beside: bool = False
    spread: float = 1.0
    """How many times as high as their words need the rows of tables are."""
    share: float = 1.0
    """Of the height, what is used."""


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
    return [page] if (page := _whole(blocks, width, height, slack)) else _cut(blocks, width, height, slack)


def _whole(blocks: Sequence[Block], width: float, height: float, slack: float) -> Page | None:
    """One page that holds all: in words, or with letters for the longest grade and a key where that is what it takes."""
    closest: tuple[Page, float] | None = None
    for size, table_size in _sizes(blocks, width, slack):
        page, used = Page(tuple(blocks), size, table_size), _stack_height(blocks, size, table_size, width, slack)
        if used <= height * FULL:
            return _spread(page, used, width, height * FULL, slack)
        if used <= height:
            closest = closest or (page, used)
    if closest:
        return _spread(*closest, width, height, slack)
    shorter = [part for block in blocks for part in _shortened(block)]
    return _whole(shorter, width, height, slack) if len(shorter) > len(blocks) else None


def _shortened(block: Block) -> tuple[Block, ...]:
    if isinstance(block, Rows) and (short := block.short) and not short.table.frame.equals(block.table.frame):
        return (short, (Line(SHORT_KEY),))
    return (block,)


def _sizes(blocks: Sequence[Block], width: float, slack: float) -> list[tuple[float, float]]:
    """Sizes of words and of tables to try, the best first: both large, and words larger than the cells of a table."""
    tables = [block for block in blocks if isinstance(block, Rows)]
    if not tables:
        return [(float(size), USUAL_TABLE) for size in range(LARGEST, LEAST - 1, -1)]
    whole = [
        size
        for size in range(LARGEST_TABLE, LEAST - 1, -1)
        if all(rows.is_in_lines(size, width, slack) for rows in tables)
    ]
    found = whole or [*range(USUAL_TABLE, LEAST - 1, -1)]
    if len(tables) == len(blocks):
        return [(LEAST_WORDS, float(size)) for size in found]
    pairs = [(float(size), float(cell)) for size in range(LARGEST, LEAST - 1, -1) for cell in found if cell <= size]
    return sorted(pairs, key=lambda pair: (min(pair[0] - 4, pair[1]), sum(pair)), reverse=True)


def _spread(page: Page, used: float, width: float, height: float, slack: float) -> Page:
    """The page with the room that is left given to the rows of its tables; bars below a table of counts take it too."""
    tables = [block for block in page.blocks if isinstance(block, Rows)]
    if not tables or any(rows.table.is_counts for rows in tables):
        return replace(page, share=used / height)
    rows = sum(block_height(block, page.size, page.table_size, width, slack) for block in tables)
    spread = min(SPREAD, 1 + (height - used) / rows)
    return replace(page, spread=spread, share=(used + (spread - 1) * rows) / height)


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
    left, right = (width - GUTTER) * SHARE, (width - GUTTER) * (1 - SHARE)
    for size in range(LARGEST_BESIDE, LEAST - 1, -1):
        if (high := block_height(words, size, 0, left, slack)) <= height * (FULL if size > LEAST else 1):
            fitting = [cell for cell in range(LARGEST_TABLE, USUAL_TABLE, -1) if rows.is_in_lines(cell, right, slack)]
            cell = float(fitting[0] if fitting and fitting[0] <= size else USUAL_TABLE)
            beside = block_height(rows, size, cell, right, slack)
            if beside > height:
                return None
            page = _spread(Page((rows,), float(size), cell), beside, right, height, slack)
            return replace(page, blocks=(words, rows), is_beside=True, share=max(page.share, high / height))
    return None


def _cut(blocks: Sequence[Block], width: float, height: float, slack: float) -> list[Page]:
    """The blocks over as many slides as they need, in the least type; rows as evenly as can be."""
    size, table_size = float(LEAST_WORDS if all(isinstance(block, Rows) for block in blocks) else LEAST), float(LEAST)
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
