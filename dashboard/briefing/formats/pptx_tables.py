"""Native PowerPoint tables, which a reader can edit and a screen reader can read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from xml.sax.saxutils import escape

from pptx.dml.color import RGBColor
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu

from dashboard.briefing.formats.grades import FILLS, grade_in
from dashboard.briefing.formats.pptx_template import Box
from dashboard.briefing.formats.wrapping import LEADING, count_lines
from dashboard.briefing.model import Table
from dashboard.drawing.render.slide import Inks
from dashboard.drawing.text_width import text_width
from loaders import Grade

from_hex: Any = RGBColor.from_string
"""A colour from six hexadecimal digits."""

SHORT_KEY = f"{Grade.REQUIRES_IMPROVEMENT.letter}: {str(Grade.REQUIRES_IMPROVEMENT).lower()}."
_DATE = re.compile(r"(\d{1,2} )?[A-Z][a-z]{2} \d{4}$")
KEEPS_INK = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)
"""A link has the ink of the words around it, which can be read on any background, and its underline."""
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's "No Style, No Grid"
_PADDING = 10.0  # left and right of a cell, together, in points
_AIR = 4.0  # more of it, where there is room
_HEIGHT_PADDING = 5.0
_WIDER = 1.25  # of what its words want, the most that a column takes where there is room


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table, from `first` up to `last`, under its headings."""

    table: Table
    first: int
    last: int

    def heights(self, size: float, width: float, slack: float) -> list[float]:
        """Points of the headings' row and of each row, at a size of type."""
        cells = self.table.cells
        heights = row_heights(cells, column_widths(cells, size / slack, width), size, slack)
        return [heights[0], *heights[self.first + 1 : self.last + 1]]

    def is_in_lines(self, size: float, width: float, slack: float) -> bool:
        """Whether each row of the table takes one line."""
        heights = replace(self, first=0, last=len(self.table.frame)).heights(size, width, slack)
        return max(heights) <= size * LEADING + _HEIGHT_PADDING

    def is_cramped(self, size: float, width: float, slack: float) -> bool:
        """Whether some word would be broken."""
        return sum(_wishes(self.table.cells, size / slack)[1]) > width

    @property
    def lettered(self) -> Rows:
        """The same with letters for grades."""
        return self._with_letters(Grade)

    @property
    def short(self) -> Rows:
        """The same with letters for the longest grade alone."""
        return self._with_letters([Grade.REQUIRES_IMPROVEMENT])

    def _with_letters(self, grades: Iterable[Grade]) -> Rows:
        names = {str(grade): grade.letter for grade in grades}
        frame = self.table.frame.map(lambda value: names.get(value, value) if isinstance(value, str) else value)
        return replace(self, table=replace(self.table, frame=frame))


def add_table(
    slide: Any, rows: Rows, box: Box, size: float, inks: Inks, slack: float = 1.0, *, spread: float = 1.0
) -> Any:
    """A native table of these rows under the headings, its columns as wide as their words; gives its frame.

    `slack` is the share of a width that words as we measure them may take; rows are `spread` times as high as their
    words need. Words have the theme's ink, and a grade its own fill and letters. A cell leads to its report where the table says so.
    """
    table = rows.table
    cells = table.cells
    widths = column_widths(cells, size / slack, box.points[0])
    shown = [cells[0], *cells[rows.first + 1 : rows.last + 1]]
    heights = [high * spread for high in row_heights(shown, widths, size, slack)]
    places = (Emu(value) for value in (box.left, box.top, int(sum(widths) * 12700), int(sum(heights) * 12700)))
    frame = slide.shapes.add_table(1, 1, *places)
    frame.name = table.title
    frame._element.nvGraphicFramePr.cNvPr.set("descr", f"{table.title}. {table.caption}".strip())
    old = frame._element.graphic.graphicData.tbl
    links = _links(slide, rows)
    old.getparent().replace(old, parse_xml(_table_xml(shown, widths, heights, size, table.strong, inks, links)))
    return frame


def _links(slide: Any, rows: Rows) -> dict[tuple[int, int], str]:
    """Relationships to the reports that cells lead to, by row and column of the cells shown."""
    table = rows.table
    if table.links is None:
        return {}
    place = list(table.shown.columns).index(table.links[0])
    found = {}
    for number, url in enumerate(table.frame[table.links[1]].iloc[rows.first : rows.last], start=1):
        if isinstance(url, str) and url.startswith("http"):
            found[number, place] = slide.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    return found


def _wishes(cells: list[list[str]], size: float) -> tuple[list[float], list[float]]:
    """What each column would have so that only its heading wraps, and what it needs so that no word is broken."""
    wanted, least = [], []
    for place, (heading, *words) in enumerate(zip(*cells, strict=True)):
        low = max(text_width(word, size, bold=True) for word in heading.split() or [""])
        most = max([low, *(text_width(text, size) for text in words)])
        bold = place == 0  # a row that stands out has its name in bold
        parts = [
            text_width(part, size, bold) for text in words for part in ([text] if _DATE.match(text) else text.split())
        ]
        wanted.append(most + _PADDING + _AIR)
        least.append(max([low, *parts]) + _PADDING + _AIR)
    return wanted, least


def row_heights(cells: list[list[str]], widths: list[float], size: float, slack: float = 1.0) -> list[float]:
    """Points that each row takes, the headings' first."""
    return [_row_height(row, widths, size, slack, bold=number == 0) for number, row in enumerate(cells)]


def _table_xml(
    cells: list[list[str]],
    widths: list[float],
    heights: list[float],
    size: float,
    strong: str,
    inks: Inks,
    links: dict[tuple[int, int], str],
) -> str:
    """The table's own XML: python-pptx builds each cell in half a millisecond, which adds up."""
    columns = "".join(f'<a:gridCol w="{int(wide * 12700)}"/>' for wide in widths)
    rows = []
    for number, (row, high) in enumerate(zip(cells, heights, strict=True)):
        is_strong = bool(strong and row[0] == strong)
        inner = "".join(
            _cell_xml(
                words,
                size,
                inks,
                head=number == 0,
                bold=number == 0 or (is_strong and place == 0),
                first=place == 0,
                link=links.get((number, place), ""),
            )
            for place, words in enumerate(row)
        )
        rows.append(f'<a:tr h="{int(high * 12700)}">{inner}</a:tr>')
    return (
        f'<a:tbl {nsdecls("a", "r")}><a:tblPr firstRow="1"><a:tableStyleId>{_NO_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{columns}</a:tblGrid>{''.join(rows)}</a:tbl>"
    )


def _cell_xml(words: str, size: float, inks: Inks, *, head: bool, bold: bool, first: bool, link: str = "") -> str:
    fill, ink = "<a:noFill/>", _scheme(inks.ink)
    grade = grade_in(words)
    if not head and not first and grade:
        colour, letters = FILLS[grade]
        fill, ink = _solid(colour), _solid(letters)
    look = f'lang="en-GB" sz="{int(size * 100)}" b="{int(bold)}"'
    click = f'<a:hlinkClick r:id="{link}">{KEEPS_INK}</a:hlinkClick>' if link else ""
    run = f"<a:r><a:rPr {look}>{ink}{click}</a:rPr><a:t>{escape(words)}</a:t></a:r>" if words else ""
    side, edge = int(_PADDING / 2 * 12700), int(_HEIGHT_PADDING / 2 * 12700)
    # paper between the cells of a row, a grey line below them; the schema wants lines before the fill
    paper, grey = _scheme(inks.paper), _scheme(inks.ink, '<a:lumMod val="35000"/><a:lumOff val="65000"/>')
    lines = "".join(
        f'<a:{name} w="{int(wide * 12700)}">{colour}</a:{name}>'
        for name, colour, wide in (
            ("lnL", paper if fill != "<a:noFill/>" else "<a:noFill/>", 1.5),
            ("lnR", paper if fill != "<a:noFill/>" else "<a:noFill/>", 1.5),
            ("lnT", "<a:noFill/>" if head else grey, 0.75),
            ("lnB", grey, 1.5 if head else 0.75),
        )
    )
    return (
        f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>{run}<a:endParaRPr lang="en-GB" sz="{int(size * 100)}"/></a:p>'
        f'</a:txBody><a:tcPr anchor="ctr" marL="{side}" marR="{side}" marT="{edge}" marB="{edge}">'
        f"{lines}{fill}</a:tcPr></a:tc>"
    )


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _scheme(name: str, change: str = "") -> str:
    return f'<a:solidFill><a:schemeClr val="{name}">{change}</a:schemeClr></a:solidFill>'


def column_widths(cells: list[list[str]], size: float, width: float) -> list[float]:
    """Widths in points that sum to at most `width`: what the words want, the longest cut first.

    A heading wraps before the words below it do; a date never wraps.
    """
    wanted, least = _wishes(cells, size)
    if sum(wanted) <= width:
        wider = _headed(cells[0], wanted, size, width)
        return [wide * min(_WIDER, width / sum(wider)) for wide in wider]
    if sum(least) >= width:
        tight = [low - 0.75 * _AIR for low in least]
        return [low * width / sum(tight) for low in tight]
    return _cut_longest(wanted, least, width)


def _headed(heads: list[str], widths: list[float], size: float, width: float) -> list[float]:
    """The widths with what room is left given to headings, so that they stand on as few lines as they can."""

    def lines(head: str, wide: float) -> int:
        return count_lines(head, size, wide - _PADDING - _AIR, bold=True)

    def wider(head: str, wide: float, most: int) -> float:
        words = head.split()
        parts = [" ".join(words[start:end]) for end in range(len(words) + 1) for start in range(end)]
        tried = sorted(text_width(part, size, bold=True) + _PADDING + _AIR + 0.1 for part in parts)
        return next((new for new in tried if new > wide and lines(head, new) <= most), wide)

    most = max(lines(head, wide) for head, wide in zip(heads, widths, strict=True))
    for fewer in range(most - 1, 0, -1):
        tried = [
            wide if lines(head, wide) <= fewer else wider(head, wide, fewer)
            for head, wide in zip(heads, widths, strict=True)
        ]
        if sum(tried) > width:
            break
        widths = tried
    return widths


def _cut_longest(wanted: list[float], least: list[float], width: float) -> list[float]:
    """The widths that columns want, none beyond what makes them sum to `width`, and none below its least."""

    def cut(most: float) -> list[float]:
        return [max(low, min(want, most)) for want, low in zip(wanted, least, strict=True)]

    low, high = 0.0, max(wanted)
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(cut(middle)) <= width else (low, middle)
    return cut(low)


def _row_height(row: list[str], widths: list[float], size: float, slack: float, *, bold: bool) -> float:
    lines = max(
        count_lines(words, size, (wide - _PADDING) * slack, bold=bold) for words, wide in zip(row, widths, strict=True)
    )
    return lines * size * LEADING + _HEIGHT_PADDING
