"""The empty deck that briefings start from: 16:9 with our layouts, or a council's own template."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.exc import PackageNotFoundError
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

MARGIN = Inches(0.6)
TITLE_SIZE = 28
_TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
_FURNITURE = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}


class TemplateError(ValueError):
    """A council's template cannot be used."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in English Metric Units."""

    left: int
    top: int
    width: int
    height: int

    @property
    def points(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.width / 12700, self.height / 12700

    def columns(self, share: float, gap: int = Inches(0.4)) -> tuple[Box, Box]:
        """The box cut into a left part of `share` of the width and a right part."""
        left = int((self.width - gap) * share)
        return (
            Box(self.left, self.top, left, self.height),
            Box(self.left + left + gap, self.top, self.width - gap - left, self.height),
        )

    def rows(self, top: int, gap: int = Inches(0.15)) -> tuple[Box, Box]:
        """The box cut into an upper part `top` high and the rest below it."""
        return (
            Box(self.left, self.top, self.width, top),
            Box(self.left, self.top + top + gap, self.width, self.height - top - gap),
        )


@dataclass(frozen=True, slots=True)
class Stage:
    """A presentation to fill: its layout for slides, the title's box, the body's, and the footer's."""

    deck: Any
    layout: Any
    title: Box
    body: Box
    footer: Box
    own_template: bool


def open_stage(template: Path | None = None) -> Stage:
    """Our own empty deck, or the council's; raises TemplateError for a file that is no usable template."""
    if template is None:
        return _stage(Presentation(io.BytesIO(_base())), own_template=False)
    try:
        deck = Presentation(str(template))
    except (PackageNotFoundError, KeyError, ValueError, OSError) as error:
        raise TemplateError(
            f"{template} is not a PowerPoint file (.pptx) that can be opened. Save it as .pptx."
        ) from error
    for entry in list(deck.slides._sldIdLst):  # a template's own slides are examples, not ours to hand on
        deck.part.drop_rel(entry.rId)
        deck.slides._sldIdLst.remove(entry)
    return _stage(deck, own_template=True)


def _stage(deck: Any, *, own_template: bool) -> Stage:
    width, height = int(deck.slide_width), int(deck.slide_height)
    layout, title = _title_layout(deck)
    margin = max(int(title.left), int(width * 0.03))
    inner = width - 2 * margin
    top = int(title.top) + int(title.height)
    head = Box(margin, int(title.top), min(int(title.width), inner), int(title.height))
    foot = height - int(height * 0.075)
    if top > height * 0.4:  # a cover's layout with a title in the middle
        raise TemplateError(
            f"The layout {layout.name!r} puts its title too low to leave room for content. "
            "Add a layout with only a title at the top (PowerPoint calls it 'Title Only')."
        )
    body_top = top + int(height * 0.02)
    return Stage(
        deck,
        layout,
        head,
        Box(margin, body_top, inner, foot - body_top - int(height * 0.01)),
        Box(margin, foot, int(inner * 0.9), int(height * 0.05)),
        own_template,
    )


def _title_layout(deck: Any) -> tuple[Any, Any]:
    """The layout with a title at the top and the fewest places beside it, and that title."""
    ranked = []
    for number, layout in enumerate(deck.slide_layouts):
        titles = [place for place in layout.placeholders if place.placeholder_format.type in _TITLES]
        others = [
            place for place in layout.placeholders if place.placeholder_format.type not in _TITLES | _FURNITURE
        ]  # fmt: skip
        if titles and titles[0].top is not None:
            low = int(titles[0].top) + int(titles[0].height) > deck.slide_height * 0.4
            ranked.append((low, len(others), number, layout, titles[0]))
    if not ranked:
        raise TemplateError("The template has no layout with a title. Add one (PowerPoint calls it 'Title Only').")
    *_, layout, title = min(ranked, key=lambda entry: entry[:3])
    return layout, title


@cache
def _base() -> bytes:
    """Our own empty deck as bytes: python-pptx's own, made 16:9, in Arial, with the layout 'Title Only' alone."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    keep = next(layout for layout in deck.slide_layouts if layout.name == "Title Only")
    for layout in list(deck.slide_layouts):
        if layout is not keep and layout.name != keep.name:
            deck.slide_layouts.remove(layout)
    for holder in (deck.slide_master, keep):
        for place in list(holder.placeholders):
            kind = place.placeholder_format.type
            if kind in _TITLES:
                _settle_title(place, int(deck.slide_width))
            elif kind == PP_PLACEHOLDER.SLIDE_NUMBER:
                _place(place, Box(int(deck.slide_width - MARGIN - Inches(1)), Inches(6.94), Inches(1), Inches(0.35)))
            elif kind in _FURNITURE:
                place._element.getparent().remove(place._element)
            else:
                _place(place, Box(MARGIN, Inches(1.5), int(deck.slide_width - 2 * MARGIN), Inches(5.2)))
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


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = (
        Emu(value) for value in (box.left, box.top, box.width, box.height)
    )


def _settle_title(shape: Any, width: int) -> None:
    _place(shape, Box(MARGIN, Inches(0.4), int(width - 2 * MARGIN), Inches(1.0)))
    frame = shape.text_frame
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = 0
