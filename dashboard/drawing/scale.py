"""Scales: from numbers and dates to pixels."""

from __future__ import annotations

import datetime as dt
import math
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


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers from at or below `low` to at or above `high`, evenly apart, `most` at the most (three or more)."""
    span = max(high - low, 1e-9)
    size = 10.0 ** math.floor(math.log10(span / max(most - 1, 1)))
    while True:
        for step in (size, 2 * size, 2.5 * size, 5 * size):
            first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
            if last - first + 1 <= max(most, 3):
                return [round(number * step, 10) for number in range(first, max(last, first + 1) + 1)]
        size *= 10
