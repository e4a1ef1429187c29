"""Real Word footnotes, which python-docx has no call for: the part, its relationships and the marks."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from dashboard.briefing.formats.docx_fields import leads_somewhere
from dashboard.briefing.model import Source

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


class Footnotes:
    """The footnotes of one document, numbered as they are cited; a source is written once."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._notes: dict[Source, int] = {}
        self._text = document.styles["footnote text"].style_id
        self._reference = document.styles["footnote reference"].style_id

    def cite(self, paragraph: Any, source: Source) -> None:
        """Put a mark at the end of the paragraph, unless the source is a footnote already."""
        if source in self._notes:
            return
        number = self._notes[source] = len(self._notes) + 1
        if paragraph.runs and paragraph.runs[-1]._r.find(qn("w:footnoteReference")) is not None:
            self._mark(paragraph).text = ","  # two marks side by side would read as one number
        run = self._mark(paragraph)
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(number))
        run._r.append(reference)

    def _mark(self, paragraph: Any) -> Any:
        run = paragraph.add_run()
        style = OxmlElement("w:rStyle")
        style.set(qn("w:val"), self._reference)
        run._r.get_or_add_rPr().append(style)
        return run

    @property
    def cited(self) -> tuple[Source, ...]:
        """The sources so far, in order."""
        return tuple(self._notes)

    def write(self) -> None:
        """Add the part with every note to the document; call once, at the end."""
        if not self._notes:
            return
        main = self._document.part
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, b"", main.package)
        notes = [_separator("separator", -1), _separator("continuationSeparator", 0)]
        notes += [self._note(part, source, number) for source, number in self._notes.items()]
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        part._blob = f'{head}<w:footnotes xmlns:w="{_W}" xmlns:r="{_R}">{"".join(notes)}</w:footnotes>'.encode()
        main.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = self._document.settings.element
        properties = OxmlElement("w:footnotePr")
        for number in (-1, 0):
            note = OxmlElement("w:footnote")
            note.set(qn("w:id"), str(number))
            properties.append(note)
        # the schema fixes the order of settings: footnotePr stands just before compat
        place = settings.find(qn("w:compat"))
        if place is None:
            settings.append(properties)
        else:
            place.addprevious(properties)

    def _note(self, part: Any, source: Source, number: int) -> str:
        mark = f'<w:r><w:rPr><w:rStyle w:val="{self._reference}"/></w:rPr><w:footnoteRef/></w:r>'
        words, link = f" {source}", ""
        if leads_somewhere(source.url):
            words = " "
            key = part.relate_to(source.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            inner = f'<w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>{escape(source.label)}</w:t></w:r>'
            link = f'<w:hyperlink r:id="{key}" w:history="1">{inner}</w:hyperlink>'
        return (
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{self._text}"/></w:pPr>{mark}'
            f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>{link}</w:p></w:footnote>'
        )


def _separator(kind: str, number: int) -> str:
    return f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
