"""Scales: from numbers and dates to pixels."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Linear:
    """Numbers to pixels: `start` stands at the pixel `low`, `end` at `high`."""

    start: float
    end: float
    low: float
    high: float

    def __call__(self, value: float) -> float:
        """The pixel of a number."""
        return float(self.low + (value - self.start) * self.per_one)

    @property
    def per_one(self) -> float:
        """Pixels for one unit; negative where numbers grow upwards."""
        return (self.high - self.low) / ((self.end - self.start) or 1)


@dataclass(frozen=True, slots=True)
class Days:
    """Time to pixels: `start` stands at `left`, `end` at `right`."""

    start: dt.date
    end: dt.date
    left: float
    right: float

    @property
    def per_day(self) -> float:
        """Pixels a day."""
        return (self.right - self.left) / max(1, (self.end - self.start).days)

    def x(self, day: dt.date) -> float:
        """The pixel at which a day begins."""
        return self.left + (day - self.start).days * self.per_day
