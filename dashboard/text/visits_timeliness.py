"""The words of how long reports take to come out."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from dashboard.text.visits import over, these, where
from dashboard.words import upper_first

KINDS = {"full": "full inspections", "focused": "focused visits", "monitoring": "monitoring visits"}
ENOUGH = 10
"""Reports of a year from which its middle is said."""


def heading(kind: str, region: str, since: dt.date | None, until: dt.date | None) -> str:
    """The heading of the page."""
    return f"How long reports of {KINDS[kind]} take{where(region)}{over(since, until)}"


def finding(
    frame: pd.DataFrame, days: pd.Series, kind: str, *, region: str, since: dt.date | None, until: dt.date | None
) -> str:
    """The newest year with enough reports against the first, or all of them where no year has enough."""
    start = these(region, since, until)
    known = frame[frame["n"] >= ENOUGH]
    if known.empty and len(days) < ENOUGH:
        return upper_first(f"{start}too few dates are known to say how long reports of {KINDS[kind]} take")
    if known.empty:
        return upper_first(
            f"{start}half of the {len(days)} reports of {KINDS[kind]} were out within {days.median():.0f} days of the "
            "first day on site"
        )
    first, last = known.iloc[0], known.iloc[-1]
    earlier = f"; in {int(first['year'])}, within {first['median']:.0f}" if len(known) > 1 else ""
    return upper_first(
        f"{start}half of the reports of {KINDS[kind]} begun in {int(last['year'])} were out within {last['median']:.0f} days of "
        f"the first day on site{earlier}"
    )


def aloud(title: str) -> str:
    """The drawing in words, for those who do not see it."""
    return (
        f"A row for each year with a dot for each report, by the days that it took, and a line at the median. {title}."
    )


def how_counted(kind: str, unknown: int) -> str:
    """What is drawn, and how many reports are left out for want of a day."""
    return (
        f"Days from the first day on site to publication, by the year in which {KINDS[kind]} began; the upright line is the "
        f"median. {unknown} whose first day or publication is not known to the day are left out; the table counts them."
    )
