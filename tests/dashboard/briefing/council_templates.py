"""Councils' templates made by hand: each with a trait that decks of other tools have stumbled over."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"


def standard(width: float = 13.333) -> Any:
    """python-pptx's own deck; its places are moved so that they fill the width."""
    deck = Presentation()
    stretch = width / 10
    deck.slide_width = Inches(width)
    for holder in (deck.slide_master, *deck.slide_layouts):
        for shape in holder.placeholders:
            own = shape._element.spPr.find(qn("a:xfrm"))
            if own is not None:
                shape.left, shape.width = int(shape.left * stretch), int(shape.width * stretch)
    return deck


def dark(deck: Any) -> None:
    """White on navy: the master's map of colours turns light and dark."""
    _theme(deck, "dk1", "0B1F3A")
    mapping = deck.slide_master._element.find(qn("p:clrMap"))
    for name, value in {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}.items():
        mapping.set(name, value)


def painted_dark(deck: Any) -> None:
    """White on purple without turning the map: the background is painted, and the text styles say white."""
    fill = deck.slide_master.background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor.from_string("3B1053")
    for scheme in deck.slide_master._element.find(qn("p:txStyles")).iter(qn("a:schemeClr")):
        scheme.set("val", "bg1")


def forgotten_ink(deck: Any) -> None:
    """A dark background whose text styles were left black."""
    fill = deck.slide_master.background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor.from_string("10241A")


def bars(deck: Any) -> None:
    """A bar on the left with the council's name, and a band along the foot."""
    wide, high = deck.slide_width, deck.slide_height
    _bar(deck, 0, 0, Inches(1.1), high, "006B54")
    _bar(deck, 0, high - Inches(0.6), wide, Inches(0.6), "FFC20E")


def logo_right(deck: Any) -> None:
    """A crest at the upper right that the title's place runs under."""
    _bar(deck, deck.slide_width - Inches(1.6), Inches(0.3), Inches(1.3), Inches(0.8), "7A0019")


def odd_names(deck: Any) -> None:
    """Layouts in another order with names of their own, and places numbered oddly."""
    names = iter(["Folie Eins", "Zwei", "Drei", "Vier", "Fünf", "Sechs", "Sieben", "Acht", "Neun", "Zehn", "Elf"])
    for layout in deck.slide_layouts:
        layout._element.cSld.set("name", next(names))
        for shape in layout.placeholders:
            shape.name = "Platzhalter"
            place = shape._element.find(f".//{qn('p:ph')}")
            if place.get("idx"):
                place.set("idx", str(int(place.get("idx")) + 40))
    listed = deck.slide_master._element.find(qn("p:sldLayoutIdLst"))
    for entry in list(listed):
        listed.insert(0, entry)


def few_layouts(deck: Any) -> None:
    """A cover and an empty layout: none has a title at the top."""
    for layout in list(deck.slide_layouts):
        if layout.name not in ("Title Slide", "Blank"):
            deck.slide_layouts.remove(layout)


def own_slides(deck: Any) -> None:
    """Twelve slides of guidance with links between them, in two sections, and a custom show of the first and sixth."""
    for number in range(1, 13):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"Guidance slide {number}"
        slide.notes_slide.notes_text_frame.text = "How to use it"
    slides = list(deck.slides)
    slides[0].shapes.title.click_action.target_slide = slides[5]
    button = deck.slide_layouts[5].shapes._spTree.xpath(".//p:sp")[0]
    key = deck.slide_layouts[5].part.relate_to(slides[1].part, RT.SLIDE)
    button.nvSpPr.cNvPr.append(
        parse_xml(f'<a:hlinkClick {nsdecls("a", "r")} r:id="{key}" action="ppaction://hlinksldjump"/>')
    )
    root = deck.part._element
    ids = [entry.get("id") for entry in root.find(qn("p:sldIdLst"))]
    keys = [entry.rId for entry in root.find(qn("p:sldIdLst"))]
    show = "".join(f'<p:sld r:id="{keys[place]}"/>' for place in (0, 5))
    shows = parse_xml(
        f'<p:custShowLst {nsdecls("p", "r")}><p:custShow name="Short" id="0"><p:sldLst>{show}</p:sldLst></p:custShow>'
        "</p:custShowLst>"
    )
    root.insert(list(root).index(root.find(qn("p:notesSz"))) + 1, shows)
    parts = (
        "".join(
            f'<p14:section name="{name}" id="{{{code}AE3-0000-4000-8000-00000000000{code}}}"><p14:sldIdLst>'
            + "".join(f'<p14:sldId id="{number}"/>' for number in some)
            + "</p14:sldIdLst></p14:section>"
            for name, code, some in (("How to use", "1A", ids[:6]), ("Examples", "2B", ids[6:]))
        )
        .replace("{1AAE3", "{1A001AE3")
        .replace("{2BAE3", "{2B002AE3")
    )
    holder = root.find(qn("p:extLst"))
    if holder is None:
        holder = parse_xml(f"<p:extLst {nsdecls('p')}/>")
        root.append(holder)
    holder.append(
        etree.fromstring(
            f'<p:ext {nsdecls("p")} uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}">'
            f'<p14:sectionLst xmlns:p14="{P14}">{parts}</p14:sectionLst></p:ext>'
        )
    )


def macros(deck: Any) -> None:
    """A macro of the deck's, and a button on the master that runs it."""
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    part = Part(PackURI("/ppt/vbaProject.bin"), "application/vnd.ms-office.vbaProject", deck.part.package, b"macro")
    deck.part.relate_to(part, kind)
    title = deck.slide_master.shapes._spTree.xpath(".//p:sp")[0]
    title.nvSpPr.cNvPr.append(
        parse_xml(f'<a:hlinkClick {nsdecls("a", "r")} r:id="" action="ppaction://macro?name=Colour"/>')
    )


def save(path: Path, *traits: Callable[[Any], None], width: float = 13.333) -> Path:
    """A template with these traits; a file that does not end in .pptx says that it is of that kind."""
    deck = standard(width)
    for trait in traits:
        trait(deck)
    target = io.BytesIO()
    deck.save(target)
    kinds = {
        ".potx": "vnd.openxmlformats-officedocument.presentationml.template.main+xml",
        ".pptm": "vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    }
    usual = "vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    with zipfile.ZipFile(target) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "[Content_Types].xml":
                data = re.sub(usual.replace("+", r"\+").encode(), kinds.get(path.suffix, usual).encode(), data)
            new.writestr(name, data)
    return path


def _bar(deck: Any, left: int, top: int, width: int, height: int, colour: str) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, left, top, width, height)
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(colour)
    shape.name = "Brand"
    deck.slide_master.shapes._spTree.insert(2, shape._element)
    entry = deck.slides._sldIdLst[-1]
    deck.part.drop_rel(entry.rId)
    deck.slides._sldIdLst.remove(entry)


def _theme(deck: Any, name: str, colour: str) -> None:
    for part in deck.part.package.iter_parts():
        if part.partname.endswith("/theme1.xml"):
            root = etree.fromstring(part.blob)
            slot = root.find(f".//{qn('a:' + name)}")
            slot.clear()
            etree.SubElement(slot, qn("a:srgbClr")).set("val", colour)
            part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


TEMPLATES: dict[str, tuple[str, tuple[Callable[[Any], None], ...], float]] = {
    "dark": (".potx", (dark,), 13.333),
    "painted dark": (".pptx", (painted_dark,), 13.333),
    "forgotten ink": (".pptx", (forgotten_ink, logo_right), 13.333),
    "bars": (".pptx", (bars,), 13.333),
    "four to three": (".pptx", (bars, dark), 10),
    "sixteen to ten": (".potx", (logo_right, odd_names), 12),
    "few layouts": (".pptx", (few_layouts,), 13.333),
    "own slides": (".pptx", (own_slides,), 13.333),
    "macros": (".pptm", (macros, own_slides), 13.333),
}
"""Name, ending, traits and width in inches of every template that decks are tried on."""
