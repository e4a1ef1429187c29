"""Real Word footnotes, which python-docx has no call for: the part, its relationship and the marks."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_MARK = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'


class Footnotes:
    """The footnotes of one document, numbered as they are cited; a note is written once."""

    def __init__(self, document: Any, *, size: float) -> None:
        self._document = document
        self._notes: dict[str, int] = {}
        styles = document.styles
        text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
        text.element.set(qn("w:styleId"), "FootnoteText")
        text.base_style = styles["Normal"]
        text.font.size = Pt(size)
        text.paragraph_format.space_after = Pt(0)
        mark = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
        mark.element.set(qn("w:styleId"), "FootnoteReference")
        mark.font.superscript = True

    def cite(self, paragraph: Any, words: str) -> None:
        """Put a mark at the end of the paragraph, unless these words are a footnote already."""
        if words in self._notes:
            return
        number = self._notes[words] = len(self._notes) + 1
        if paragraph.runs and paragraph.runs[-1]._r.find(qn("w:footnoteReference")) is not None:
            self._mark(paragraph).text = ","  # two marks side by side would read as one number
        run = self._mark(paragraph)
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(number))
        run._r.append(reference)

    def _mark(self, paragraph: Any) -> Any:
        run = paragraph.add_run()
        style = OxmlElement("w:rStyle")
        style.set(qn("w:val"), "FootnoteReference")
        run._r.get_or_add_rPr().append(style)
        return run

    @property
    def words(self) -> tuple[str, ...]:
        """The notes so far, in order."""
        return tuple(self._notes)

    def write(self) -> None:
        """Add the part with every note to the document; call once, at the end."""
        if not self._notes:
            return
        parts = [_separator("separator", -1), _separator("continuationSeparator", 0)]
        for words, number in self._notes.items():
            parts.append(
                f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>{_MARK}'
                f'<w:r><w:t xml:space="preserve"> {escape(words)}</w:t></w:r></w:p></w:footnote>'
            )
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        blob = f'{head}<w:footnotes xmlns:w="{_W}">{"".join(parts)}</w:footnotes>'.encode()
        main = self._document.part
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, blob, main.package)
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


def _separator(kind: str, number: int) -> str:
    return f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
