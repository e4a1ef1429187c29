"""The words of how long authorities have waited for a full inspection, and of the gaps seen so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from dashboard.dates import long_date, month_year
from dashboard.text.visits import FEWEST, opening, where
from dashboard.words import called, duration, number, series, upper_first


def heading(region: str, day: dt.date | None) -> str:
    """The heading of the page."""
    return f"Waiting times{where(region)}{f' on {long_date(day)}' if day else ''}"


def finding(known: pd.DataFrame, *, region: str, day: dt.date | None, as_at: dt.date) -> str:
    """Who has waited longest, of those whose wait is known; `known` is of `statistics.waiting.ranked`."""
    if known.empty:
        return upper_first(f"{opening(region, day)}no authority’s wait is known")
    longest = known[known["days"] == known["days"].max()]
    since = longest["since"].iloc[0].date()
    if len(known) < FEWEST:
        shortest = known["since"].max().date()
        tense = "had" if day else "have"
        return upper_first(
            f"{opening(region, day)}{number(len(known))} authorities {tense} waited from {duration(shortest, as_at)} to "
            f"{duration(since, as_at)} for a full inspection"
        )
    names = [called(str(name)) for name in longest["name"]]
    verb = "had waited" if day else "has waited" if len(names) == 1 else "have waited"
    return upper_first(
        f"{opening(region, day)}{series(names)} {verb} longest for a full inspection: {duration(since, as_at)}, "
        f"since {month_year(since)}"
    )


def half(known: pd.DataFrame, as_at: dt.date) -> str:
    """The middle wait, as a sentence."""
    days = float(known["days"].astype(float).median())
    return f"Half of these {len(known)} waits are {duration(as_at - dt.timedelta(days=round(days)), as_at)} or longer."


def of_one(row: Mapping[Hashable, Any], as_at: dt.date) -> str:
    """The wait of the marked authority, as a sentence."""
    name = upper_first(called(str(row["name"])))
    waited = duration(row["since"].date(), as_at)
    return f"{name}: {waited}, rank {row['rank']} of {row['of']} in England."


def apart(n: int) -> str:
    """The heading of those whose wait is not known."""
    return f"Not ranked: the wait of {number(n)} {'authority' if n == 1 else 'authorities'} is not known"


def why(counted_from: str, since: dt.date | None, record_ends: dt.date | None) -> str:
    """Why a wait is not known."""
    if record_ends is not None:
        return f"No report since {long_date(record_ends)} has been read: it may have been inspected since"
    if since is None:
        return "Not inspected by then, since November 2013"
    if counted_from == "established":
        return f"Not inspected by then; the council was created on {long_date(since)}"
    return f"The first day of its last inspection is not known; the report came out on {long_date(since)}"


def window(summary: pd.DataFrame, region: str) -> str:
    """The title of the gaps: the grade with most of them."""
    if not summary["n"].sum():
        return f"No authority{where(region)} has had two ILACS inspections yet"
    row = summary.iloc[int(summary["n"].argmax())]
    start = f"In {where(region).removeprefix(' in ')}, after" if region else "After"
    return (
        f"{start} a grade of {row['grade'].lower()}, the next ILACS inspection began {row['minimum']:,} to "
        f"{row['maximum']:,} days later, on average {row['mean']:,.0f}"
    )


def few(summary: pd.DataFrame, fewest: int = 10) -> str:
    """The grades of which few gaps are known, as a sentence; nothing where there are enough of each."""
    rows = [row for row in summary.to_dict("records") if 0 < row["n"] < fewest]
    if not rows:
        return ""
    parts = [f"{number(int(row['n']))} after {str(row['grade']).lower()}" for row in rows]
    return f"Few gaps are known: {series(parts)}."


def period(summary: pd.DataFrame) -> str:
    """From when to when the gaps run."""
    seen = summary[summary["n"] > 0]
    if seen.empty:
        return ""
    return f"{long_date(seen['first_date'].min().date())} to {long_date(seen['last_date'].max().date())}"


def ranked(n: int) -> str:
    """What the ranking counts, of how many authorities, and on what the window rests."""
    return (
        f"Years from the first day of the last full inspection. Rank 1 of {n} is the longest wait in England. The window rests "
        "on the gaps of all England after the same grade."
    )


def window_aloud(title: str) -> str:
    """The drawing of the gaps in words, for those who do not see it."""
    return f"Dots for the gaps between ILACS inspections by the grade held, with the range and the mean. {title}."


def gaps(summary: pd.DataFrame, spanning: int) -> str:
    """What the gaps count, and how many of them are left out for the pandemic."""
    seen = period(summary)
    said = (
        f"Days from the start of one ILACS inspection to the start of the next, by the overall grade that the first "
        f"gave{f', {seen}' if seen else ''}; the upright line is the mean.",
        few(summary),
        f"{spanning} gaps in which the pandemic stopped routine inspection are left out; the table has both.",
    )
    return " ".join(filter(None, said))
