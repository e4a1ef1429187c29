"""The lanes of the visits: numbered diamonds, circles, squares and triangles, none covering another."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from dashboard.drawing.canvas import mark_box
from dashboard.drawing.placing import Box, Spot, Wish, place, place_most, spread
from dashboard.drawing.scene import OUTLINES, Symbol
from dashboard.figures.timeline.hovers import visit_hover
from dashboard.figures.timeline.lanes import heading, lane_label
from dashboard.figures.timeline.sheet import CLEAR, Segment, Sheet
from dashboard.history.spans import rounds, visits
from dashboard.history.story import Event, When
from dashboard.theme import FAINT, INK, MUTED, PAPER
from loaders import EventType, Precision

PRIORITY = "#d4351c"
APART = 5
"""Pixels between a mark and its label."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A lane of visits: its name and its mark."""

    event_type: EventType
    name: str
    symbol: Symbol
    radius: float

    @property
    def reach(self) -> float:
        """How far the mark reaches from its middle along time."""
        return self.radius * max((x for x, _ in OUTLINES[self.symbol]), default=1)


KINDS = (
    Kind(EventType.MONITORING_VISIT, "Monitoring visits", "diamond", 13.5),
    Kind(EventType.FOCUSED_VISIT, "Focused visits", "circle", 9.5),
    Kind(EventType.JTAI, "Joint inspections (JTAI)", "square", 8),
    Kind(EventType.AREA_SEND, "Area SEND", "triangle", 11),
)

SHORT_THEMES = (
    ("in need", "In need, on a plan"),
    ("front door", "Front door"),
    ("vulnerable adolescents", "Adolescents"),
    ("achieving permanence", "Permanence"),
    ("children in care", "In care"),
    ("care leavers", "Care leavers"),
    ("domestic abuse", "Domestic abuse"),
    ("neglect", "Neglect"),
    ("sexual abuse", "Sexual abuse"),
    ("exploitation", "Exploitation"),
    ("serious youth violence", "Youth violence"),
    ("mental health", "Mental health"),
    ("early help", "Early help"),
    ("unborn", "Unborn and babies"),
)
"""A short label for a theme in which the words on the left occur."""

SHORT_OUTCOMES = (
    ("widespread", ("Widespread failings", "Failings")),
    ("inconsistent", ("Inconsistent experiences", "Inconsistent")),
    ("typically", ("Typically positive", "Positive")),
    ("positive", ("Typically positive", "Positive")),
    ("not", ("No written statement",)),
    ("written statement", ("Written statement of action", "Written statement")),
)


def visit_lanes(sheet: Sheet, top: float) -> float:
    """Draw a lane for each kind of visit that the body or its predecessor had; gives back where they end."""
    shown = [replace(kind, radius=kind.radius * sheet.form.marks) for kind in KINDS if _any(sheet, kind)]
    if not shown:
        return top
    top = heading(sheet, "Visits", top)
    for kind in shown:
        top = _lane(sheet, kind, top)
    return top


def _any(sheet: Sheet, kind: Kind) -> bool:
    return any(event.kind is kind.event_type for segment in sheet.segments for event in segment.story.events)


def _centre(event: Event, when: When) -> dt.date:
    assert when.day is not None
    return when.day.replace(day=15) if when.precision is Precision.MONTH else when.day


def _lane(sheet: Sheet, kind: Kind, top: float) -> float:
    form, scale, canvas = sheet.form, sheet.scale, sheet.canvas
    rows = max(_rows(sheet, segment, kind) for segment in sheet.segments)
    height = 2 * kind.radius + form.air + (rows - 1) * _drop(kind, rows)
    top = lane_label(sheet, kind.name, top, height)
    first = top + form.air / 2 + 1 + kind.radius
    canvas.line(scale.left, top + 2, sheet.edge, top + 2, colour=FAINT)
    for segment in sheet.segments:
        _segment(sheet, segment, kind, first, top + 2, rows)
    return top + height + (2 if form.beside else 4)


def _wanted(sheet: Sheet, segment: Segment, kind: Kind) -> list[tuple[Event, When, float]]:
    return [
        (event, when, sheet.scale.x(_centre(event, when)))
        for event, when in visits(segment.story, kind.event_type, sheet.by)
    ]


def _gap(kind: Kind, rows: int) -> float:
    """The least distance along time between neighbours, when they take turns in so many rows."""
    if rows == 2 and kind.symbol == "diamond":
        return kind.radius + 2.5  # diamonds nest into each other
    return (2 * kind.radius + 1) / rows


def _drop(kind: Kind, rows: int) -> float:
    """The distance from row to row."""
    return kind.radius + 4 if rows == 2 and kind.symbol == "diamond" else 2 * kind.radius + 1


def _room(sheet: Sheet, segment: Segment, kind: Kind) -> tuple[float, float]:
    """Between which pixels the middles of the marks may stand."""
    low = segment.left + kind.radius
    is_open = segment.is_own and not sheet.story.is_gone(sheet.today)
    right = sheet.edge if is_open else segment.right - kind.radius
    return low, max(low, right)


def _rows(sheet: Sheet, segment: Segment, kind: Kind) -> int:
    """How many rows the marks need so that all have room, and none moves far where a second row helps."""
    places = [x for _, _, x in _wanted(sheet, segment, kind)]
    low, high = _room(sheet, segment, kind)

    def is_near(rows: int) -> bool:
        moved = spread(places, _gap(kind, rows), low, high)
        return all(abs(x - new) <= 14 * rows for x, new in zip(places, moved, strict=True))

    rows = 1
    if kind.symbol == "diamond":
        rows = next((rows for rows in (1, 2, 3) if is_near(rows)), 3)
    while (len(places) - 1) * _gap(kind, rows) > high - low:
        rows += 1
    return rows


def _segment(sheet: Sheet, segment: Segment, kind: Kind, y: float, rail: float, rows: int) -> None:
    wanted = _wanted(sheet, segment, kind)
    radius, drop = kind.radius, _drop(kind, rows)
    low, high = _room(sheet, segment, kind)
    xs = spread([x for _, _, x in wanted], _gap(kind, rows), low, high)
    taken: list[Box] = []
    ys = [y + drop * (index % rows) for index in range(len(xs))]
    for (event, when, exact), x, row in zip(wanted, xs, ys, strict=True):
        _pin(sheet, when, exact, x, rail, row - radius)
        _mark(sheet, segment, event, when, kind, x, row)
        taken.append(mark_box(x, row, kind.reach))
    right = sheet.edge - CLEAR if segment.is_own else segment.right
    bounds = Box(segment.left, rail, right, y + 2 * drop * rows)
    if kind.event_type is EventType.MONITORING_VISIT:
        _gaps(sheet, segment, taken, bounds, y)
        return
    wishes = [
        Wish(_labels(event), (Spot(x + kind.reach + APART, row, "left"), Spot(x - kind.reach - APART, row, "right")))
        for (event, _, _), x, row in zip(wanted, xs, ys, strict=True)
    ]
    for placed in place_most(wishes, [*taken, sheet.end], bounds, sheet.form.small):
        sheet.canvas.put(placed, sheet.form.small, colour=MUTED)


def _pin(sheet: Sheet, when: When, exact: float, x: float, rail: float, top: float) -> None:
    """A tick at the true date, and a leader to a mark that had to move aside; a month is as wide as it is."""
    canvas = sheet.canvas
    if when.precision is Precision.MONTH:
        half = 15 * sheet.scale.per_day
        canvas.rect(Box(exact - half, rail - 1.5, exact + half, rail + 1.5), fill=MUTED)
    else:
        canvas.line(exact, rail - 3, exact, rail + 1, colour=MUTED, width=1.5)
    if abs(exact - x) > 1.5 or top - rail > 8:
        canvas.line(exact, rail, x, top + 1, colour=MUTED, width=0.75)


def _mark(sheet: Sheet, segment: Segment, event: Event, when: When, kind: Kind, x: float, y: float) -> None:
    canvas = sheet.canvas
    hover = visit_hover(event, segment.story.authority.name)
    priority = kind.event_type is EventType.FOCUSED_VISIT and bool(event.priority)
    canvas.mark(
        x,
        y,
        "octagon" if priority else kind.symbol,
        kind.radius + 0.5 if priority else kind.radius,
        hover,
        fill=PRIORITY if priority else PAPER,
        line=MUTED if when.borrowed else INK,
        dashed=when.precision is Precision.MONTH,
        name=event.id,
        link=sheet.lead(event),
    )
    letter = "!" if priority else str(event.number or "") if kind.symbol == "diamond" else ""
    colour = PAPER if priority else INK
    canvas.text(x, y, letter, size=12, colour=colour, anchor="center", bold=priority, inside=True)


def _labels(event: Event) -> list[str]:
    if event.kind is EventType.AREA_SEND:
        return next((list(short) for key, short in SHORT_OUTCOMES if key in event.outcome.casefold()), [])
    theme = event.theme
    short = next((label for key, label in SHORT_THEMES if key in theme.casefold()), "")
    return [words for words in dict.fromkeys((theme[:1].upper() + theme[1:], short)) if 0 < len(words) <= 40]


def _gaps(sheet: Sheet, segment: Segment, taken: list[Box], bounds: Box, y: float) -> None:
    """Say which numbers are not recorded, and which visits have no date, where there is room."""
    words = gap_words(segment)
    if not words:
        return
    right = max((box.right for box in taken), default=segment.left)
    left = min((box.left for box in taken), default=segment.right)
    spots = [Spot(right + 5, y, "left"), Spot(left - 5, y, "right")]
    placed = place(words, spots, [*taken, sheet.end], bounds, sheet.form.small)
    if placed:
        sheet.canvas.put(placed, sheet.form.small, colour=MUTED)


def gap_words(segment: Segment) -> list[str]:
    """The same gaps in full and in short, or nothing where there are none."""
    missing = [number for one in rounds(segment.story) for number in one.missing]
    undated = [
        visit.number
        for one in rounds(segment.story)
        for visit in one.visits
        if visit.start is None and visit.published is None and visit.number is not None
    ]
    full, short = [], []
    if missing:
        full.append(f"no record of {_list(missing)}")
        short.append(f"{_list(missing)} not recorded")
    if undated:
        full.append(f"date of {_list(undated)} not known")
        short.append(f"{_list(undated)} undated")
    return ["; ".join(full), "; ".join(short)] if full else []


def _list(numbers: list[int]) -> str:
    words = [str(number) for number in numbers]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]
