"""The words that the pages of visits share: where and when a page looks, and what must be said beside a count."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from dashboard.dates import date_range, long_date, month_year
from dashboard.statistics.compare_set import in_region
from loaders import Precision

NOT_A_SCHEDULE = "This is what has happened so far; it is not Ofsted’s schedule."

SOURCE = "Source: Ofsted, official statistics and inspection reports, Open Government Licence v3.0."
WITH_PRESS = (
    "Source: Ofsted, official statistics and letters, with visits that councils and the press reported; Open Government "
    "Licence v3.0."
)
NO_OVERALL_SINCE = "Inspections since April 2026 give no overall grade."
NO_OVERALL = (
    "Grades on this page are of overall effectiveness, which Ofsted has not given at inspections since April 2026: "
    "an inspection since then ends the grade before it."
)
FEWEST = 5
"""Fewer than these are named one by one: no superlative is said of them."""


def where(region: str) -> str:
    """A region at the end of a sentence or heading, nothing for all of England: " in the West Midlands"."""
    return f" in {in_region(region)}" if region else ""


def opening(region: str, day: dt.date | None = None) -> str:
    """Where and when, as the start of a sentence; nothing for England now.

    On 31 March 2020, in London,
    """
    parts = [f"on {long_date(day)}"] if day else []
    parts += [f"in {in_region(region)}"] if region else []
    text = ", ".join(parts)
    return f"{text[:1].upper()}{text[1:]}, " if text else ""


def over(since: dt.date | None, until: dt.date | None) -> str:
    """A period at the end of a heading; nothing where all that is on record is shown."""
    if since and until:
        return f", {long_date(since)} to {long_date(until)}"
    return f", from {long_date(since)}" if since else f", to {long_date(until)}" if until else ""


def these(region: str, since: dt.date | None, until: dt.date | None) -> str:
    """Which place and period a count speaks of, as the start of a sentence; nothing for all that is on record.

    In London, from 1 April 2020 to 31 March 2023,
    """
    parts = [f"in {in_region(region)}"] if region else []
    if since and until:
        parts.append(f"from {long_date(since)} to {long_date(until)}")
    elif since or until:
        parts.append(f"from {long_date(since)}" if since else f"to {long_date(until)}" if until else "")
    text = ", ".join(parts)
    return f"{text[:1].upper()}{text[1:]}, " if text else ""


def window(earliest: dt.date, latest: dt.date, state: str) -> str:
    """When the next inspection would come by the gaps seen so far, for a cell of a table."""
    if state == "after":
        return f"later than any so far, which would have ended by {month_year(latest)}"
    if state == "within":
        return f"by {month_year(latest)}"
    first, last = month_year(earliest), month_year(latest)
    return first if first == last else f"{first} to {last}"


def visited(row: dict[Any, Any]) -> str:
    """The days of a visit, or when its letter came out where they are not known."""
    if pd.notna(row["start_date"]):
        end = row["end_date"].date() if pd.notna(row["end_date"]) else None
        return date_range(row["start_date"].date(), end, Precision(str(row["date_precision"])))
    if pd.notna(row["publication_date"]):
        return f"letter of {long_date(row['publication_date'].date(), Precision(str(row['publication_precision'])))}"
    return "date not known"


def published(row: dict[Any, Any]) -> str:
    """When a report came out."""
    return long_date(row["publication_date"].date(), Precision(str(row["publication_precision"])))
