"""Dates as Ofsted prints them: "3 to 14 October 2022", "28 January–5 February 2014", "12/09/2016 to 06/10/2016"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH_NUMBERS = {month.casefold(): number for number, month in enumerate(MONTHS, 1)}
_MONTH_NUMBERS |= {month[:3].casefold(): number for number, month in enumerate(MONTHS, 1)} | {"sept": 9}

_MONTH = r"(?:" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_DATE = (
    rf"{_WEEKDAY}(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d/.])"
    rf"(?:\s*(?:of\s+)?(?P<month>{_MONTH})(?:,?\s*(?P<year>(?:19|20)\d\d)\b)?)?"
)
_NUMERIC = r"(?P<nday>\d{1,2})[/.](?P<nmonth>\d{1,2})[/.](?P<nyear>(?:19|20)\d\d)\b"
_ITEM = re.compile(rf"(?:{_NUMERIC}|{_DATE})", re.IGNORECASE)
_JOIN = re.compile(r"\s*(?:,\s*and\b|,|-|\bto\b|\band\b|&|\buntil\b)\s*", re.IGNORECASE)
_OPEN = re.compile(r"\s*(?:-|to\b|until\b)", re.IGNORECASE)
_TO_NAME = re.compile(
    rf"\s*to\s+(?!(?:the\s+)?(?i:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|{_MONTH}))(?:the\s+)?[A-Z]"
)
"""After the days a letter may say who was visited: "on 25 and 26 October 2023 to Northbridge Children's Trust"."""
_LEAD = re.compile(r"\s*(?:from|between)?\s*", re.IGNORECASE)

LONGEST_STAY, LONGEST_WITH_PAUSE = dt.timedelta(days=62), dt.timedelta(days=200)
"""Longer than any inspection, or one that was paused and prints two ranges: beyond it is a misprint, and is refused."""
NEIGHBOURING = dt.timedelta(days=31)
"""Days that are so near to one another, but for their years, that one year can only be a misprint."""
LONGEST_WAIT = dt.timedelta(days=300)
"""From the last day on site to the date of a letter or report: longer than any seen (225 days)."""


@dataclass(frozen=True, slots=True)
class DateRange:
    """The first and the last day on site; `end` equals `start` where one day is printed.

    `pause` is the last day before a pause, where two ranges are printed; `printed` the first
    and the last day as they are printed, where the year of one of them is a misprint.
    """

    start: dt.date
    end: dt.date
    pause: dt.date | None = None
    printed: tuple[dt.date, dt.date] | None = None


@dataclass(slots=True)
class _Part:
    day: int
    month: int | None
    year: int | None


def _parts(text: str) -> list[_Part]:
    """The dates at the head of `text`, joined by "to", "and", a comma or a dash."""
    parts: list[_Part] = []
    lead = _LEAD.match(text)
    position = lead.end() if lead else 0
    while match := _ITEM.match(text, position):
        if match["nday"]:
            parts.append(_Part(int(match["nday"]), int(match["nmonth"]), int(match["nyear"])))
        else:
            month = match["month"]
            number = _MONTH_NUMBERS[month.rstrip(".").casefold()] if month else None
            parts.append(_Part(int(match["day"]), number, int(match["year"]) if match["year"] else None))
        joined = _JOIN.match(text, match.end())
        if joined is None:
            break
        position = joined.end()
        if parts[-1].month is not None and _TO_NAME.match(text, match.end()):
            break
        if _OPEN.match(joined[0]) and not _ITEM.match(text, position):
            return []  # "3 October to" and no day: half a range is none
    while parts and parts[-1].month is None:  # "3 to 14 October 2022 and 5": the last number is no date
        parts.pop()
    return parts


def _resolve(parts: list[_Part], letter_date: dt.date | None) -> list[dt.date] | None:
    """The dates with the months and years that the next date lends; None where a date is impossible."""
    year = parts[-1].year
    if year is None:
        year = next((part.year for part in parts if part.year), None)
    if year is None and letter_date is not None and parts[-1].month is not None:
        year = letter_date.year - ((parts[-1].month, parts[-1].day) > (letter_date.month, letter_date.day))
    if year is None:
        return None
    dates: list[dt.date] = []
    month = parts[-1].month
    for part in reversed(parts):
        month = part.month or month
        if part.year is not None:
            year = part.year
        elif dates and month is not None and (month, part.day) > (dates[-1].month, dates[-1].day):
            year = dates[-1].year - 1  # "29 December to 9 January 2018": the year printed is the end's
        try:
            dates.append(dt.date(year, month or 0, part.day))
        except ValueError:
            return None
    return dates[::-1]


def parse_range(text: str, *, letter_date: dt.date | None = None) -> DateRange | None:
    """The range of days at the head of `text`; None where there is none or it cannot be.

    A year that is not printed is taken from `letter_date`, the printed date of the
    letter that looks back at the visit: the last such days before it. By the same date a
    year that is printed wrongly at one end of neighbouring days is told from the right one.
    """
    parts = _parts(text)
    if not parts:
        return None
    dates = _resolve(parts, letter_date)
    if dates is None:
        return None
    has_pause = len(dates) == 4
    if dates != sorted(dates) or dates[-1] - dates[0] > (LONGEST_WITH_PAUSE if has_pause else LONGEST_STAY):
        return _with_year_mended(dates, letter_date)
    return DateRange(dates[0], dates[-1], dates[1] if has_pause else None)


def _with_year_mended(dates: list[dt.date], letter_date: dt.date | None) -> DateRange | None:
    """The one range of neighbouring days, shortly before the letter, that another year at one end makes."""
    if len(dates) != 2 or letter_date is None:
        return None
    first, last = dates
    found = set()
    for year in (letter_date.year, letter_date.year - 1):
        for start, end in ((_in_year(first, year), last), (first, _in_year(last, year))):
            if start and end and start <= end <= start + NEIGHBOURING and end <= letter_date <= end + LONGEST_WAIT:
                found.add((start, end))
    return DateRange(*found.pop(), printed=(first, last)) if len(found) == 1 else None


def _in_year(date: dt.date, year: int) -> dt.date | None:
    try:
        return date.replace(year=year)
    except ValueError:  # 29 February
        return None


def parse_date(text: str) -> dt.date | None:
    """The single full date at the head of `text`; None where there is none."""
    match = _ITEM.match(text.lstrip())
    if match is None or not (match["nyear"] or match["year"]):
        return None
    found = parse_range(match[0])
    return found.start if found else None


_MONTH_YEAR = re.compile(rf"(?P<month>{_MONTH})\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)


def find_month(text: str) -> dt.date | None:
    """The first day of the first month with a year in `text`; None where there is none."""
    match = _MONTH_YEAR.search(text)
    return dt.date(int(match["year"]), _MONTH_NUMBERS[match["month"].rstrip(".").casefold()], 1) if match else None
