"""Dates as people here write them, day first, and judgements: one reader for pages, addresses, the API and commands."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from dashboard.dates import long_date, month_number
from loaders import SIF_FROM, Judgement, default_cut_off

FORMS = "31 March 2024, 31/3/2024, 31 Mar 2024, March 2024, 2024-03-31 or 2024"
"""What is read, for messages."""

EXAMPLE = dt.date(2024, 3, 31)
"""The date that messages show where it lies within the limits."""

FIRST_AS_AT = dt.date(2014, 3, 31)
"""The first date that counts of grades describe, at every door: before it hardly an authority held one."""

LONGEST = 40
"""Characters of a date; a longer text is none."""

_DAY, _MONTH, _NAME, _YEAR = r"(?P<d>\d{1,2})", r"(?P<m>\d{1,2})", r"(?P<name>[a-z]+)\.?", r"(?P<y>\d{4})"
_SHORT_YEAR = r"(?P<y>\d{4}|\d{2})"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
_PATTERNS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"{_YEAR}(?P<mark>[/.-]){_MONTH}(?P=mark){_DAY}(?:[t ]\d{{2}}:\d{{2}}[\d:.]*(?:z|[+-]\d{{2}}:?\d{{2}})?)?",
        rf"{_DAY} ?(?P<mark>[/.-]) ?{_MONTH} ?(?P=mark) ?{_SHORT_YEAR}",
        rf"{_DAY} {_MONTH} {_YEAR}",
        rf"{_WEEKDAY}{_DAY}(?:st|nd|rd|th)?(?: of)?[ /-]?{_NAME},?[ /-]?'?{_SHORT_YEAR}",
        rf"{_NAME} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
        rf"{_YEAR}[ -]{_NAME}(?:[ -]{_DAY})?",
        rf"{_NAME},?[ -]?{_YEAR}",
        rf"{_NAME}-(?P<y>\d{{2}})",
        rf"{_MONTH}[/.-]{_YEAR}",
        rf"{_YEAR}[/.-](?P<m>\d{{2}})",
        _YEAR,
    )
)
_AROUND = re.compile(r"^[\s\"'(“‘]*(?:the )?|[\s.,;:!?\"')”’]+$")
"""What a sentence leaves around a date."""
_MARKS = str.maketrans({**dict.fromkeys("‐‑–—−", "-"), "’": "'", **dict.fromkeys("\u200b\u200e\u200f\u00ad", None)})
"""Dashes and marks that word processors put in."""


class UnreadDateError(ValueError):
    """A text that is no date here, with words that say what to write."""


def read_period(text: str) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of what a text names: a day, a month or a year; None where it names none.

    Numbers are read day first: 1/4/2024 is 1 April. A year of two digits is one of this century.
    """
    if len(text) > LONGEST:
        return None
    plain = _AROUND.sub("", " ".join(text.translate(_MARKS).casefold().split()))
    found = next((match.groupdict() for pattern in _PATTERNS if (match := pattern.fullmatch(plain))), None)
    if found is None:
        return None
    year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
    month = month_number(found["name"]) if found.get("name") else int(found.get("m") or 0)
    if month is None:
        return None
    try:
        first = dt.date(year, month or 1, int(found.get("d") or 1))
    except ValueError:
        return None
    if found.get("d"):
        return first, first
    last_month = month or 12
    return first, dt.date(year, last_month, calendar.monthrange(year, last_month)[1])


def read_day(text: str, *, earliest: dt.date | None = None, latest: dt.date | None = None) -> dt.date:
    """The day that a text names, the last one of a month or a year; raises UnreadDateError.

    A month or year that reaches beyond `latest` ends there; a day outside the limits is an error.
    """
    period = read_period(text)
    if period is None:
        example = EXAMPLE if latest is None else min(EXAMPLE, latest)
        raise UnreadDateError(f"Enter a date such as {long_date(example)}")
    first, last = period
    day = latest if latest is not None and first <= latest < last else last
    if (earliest is not None and day < earliest) or (latest is not None and day > latest):
        raise UnreadDateError(f"Enter a date {_between(earliest, latest)}")
    return day


def _between(earliest: dt.date | None, latest: dt.date | None) -> str:
    if earliest is None:
        return f"up to {long_date(latest)}" if latest else ""
    return f"from {long_date(earliest)}" + (f" to {long_date(latest)}" if latest else " on")


def asked_date(text: str, *, earliest: dt.date | None = None, latest: dt.date | None = None) -> dt.date:
    """The date that a text gives, day first; raises UnreadDateError with words for the API and the command line."""
    if read_period(text) is None:
        raise UnreadDateError(f"{text!r} is not a date; write it as {FORMS}")
    return read_day(text, earliest=earliest, latest=latest)


def asked_as_at(text: str, reach: dt.date) -> dt.date:
    """The date that a count describes, which lies within the record; raises UnreadDateError."""
    return asked_date(text, earliest=FIRST_AS_AT, latest=reach)


def asked_cut_off(text: str, reach: dt.date) -> dt.date:
    """The date by which reports were published, up to the cut-off of the record's last day; raises UnreadDateError."""
    return asked_date(text, earliest=SIF_FROM, latest=default_cut_off(reach))


def asked_judgement(text: str) -> Judgement:
    """The judgement that a text names, by its key or by its words ("help and protection"); raises ValueError."""
    key = "_".join(text.casefold().replace("-", " ").replace("_", " ").split())
    key = {"overall": Judgement.OVERALL.value}.get(key, key)
    if key not in set(Judgement):
        known = ", ".join(judgement.value.replace("_", " ") for judgement in Judgement)
        raise ValueError(f"{text!r} is not a judgement; expected one of: {known}")
    return Judgement(key)
