"""Native Word tables: a repeated header row, grades on their colours, rows that never break over a page."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from dashboard import theme
from dashboard.briefing.formats.docx_fields import add_link, leads_somewhere
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
    native = document.add_table(rows=kept, cols=len(widths))
    native.autofit = False
    properties = native._tbl.tblPr
    for tag, words in (("w:tblCaption", table.title), ("w:tblDescription", table.caption or table.title)):
        element = OxmlElement(tag)
        element.set(qn("w:val"), words)
        properties.append(element)
    for place, wide in enumerate(widths):
        native.columns[place].width = Pt(wide)
    rows = [row.cells for row in native.rows]
    addresses = list(table.frame[table.links[1]]) if table.links else []
    linked = list(table.shown.columns).index(table.links[0]) if table.links else -1
    for number in range(kept):
        is_strong = bool(table.strong and cells[number][0] == table.strong)
        for place, words in enumerate(cells[number]):
            rows[number][place].width = Pt(widths[place])
            _fill(
                rows[number][place],
                words,
                size,
                addresses[number - 1] if number and place == linked else "",
                head=number == 0,
                kept=number == 0 or (is_whole and number < kept - 1),
                bold=number == 0 or (is_strong and place == 0),
                first=place == 0,
            )
        _row_rules(native.rows[number], head=number == 0)
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


def _fill(cell: Any, words: str, size: float, address: str, *, head: bool, kept: bool, bold: bool, first: bool) -> None:
    paragraph = cell.paragraphs[0]
    layout = paragraph.paragraph_format
    layout.space_before, layout.space_after = Pt(_PAD), Pt(_PAD)
    layout.keep_with_next = kept
    run = add_link(paragraph, words, address) if leads_somewhere(address) else paragraph.add_run(words)
    run.font.size, run.font.bold = Pt(size), bold
    properties = cell._tc.get_or_add_tcPr()
    borders = OxmlElement("w:tcBorders")
    for side, weight, colour in (
        ("bottom", "12" if head else "6", theme.RULE[1:].upper()),
        ("left", "12", theme.PAPER[1:].upper()),
        ("right", "12", theme.PAPER[1:].upper()),
    ):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", weight), ("space", "0"), ("color", colour)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    # the schema fixes the order of borders: left, bottom, right
    borders[:] = [borders[1], borders[0], borders[2]]
    properties.append(borders)
    grade = grade_in(words)
    if not head and not first and grade:
        fill, colour = FILLS[grade]
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
            shade.set(qn(f"w:{name}"), value)
        properties.append(shade)
        run.font.color.rgb = RGBColor.from_string(colour)


def _row_rules(row: Any, *, head: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    for tag in ["w:cantSplit", *(["w:tblHeader"] if head else [])]:
        properties.append(OxmlElement(tag))
