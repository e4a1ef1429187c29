"""How our Word documents look: page, styles, footer and properties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from dashboard import theme
from dashboard.briefing.formats.docx_fields import add_field
from dashboard.briefing.model import Content
from dashboard.dates import long_date

INK, MUTED, LINK = (colour[1:].upper() for colour in (theme.INK, theme.MUTED, theme.ACCENT))
SMALLEST = 10.0
"""Points of the least type: in tables, captions and footnotes. Body text has 12."""
USED = {
    "Normal": (12, False, INK, 0, 6),
    "Title": (20, True, INK, 0, 2),
    "Subtitle": (12, False, MUTED, 0, 6),
    "Heading 1": (14, True, INK, 9, 4),
    "Heading 2": (13, True, INK, 8, 3),
    "List Bullet": (12, False, INK, 0, 4),
    "Caption": (SMALLEST, False, MUTED, 3, 5),
    "footnote text": (SMALLEST, False, INK, 0, 0),
}
"""The styles that documents use, as (points, bold, colour, points before, points after)."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The room for text on a page, in points, and the points of each style's type."""

    width: float
    height: float
    sizes: dict[str, float]

    @property
    def table(self) -> float:
        """Points of type in tables: a little less than the body's, and never less than the least."""
        return max(SMALLEST, self.sizes["Normal"] - 2)


def set_page(document: Any) -> None:
    """A4 with our margins."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin, section.bottom_margin = Cm(1.6), Cm(2.0)
    section.header_distance, section.footer_distance = Cm(0.8), Cm(0.9)


def set_styles(document: Any, names: tuple[str, ...] = tuple(USED)) -> None:
    """The styles of these names in Arial, as ours look; those that are not there are added."""
    for name in names:
        size, bold, colour, before, after = USED[name]
        style = _style(document, name)
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
        style.font.color.rgb = RGBColor.from_string(colour)
        style.font.name = "Arial"
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{attribute}"), None)
        fonts.set(qn("w:cs"), "Arial")
        layout = style.paragraph_format
        layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.0
        if name in ("Title", "Subtitle"):
            _plain(style.element)
        if name.startswith("Heading"):
            layout.keep_with_next = True


def add_marks(document: Any) -> None:
    """The styles of characters: links, and the numbers of footnotes."""
    names = {style.name for style in document.styles}
    if "Hyperlink" not in names:
        link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
        link.font.color.rgb, link.font.underline = RGBColor.from_string(LINK), True
    if "footnote reference" not in names:
        mark = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
        mark.element.set(qn("w:styleId"), "FootnoteReference")
        mark.font.superscript = True


def set_language(document: Any) -> None:
    """British English, where the styles begin."""
    place = document.styles.element
    for tag in ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang"):
        inner = place.find(qn(tag))
        if inner is None:
            inner = OxmlElement(tag)
            place.insert(len(place) if tag == "w:lang" else 0, inner)
        place = inner
    place.set(qn("w:val"), "en-GB")


def paper_of(document: Any) -> Paper:
    """The room and the sizes of type that a document has."""
    section = document.sections[0]
    width = (section.page_width - section.left_margin - section.right_margin) / 12700
    height = (section.page_height - abs(section.top_margin) - abs(section.bottom_margin)) / 12700
    return Paper(width, height, {name: _size(document.styles[name]) for name in USED})


def _size(style: Any) -> float:
    """Points of a style's type, its own or that of the style it stands on."""
    while style is not None:
        if style.font.size is not None:
            return float(style.font.size.pt)
        style = style.base_style
    return 12.0


def _style(document: Any, name: str) -> Any:
    if any(style.name == name for style in document.styles):
        return document.styles[name]
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name != "Normal":
        style.base_style = document.styles["Normal"]
    if name == "footnote text":
        style.element.set(qn("w:styleId"), "FootnoteText")
    return style


def _plain(element: Any) -> None:
    # python-docx's own Title has a rule below it, and letters set apart
    for tag in ("w:pBdr", "w:spacing", "w:kern"):
        for holder in (element.find(qn("w:pPr")), element.find(qn("w:rPr"))):
            found = holder.find(qn(tag)) if holder is not None else None
            if found is not None and not (tag == "w:spacing" and holder.tag == qn("w:pPr")):
                holder.remove(found)


def set_footer(document: Any, content: Content) -> None:
    """Whose briefing it is, its date, and the number of the page."""
    paragraph = document.sections[0].footer.paragraphs[0]
    document.styles["Footer"].font.size = Pt(SMALLEST)
    document.styles["Footer"].font.name = "Arial"
    paragraph.add_run(f"{content.subject}. As at {long_date(content.as_at)}. Page ")
    add_field(paragraph, "PAGE", "1")


def set_properties(document: Any, content: Content) -> None:
    """Title, author, licence and a date that depends on the content alone."""
    properties = document.core_properties
    properties.title, properties.subject = f"{content.subject}: {content.headline}"[:255], content.subject
    properties.author = properties.last_modified_by = content.publishers
    properties.keywords, properties.comments = ", ".join(content.keywords), content.licence
    properties.language, properties.revision = "en-GB", 1
    properties.created = properties.modified = content.moment
