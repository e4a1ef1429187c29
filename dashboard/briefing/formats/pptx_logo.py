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
from dashboard.briefing.formats.pptx_template import Box, Stage

HEIGHT = Inches(0.5)
WIDEST = 0.22
"""Share of the slide's width that a logo may take."""


def add_logo(stage: Stage, path: Path) -> Stage:
    """The stage with the logo on its layouts, and titles that keep clear of it; raises HouseError."""
    logo = read_logo(path)
    layouts = [stage.titled, *([stage.worded] if stage.worded is not None and stage.worded != stage.titled else [])]
    box = Box(0, 0, 0, 0)
    for layout in layouts:
        part, key = layout.part.get_or_add_image_part(io.BytesIO(logo.data))
        box = _box(part, stage)
        _place(layout, key, box, logo)
    return replace(stage, title=stage.title.beside(box), body=stage.body.beside(box), moves_title=True)


def _box(part: Any, stage: Stage) -> Box:
    wide, high = part.image.size
    width = min(int(HEIGHT * wide / high), int(stage.deck.slide_width * WIDEST))
    height = int(width * high / wide)
    right = max(stage.title.right, stage.body.right)
    return Box(right - width, stage.title.top, width, height)


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
