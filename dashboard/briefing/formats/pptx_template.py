"""The deck that slides are set in: layouts, the room that their design leaves free, and inks that can be read there."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Inches

from dashboard.briefing.formats.pptx_base import TITLES, base_deck
from dashboard.briefing.formats.pptx_file import TemplateError, empty_deck
from dashboard.briefing.formats.pptx_theme import LEGIBLE, inks_of, slack_of
from dashboard.drawing.render.slide import Inks

_FURNITURE = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
_BODIES = {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT}
_LOW = 0.42
"""Share of a slide's height below which a title leaves no room for content: a cover."""
_PANEL = 0.6
"""Share of the room that a shape covers when it is a ground to write on and not something to keep clear of."""
FOOT, NUMBER = int(Inches(0.36)), int(Inches(0.6))
"""Least height of the footer's row, and the width of a slide's number where the layout has no place for it."""
_LEAST = (400.0, 200.0)
"""Points of width and height that content needs."""
OUR_SLACK = 0.98
"""How much of a width words may take in our own Arial: each program that opens a deck rounds it in its own way."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in English Metric Units."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """Its lower edge."""
        return self.top + self.height

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

    def common(self, other: Box) -> Box:
        """What both have; without width or height where they have nothing in common."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        width, height = min(self.right, other.right) - left, min(self.bottom, other.bottom) - top
        return Box(left, top, max(0, width), max(0, height))

    def beside(self, other: Box, gap: int = Inches(0.1)) -> Box:
        """The largest part of it that keeps clear of the other."""
        if not (shared := self.common(other)).width or not shared.height:
            return self
        parts = (
            _between(other.right + gap, self.top, self.right, self.bottom),
            _between(self.left, self.top, other.left - gap, self.bottom),
            _between(self.left, other.bottom + gap, self.right, self.bottom),
            _between(self.left, self.top, self.right, other.top - gap),
        )
        return max(parts, key=lambda part: max(0, part.width) * max(0, part.height))


def _between(left: int, top: int, right: int, bottom: int) -> Box:
    return Box(left, top, right - left, bottom - top)


@dataclass(frozen=True, slots=True)
class Deck:
    """A presentation to fill: its layouts, the boxes of what a slide holds, its inks, and what could not be kept."""

    presentation: Any
    titled: Any
    """The layout for a slide of charts and tables: a title, and as little else as there is."""
    worded: Any | None
    """The layout whose one place is for words; None where there is none."""
    title: Box
    body: Box
    footer: Box
    number: Box
    inks: Inks
    own_template: bool
    is_inked: bool = False
    """The template's own text cannot be read where it stands: words in its places are given the ink too."""
    moves_title: bool = False
    """The title's own place is hidden by a logo, or is not there: slides say where it is."""
    slack: float = 1.0
    """How much of a width words may take as we measure them, in Arial: a template's type may be wider."""
    warnings: tuple[str, ...] = ()


def open_deck(template: Path | None = None) -> Deck:
    """Our own empty deck, or the council's; raises TemplateError for a file that is no usable template."""
    if template is None:
        return _deck(Presentation(io.BytesIO(base_deck())), (), own_template=False)
    presentation, warnings = empty_deck(template)
    if not any(len(master.slide_layouts) for master in presentation.slide_masters):
        raise TemplateError(
            f"{template} has no slide layout. Add one in PowerPoint's slide master, such as Title Only."
        )
    return _deck(presentation, warnings, own_template=True)


def _deck(presentation: Any, warnings: Sequence[str], *, own_template: bool) -> Deck:
    said = list(warnings)
    whole = Box(0, 0, int(presentation.slide_width), int(presentation.slide_height))
    titled, worded = _layouts(presentation, whole)
    title_place = next(_places(titled, TITLES), None)
    obstacles, panels = _shapes(titled, whole)
    title, moves = _title_box(title_place, whole, obstacles)
    if title_place is None or _low(title_place, whole):
        said.append("It has no layout with a title at the top (Title Only): titles stand where there is room.")
        moves = True
    foot = _foot(titled, whole)
    body = _body_box(titled, worded, title, foot, whole)
    for obstacle in obstacles:
        body = body.beside(obstacle)
    body, footer, number = _footer_boxes(titled, body, foot, whole, obstacles)
    read = inks_of(titled, panels)
    if not read.is_known:
        said.append("Its background is a picture: look whether the words can be read on it.")
    elif read.contrast < LEGIBLE:
        said.append(f"None of its colours can be read well on its background (contrast {read.contrast:.1f}).")
    elif not read.is_given:
        said.append("The colour of its text cannot be read on its background: another colour of its theme is used.")
    wide, high = body.points
    if wide < _LEAST[0] or high < _LEAST[1]:
        said.append("Its layout leaves little room: charts are shown small, and tables go on over more slides.")
    return Deck(
        presentation,
        titled,
        worded,
        title,
        body,
        footer,
        number,
        read.inks,
        own_template,
        not read.is_given,
        moves,
        slack_of(titled) if own_template else OUR_SLACK,
        tuple(said),
    )


def _layouts(presentation: Any, whole: Box) -> tuple[Any, Any | None]:
    """The layout for charts and tables, and the one for words.

    A title at the top matters most; then as few other places as can be, or one wide one for words.
    """
    ranked, worded = [], []
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    for number, layout in enumerate(layouts):
        title = next(_places(layout, TITLES), None)
        others = [place for place in layout.placeholders if place.placeholder_format.type not in TITLES | _FURNITURE]
        is_low = title is None or _low(title, whole)
        ranked.append((is_low, len(others) + (is_low and title is not None), number, layout))
        bodies = list(_places(layout, _BODIES))
        if not is_low and len(others) == len(bodies) == 1 and (box := _box_of(bodies[0])):
            worded.append((-box.common(whole).width * box.height, number, layout))
    titled = min(ranked, key=lambda entry: entry[:3])[3]
    same = [layout for *_, layout in sorted(worded, key=lambda entry: entry[:2]) if _alike(layout, titled, whole)]
    return titled, same[0] if same else None


def _alike(one: Any, other: Any, whole: Box) -> bool:
    """Whether two layouts of a master have their titles in the same place, so that a deck's stand still."""
    if one.slide_master.part is not other.slide_master.part:
        return False
    places = [_box_of(title) for layout in (one, other) if (title := next(_places(layout, TITLES), None))]
    boxes = [(box.left, box.top, box.width, box.height) for box in places if box]
    return len(boxes) == 2 and all(abs(a - b) < whole.width * 0.02 for a, b in zip(*boxes, strict=True))


def _low(title: Any, whole: Box) -> bool:
    box = _box_of(title)
    return box is None or box.bottom > whole.height * _LOW or box.width < whole.width * 0.3


def _places(layout: Any, kinds: set[Any] | frozenset[Any]) -> Iterator[Any]:
    """The places of these kinds whose words run across; some layouts have them run down."""
    for place in layout.placeholders:
        if place.placeholder_format.type in kinds and place._element.find(f".//{qn('p:ph')}").get("orient") != "vert":
            yield place


def _box_of(shape: Any) -> Box | None:
    """Where a shape stands, by its own place or the one that it inherits."""
    if None in (places := (shape.left, shape.top, shape.width, shape.height)):
        return None
    return Box(*(int(value) for value in places))


def _shapes(layout: Any, whole: Box) -> tuple[list[Box], list[Any]]:
    """The pictures and shapes of the design that content keeps clear of, and those that it stands upon."""
    holders = [layout.slide_master, layout]
    if layout._element.get("showMasterSp") in ("0", "false"):
        holders = [layout]
    keep, panels = [], []
    for shape in (shape for holder in holders for shape in holder.shapes if not shape.is_placeholder):
        box = _box_of(shape)
        if box is None or _is_unseen(shape):
            continue
        seen = box.common(whole)
        if seen.width * seen.height > _PANEL * whole.width * whole.height:
            panels.append(shape)
        elif seen.width and seen.height:
            keep.append(seen)
    return keep, panels


def _is_unseen(shape: Any) -> bool:
    """A shape without words, filling and line, or a hairline that nothing needs to keep clear of."""
    properties = shape._element.find(qn("p:spPr"))
    if properties is None or shape._element.tag != qn("p:sp"):
        return False
    has_words = bool(shape.has_text_frame and shape.text_frame.text.strip())
    is_styled = shape._element.find(qn("p:style")) is not None
    has_fill = any(properties.find(qn(f"a:{kind}Fill")) is not None for kind in ("solid", "grad", "blip", "patt"))
    return not (has_words or has_fill or (is_styled and properties.find(qn("a:noFill")) is None))


def _title_box(place: Any | None, whole: Box, obstacles: Sequence[Box]) -> tuple[Box, bool]:
    """The room of titles, and whether it differs from the layout's own."""
    own = _box_of(place) if place is not None else None
    usual = Box(int(whole.width * 0.05), int(whole.height * 0.05), int(whole.width * 0.9), int(whole.height * 0.13))
    box = usual if own is None or place is None or _low(place, whole) else own.common(whole)
    for obstacle in obstacles:
        shared = box.common(obstacle)
        # a band that lies behind the whole title is there to carry it
        if shared.width * shared.height < _PANEL * box.width * box.height:
            box = box.beside(obstacle)
    return box, box != own


def _foot(layout: Any, whole: Box) -> int:
    """Where the row of footer and slide number begins."""
    tops = [
        box.top
        for place in _places(layout, _FURNITURE)
        if (box := _box_of(place)) and whole.height * 0.75 < box.top < whole.height * 0.99
    ]
    return min(tops, default=int(whole.height * 0.925))


def _body_box(titled: Any, worded: Any | None, title: Box, foot: int, whole: Box) -> Box:
    """The room for content: that of the place for words where there is one, below the title and above the footer."""
    margin = max(int(whole.width * 0.03), min(title.left, int(whole.width * 0.15)))
    box = Box(margin, title.bottom, min(title.right, whole.width - int(whole.width * 0.03)) - margin, whole.height)
    holders = [worded] if worded is not None else []
    for holder in (*holders, titled.slide_master):
        own = [found for place in _places(holder, _BODIES) if (found := _box_of(place))]
        own = [found.common(whole) for found in own if found.width > whole.width * 0.5]
        if own:
            box = own[0]
            break
    top = title.bottom + int(whole.height * 0.02)
    # content below the title, at the place where the template begins it or higher
    return _between(box.left, top, box.right, min(foot, int(whole.height * 0.97)) - int(whole.height * 0.018))


def _footer_boxes(layout: Any, body: Box, foot: int, whole: Box, obstacles: Sequence[Box]) -> tuple[Box, Box, Box]:
    """The room for content, and below it the row of the footer: words, and the slide's number.

    The number stands where the layout has it, if that is on free ground; on a band the footer's words could not be
    read, and the row stands above it.
    """
    own = {place.placeholder_format.type: _box_of(place) for place in _places(layout, _FURNITURE)}
    number, footer = own.get(PP_PLACEHOLDER.SLIDE_NUMBER), own.get(PP_PLACEHOLDER.FOOTER)
    height = max(int(whole.height * 0.05), FOOT)
    row = Box(body.left, footer.top if footer and footer.top >= foot else foot, body.width, height)
    row = row.common(whole)
    if any(_share(row, obstacle) > 0.5 for obstacle in obstacles) or row.height < height * 0.9:
        row = Box(body.left, body.bottom - height, body.width, height)
        body = Box(body.left, body.top, body.width, body.height - height - int(whole.height * 0.01))
        number = None
    if number is None or number.height < FOOT / 2 or any(_share(number, one) > 0 for one in obstacles):
        number = Box(row.right - NUMBER, row.top, NUMBER, row.height)
    for obstacle in (*obstacles, number):
        row = row.beside(obstacle)
    return body, row, number


def _share(box: Box, other: Box) -> float:
    """How much of a box another covers."""
    common = box.common(other)
    return common.width * common.height / max(1, box.width * box.height)
