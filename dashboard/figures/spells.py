"""Spells of inadequacy, a row each: its monitoring visits as diamonds along the years since the report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import theme
from dashboard.dates import long_date, month_year
from dashboard.drawing.canvas import Canvas
from dashboard.drawing.placing import Box, spread
from dashboard.drawing.scale import Days
from dashboard.drawing.scene import Scene
from dashboard.drawing.short_names import SHORT_NAMES
from dashboard.drawing.text_width import first_that_fits, text_width
from loaders import Grade, Precision

BESIDE, NUMBERED = 960, 560
"""Pixels from which names stand beside their rows, and from which the diamonds carry their numbers."""
YEAR = 365.25
EPOCH = dt.date(2000, 1, 1)
"""Rows are laid on one calendar that begins when the report of each was published."""
RAIL = theme.GRADES[Grade.INADEQUATE].fill


@dataclass(frozen=True, slots=True)
class Visit:
    """A monitoring visit: days since the report (None where its date is not known), number, precision, hover text."""

    day: int | None
    number: int | None
    precision: Precision
    hover: str


@dataclass(frozen=True, slots=True)
class Spell:
    """A row: who, from when, for how many days, what ended it ("" where nothing has), and what is missing.

    `covered` is the part of the days that official lists of visits cover. `words` say what is missing, in full
    first and then shorter.
    """

    name: str
    began: dt.date
    days: int
    next_grade: str
    ended: str
    covered: tuple[int, int]
    visits: tuple[Visit, ...]
    words: tuple[str, ...]


def strip(spells: Sequence[Spell], *, width: int = 1100) -> Scene:
    """The rows in the order given. A solid rail is covered by official lists: no mark there means no visit listed.

    Along a dotted rail no mark means that nothing is known. A dashed diamond has a date known to the month; the
    square at the end is the grade that ended the spell; an arrow, that nothing has yet.
    """
    narrow = width < BESIDE
    radius = 11.5 if width >= NUMBERED else 6.0
    pitch = 34 if not narrow else 54 if radius < 10 else 64
    left = 10.0 if narrow else max((text_width(_label(one), 14) for one in spells), default=0) + 22
    aside = 0.0 if narrow else 250.0
    longest = max((one.days for one in spells), default=365)
    years = int(longest / YEAR) + 1
    right = width - aside - 22
    span = max(longest, 365)
    canvas = Canvas(Days(EPOCH, EPOCH + dt.timedelta(days=span), left, right), float(width))
    bottom = 30 + pitch * len(spells) + 4
    for year in range(years):
        x = canvas.scale.x(EPOCH + dt.timedelta(days=round(year * YEAR)))
        canvas.line(x, 24, x, bottom, colour=theme.FAINT)
        words = f"{year}" if narrow else "report" if year == 0 else f"{year} year{'s' if year > 1 else ''}"
        if not narrow or x < width - 2 - text_width("years", 13) - 10:
            canvas.text(x, 11, words, size=13, colour=theme.MUTED, anchor="left" if year == 0 else "center")
    if narrow and years > 1:
        canvas.text(width - 2, 11, "years", size=13, colour=theme.MUTED, anchor="right")
    for index, one in enumerate(spells):
        _row(canvas, one, 30 + pitch * index, pitch, radius, narrow, left)
    return canvas.scene(bottom)


def _label(one: Spell) -> str:
    return f"{SHORT_NAMES.get(one.name, one.name)}, {month_year(one.began)}"


def _row(canvas: Canvas, one: Spell, top: float, pitch: float, radius: float, narrow: bool, left: float) -> None:
    y = top + (26 + radius if narrow else pitch / 2)
    if narrow:
        full = _label(one)
        canvas.text(0, top + 14, full, size=14)
        room = canvas.width - text_width(full, 14) - 14
        canvas.text(
            canvas.width, top + 14, first_that_fits(one.words, room, 13), size=13, colour=theme.MUTED, anchor="right"
        )
    else:
        canvas.text(left - 16, y, _label(one), size=14, anchor="right")
        canvas.text(canvas.width - 248, y, first_that_fits(one.words, 244, 13), size=13, colour=theme.MUTED)
    _rail(canvas, one, y)
    end = canvas.scale.x(EPOCH + dt.timedelta(days=one.days))
    dated = [visit for visit in one.visits if visit.day is not None]
    places = [canvas.scale.x(EPOCH + dt.timedelta(days=max(0, visit.day or 0))) for visit in dated]
    low = canvas.scale.left + radius + 2
    xs = spread(places, 2 * radius - (0 if radius > 10 else 1), low, max(low, end - radius - 8))
    for visit, x in zip(dated, xs, strict=True):
        canvas.mark(x, y, "diamond", radius, visit.hover, dashed=visit.precision is Precision.MONTH)
        if visit.number is not None and radius > 10:
            canvas.text(x, y, str(visit.number), size=12, anchor="center", inside=True)
    _end(canvas, one, end, y)


def _rail(canvas: Canvas, one: Spell, y: float) -> None:
    """The spell itself: solid where official lists cover it, dotted where they do not."""
    start, stop = one.covered
    for first, last, is_solid in ((0, start, False), (start, stop, True), (stop, one.days, False)):
        if last > first:
            x0, x1 = (canvas.scale.x(EPOCH + dt.timedelta(days=day)) for day in (first, last))
            canvas.line(x0, y, x1, y, colour=RAIL, width=4 if is_solid else 2, dash="solid" if is_solid else "dot")
    x = canvas.scale.x(EPOCH)
    canvas.rect(Box(x - 2, y - 8, x + 2, y + 8), fill=RAIL)


def _end(canvas: Canvas, one: Spell, x: float, y: float) -> None:
    """The grade that ended the spell, the word for another end, or an arrow where it goes on."""
    hover = f"{one.name}\nJudged inadequate: report of {long_date(one.began)}\n{one.ended}"
    if one.next_grade:
        look = theme.swatch(one.next_grade)
        canvas.mark(x, y, "square", 11, hover, fill=look.fill, width=1)
        canvas.text(x, y, look.letter, size=12, colour=look.ink, anchor="center", bold=True, inside=True)
        return
    canvas.mark(x, y, "circle", 5, hover, fill=theme.PAPER, line=RAIL)
