"""A two-page Word briefing: real headings, the chart, native tables and footnoted sources."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from dashboard.briefing.archive import settle
from dashboard.briefing.footnotes import Footnotes
from dashboard.briefing.measure import count_lines, text_height
from dashboard.briefing.model import Content, Picture, Section, Table
from dashboard.briefing.wordtable import add_table, table_height
from dashboard.dates import long_date

BODY, SMALL, HEADING, TITLE = 10.5, 8.5, 13.0, 20.0
WIDTH, HEIGHT = 17.4 / 2.54 * 72, 26.1 / 2.54 * 72
"""The text area of an A4 page with our margins, in points."""
_LEADING = 1.17
_LEAST_TABLE, _SLACK = 90.0, 22.0


def write_document(content: Content, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """A .docx of two A4 pages; `pictures` are PNGs by name, and without them the tables stand alone.

    The first page ends with the first chart; what follows shares the second, where long tables are
    cut to the room that there is and say so.
    """
    document = Document()
    _styles(document)
    notes = Footnotes(document, size=SMALL)
    title = document.add_paragraph(content.subject, style="Title")
    title.paragraph_format.space_before = Pt(0)
    document.add_paragraph(f"Briefing, as at {long_date(content.as_at)}", style="Subtitle")
    cut = 1 + next((number for number, section in enumerate(content.sections) if section.picture), 0)
    _first_page(document, content.sections[:cut], pictures or {}, notes)
    _second_page(document, content, content.sections[cut:], notes)
    notes.write()
    _footer(document, content)
    _properties(document, content)
    target = io.BytesIO()
    document.save(target)
    return settle(target.getvalue(), content.moment)


def _first_page(document: Any, sections: Sequence[Section], pictures: Mapping[str, bytes], notes: Footnotes) -> None:
    """Headings, words and the chart, as wide as the text; where it then finds no room, its table.

    The chart comes first: points and footnotes that it leaves no room for give way, for the second page says the same.
    """
    room = HEIGHT - TITLE * 1.6 - 26 - _SLACK
    room -= sum(_heading_height(section) + _words_height(section.paragraphs, ()) for section in sections)
    picture = next((one.picture for one in sections if one.picture and one.picture.name in pictures), None)
    if picture:
        wanted = _caption_height(picture.caption) + picture_height(pictures[picture.name])
        if wanted <= room:
            room -= wanted
        else:
            picture = None
    cited = _notes_height(str(source) for section in sections for source in section.cites)
    has_notes = cited <= room or picture is None
    room -= cited if has_notes else 0
    for section in sections:
        _heading(document, section, notes if has_notes else None)
        points = section.points if picture is None else _fitting(section.points, room)
        room -= _words_height((), points)
        _words(document, section.paragraphs, points)
        if picture and section.picture is picture:
            _picture(document, picture, pictures[picture.name])
        elif section.picture and section.table is not None and len(section.table.frame):
            _table(document, section.table, max(room, _LEAST_TABLE))


def _fitting(points: Sequence[str], room: float) -> list[str]:
    """The first points that fit the room."""
    kept: list[str] = []
    while len(kept) < len(points) and _words_height((), [*kept, points[len(kept)]]) <= room:
        kept.append(points[len(kept)])
    return kept


def _second_page(document: Any, content: Content, sections: Sequence[Section], notes: Footnotes) -> None:
    ending = [*content.method, content.licence]
    room = HEIGHT - _SLACK - HEADING * 3 - text_height([" ".join(ending)], 9.5, WIDTH) * 1.1
    room -= sum(_heading_height(one) + _words_height(one.paragraphs, one.points) for one in sections)
    cited = [str(source) for source in content.sources if str(source) not in notes.words]
    room -= _notes_height(cited)
    tables = [table for section in sections if (table := _shown(section)) is not None]
    rooms = share_room([table_height(table, WIDTH) for table in tables], room)
    first = True
    for section in sections:
        _heading(document, section, notes, new_page=first)
        first = False
        _words(document, section.paragraphs, section.points)
        table = _shown(section)
        if table is not None:
            _table(document, table, rooms.pop(0))
    heading = document.add_heading("Method and sources", level=1)
    heading.paragraph_format.page_break_before = first
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


def _heading(document: Any, section: Section, notes: Footnotes | None, *, new_page: bool = False) -> None:
    heading = document.add_heading(section.title, level=1)
    heading.paragraph_format.page_break_before = new_page
    if notes:
        for source in section.cites:
            notes.cite(heading, str(source))


def _words(document: Any, paragraphs: Sequence[str], points: Sequence[str]) -> None:
    if paragraphs:
        document.add_paragraph(" ".join(paragraphs))
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
    left_out = add_table(document, table, WIDTH, room)
    words = table.caption
    if left_out:
        words = f"{words} {left_out} more rows are in the workbook.".strip()
    if words:
        document.add_paragraph(words, style="Caption")


def _heading_height(section: Section) -> float:
    return count_lines(section.title, HEADING, WIDTH, bold=True) * HEADING * _LEADING + 13


def _words_height(paragraphs: Sequence[str], points: Sequence[str]) -> float:
    plain = count_lines(" ".join(paragraphs), BODY, WIDTH) * BODY * _LEADING + 5 if paragraphs else 0.0
    return plain + sum(count_lines(words, BODY, WIDTH - 20) * BODY * _LEADING + 3 for words in points)


def _caption_height(words: str) -> float:
    return count_lines(words, SMALL + 0.5, WIDTH) * (SMALL + 0.5) * _LEADING + 10


def _notes_height(notes: Iterable[str]) -> float:
    return sum(count_lines(words, SMALL, WIDTH - 10) * SMALL * _LEADING for words in notes) + 14


def _styles(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin, section.bottom_margin = Cm(1.6), Cm(2.0)
    section.header_distance, section.footer_distance = Cm(0.8), Cm(0.9)
    for name, size, bold, colour, before, after in (
        ("Normal", BODY, False, "0B0C0C", 0, 5),
        ("Title", TITLE, True, "0B0C0C", 0, 2),
        ("Subtitle", 11, False, "505A5F", 0, 6),
        ("Heading 1", HEADING, True, "0B0C0C", 9, 4),
        ("List Bullet", BODY, False, "0B0C0C", 0, 3),
        ("Caption", SMALL + 0.5, False, "505A5F", 2, 4),
    ):
        style = document.styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
        style.font.color.rgb = RGBColor.from_string(colour)
        style.font.name = "Arial"
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:cs"), "Arial")
        layout = style.paragraph_format
        layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.0
    _plain_title(document)
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), "en-GB")


def _plain_title(document: Any) -> None:
    # python-docx's own Title has a rule below it, and letters set apart
    for name in ("Title", "Subtitle"):
        element = document.styles[name].element
        for tag in ("w:pBdr", "w:spacing", "w:kern"):
            for holder in (element.find(qn("w:pPr")), element.find(qn("w:rPr"))):
                found = holder.find(qn(tag)) if holder is not None else None
                if found is not None and not (tag == "w:spacing" and holder.tag == qn("w:pPr")):
                    holder.remove(found)


def _footer(document: Any, content: Content) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    document.styles["Footer"].font.size = Pt(SMALL)
    document.styles["Footer"].font.name = "Arial"
    paragraph.add_run(f"{content.subject}. Source: {content.publishers}. As at {long_date(content.as_at)}. Page ")
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        number = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = words or None
        number._r.append(element)


def _properties(document: Any, content: Content) -> None:
    properties = document.core_properties
    properties.title, properties.subject = f"{content.subject}: {content.headline}", content.subject
    properties.author = properties.last_modified_by = content.publishers
    properties.keywords, properties.comments = ", ".join(content.keywords), content.licence
    properties.language, properties.revision = "en-GB", 1
    properties.created = properties.modified = content.moment
