"""How the strips are laid out: rows and their sizes, and one panel a judgement with its axis of dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.drawing.placing import Anchor
from dashboard.drawing.scale import Days
from dashboard.drawing.scene import AnyItem, Words, line
from dashboard.drawing.text_width import first_that_fits, text_width
from dashboard.judgements import NAMES, SHORT
from dashboard.theme import FAINT, MUTED
from loaders import SIF_FROM, Judgement

NARROW = 640
"""Pixels; below it names stand above the strips."""

TINY = {
    Judgement.OVERALL: "All",
    Judgement.LEADERSHIP: "Ldr",
    Judgement.HELP_AND_PROTECTION: "Help",
    Judgement.CHILDREN_IN_CARE: "Care",
    Judgement.CARE_LEAVERS: "Lvr",
}
"""Over five panels on a phone even the short forms have no room."""

PANEL_TITLES = {judgement: (NAMES[judgement], SHORT[judgement], TINY[judgement]) for judgement in TINY}
GAP = 0.025
"""Room between panels, as a share of them all."""
LETTER = 12
"""The least size of type."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of strips: whose it is and what stands beside it."""

    code: str
    name: str
    now: str
    """What stands at the right: the grade held and its date."""
    chosen: bool = False
    predecessor: bool = False


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes in pixels."""

    pitch: float
    bar: float
    name: int
    letter: int
    left: int
    right: int
    top: int
    inner: int
    """Width of what lies between the margins."""
    head: float
    """Rows that England's share takes above the others."""

    @property
    def narrow(self) -> bool:
        """Whether the names stand above the strips."""
        return self.right == 0

    def y(self, place: float) -> float:
        """The middle of a row, counted from 0 below what stands above the rows; parts of a row are parts of its height."""
        return self.top + (self.head + place + 0.5) * self.pitch

    def bottom(self, rows: int) -> float:
        """Below the last of so many rows."""
        return self.top + (self.head + rows) * self.pitch


def measures(
    rows: Sequence[Row], names: Sequence[str], width: int, pitch: float | None = None, *, head: float = 0
) -> Measures:
    """The sizes that fit these rows, with these names, into a width in pixels."""
    if width < NARROW and pitch is None:
        return Measures(pitch=46, bar=20, name=14, letter=LETTER, left=0, right=0, top=30, inner=width, head=head)
    pitch = pitch or (34 if len(rows) <= 20 else 26 if len(rows) <= 60 else 21)
    size = 14 if pitch > 21 else 13
    left = int(max(text_width(name, size, bold=True) for name in names)) + 22
    right = int(max((text_width(row.now, size - 1, bold=row.chosen) for row in rows), default=0)) + 14
    bar = pitch - (8 if pitch > 30 else 5)
    return Measures(pitch, bar, size, 13 if pitch > 24 else LETTER, left, right, 34, width - left - right, head)


BESIDE = 24
"""Pixels after today in a panel that stands alone: a letter stands there beside a block that is too new to hold it."""


@dataclass(frozen=True, slots=True)
class Panel:
    """The strips of one judgement: the time that they span and where it stands; `chip` pixels follow after today."""

    judgement: Judgement
    scale: Days
    chip: float = 0.0
    """Width of the mark after today that repeats the grade held, 0 for none."""

    @property
    def left(self) -> float:
        """Where its time begins."""
        return self.scale.left

    @property
    def right(self) -> float:
        """Where it ends, with the mark after today."""
        return self.scale.right + self.chip

    @property
    def says_years(self) -> bool:
        """Whether one of several panels has room for a year's label at every fifth year, be it of two figures."""
        return self.scale.per_day * 365 * 5 >= 17

    def year_words(self, year: int, count: int) -> str:
        """A year as it has room: 2015 or ’15."""
        return str(year) if count == 1 or self.scale.per_day * 365 * 5 >= 30 else f"’{year % 100:02}"

    def years(self, count: int) -> list[int]:
        """The years with a line: those whose labels, some 40 pixels each, have room; in one of several every fifth."""
        years = range(self.scale.start.year + 1, self.scale.end.year + 1)
        if count > 1:
            return [year for year in years if year % 5 == 0]
        step = next((n for n in (1, 2) if self.scale.per_day * 365 * n >= 40), 4)
        return [year for year in years if (year - years[-1]) % step == 0]


def axis(panel: Panel, count: int, size: Measures, bottom: float) -> list[AnyItem]:
    """The years of one of `count` panels: upright lines, and their names on top where they have room."""
    items: list[AnyItem] = []
    for year in panel.years(count):
        x = panel.scale.x(dt.date(year, 1, 1))
        items.append(line(x, size.top, x, bottom, FAINT))
        if count == 1 or panel.says_years:
            is_first = (
                x < text_width(said := panel.year_words(year, count), 13) / 2
            )  # its middle would leave the drawing
            anchor: Anchor = "left" if is_first else "center"
            items.append(Words(x, size.top - 11, said, 13 if count == 1 else 12, MUTED, anchor))
    if count > 1:
        items.append(_heading(panel, size))
    return items


def _heading(panel: Panel, size: Measures) -> Words:
    """Its title, in the words that fit."""
    type_size = 12 if size.narrow else 13
    forms = PANEL_TITLES[panel.judgement][2 if size.narrow else 0 :]
    title = first_that_fits(forms, panel.right - panel.left, type_size, bold=True) or forms[-1]
    return Words(panel.left, size.top - (26 if panel.says_years else 11), title, type_size, bold=True)


def panels(judgements: Sequence[Judgement], today: dt.date, size: Measures) -> list[Panel]:
    """A panel for each judgement, side by side."""
    count = len(judgements)
    gap = 0.0 if count == 1 else GAP * size.inner
    width = (size.inner - gap * (count - 1)) / count
    chip = 0 if count == 1 else 24 if width < 100 else 30
    lefts = [size.left + place * (width + gap) for place in range(count)]
    return [
        Panel(judgement, Days(SIF_FROM, today, left, left + width - (chip or BESIDE)), chip)
        for judgement, left in zip(judgements, lefts, strict=True)
    ]
