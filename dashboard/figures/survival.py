"""How long authorities stay inadequate: the product-limit curve, with unfinished cases marked."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence

import pandas as pd

from dashboard import theme
from dashboard.drawing.placing import Box
from dashboard.drawing.scale import Linear
from dashboard.drawing.scene import AnyItem, Area, Line, Rect, Scene, Words, line, step
from dashboard.drawing.text_width import text_width
from loaders import Grade

NARROW = 560
YEAR = 365.25
"""Days."""
HEIGHT, LEFT, TOP, FLOOR = 380, 58, 26, 294
"""Pixels of the whole, to the left and the top of the curve's ground, and to its floor."""
HALF = 196
"""Standard errors, as per cent, on either side of the curve: 95 of 100 such bands hold the true share."""
INK, BAND = theme.GRADES[Grade.INADEQUATE].fill, "#f1e3dc"
MEDIAN = "half had left after"


def duration(days: float) -> str:
    """A length of time in words: 3 years and 2 months."""
    months = round(days / YEAR * 12)
    years, rest = divmod(months, 12)
    parts = [(years, "year"), (rest, "month")]
    return " and ".join(f"{n} {word}{'s' if n != 1 else ''}" for n, word in parts if n) or "less than a month"


def curve(frame: pd.DataFrame, *, middle: float | None, width: int = 1100) -> Scene:
    """The share still inadequate by years since the report that said so, with its 95% interval.

    `frame` is that of `statistics.survival.time_to_leave`, `middle` its median in days. Unfinished cases are
    ticks on the line; the number still at risk stands under the axis.
    """
    end = math.ceil(frame["duration"].max() / YEAR) if len(frame) else 1
    x = Linear(0, end + 0.05, LEFT, width - 12)
    y = Linear(0, 101, FLOOR, TOP)
    years = [days / YEAR for days in frame["duration"].tolist()]
    left = [100 * share for share in frame["remaining"].tolist()]
    half = [HALF * error for error in frame["standard_error"].fillna(0).tolist()]
    upper = step((x(at), y(min(100, share + wide))) for at, share, wide in zip(years, left, half, strict=True))
    lower = step((x(at), y(max(0, share - wide))) for at, share, wide in zip(years, left, half, strict=True))
    items: list[AnyItem] = []
    if years:
        items.append(Area(rings=((*upper, *reversed(lower)),), fill=BAND, name="95% interval"))
    items += _axes(frame, x, y, end)
    items.append(Line((step((x(at), y(share)) for at, share in zip(years, left, strict=True)),), INK, 3, name="curve"))
    items += _steps(years, left, x, y)
    items += _unfinished(years, left, frame["censored"].tolist(), x, y)
    if middle is not None:
        items += _median(middle, x, y, width)
    return Scene(width, HEIGHT, tuple(items))


def _axes(frame: pd.DataFrame, x: Linear, y: Linear, end: int) -> list[AnyItem]:
    """Per cent at the left, years below, and under each year how many cases are still at risk."""
    days, at_risk = frame["duration"].tolist(), [*frame["at_risk"].tolist(), 0]
    items: list[AnyItem] = []
    for percent in (0, 25, 50, 75, 100):
        words = f"{percent}%" if percent else "0"
        items.append(line(x.low, y(percent), x.high, y(percent), theme.FAINT if percent else theme.RULE))
        items.append(Words(x.low - 10, y(percent), words, 14, anchor="right"))
    for year in range(end + 1):
        items.append(line(x(year), FLOOR, x(year), FLOOR + 5, theme.RULE))
        items.append(Words(x(year), FLOOR + 17, str(year), 14, anchor="center"))
        cases = at_risk[bisect_left(days, year * YEAR)]  # not over and still observed at the start of the year
        items.append(Words(x(year), FLOOR + 68, str(cases), 13, theme.MUTED, "center"))
    items.append(Words((x.low + x.high) / 2, FLOOR + 40, "Years since the report", 14, anchor="center"))
    return [*items, Words(0, FLOOR + 68, "Cases", 13, theme.MUTED)]


def _steps(years: Sequence[float], left: Sequence[float], x: Linear, y: Linear) -> list[AnyItem]:
    """What a pointer reads over each step of the curve."""
    return [
        Rect(
            box=Box(x(at), y(share) - 14, max(x(until), x(at) + 2), y(share) + 14),
            hover=f"{share:.0f}% still inadequate\nafter {at:.1f} years",
        )
        for at, until, share in zip(years, [*years[1:], *years[-1:]], left, strict=True)
    ]


def _unfinished(
    years: Sequence[float], left: Sequence[float], censored: Sequence[int], x: Linear, y: Linear
) -> list[AnyItem]:
    """An upright tick on the line where cases were last seen before they had finished."""
    items: list[AnyItem] = []
    for at, share, cases in zip(years, left, censored, strict=True):
        if not cases:
            continue
        height = y(share)
        run = ((x(at), height - 6.5), (x(at), height + 6.5))
        items.append(Line((run,), theme.INK, 2, hover=f"not finished after {at:.1f} years", name="not finished"))
    return items


def _median(middle: float, x: Linear, y: Linear, width: int) -> list[AnyItem]:
    """The words on the median, above the curve at its right, and a line that leads to its point."""
    words = duration(middle)
    across, narrow = x(middle / YEAR), width < NARROW
    room = max(text_width(words, 14, bold=True), text_width(MEDIAN, 14))
    left = min(across + (16 if narrow else 24), width - room - 2)
    above = y(50) - (78 if narrow else 56)
    return [
        line(across, y(50), left + 10, above + 30, theme.INK, 1.5),
        Words(left, above, MEDIAN, 14),
        Words(left, above + 18, words, 14, bold=True),
    ]
