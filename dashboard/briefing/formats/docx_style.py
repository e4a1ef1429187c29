"""How our Word documents look: page, styles, footer and properties."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from dashboard.briefing.model import Content
from dashboard.dates import long_date

BODY, SMALL, HEADING, TITLE = 10.5, 8.5, 13.0, 20.0
WIDTH, HEIGHT = 17.4 / 2.54 * 72, 26.1 / 2.54 * 72
"""The text area of an A4 page with our margins, in points."""


def set_styles(document: Any) -> None:
    """A4, and the styles that the briefing uses, in Arial and British English."""
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


def set_footer(document: Any, content: Content) -> None:
    """Whose briefing it is, its date, and the number of the page."""
    paragraph = document.sections[0].footer.paragraphs[0]
    document.styles["Footer"].font.size = Pt(SMALL)
    document.styles["Footer"].font.name = "Arial"
    paragraph.add_run(f"{content.subject}. As at {long_date(content.as_at)}. Page ")
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        number = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = words or None
        number._r.append(element)


def set_properties(document: Any, content: Content) -> None:
    """Title, author, licence and a date that depends on the content alone."""
    properties = document.core_properties
    properties.title, properties.subject = f"{content.subject}: {content.headline}", content.subject
    properties.author = properties.last_modified_by = content.publishers
    properties.keywords, properties.comments = ", ".join(content.keywords), content.licence
    properties.language, properties.revision = "en-GB", 1
    properties.created = properties.modified = content.moment
