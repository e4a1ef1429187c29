"""A council's logo at the upper right of every slide: on the layouts, so that it can be moved once for all."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from dashboard.briefing.formats.logo import Logo, read_logo
from dashboard.briefing.formats.pptx_template import Box, Deck

HEIGHT = Inches(0.5)
WIDEST = 0.22
"""Share of the slide's width that a logo may take."""


def add_logo(deck: Deck, path: Path) -> Deck:
    """The deck with the logo on its layouts, and titles that keep clear of it; raises HouseError."""
    logo = read_logo(path)
    layouts = [deck.titled, *([deck.worded] if deck.worded is not None and deck.worded != deck.titled else [])]
    box = Box(0, 0, 0, 0)
    for layout in layouts:
        part, key = layout.part.get_or_add_image_part(io.BytesIO(logo.data))
        box = _box(part, deck)
        _place(layout, key, box, logo)
    return replace(deck, title=deck.title.beside(box), body=deck.body.beside(box), moves_title=True)


def _box(part: Any, deck: Deck) -> Box:
    wide, high = part.image.size
    width = min(int(HEIGHT * wide / high), int(deck.presentation.slide_width * WIDEST))
    height = int(width * high / wide)
    right = max(deck.title.right, deck.body.right)
    return Box(right - width, deck.title.top, width, height)


def _place(layout: Any, key: str, box: Box, logo: Logo) -> None:
    tree = layout.shapes._spTree
    number = max((int(one) for one in tree.xpath("//p:cNvPr/@id")), default=1) + 1
    tree.append(
        parse_xml(
            f'<p:pic {nsdecls("p", "a", "r")}><p:nvPicPr><p:cNvPr id="{number}" name="Logo" descr="{logo.alt}"/>'
            '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f'<p:spPr><a:xfrm><a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )
    )
