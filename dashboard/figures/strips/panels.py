"""How the strips are laid out: rows and their sizes, and one panel a judgement with its axis of dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import theme
from dashboard.drawing.text_width import first_that_fits, text_width
from dashboard.judgements import NAMES, SHORT
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

    @property
    def narrow(self) -> bool:
        """Whether the names stand above the strips."""
        return self.right == 0


def measures(rows: Sequence[Row], names: Sequence[str], width: int, pitch: float | None = None) -> Measures:
    """The sizes that fit these rows, with these names, into a width in pixels."""
    if width < NARROW and pitch is None:
        return Measures(pitch=46, bar=20, name=14, letter=12, left=0, right=0, top=30, inner=width)
    pitch = pitch or (34 if len(rows) <= 20 else 26 if len(rows) <= 60 else 21)
    size = 14 if pitch > 21 else 13
    left = int(max(text_width(name, size, bold=True) for name in names)) + 22
    right = int(max((text_width(row.now, size - 1, bold=row.chosen) for row in rows), default=0)) + 14
    bar = pitch - (8 if pitch > 30 else 5)
    return Measures(pitch, bar, size, 13 if pitch > 24 else 11, left, right, 34, width - left - right)


@dataclass(frozen=True, slots=True)
class Panel:
    """The strips of one judgement: where they stand and the time that they span."""

    judgement: Judgement
    position: int
    domain: tuple[float, float]
    first: dt.date
    last: dt.date
    pixels: float
    """Width of the panel."""
    chip: float = 0.0
    """Width of the mark after today that repeats the grade held, 0 for none."""

    @property
    def per_day(self) -> float:
        """Pixels a day."""
        return (self.pixels - self.chip) / (self.last - self.first).days

    @property
    def end(self) -> dt.datetime:
        """Where the axis ends."""
        return self.after(self.chip)

    def after(self, pixels: float) -> dt.datetime:
        """The moment so many pixels after the last day."""
        return dt.datetime.combine(self.last, dt.time()) + dt.timedelta(days=pixels / self.per_day)

    @property
    def suffix(self) -> str:
        """What plotly puts behind the name of the panel's axis."""
        return "" if self.position == 0 else str(self.position + 1)

    def axis(self, count: int) -> dict[str, Any]:
        """Its axis of dates, as one of `count` panels."""
        years = self._years(count)
        return {
            "type": "date",
            "range": [self.first.isoformat(), self.end.isoformat()],
            "domain": list(self.domain),
            "side": "top",
            "anchor": "y",
            "fixedrange": True,
            "automargin": False,
            "showgrid": True,
            "gridcolor": "#e4e5e6",
            "showline": False,
            "ticks": "",
            "showticklabels": count == 1 or self.says_years,
            "tickvals": [f"{year}-01-01" for year in years],
            "ticktext": [str(year) for year in years],
            "tickfont": {"size": 13 if count == 1 else 12, "color": theme.MUTED},
        }

    @property
    def says_years(self) -> bool:
        """Whether one of several panels has room for a year's label at every fifth year."""
        return self.per_day * 365 * 5 >= 30

    def _years(self, count: int) -> list[int]:
        """The years with a line: those whose labels, some 40 pixels each, have room; in one of several every fifth."""
        years = range(self.first.year + 1, self.last.year + 1)
        if count > 1:
            return [year for year in years if year % 5 == 0]
        step = next((n for n in (1, 2) if self.per_day * 365 * n >= 40), 4)
        return [year for year in years if (year - years[-1]) % step == 0]

    def heading(self, narrow: bool) -> dict[str, Any]:
        """Its title, in the words that fit."""
        size = 12 if narrow else 13
        forms = PANEL_TITLES[self.judgement][2 if narrow else 0 :]
        title = first_that_fits(forms, self.pixels, size, bold=True) or forms[-1]
        return {
            "xref": "paper",
            "yref": "paper",
            "x": self.domain[0],
            "y": 1,
            "xanchor": "left",
            "yanchor": "bottom",
            "yshift": 15 if self.says_years else 0,
            "text": f"<b>{title}</b>",
            "showarrow": False,
            "font": {"size": size},
        }


def panels(judgements: Sequence[Judgement], today: dt.date, size: Measures) -> list[Panel]:
    """A panel for each judgement, side by side."""
    count = len(judgements)
    gap = 0.0 if count == 1 else 0.025
    width = (1 - gap * (count - 1)) / count
    first = dt.date(today.year - 7, 1, 1) if size.narrow and count > 1 else SIF_FROM
    chip = 0 if count == 1 else 24 if size.inner * width < 100 else 30
    return [
        Panel(
            judgement,
            i,
            (i * (width + gap), min(1.0, i * (width + gap) + width)),
            first,
            today,
            size.inner * width,
            chip,
        )
        for i, judgement in enumerate(judgements)
    ]
