"""Dates in a reader's words: 5 April 2016, April 2016, 5 Apr 2016."""

from __future__ import annotations

import calendar
import datetime as dt

from loaders import Precision

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)  # not strftime: its month names follow the machine's language


def month_number(name: str) -> int | None:
    """The number of the month that a name means, whole or cut to its first letters: March, mar, Sept."""
    plain = name.casefold()
    found = [number for number, month in enumerate(_MONTHS, start=1) if month.casefold().startswith(plain)]
    return found[0] if len(found) == 1 and len(plain) >= 3 else None


def long_date(day: dt.date, precision: Precision = Precision.DAY) -> str:
    """5 April 2016, or April 2016 where only the month is known."""
    month = f"{_MONTHS[day.month - 1]} {day.year}"
    return month if precision is Precision.MONTH else f"{day.day} {month}"


def month_year(day: dt.date) -> str:
    """April 2016."""
    return long_date(day, Precision.MONTH)


def short_date(day: dt.date, precision: Precision = Precision.DAY) -> str:
    """5 Apr 2016, or Apr 2016 where only the month is known."""
    month = f"{_MONTHS[day.month - 1][:3]} {day.year}"
    return month if precision is Precision.MONTH else f"{day.day} {month}"


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day of an earlier month, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def date_range(start: dt.date, end: dt.date | None, precision: Precision = Precision.DAY) -> str:
    """10 to 21 January 2016, 29 October to 9 November 2018, or the one day."""
    if precision is not Precision.DAY or end is None or end <= start:
        return long_date(start, precision)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {long_date(end)}"
    if start.year == end.year:
        return f"{start.day} {_MONTHS[start.month - 1]} to {long_date(end)}"
    return f"{long_date(start)} to {long_date(end)}"
