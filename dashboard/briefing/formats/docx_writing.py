"""Writing into a Word document, part by part: headings, words, figures, tables and links, and how high each is."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Pt

from dashboard.briefing.formats.docx_fields import add_field, add_link, leads_somewhere
from dashboard.briefing.formats.docx_footnotes import Footnotes
from dashboard.briefing.formats.docx_style import set_footer, set_properties
from dashboard.briefing.formats.docx_tables import add_table, is_short, table_height
from dashboard.briefing.formats.docx_template import Sheet
from dashboard.briefing.formats.logo import Logo
from dashboard.briefing.formats.settled_zip import settle
from dashboard.briefing.formats.wrapping import count_lines
from dashboard.briefing.model import DOCUMENT, Content, Link, Picture, Section, Source, Table

_LEADING = 1.155
"""Height of a line, in sizes of its type."""
_FIGURE, _TABLE = "Figure", "Table"


class Writing:
    """A document that is written from top to bottom; `pictures` are PNGs by name."""

    def __init__(self, sheet: Sheet, content: Content, pictures: Mapping[str, bytes]) -> None:
        self.paper, self._document, self._own = sheet.paper, sheet.document, sheet.is_own
        self._content, self._pictures = content, pictures
        self.notes = Footnotes(sheet.document)
        self._counts = {_FIGURE: 0, _TABLE: 0}
        self._headings: set[str] = set()
        self._styles: dict[str, str | None] = {}

    def _paragraph(self, words: str, style: str) -> Any:
        """A paragraph in a style, of which python-docx looks through all styles each time for a name."""
        if style not in self._styles:
            self._styles[style] = self._document.part.get_style_id(style, WD_STYLE_TYPE.PARAGRAPH)
        paragraph = self._document.add_paragraph(words)
        paragraph._p.style = self._styles[style]
        return paragraph

    def heading(self, words: str, level: int = 1) -> Any:
        """A heading; 0 is the document's title."""
        self._headings.add(words)
        return self._paragraph(words, f"Heading {level}" if level else "Title")

    def words(self, text: str, style: str = "Normal", cites: Iterable[Source] = ()) -> Any:
        """A paragraph, with the marks of its footnotes at its end."""
        paragraph = self._paragraph(text, style)
        for source in cites:
            self.notes.cite(paragraph, source)
        return paragraph

    def points(self, points: Iterable[str]) -> None:
        """A list."""
        for words in points:
            self._paragraph(words, "List Bullet")

    def links(self, lead: str, links: Sequence[Link]) -> None:
        """A line of links after a few words."""
        paragraph = self._paragraph(f"{lead}: ", "Caption")
        for number, link in enumerate(links):
            paragraph.add_run("; " if number else "")
            add_link(paragraph, link.words, link.address)
        paragraph.add_run(".")

    def source(self, source: Source) -> None:
        """A source in a list of them, which leads to where it is published."""
        paragraph = self._paragraph("", "List Bullet")
        if leads_somewhere(source.url):
            add_link(paragraph, source.label, source.url)
        else:
            paragraph.add_run(str(source))

    def blank(self, words: str, lead: str = "") -> None:
        """A place that the author fills in, marked in yellow."""
        run = self._paragraph(lead, "Normal").add_run(f"[{words}]")
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW

    def logo(self, logo: Logo) -> None:
        """A logo above everything, as high as three lines and no wider than two fifths of the page."""
        wide, high = _pixels(logo.data)
        scale = min(LOGO / high, 0.4 * self.paper.width / wide)
        paragraph = self._paragraph("", "Normal")
        shape = paragraph.add_run().add_picture(io.BytesIO(logo.data), width=Pt(wide * scale), height=Pt(high * scale))
        shape._inline.docPr.set("descr", logo.alt)

    def has(self, picture: Picture | None) -> bool:
        """Whether the picture was drawn, and a page can hold it."""
        if picture is None or picture.name not in self._pictures:
            return False
        return self.figure_height(picture) <= self.paper.height

    def figure(self, picture: Picture) -> None:
        """A picture as wide as the text, and its numbered caption below."""
        here = picture.at(DOCUMENT)
        paragraph = self._paragraph("", "Normal")
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_after = Pt(2)
        data = self._pictures[picture.name]
        shape = paragraph.add_run().add_picture(io.BytesIO(data), width=Pt(self._width(data)))
        shape._inline.docPr.set("descr", here.alt)
        shape._inline.docPr.set("title", here.title)
        self._caption(_FIGURE, self._said(here))

    def table(self, table: Table, room: float = float("inf"), *, is_whole: bool = False) -> None:
        """The numbered caption of a table, and as many of its rows as the room has place for.

        One that `is_whole` stands on one page.
        """
        paragraph = self._caption(_TABLE, table_words(table))
        paragraph.paragraph_format.keep_with_next = True
        room -= self.caption_height(table_words(table))
        left = add_table(self._document, table, self.paper, room, is_whole=is_whole)
        if left:
            more = "One more row is" if left == 1 else f"{left} more rows are"
            self.words(f"{more} in the workbook.", style="Caption")

    def _caption(self, kind: str, words: str) -> Any:
        self._counts[kind] += 1
        paragraph = self._paragraph(f"{kind} ", "Caption")
        add_field(paragraph, f"SEQ {kind} \\* ARABIC", str(self._counts[kind]))
        paragraph.add_run(f". {words}")
        return paragraph

    def _said(self, picture: Picture) -> str:
        """The caption of a figure, with its finding where no heading has said it; what is not known stands with the method."""
        title = "" if picture.title in self._headings else f"{picture.title}."
        return " ".join(part for part in (title, picture.reading, picture.left_out, picture.source) if part)

    def _width(self, data: bytes) -> float:
        """Points that a picture is wide: the text, and not more than it was drawn for."""
        return min(self.paper.width, DOCUMENT.width * 1.0 if self._own else self.paper.width)

    def figure_height(self, picture: Picture) -> float:
        """Points that a figure takes with its caption."""
        data = self._pictures[picture.name]
        wide, high = _pixels(data)
        return self._width(data) * high / wide + 4 + self.caption_height(self._said(picture.at(DOCUMENT)))

    def title_height(self, words: str) -> float:
        """Points that the title and a line under it take."""
        size = self.paper.sizes["Title"]
        lines = count_lines(words, size, self.paper.width, bold=True)
        return lines * size * _LEADING + self.paper.sizes["Subtitle"] * _LEADING + 8

    def heading_height(self, words: str) -> float:
        """Points that a heading takes."""
        size = self.paper.sizes["Heading 1"]
        return count_lines(words, size, self.paper.width, bold=True) * size * _LEADING + 13

    def words_height(self, *paragraphs: str) -> float:
        """Points that paragraphs take."""
        return sum(self._lines(words, "Normal") + 6 for words in paragraphs)

    def links_height(self, lead: str, links: Sequence[Link]) -> float:
        """Points that a line of links takes."""
        return self.caption_height(f"{lead}: {'; '.join(link.words for link in links)}.") if links else 0.0

    def points_height(self, points: Iterable[str]) -> float:
        """Points that a list takes."""
        return sum(self._lines(words, "List Bullet", 20) + 1 for words in points)

    def caption_height(self, words: str) -> float:
        """Points that a caption takes."""
        return self._lines(f"Figure 1. {words}", "Caption") + 8

    def notes_height(self, sources: Sequence[Source]) -> float:
        """Points that footnotes take at the foot of a page."""
        return sum(self._lines(f"1 {source.label}", "footnote text") for source in sources) + (10 if sources else 0)

    def table_height(self, table: Table) -> float:
        """Points that a whole table takes with its caption."""
        return table_height(table, self.paper) + self.caption_height(table_words(table)) + 8

    def _lines(self, words: str, style: str, indent: float = 0) -> float:
        size = self.paper.sizes[style]
        return count_lines(words, size, self.paper.width - indent) * size * _LEADING

    def bytes(self) -> bytes:
        """The whole document, the same for the same content."""
        self.notes.write()
        if not self._own or not _has_words(self._document.sections[0].footer):
            set_footer(self._document, self._content)
        set_properties(self._document, self._content)
        target = io.BytesIO()
        self._document.save(target)
        return settle(target.getvalue(), self._content.moment)


LOGO = 40.0
"""Points that a logo is high at most."""


def table_words(table: Table) -> str:
    """The caption of a table: what it is, and what to know of it."""
    short = "RI: requires improvement." if is_short(table) else ""
    return " ".join(part for part in (f"{table.title}.", table.caption, short) if part)


def shown(section: Section) -> Table | None:
    """The table of a section, where it says something."""
    return section.table if section.table is not None and len(section.table.frame) else None


def _pixels(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG or JPEG."""
    if data.startswith(b"\x89PNG"):
        wide, high = struct.unpack(">II", data[16:24])
        return int(wide), int(high)
    from docx.image.image import Image

    image = Image.from_blob(data)
    return int(image.px_width), int(image.px_height)


def _has_words(part: Any) -> bool:
    return any(paragraph.text.strip() for paragraph in part.paragraphs) or bool(part.tables)
