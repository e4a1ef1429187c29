"""Words on a slide: in the places that its layout has for them, or in boxes of their own, in the theme's ink."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from dashboard.briefing.formats.pptx_base import TITLES
from dashboard.briefing.formats.pptx_plan import BULLET, GAP, Line
from dashboard.briefing.formats.pptx_tables import KEEPS_INK
from dashboard.briefing.formats.pptx_template import Box, Deck

FINE = 12
"""Points of small print: footers, and how a chart is read."""
_PALER = (("a:lumMod", "65000"), ("a:lumOff", "35000"))


def begin(deck: Deck, *, has_words: bool) -> tuple[Any, Any | None]:
    """A new slide, with the layout's place for words where it has some; other places of the layout stay empty."""
    layout = deck.worded if has_words and deck.worded is not None else deck.titled
    slide = deck.presentation.slides.add_slide(layout)
    own = layout._element.find(f"{qn('p:clrMapOvr')}/{qn('a:overrideClrMapping')}")
    if own is not None:  # PowerPoint copies a layout's mapping of colours to its slides
        mapping = slide._element.find(qn("p:clrMapOvr"))
        mapping.clear()
        mapping.append(parse_xml(f"<a:overrideClrMapping {nsdecls('a')}/>"))
        for name, value in own.attrib.items():
            mapping[0].set(name, value)
    words = None
    for place in list(slide.placeholders):
        if place.placeholder_format.type in TITLES:
            continue
        if has_words and words is None and layout is deck.worded:
            words = place
        else:
            place._element.getparent().remove(place._element)
    return slide, words


def set_title(slide: Any, deck: Deck, text: str, size: float) -> Any:
    """The slide's title, in the layout's place for it; gives its shape."""
    shape = next((place for place in slide.placeholders if place.placeholder_format.type in TITLES), None)
    if shape is None:
        shape = placed(slide, deck.title, '<p:ph type="title"/>', "Title")
    frame = shape.text_frame
    frame.text = text
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    for run in (run for paragraph in frame.paragraphs for run in paragraph.runs):
        run.font.size = Pt(size)
        properties = _language(run)
        if deck.is_inked:
            properties.insert(0, parse_xml(_ink(deck, declared=True)))
    if deck.moves_title:
        _move(shape, deck.title)
    return shape


def set_words(slide: Any, deck: Deck, lines: Sequence[Line], box: Box, size: float, place: Any | None = None) -> Any:
    """Paragraphs in a place of the layout or in a box of their own."""
    shape = place if place is not None else _text_box(slide, box)
    if place is not None:
        _move(shape, box)
    _plain(shape)
    _fill(slide, shape, lines, size, deck, is_inked=place is None or deck.is_inked)
    return shape


def set_small(slide: Any, deck: Deck, text: str, box: Box) -> Any:
    """One paragraph of small print."""
    shape = _text_box(slide, box)
    _plain(shape)
    _fill(slide, shape, [Line(text)], FINE, deck, is_inked=True, is_quiet=True)
    return shape


def set_furniture(slide: Any, deck: Deck, footer: str) -> None:
    """The footer and the slide's number, last in the order in which a slide is read."""
    shape = _furniture(slide, deck.footer, PP_PLACEHOLDER.FOOTER, "ftr", "Footer")
    _plain(shape, anchor=MSO_ANCHOR.MIDDLE)
    _fill(slide, shape, [Line(footer)], FINE, deck, is_inked=True, is_quiet=True, align="l")
    shape = _furniture(slide, deck.number, PP_PLACEHOLDER.SLIDE_NUMBER, "sldNum", "Slide number")
    paragraph = shape.text_frame.paragraphs[0]._p
    for old in list(paragraph):
        paragraph.remove(old)
    place = len(slide.part.package.presentation_part.presentation.slides)
    paragraph.append(
        parse_xml(
            f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
            f'<a:rPr lang="en-GB">{_ink(deck, is_quiet=True)}</a:rPr><a:t>{place}</a:t></a:fld>'
        )
    )


def _furniture(slide: Any, box: Box, kind: Any, word: str, name: str) -> Any:
    """A shape for what stands at the foot: a placeholder where the layout has one, else a box."""
    found = [place for place in slide.slide_layout.placeholders if place.placeholder_format.type == kind]
    if not found:
        shape = _text_box(slide, box)
        shape.name = name
        return shape
    own = found[0]._element.find(f".//{qn('p:ph')}")
    idx = f' idx="{own.get("idx")}"' if own.get("idx") else ""
    return placed(slide, box, f'<p:ph type="{word}" sz="quarter"{idx}/>', name)


def placed(slide: Any, box: Box, place: str, name: str) -> Any:
    """A new placeholder at the end of the slide."""
    tree = slide.shapes._spTree
    number = max((int(one) for one in tree.xpath("//p:cNvPr/@id")), default=1) + 1
    tree.append(
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr>'
            f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{place}</p:nvPr></p:nvSpPr><p:spPr/>'
            "<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
        )
    )
    shape = slide.shapes[-1]
    _move(shape, box)
    return shape


def _text_box(slide: Any, box: Box) -> Any:
    return slide.shapes.add_textbox(*(Emu(value) for value in (box.left, box.top, box.width, box.height)))


def _move(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = (
        Emu(value) for value in (box.left, box.top, box.width, box.height)
    )


def _plain(shape: Any, anchor: Any = MSO_ANCHOR.TOP) -> None:
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def _fill(
    slide: Any,
    shape: Any,
    lines: Sequence[Line],
    size: float,
    deck: Deck,
    *,
    is_inked: bool,
    is_quiet: bool = False,
    align: str = "",
) -> None:
    frame = shape.text_frame
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        _shape_paragraph(paragraph, line, align)
        run = paragraph.add_run()
        run.text = line.text
        run.font.size = Pt(size)
        if line.is_heading:
            run.font.bold = True
        properties = _language(run)
        if is_inked:
            properties.insert(0, parse_xml(_ink(deck, is_quiet=is_quiet, declared=True)))
        if line.url:
            key = slide.part.relate_to(line.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            properties.append(parse_xml(f'<a:hlinkClick {nsdecls("a", "r")} r:id="{key}">{KEEPS_INK}</a:hlinkClick>'))


def _shape_paragraph(paragraph: Any, line: Line, align: str) -> None:
    """Spacing and bullet, whatever the template's own style of text has."""
    paragraph.space_before, paragraph.space_after, paragraph.line_spacing = Pt(0), Pt(GAP), 1.0
    properties = paragraph._p.get_or_add_pPr()
    indent = round(BULLET * 12700) if line.is_bullet else 0
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    if align:
        properties.set("algn", align)
    mark = '<a:buChar {} char="•"/>' if line.is_bullet else "<a:buNone {}/>"
    properties.append(parse_xml(mark.format(nsdecls("a"))))


def _ink(deck: Deck, *, is_quiet: bool = False, declared: bool = False) -> str:
    changes = "".join(f'<{name} val="{value}"/>' for name, value in _PALER)
    inner = changes if is_quiet and deck.inks.has_quiet else ""
    spaces = f" {nsdecls('a')}" if declared else ""
    return f'<a:solidFill{spaces}><a:schemeClr val="{deck.inks.ink}">{inner}</a:schemeClr></a:solidFill>'


def _language(run: Any) -> Any:
    properties = run._r.get_or_add_rPr()
    properties.set("lang", "en-GB")
    return properties
