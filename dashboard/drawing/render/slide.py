"""A scene as shapes of PowerPoint, grouped: blocks, lines, marks and words that a reader can change and restyle.

Words that stand upon a block or a mark are the block's own. Ink and paper are those of the slide's theme, so that a
drawing can be read on a dark one; the colours of grades stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from dashboard.drawing.placing import Box
from dashboard.drawing.scene import AnyItem, Area, Dash, Item, Line, Mark, Point, Rect, Scene, Shape, Words
from dashboard.drawing.text_width import LINE, lines_of
from dashboard.theme import GRADES, INK, MUTED, PAPER

EMU = 12_700
"""English metric units in a point."""
FONT = "Arial"
"""On slides the letters are those of every office computer, as wide as ours."""
FORMS = {"circle": "ellipse", "square": "rect", "diamond": "diamond", "triangle": "triangle", "octagon": "octagon"}
DASHES: dict[Dash, str] = {"solid": "solid", "dash": "dash", "dot": "sysDot", "dashdot": "dashDot"}
PATTERNS = {"dots": "pct10", "stripes": "wdUpDiag"}
ALIGNED = {"left": "l", "center": "ctr", "right": "r"}
ARIAL_LINE = 1.15
"""Distance from line to line that PowerPoint gives Arial, in sizes of the type."""
SLACK = 6
"""Points by which a box of words is wider than its words; nothing wraps in it."""
PALE_FROM = 0.68
"""Lightness from which a colour is a tint: a little of something over the paper, whatever that is."""
_FIXED = frozenset(look.fill.lower() for look in GRADES.values())


@dataclass(frozen=True, slots=True)
class Inks:
    """Ink and paper by their names in a slide's theme, and whether a paler ink beside it can be read too."""

    ink: str = "tx1"
    paper: str = "bg1"
    has_quiet: bool = True


USUAL = Inks()


def add_scene(
    slide: Any, scene: Scene, left: int, top: int, *, scale: float = 1, name: str = "Chart", inks: Inks = USUAL
) -> Any:
    """Add the drawing to a slide as one group, its upper left corner at `left` and `top` (in EMU); gives the group.

    A pixel of the scene is `scale` points. The group has the scene's description as its alternative text; `inks` are
    the colours of the theme that stand for ink and paper.
    """
    used = [int(number) for number in slide.shapes._spTree.xpath("//p:cNvPr/@id")]
    page = _Page(slide, scene, left, top, scale * EMU, max(used, default=1) + 1, _Colours(inks))
    parts = "".join(page.shape(item, words) for item, words in _paired(scene))
    wide, high = round(scene.width * page.unit), round(scene.height * page.unit)
    place = f'x="{left}" y="{top}"'
    group = parse_xml(
        f"<p:grpSp {nsdecls('p', 'a', 'r')}><p:nvGrpSpPr>"
        f'<p:cNvPr id="{page.next_id()}" name={quoteattr(name)} descr={quoteattr(scene.description)}/>'
        f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off {place}/>"
        f'<a:ext cx="{wide}" cy="{high}"/><a:chOff {place}/><a:chExt cx="{wide}" cy="{high}"/></a:xfrm></p:grpSpPr>'
        f"{parts}</p:grpSp>"
    )
    slide.shapes._spTree.append(group)
    return slide.shapes[-1]


def _paired(scene: Scene) -> Iterable[tuple[AnyItem, Words | None]]:
    """Every item that is seen, each block or mark with the words in its middle."""
    upon: dict[int, Words] = {}
    taken: set[int] = set()
    grounds = [item for item in scene.items if isinstance(item, Rect | Mark) and item.fill]
    middles = {(round(x), round(y)): item for item in grounds for x, y in [item.bounds.middle]}
    for words in scene.only(Words):
        ground = middles.get((round(words.x), round(words.y)))
        if ground and words.anchor == "center" and words.bounds.width <= ground.bounds.width + 2:
            upon[id(ground)] = words
            taken.add(id(words))
    for item in scene.items:
        if id(item) not in taken and (not isinstance(item, Shape) or item.fill or item.line):
            yield item, upon.get(id(item))


class _Page:
    """Makes the shapes of one drawing: where it stands, how large a pixel is, and what is numbered."""

    def __init__(
        self, slide: Any, scene: Scene, left: int, top: int, unit: float, first_id: int, colours: _Colours
    ) -> None:
        self.colours = colours
        self.grounds = [
            item for item in scene.items if isinstance(item, Rect | Area) and item.fill and colours.is_fixed(item.fill)
        ]
        self.slide, self.left, self.top, self.unit, self.last_id = slide, left, top, unit, first_id
        named = [item for item in scene.items if item.name]
        self.titles = {item.name: item.hover.split("\n")[0] for item in named if item.hover}
        self.links = {item.name: item.link for item in named if item.link.startswith("http")}

    def next_id(self) -> int:
        self.last_id += 1
        return self.last_id

    def shape(self, item: AnyItem, words: Words | None) -> str:
        match item:
            case Words():
                return self._box(item)
            case Line(runs=(((x0, y0), (x1, y1)),)):
                return self._connector(item, x0, y0, x1, y1)
            case Line():
                return self._free(
                    item, item.runs, self.colours.outline(item.colour, item.width, item.dash, self.unit), False
                )
            case Area():
                return self._free(item, item.rings, self.colours.look(item, self.unit), True)
            case Rect():
                return self._sp(item, item.box, '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>', words)
            case Mark():
                form = f'<a:prstGeom prst="{FORMS[item.symbol]}"><a:avLst/></a:prstGeom>'
                return self._sp(item, item.bounds, form, words)

    def _sp(self, item: Rect | Mark, box: Box, form: str, words: Words | None) -> str:
        body = self._text(words, item) if words else "<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody>"
        return (
            f"<p:sp>{self._named(item, 'Block' if isinstance(item, Rect) else 'Mark')}"
            f"<p:spPr>{self._place(box)}{form}{self.colours.look(item, self.unit)}</p:spPr>{body}</p:sp>"
        )

    def _box(self, words: Words) -> str:
        bounds = words.bounds
        box = Box(bounds.left - SLACK / 2, bounds.top, bounds.right + SLACK / 2, bounds.bottom)
        if words.anchor != "center":  # the end that is held stays where it is
            box = box.moved(SLACK / 2 if words.anchor == "left" else -SLACK / 2, 0)
        return (
            f"<p:sp>{self._named(words, 'Words', is_box=True)}<p:spPr>{self._place(box)}"
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>{self._text(words)}</p:sp>'
        )

    def _text(self, words: Words, ground: Rect | Mark | None = None) -> str:
        size = round(words.size * self.unit / EMU * 100)
        colour = self.colours.solid(words.colour, is_fixed=self._is_upon_fixed(words, ground))
        letters = f'<a:rPr lang="en-GB" sz="{size}" b="{int(words.bold)}">{colour}<a:latin typeface="{FONT}"/></a:rPr>'
        lines = lines_of(words.text)
        close = f'<a:lnSpc><a:spcPct val="{round(100_000 * LINE / ARIAL_LINE)}"/></a:lnSpc>' if len(lines) > 1 else ""
        paragraphs = "".join(
            f'<a:p><a:pPr algn="{ALIGNED[words.anchor]}">{close}</a:pPr><a:r>{letters}<a:t>{escape(line)}</a:t></a:r></a:p>'
            for line in lines
        )
        return (
            '<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></a:bodyPr>'
            f"<a:lstStyle/>{paragraphs}</p:txBody>"
        )

    def _is_upon_fixed(self, words: Words, ground: Rect | Mark | None) -> bool:
        """Whether words stand on a filling that is the same in every theme, whether it is their own shape or not."""
        if ground is not None:
            return self.colours.is_fixed(ground.fill)
        x, y = words.bounds.middle
        here = (item for item in self.grounds if item.bounds.left <= x <= item.bounds.right)
        return any(
            item.bounds.top <= y <= item.bounds.bottom and (isinstance(item, Rect) or _is_within(item, x, y))
            for item in here
        )

    def _connector(self, item: Line, x0: float, y0: float, x1: float, y1: float) -> str:
        box = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        is_rising = (x1 - x0) * (y1 - y0) < 0
        names = self._named(item, "Line").replace("nvSpPr", "nvCxnSpPr").replace("cNvSpPr", "cNvCxnSpPr")
        return (
            f"<p:cxnSp>{names}<p:spPr>{self._place(box, ' flipV=' + quoteattr('1') if is_rising else '')}"
            '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
            f"{self.colours.outline(item.colour, item.width, item.dash, self.unit)}</p:spPr></p:cxnSp>"
        )

    def _free(self, item: Area | Line, runs: Sequence[Sequence[Point]], look: str, is_closed: bool) -> str:
        box = item.bounds
        wide, high = max(1, round(box.width * self.unit)), max(1, round(box.height * self.unit))
        steps = []
        for run in runs:
            points = [
                f'<a:pt x="{round((x - box.left) * self.unit)}" y="{round((y - box.top) * self.unit)}"/>'
                for x, y in run
            ]
            steps.append(
                f"<a:moveTo>{points[0]}</a:moveTo>" + "".join(f"<a:lnTo>{point}</a:lnTo>" for point in points[1:])
            )
            steps.append("<a:close/>" if is_closed else "")
        fill = "" if is_closed else ' fill="none"'
        return (
            f"<p:sp>{self._named(item, 'Area' if is_closed else 'Line')}<p:spPr>{self._place(box)}<a:custGeom><a:avLst/>"
            '<a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
            f'<a:path w="{wide}" h="{high}"{fill}>{"".join(steps)}</a:path></a:pathLst></a:custGeom>{look}</p:spPr></p:sp>'
        )

    def _place(self, box: Box, turned: str = "") -> str:
        x, y = self.left + round(box.left * self.unit), self.top + round(box.top * self.unit)
        size = f'cx="{max(0, round(box.width * self.unit))}" cy="{max(0, round(box.height * self.unit))}"'
        return f'<a:xfrm{turned}><a:off x="{x}" y="{y}"/><a:ext {size}/></a:xfrm>'

    def _named(self, item: Item, kind: str, *, is_box: bool = False) -> str:
        """The shape's name in PowerPoint's list: what a pointer would read; and where a click leads in a show."""
        title = self.titles.get(item.name) or (item.text if isinstance(item, Words) else "") or kind
        title = " ".join(title.split())
        link = ""
        if isinstance(item, Shape) and (url := self.links.get(item.name)):
            number = self.slide.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link = f'<a:hlinkClick r:id="{number}" tooltip={quoteattr(title)}/>'
        box = ' txBox="1"' if is_box else ""
        return (
            f'<p:nvSpPr><p:cNvPr id="{self.next_id()}" name={quoteattr(title)}>{link}</p:cNvPr>'
            f"<p:cNvSpPr{box}/><p:nvPr/></p:nvSpPr>"
        )


class _Colours:
    """The colours of a drawing in a slide's theme."""

    def __init__(self, inks: Inks) -> None:
        self.inks = inks
        quiet = '<a:lumMod val="65000"/><a:lumOff val="35000"/>' if inks.has_quiet else ""
        self.theme = {
            INK: f'<a:schemeClr val="{inks.ink}"/>',
            PAPER: f'<a:schemeClr val="{inks.paper}"/>',
            MUTED: f'<a:schemeClr val="{inks.ink}">{quiet}</a:schemeClr>',
        }

    def is_fixed(self, colour: str) -> bool:
        """Whether a filling has the same colour in every theme, so that what is written upon it has too."""
        return colour.lower() not in self.theme and not _is_pale(colour)

    def look(self, item: Rect | Area | Mark, unit: float) -> str:
        """Filling and outline."""
        line = self.outline(item.line, item.width, item.dash, unit) if item.line else "<a:ln><a:noFill/></a:ln>"
        return self._filling(item) + line

    def _filling(self, item: Rect | Area | Mark) -> str:
        if isinstance(item, Area) and item.pattern:
            colours = f"<a:fgClr>{_colour(item.pattern.colour)}</a:fgClr><a:bgClr>{_colour(item.fill)}</a:bgClr>"
            return f'<a:pattFill prst="{PATTERNS[item.pattern.kind]}">{colours}</a:pattFill>'
        return self.solid(item.fill) if item.fill else "<a:noFill/>"

    def outline(self, colour: str, width: float, dash: Dash, unit: float) -> str:
        """A line of a width in pixels."""
        ends = f'<a:prstDash val="{DASHES[dash]}"/>' if dash != "solid" else ""
        return f'<a:ln w="{round(width * unit)}">{self.solid(colour)}{ends}</a:ln>'

    def solid(self, colour: str, *, is_fixed: bool = False) -> str:
        """A colour: that of the theme which it stands for, a tint over the paper, or itself."""
        known = self.theme.get(colour.lower())
        inner = _colour(colour) if is_fixed or not (known or _is_pale(colour)) else known or self._tint(colour)
        return f"<a:solidFill>{inner}</a:solidFill>"

    def _tint(self, colour: str) -> str:
        """A pale colour as what it lays over white: on a dark slide it lays the same over the dark."""
        parts = _parts(colour)
        share = 1 - min(parts) / 255
        alpha = f'<a:alpha val="{round(share * 100_000)}"/>'
        if max(parts) - min(parts) < 8:
            return f'<a:schemeClr val="{self.inks.ink}">{alpha}</a:schemeClr>'
        full = "".join(f"{max(0, min(255, round(255 - (255 - part) / share))):02X}" for part in parts)
        return f'<a:srgbClr val="{full}">{alpha}</a:srgbClr>'


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return red, green, blue


def _is_pale(colour: str) -> bool:
    return min(_parts(colour)) >= PALE_FROM * 255 and colour.lower() not in (*_FIXED, PAPER)


def _is_within(area: Area, x: float, y: float) -> bool:
    """Whether a point lies in a shape: an odd number of its edges stand to the right of it."""
    crossings = 0
    for ring in area.rings:
        for (x0, y0), (x1, y1) in pairwise((*ring, ring[0])):
            if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
                crossings += 1
    return crossings % 2 == 1


def _colour(colour: str) -> str:
    return f'<a:srgbClr val="{colour.removeprefix("#").upper()}"/>'
