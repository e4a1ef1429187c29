"""What a template's theme gives words: colours that can be read on its background, and the width of its type."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn

from dashboard.drawing.render.slide import Inks

Rgb = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""
LEGIBLE = 4.5
"""Least contrast of words with what is behind them, as WCAG asks."""
_PALER_FROM = 9.0
"""Least contrast of ink at which a paler ink beside it can still be read."""
NARROWER, WIDER = 0.97, 0.85
_NARROW = {
    "Arial",
    "Helvetica",
    "Liberation Sans",
    "Calibri",
    "Carlito",
    "Aptos Narrow",
    "Arial Narrow",
    "Gill Sans MT",
}
"""Typefaces whose words are no wider than Arial's."""
_USUAL_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_OPPOSITE = {"tx1": "bg1", "bg1": "tx1", "tx2": "bg1", "bg2": "tx1"}
_PRESETS = {"white": "FFFFFF", "black": "000000"}


@dataclass(frozen=True, slots=True)
class Read:
    """What can be read on a layout."""

    inks: Inks
    contrast: float
    """Of the ink with the worst place of the background."""
    is_given: bool
    """The template's own text has this colour already."""
    is_known: bool
    """The background has colours; a picture has none that we know."""


class Palette:
    """The colours of a layout's theme, as its master and the layout itself map them."""

    def __init__(self, layout: Any) -> None:
        master = layout.slide_master
        theme = etree.fromstring(master.part.part_related_by(RT.THEME).blob)
        self.colours = {
            etree.QName(one).localname: one[0].get("lastClr") or one[0].get("val")
            for one in theme.find(f".//{qn('a:clrScheme')}")
        }
        given = master._element.find(qn("p:clrMap"))
        self.names = _USUAL_MAP | dict(given.attrib if given is not None else {})
        own = layout._element.find(f"{qn('p:clrMapOvr')}/{qn('a:overrideClrMapping')}")
        self.names |= dict(own.attrib if own is not None else {})

    def scheme(self, name: str) -> Rgb | None:
        """A colour of the theme by the name that slides know it by."""
        return _rgb(self.colours.get(self.names.get(name, name)))

    def read(self, holder: Any) -> Rgb | None:
        """The colour that an element holds, with its changes of brightness; None where it holds none that is known."""
        if holder is None:
            return None
        for one in holder.iter(qn("a:srgbClr"), qn("a:schemeClr"), qn("a:sysClr"), qn("a:prstClr")):
            value = one.get("lastClr") or one.get("val", "")
            found = self.scheme(value) if one.tag == qn("a:schemeClr") else _rgb(_PRESETS.get(value, value))
            return _changed(found, one) if found else None
        return None


def slack_of(layout: Any) -> float:
    """How much of a width words in the theme's typeface may take where they are measured as Arial's."""
    theme = etree.fromstring(layout.slide_master.part.part_related_by(RT.THEME).blob)
    latin = theme.find(f".//{qn('a:minorFont')}/{qn('a:latin')}")
    return NARROWER if latin is not None and latin.get("typeface") in _NARROW else WIDER


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast of two colours as WCAG measures it, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def inks_of(layout: Any, panels: Iterable[Any] = ()) -> Read:
    """The inks for a layout; `panels` are shapes that lie behind everything."""
    palette = Palette(layout)
    grounds = _grounds(layout, palette)
    for panel in panels:  # a later one covers what is below it
        fill = panel._element.find(f"{qn('p:spPr')}/{qn('a:solidFill')}")
        grounds = [colour] if (colour := palette.read(fill)) else []
    is_known = bool(grounds)
    name, given = _given(layout, palette)
    # of a picture the template's own text says what can be read on it
    grounds = grounds or [_opposite(given, palette)]
    own = min(contrast(given, ground) for ground in grounds)
    if own >= LEGIBLE and name in _OPPOSITE:
        return Read(Inks(name, _OPPOSITE[name], own >= _PALER_FROM), own, True, is_known)
    worst = {
        scheme: min(contrast(colour, ground) for ground in grounds)
        for scheme in _OPPOSITE
        if (colour := palette.scheme(scheme))
    }
    good = next((scheme for scheme, found in worst.items() if found >= LEGIBLE), None)
    best = good or max(worst, key=lambda scheme: worst[scheme])
    return Read(Inks(best, _OPPOSITE[best], worst[best] >= _PALER_FROM), worst[best], own >= LEGIBLE, is_known)


def _opposite(colour: Rgb, palette: Palette) -> Rgb:
    known = [found for name in ("bg1", "tx1") if (found := palette.scheme(name))]
    return max(known, key=lambda one: contrast(one, colour), default=(1.0, 1.0, 1.0))


def _given(layout: Any, palette: Palette) -> tuple[str, Rgb]:
    """The colour of the template's own text: its name in the theme, "" for one of its own, and what it looks like."""
    master = layout.slide_master._element
    body = "body"
    styles = [
        *(
            shape.find(f"{qn('p:txBody')}/{qn('a:lstStyle')}/{qn('a:lvl1pPr')}")
            for root in (layout._element, master)
            for shape in root.iter(qn("p:sp"))
            if (place := shape.find(f".//{qn('p:ph')}")) is not None and place.get("type", body) in (body, "obj")
        ),
        master.find(f".//{qn('p:bodyStyle')}/{qn('a:lvl1pPr')}"),
    ]
    for style in styles:
        fill = style.find(f"{qn('a:defRPr')}/{qn('a:solidFill')}") if style is not None else None
        if fill is not None and (colour := palette.read(fill)):
            named = fill.find(qn("a:schemeClr"))
            return (named.get("val") if named is not None and not len(named) else ""), colour
    return "tx1", palette.scheme("tx1") or (0.0, 0.0, 0.0)


def _grounds(layout: Any, palette: Palette) -> list[Rgb]:
    """The colours of the background; several of a gradient, none where it is a picture."""
    for holder in (layout, layout.slide_master):
        back = holder._element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
        if back is None:
            continue
        reference = back.find(qn("p:bgRef"))
        if reference is not None:
            return [palette.read(reference) or (1.0, 1.0, 1.0)]
        properties = back.find(qn("p:bgPr"))
        stops = properties.findall(f"{qn('a:gradFill')}//{qn('a:gs')}")
        stops = stops or [one for kind in ("a:solidFill", "a:pattFill") for one in properties.findall(qn(kind))]
        return [colour for stop in stops if (colour := palette.read(stop))]
    return [palette.scheme("bg1") or (1.0, 1.0, 1.0)]


def _rgb(digits: str | None) -> Rgb | None:
    try:
        value = int(digits or "", 16)
    except ValueError:
        return None
    return (value >> 16 & 255) / 255, (value >> 8 & 255) / 255, (value & 255) / 255


def _changed(colour: Rgb, element: Any) -> Rgb:
    """The colour after the changes of brightness that its element asks for."""
    for change in element:
        share = int(change.get("val", "100000").rstrip("%")) / 100_000
        match etree.QName(change).localname:
            case "lumMod" | "lumOff" as kind:
                hue, light, fullness = colorsys.rgb_to_hls(*colour)
                light = light * share if kind == "lumMod" else light + share
                colour = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), fullness)
            case "shade":
                colour = (colour[0] * share, colour[1] * share, colour[2] * share)
            case "tint":
                colour = (
                    1 - (1 - colour[0]) * share, 1 - (1 - colour[1]) * share, 1 - (1 - colour[2]) * share
                )  # fmt: skip
    return colour


def _luminance(colour: Rgb) -> float:
    red, green, blue = (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
