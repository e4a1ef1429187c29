"""A two-page Word briefing: real headings, the chart, native tables and footnoted sources."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from docx import Document
from docx.shared import Pt

from dashboard.briefing.formats.docx_footnotes import Footnotes
from dashboard.briefing.formats.docx_style import (
    BODY,
    HEADING,
    HEIGHT,
    SMALL,
    TITLE,
    WIDTH,
    set_footer,
    set_properties,
    set_styles,
)
from dashboard.briefing.formats.docx_tables import add_table, fitting_rows, is_short, table_height
from dashboard.briefing.formats.settled_zip import settle
from dashboard.briefing.formats.wrapping import count_lines
from dashboard.briefing.model import Content, Picture, Section, Table
from dashboard.dates import long_date

_LEADING = 1.17
FEWEST_ROWS = 4
"""Rows of a long table that are worth its head; for fewer a sentence stands there."""
_LEAST_TABLE, _SLACK = 72.0, 16.0


def write_document(content: Content, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """A .docx of two A4 pages; `pictures` are PNGs by name, and without them the tables stand alone.

    The first page ends with the first chart; what follows shares the second, where long tables are
    cut to the room that there is and say so.
    """
    document = Document()
    set_styles(document)
    notes = Footnotes(document, size=SMALL)
    title = document.add_paragraph(content.subject, style="Title")
    title.paragraph_format.space_before = Pt(0)
    document.add_paragraph(f"Briefing, as at {long_date(content.as_at)}", style="Subtitle")
    sections = _placed(content.sections, pictures or {})
    cut = 1 + next((number for number, section in enumerate(sections) if section.picture), 0)
    room = HEIGHT - _SLACK - count_lines(content.subject, TITLE, WIDTH, bold=True) * TITLE * _LEADING - 22
    _first_page(document, sections[:cut], pictures or {}, notes, room)
    _second_page(document, content, sections[cut:], pictures or {}, notes)
    notes.write()
    set_footer(document, content)
    set_properties(document, content)
    target = io.BytesIO()
    document.save(target)
    return settle(target.getvalue(), content.moment)


def _placed(sections: Sequence[Section], pictures: Mapping[str, bytes]) -> list[Section]:
    """The sections without a chart that no page can hold, whose table a later section has."""
    most = HEIGHT * 0.75
    kept: list[Section] = []
    for number, one in enumerate(sections):
        is_tall = one.picture and one.picture.name in pictures and picture_height(pictures[one.picture.name]) > most
        again = any(later.table is one.table for later in sections[number + 1 :])
        if not (is_tall and again):
            kept.append(one)
    return kept


def _first_page(
    document: Any, sections: Sequence[Section], pictures: Mapping[str, bytes], notes: Footnotes, room: float
) -> None:
    """Headings, words and the chart, as wide as the text; where it has no room there, tables in its place.

    The chart comes first: footnotes and points that it leaves no room for give way, for the second page says the same.
    """
    room -= sum(_heading_height(section) + _words_height(section.paragraphs, ()) for section in sections)
    picture = next((one.picture for one in sections if one.picture and one.picture.name in pictures), None)
    room -= _caption_height(picture.caption) + picture_height(pictures[picture.name]) if picture else 0
    tables = [] if picture else [one.table for one in sections if one.table is not None and len(one.table.frame)]
    for section in sections:
        cited, points = [str(source) for source in section.cites], list(section.points)
        if picture:
            cited = _fitting(cited, room, _notes_height)
            points = _fitting(points, room - _notes_height(cited), lambda words: _words_height((), words))
        room -= _notes_height(cited) + _words_height((), points)
        _words(document, section, points, cited, notes)
        if picture and section.picture is picture:
            _picture(document, picture, pictures[picture.name])
        elif section.table is not None and any(section.table is one for one in tables):
            ends = section.table is tables[-1]
            high = max(room if ends else min(room / 2, _wanted(section.table)), _LEAST_TABLE)
            _table(document, section.table, high)
            room -= high


def _fitting(words: Sequence[str], room: float, height: Callable[[Sequence[str]], float]) -> list[str]:
    """The first of the words that fit the room."""
    kept: list[str] = []
    while len(kept) < len(words) and height([*kept, words[len(kept)]]) <= room:
        kept.append(words[len(kept)])
    return kept


def _second_page(
    document: Any, content: Content, sections: Sequence[Section], pictures: Mapping[str, bytes], notes: Footnotes
) -> None:
    """What is left, method and sources: charts that find room, and tables in the room that there is."""
    ending = count_lines(" ".join(content.method), 9.5, WIDTH) + count_lines(content.licence, 9.5, WIDTH)
    room = HEIGHT - _SLACK - HEADING * _LEADING - 13 - ending * 9.5 * _LEADING - 10
    room -= sum(_heading_height(one) + _words_height(one.paragraphs, one.points) for one in sections)
    left = [str(source) for source in content.sources if str(source) not in notes.words]
    room -= _notes_height(left)
    drawn = {}
    for one in sections:
        if one.picture and one.picture.name in pictures:
            high = picture_height(pictures[one.picture.name]) + _caption_height(one.picture.caption)
            if high + _LEAST_TABLE * sum(_shown(other) is not None for other in sections if other is not one) <= room:
                drawn[one.key] = one.picture
                room -= high
    tables = [table for one in sections if one.key not in drawn and (table := _shown(one)) is not None]
    rooms = share_room([_wanted(table) for table in tables], room)
    first = True
    for section in sections:
        cited = [str(source) for source in section.cites]
        _words(document, section, section.points, cited, notes, new_page=first)
        first = False
        table = _shown(section)
        if section.key in drawn:
            _picture(document, drawn[section.key], pictures[drawn[section.key].name])
        elif table is not None:
            _table_or_brief(document, section, table, rooms.pop(0))
    _heading(document, "Method and sources", new_page=first)
    paragraph = document.add_paragraph(" ".join(content.method))
    paragraph.runs[0].font.size = Pt(9.5)
    for source in content.sources:
        notes.cite(paragraph, str(source))
    licence = document.add_paragraph(content.licence)
    licence.runs[0].font.size = Pt(9.5)


def _shown(section: Section) -> Table | None:
    table = section.table
    return table if table is not None and len(table.frame) and not section.is_table_extra else None


def share_room(wanted: Sequence[float], room: float) -> list[float]:
    """Room for each table, in order: what it wants, as long as each that follows keeps a little."""
    given: list[float] = []
    for number, want in enumerate(wanted):
        later = sum(min(other, _LEAST_TABLE) for other in wanted[number + 1 :])
        given.append(max(min(want, room - sum(given) - later), _LEAST_TABLE))
    return given


def _heading(document: Any, title: str, *, new_page: bool = False) -> Any:
    heading = document.add_heading(title, level=1)
    heading.paragraph_format.page_break_before = new_page
    return heading


def _words(
    document: Any,
    section: Section,
    points: Sequence[str],
    cited: Sequence[str],
    notes: Footnotes,
    *,
    new_page: bool = False,
) -> None:
    """Heading, paragraph and points; the footnotes' marks end the paragraph, or the heading where there is none."""
    marked = _heading(document, section.title, new_page=new_page)
    if section.paragraphs:
        marked = document.add_paragraph(" ".join(section.paragraphs))
    for source in cited:
        notes.cite(marked, source)
    for words in points:
        document.add_paragraph(words, style="List Bullet")


def picture_height(data: bytes) -> float:
    """Points that a PNG is high where it is as wide as the text."""
    wide, high = struct.unpack(">II", data[16:24])
    return float(WIDTH * high / wide)


def _picture(document: Any, picture: Picture, data: bytes) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_after = Pt(2)
    shape = paragraph.add_run().add_picture(io.BytesIO(data), width=Pt(WIDTH))
    shape._inline.docPr.set("descr", picture.alt)
    shape._inline.docPr.set("title", picture.title)
    document.add_paragraph(picture.caption, style="Caption")


def _table(document: Any, table: Table, room: float) -> None:
    words = _caption(table)
    left_out = add_table(document, table, WIDTH, room - (_caption_height(words) if words else 0))
    if left_out:
        more = "One more row is" if left_out == 1 else f"{left_out} more rows are"
        words = f"{words} {more} in the workbook.".strip()
    if words:
        document.add_paragraph(words, style="Caption")


def _table_or_brief(document: Any, section: Section, table: Table, room: float) -> None:
    """The table, or a sentence where so little of a long one has room that it would say less."""
    rows = fitting_rows(table, WIDTH, room - _caption_height(_caption(table)))
    if section.brief and rows < min(FEWEST_ROWS, len(table.frame)):
        document.add_paragraph(section.brief)
    else:
        _table(document, table, room)


def _caption(table: Table) -> str:
    return f"RI: requires improvement. {table.caption}".strip() if is_short(table) else table.caption


def _wanted(table: Table) -> float:
    words = _caption(table)
    return table_height(table, WIDTH) + (_caption_height(words) if words else 0.0) + 1


def _heading_height(section: Section) -> float:
    return count_lines(section.title, HEADING, WIDTH, bold=True) * HEADING * _LEADING + 13


def _words_height(paragraphs: Sequence[str], points: Sequence[str]) -> float:
    plain = count_lines(" ".join(paragraphs), BODY, WIDTH) * BODY * _LEADING + 5 if paragraphs else 0.0
    return plain + sum(count_lines(words, BODY, WIDTH - 20) * BODY * _LEADING + 3 for words in points)


def _caption_height(words: str) -> float:
    return count_lines(words, SMALL + 0.5, WIDTH) * (SMALL + 0.5) * _LEADING + 10


def _notes_height(notes: Sequence[str]) -> float:
    if not notes:
        return 0.0
    return sum(count_lines(words, SMALL, WIDTH - 10) * SMALL * _LEADING for words in notes) + 14
