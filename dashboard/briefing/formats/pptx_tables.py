"""Native PowerPoint tables, which a reader can edit and a screen reader can read."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape

from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu

from dashboard.briefing.formats.pptx_template import Box
from dashboard.briefing.formats.wrapping import LEADING, count_lines
from dashboard.briefing.model import Table, say_value
from dashboard.drawing.text_width import text_width
from dashboard.theme import GRADES
from loaders import Grade

from_hex: Any = RGBColor.from_string
"""A colour from six hexadecimal digits."""

FILLS = {grade: (look.fill[1:].upper(), look.ink[1:].upper()) for grade, look in GRADES.items()}
"""Fill of a grade and the colour of the words on it."""

_DATE = re.compile(r"(\d{1,2} )?[A-Z][a-z]{2} \d{4}$")
_LINE = "B1B4B6"
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's "No Style, No Grid"
_PADDING = 10.0  # left and right of a cell, together, in points
_HEIGHT_PADDING = 5.0


def add_table(slide: Any, table: Table, box: Box) -> None:
    """A native table that fits its box: columns as wide as their words, type from 14 down to 12 points.

    Rows that find no room are left out, and the last row then says how many there are.
    """
    cells = table_cells(table)
    width, height = box.points
    for size in (14.0, 13.0, 12.0):
        widths, heights = _measured(cells, size, width)
        if sum(heights) <= height:
            break
    else:
        cells, heights = _shorten(cells, heights, widths, height)
    places = (Emu(value) for value in (box.left, box.top, int(sum(widths) * 12700), int(sum(heights) * 12700)))
    frame = slide.shapes.add_table(1, 1, *places)
    frame.name = table.title
    frame._element.nvGraphicFramePr.cNvPr.set("descr", f"{table.title}. {table.caption}".strip())
    old = frame._element.graphic.graphicData.tbl
    old.getparent().replace(old, parse_xml(_table_xml(cells, widths, heights, size, table.strong)))


def table_height(table: Table, width: float) -> float:
    """Height in points of the whole table at its largest type."""
    return sum(_measured(table_cells(table), 14.0, width)[1])


def table_cells(table: Table) -> list[list[str]]:
    """The table as words, its headings first."""
    head = [str(column) for column in table.shown.columns]
    return [head, *([say_value(value) for value in row] for row in table.shown.itertuples(index=False, name=None))]


def _measured(cells: list[list[str]], size: float, width: float) -> tuple[list[float], list[float]]:
    widths = column_widths(cells, size, width)
    return widths, [_row_height(row, widths, size, bold=number == 0) for number, row in enumerate(cells)]


def _table_xml(cells: list[list[str]], widths: list[float], heights: list[float], size: float, strong: str) -> str:
    """The table's own XML: python-pptx builds each cell in half a millisecond, which adds up."""
    columns = "".join(f'<a:gridCol w="{int(wide * 12700)}"/>' for wide in widths)
    rows = []
    for number, (row, high) in enumerate(zip(cells, heights, strict=True)):
        is_strong = bool(strong and row[0] == strong)
        inner = "".join(
            _cell_xml(words, size, head=number == 0, bold=number == 0 or (is_strong and place == 0), first=place == 0)
            for place, words in enumerate(row)
        )
        rows.append(f'<a:tr h="{int(high * 12700)}">{inner}</a:tr>')
    return (
        f'<a:tbl {nsdecls("a")}><a:tblPr firstRow="1"><a:tableStyleId>{_NO_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{columns}</a:tblGrid>{''.join(rows)}</a:tbl>"
    )


def _cell_xml(words: str, size: float, *, head: bool, bold: bool, first: bool) -> str:
    fill, ink = "<a:noFill/>", "0B0C0C"
    if not head and not first and words in FILLS:
        colour, ink = FILLS[Grade(words)]
        fill = _solid(colour)
    letters = f'lang="en-GB" sz="{int(size * 100)}" b="{int(bold)}"'
    run = f"<a:r><a:rPr {letters}>{_solid(ink)}</a:rPr><a:t>{escape(words)}</a:t></a:r>" if words else ""
    side, edge = int(_PADDING / 2 * 12700), int(_HEIGHT_PADDING / 2 * 12700)
    # white between the cells of a row, a grey line below them; the schema wants lines before the fill
    lines = "".join(
        f'<a:{name} w="{int(wide * 12700)}">{_solid(colour)}</a:{name}>'
        for name, colour, wide in (
            ("lnL", "FFFFFF", 1.5),
            ("lnR", "FFFFFF", 1.5),
            ("lnT", "FFFFFF" if head else _LINE, 0.75),
            ("lnB", _LINE, 1.5 if head else 0.75),
        )
    )
    return (
        f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>{run}<a:endParaRPr lang="en-GB" sz="{int(size * 100)}"/></a:p>'
        f'</a:txBody><a:tcPr anchor="ctr" marL="{side}" marR="{side}" marT="{edge}" marB="{edge}">'
        f"{lines}{fill}</a:tcPr></a:tc>"
    )


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def column_widths(cells: list[list[str]], size: float, width: float) -> list[float]:
    """Widths in points that sum to at most `width`: what the words want, the longest cut first.

    A heading wraps before the words below it do; a date never wraps.
    """
    wanted, least = [], []
    for place, (heading, *words) in enumerate(zip(*cells, strict=True)):
        low = max(text_width(word, size, bold=True) for word in heading.split() or [""])
        most = max([low, *(text_width(text, size) for text in words)])
        bold = place == 0  # a row that stands out has its name in bold
        parts = [
            text_width(part, size, bold) for text in words for part in ([text] if _DATE.match(text) else text.split())
        ]
        wanted.append(most + _PADDING + 4)
        least.append(max([low, *parts]) + _PADDING + 4)
    if sum(wanted) <= width:
        # headings may then stand on one line, where there is room for them
        heads = [text_width(row, size, bold=True) + _PADDING + 4 for row in cells[0]]
        wider = [max(want, head) for want, head in zip(wanted, heads, strict=True)]
        return wider if sum(wider) <= width else wanted
    spare = width - sum(least)
    if spare <= 0:
        return [low * width / sum(least) for low in least]
    over = [want - low for want, low in zip(wanted, least, strict=True)]
    return [low + extra * spare / sum(over) for low, extra in zip(least, over, strict=True)]


def _row_height(row: list[str], widths: list[float], size: float, *, bold: bool) -> float:
    lines = max(count_lines(words, size, wide - _PADDING, bold=bold) for words, wide in zip(row, widths, strict=True))
    return lines * size * LEADING + _HEIGHT_PADDING


def _shorten(
    cells: list[list[str]], heights: list[float], widths: list[float], height: float
) -> tuple[list[list[str]], list[float]]:
    total = len(cells) - 1
    kept, used = 1, heights[0] + heights[-1]
    while kept < len(cells) and used + heights[kept] <= height:
        used += heights[kept]
        kept += 1
    last = ["" for _ in widths]
    # the sentence stands in the widest column, so that it wraps least
    widest = max(range(len(widths)), key=lambda place: widths[place])
    last[widest] = f"{kept - 1} of {total} rows: all are in the workbook"
    low = _row_height(last, widths, 12.0, bold=False)
    while kept > 1 and sum(heights[:kept]) + low > height:
        kept -= 1
        last[widest] = f"{kept - 1} of {total} rows: all are in the workbook"
    return [*cells[:kept], last], [*heights[:kept], low]
