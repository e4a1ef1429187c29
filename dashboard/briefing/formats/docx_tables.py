"""Native Word tables: a repeated header row, grades on their colours, rows that never break over a page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import Any
from xml.sax.saxutils import escape

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from dashboard import theme
from dashboard.briefing.formats.docx_fields import leads_somewhere
from dashboard.briefing.formats.docx_style import Paper
from dashboard.briefing.formats.grades import FILLS, grade_in
from dashboard.briefing.formats.pptx_tables import column_widths
from dashboard.briefing.formats.wrapping import count_lines
from dashboard.briefing.model import Table
from loaders import Grade

MANY = 6
"""Columns; a table of more has letters for the longest grade."""
_PAD = 2.0
_ROW = 1.17
_SPACES = nsdecls("w", "r")


def add_table(document: Any, table: Table, paper: Paper, room: float, *, is_whole: bool = False) -> int:
    """Add the table in `room` points of height; returns how many of its rows found no place.

    The rows of one that `is_whole` stay on one page.
    """
    cells = cells_of(table)
    size = paper.table
    widths = column_widths(cells, size, paper.width)
    heights = _heights(cells, widths, size)
    kept, used = 1, heights[0]
    while kept < len(cells) and (used + heights[kept] <= room or kept == 1):
        used += heights[kept]
        kept += 1
    native = document.add_table(rows=0, cols=len(widths))
    native.autofit = False
    properties = native._tbl.tblPr
    for tag, words in (("w:tblCaption", table.title), ("w:tblDescription", table.caption or table.title)):
        element = OxmlElement(tag)
        element.set(qn("w:val"), words)
        properties.append(element)
    for place, wide in enumerate(widths):
        native.columns[place].width = Pt(wide)
    links = _links(document, table, kept)
    for number, row in enumerate(cells[:kept]):
        cell = _Cell(size, is_head=number == 0, is_kept=number == 0 or (is_whole and number < kept - 1))
        is_strong = number == 0 or bool(table.strong and row[0] == table.strong)
        inner = "".join(
            cell.xml(
                words,
                widths[place],
                is_bold=is_strong and (number == 0 or place == 0),
                is_first=place == 0,
                link=links.get((number, place), ""),
            )
            for place, words in enumerate(row)
        )
        rules = "<w:cantSplit/><w:tblHeader/>" if number == 0 else "<w:cantSplit/>"
        native._tbl.append(parse_xml(f"<w:tr {_SPACES}><w:trPr>{rules}</w:trPr>{inner}</w:tr>"))
    return len(cells) - kept


def is_short(table: Table) -> bool:
    """Whether grades stand in many columns, so that "Requires improvement" would break each row in two."""
    rows = table.cells[1:]
    return len(table.shown.columns) > MANY and any(str(Grade.REQUIRES_IMPROVEMENT) in row for row in rows)


def cells_of(table: Table) -> list[list[str]]:
    """The cells as words; RI for the longest grade, where many columns hold one."""
    head, *rows = table.cells
    if not is_short(table):
        return [head, *rows]
    long, short = str(Grade.REQUIRES_IMPROVEMENT), Grade.REQUIRES_IMPROVEMENT.letter
    return [head, *([short if words == long else words for words in row] for row in rows)]


def table_height(table: Table, paper: Paper) -> float:
    """Height of all rows in points."""
    return sum(_heights_of(table, paper))


def fitting_rows(table: Table, paper: Paper, room: float) -> int:
    """How many rows under the head find room."""
    return sum(used <= room for used in list(accumulate(_heights_of(table, paper)))[1:])


def _heights_of(table: Table, paper: Paper) -> list[float]:
    cells = cells_of(table)
    return _heights(cells, column_widths(cells, paper.table, paper.width), paper.table)


def _heights(cells: list[list[str]], widths: list[float], size: float) -> list[float]:
    return [_height(row, widths, size, bold=number == 0) for number, row in enumerate(cells)]


def _height(row: list[str], widths: list[float], size: float, *, bold: bool) -> float:
    lines = max(count_lines(words, size, wide - 11, bold=bold) for words, wide in zip(row, widths, strict=True))
    return lines * size * _ROW + 2 * _PAD + 0.75


def _links(document: Any, table: Table, kept: int) -> dict[tuple[int, int], str]:
    """The start of the link of each cell that leads somewhere, by its row and column; headings are the first of `kept`."""
    if not table.links:
        return {}
    place = list(table.shown.columns).index(table.links[0])
    look = escape(document.part.get_style_id("Hyperlink", WD_STYLE_TYPE.CHARACTER) or "", {'"': "&quot;"})
    return {
        (number, place): f'<w:hyperlink r:id="{_related(document, address)}" w:history="1">'
        f'<w:r><w:rPr><w:rStyle w:val="{look}"/>'
        for number, address in enumerate(table.frame[table.links[1]].iloc[: kept - 1], start=1)
        if leads_somewhere(address)
    }


def _related(document: Any, address: str) -> str:
    return str(document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))


@dataclass(frozen=True, slots=True)
class _Cell:
    """The cells of a row as Word's own XML: python-docx builds each in half a millisecond, which adds up."""

    size: float
    is_head: bool
    is_kept: bool
    """Its row stays on the page of the next."""

    def xml(self, words: str, wide: float, *, is_bold: bool, is_first: bool, link: str) -> str:
        """One cell: its width, its rules, a grade's colour, and its words, which may lead to a report."""
        head, grade = self.is_head, grade_in(words)
        shade, ink = "", ""
        if not head and not is_first and grade:
            fill, colour = FILLS[grade]
            shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
            ink = f'<w:color w:val="{colour}"/>'
        # the schema fixes the order of borders: left, bottom, right
        rules = (("left", 12, theme.PAPER), ("bottom", 12 if head else 6, theme.RULE), ("right", 12, theme.PAPER))
        borders = "".join(
            f'<w:{side} w:val="single" w:sz="{weight}" w:space="0" w:color="{colour[1:].upper()}"/>'
            for side, weight, colour in rules
        )
        pad, keep = Pt(_PAD).twips, "<w:keepNext/>" if self.is_kept else '<w:keepNext w:val="0"/>'
        bold = "<w:b/>" if is_bold else '<w:b w:val="0"/>'
        text = f'<w:t xml:space="preserve">{escape(words)}</w:t>' if words else ""
        begun, ended = (link, "</w:r></w:hyperlink>") if link else ("<w:r><w:rPr>", "</w:r>")
        return (
            f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{Pt(wide).twips}"/><w:tcBorders>{borders}</w:tcBorders>{shade}'
            f'</w:tcPr><w:p><w:pPr>{keep}<w:spacing w:before="{pad}" w:after="{pad}"/></w:pPr>'
            f'{begun}{bold}{ink}<w:sz w:val="{int(self.size * 2)}"/></w:rPr>{text}{ended}</w:p></w:tc>'
        )
