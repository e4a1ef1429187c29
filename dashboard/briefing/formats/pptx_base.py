"""Our own empty deck: 16:9, in Arial, with the layouts 'Title Only' and 'Title and Content'."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

MARGIN = Inches(0.6)
TITLE_SIZE = 28
TITLES = frozenset({PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE})
FOOT = Inches(6.88)
_KEPT = ("Title Only", "Title and Content")


@cache
def base_deck() -> bytes:
    """The deck as bytes: python-pptx's own, made wide, with what briefings use alone."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    for layout in list(deck.slide_layouts):
        if layout.name not in _KEPT:
            deck.slide_layouts.remove(layout)
    for holder in (deck.slide_master, *deck.slide_layouts):
        for place in list(holder.placeholders):
            _settle(place, int(deck.slide_width))
    style = deck.slide_master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    letters = style.find(qn("a:defRPr"))
    letters.set("sz", str(TITLE_SIZE * 100))
    letters.set("b", "1")
    theme = next(part for part in deck.part.package.iter_parts() if part.partname.endswith("/theme1.xml"))
    theme._blob = theme.blob.replace(b"Calibri", b"Arial")
    target = io.BytesIO()
    deck.save(target)
    return target.getvalue()


def _settle(place: Any, width: int) -> None:
    """Put a placeholder of the master or of a layout where our slides have it."""
    kind = place.placeholder_format.type
    inner = width - 2 * MARGIN
    if kind == PP_PLACEHOLDER.DATE:
        place._element.getparent().remove(place._element)
    elif kind in TITLES:
        _put(place, MARGIN, Inches(0.4), inner, Inches(1.0))
        place.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    elif kind == PP_PLACEHOLDER.SLIDE_NUMBER:
        _put(place, width - MARGIN - Inches(0.6), FOOT, Inches(0.6), Inches(0.4))
        _small(place, "r")
    elif kind == PP_PLACEHOLDER.FOOTER:
        _put(place, MARGIN, FOOT, inner - Inches(0.8), Inches(0.4))
        _small(place, "l")
    else:
        _put(place, MARGIN, Inches(1.5), inner, FOOT - Inches(1.5) - Inches(0.1))


def _put(shape: Any, left: int, top: int, width: int, height: int) -> None:
    shape.left, shape.top, shape.width, shape.height = (Emu(int(value)) for value in (left, top, width, height))
    frame = shape.text_frame
    frame.auto_size, frame.word_wrap = MSO_AUTO_SIZE.NONE, True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)


def _small(shape: Any, align: str) -> None:
    """Type of 12 points, at the left or the right, in the quiet ink of our footers."""
    for style in shape._element.iter(qn("a:lvl1pPr")):
        style.set("algn", align)
        letters = style.find(qn("a:defRPr"))
        letters.set("sz", "1200")
        for scheme in letters.iter(qn("a:schemeClr")):
            for change in list(scheme):
                scheme.remove(change)
            for name, value in (("a:lumMod", "65000"), ("a:lumOff", "35000")):
                scheme.append(scheme.makeelement(qn(name), {"val": value}))
