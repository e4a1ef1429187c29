"""Dates as people write them: each form by hand, every day of a century, and what is none."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.asking import UnreadDateError, read_day, read_period

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
FIRST, LAST = dt.date(2014, 6, 30), dt.date(2026, 8, 18)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1/4/2024", "2024-04-01", "2024-04-01"),
        ("31/03/2024", "2024-03-31", "2024-03-31"),
        ("12/11/2023", "2023-11-12", "2023-11-12"),
        ("1 Apr 2024", "2024-04-01", "2024-04-01"),
        ("1st April 2024", "2024-04-01", "2024-04-01"),
        ("Monday, 1 April 2024", "2024-04-01", "2024-04-01"),
        ("April 1, 2024", "2024-04-01", "2024-04-01"),
        ("1.4.24", "2024-04-01", "2024-04-01"),
        ("01-04-2024", "2024-04-01", "2024-04-01"),
        ("1 4 2024", "2024-04-01", "2024-04-01"),
        (" 30  SEPT 2018 ", "2018-09-30", "2018-09-30"),
        ("2024-04-01", "2024-04-01", "2024-04-01"),
        ("April 2024", "2024-04-01", "2024-04-30"),
        ("feb 2024", "2024-02-01", "2024-02-29"),
        ("2/2023", "2023-02-01", "2023-02-28"),
        ("2012", "2012-01-01", "2012-12-31"),
        ("2024/04/01", "2024-04-01", "2024-04-01"),
        ("2024-4-1", "2024-04-01", "2024-04-01"),
        ("2024-04-01T00:00:00Z", "2024-04-01", "2024-04-01"),
        ("2024-04-01 00:00:00", "2024-04-01", "2024-04-01"),
        ("1-Apr-24", "2024-04-01", "2024-04-01"),
        ("1 April ’24", "2024-04-01", "2024-04-01"),
        ("1/Apr/2024", "2024-04-01", "2024-04-01"),
        ("2024-Apr-01", "2024-04-01", "2024-04-01"),
        ("01–04–2024", "2024-04-01", "2024-04-01"),
        ("\u200e01/04/2024", "2024-04-01", "2024-04-01"),
        ("the 1st of April, 2024.", "2024-04-01", "2024-04-01"),
        ("(1 April 2024),", "2024-04-01", "2024-04-01"),
        ("2024 April", "2024-04-01", "2024-04-30"),
        ("Apr-24", "2024-04-01", "2024-04-30"),
        ("4.2024", "2024-04-01", "2024-04-30"),
        ("2024/04", "2024-04-01", "2024-04-30"),
    ],
)
def test_a_date_is_read_day_first(text: str, first: str, last: str) -> None:
    assert read_period(text) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "banana", "31/31/2024", "4/31/2024", "30 February 2024", "2024-02-30", "0/1/2024", "31 March"),
        *("Apr 24", "2023/24", "2024/1", "2024-04/01", "1 April 124", "the", "2024-04-01T"),
        *(
            "Ju 2024",
            "1/4-2024",
            "12",
            "123",
            "20240401",
            "1 Apr 20244",
            "٣١/٠٣/٢٠٢٤",
            "0000",
            "1 Apr 2024 " + "x" * 40,
        ),
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_period(text) is None


@given(day=DAYS, form=st.integers(0, 10))
def test_every_day_is_read_in_every_form(day: dt.date, form: int) -> None:
    name = MONTHS[day.month - 1]
    forms = (
        f"{day.year:04}-{day.month:02}-{day.day:02}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day.day:02}.{day.month}.{day.year % 100:02}",
        f"{day.day} {name} {day.year}",
        f"{day.day} {name[:3]} {day.year}",
        f"{day.day}{name[:3].upper()}{day.year}",
        f"{day.day}-{name[:3]}-{day.year}",
        f"{name} {day.day}, {day.year}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.day}-{name[:3]}-{day.year % 100:02}",
    )
    assert read_period(forms[form]) == (day, day)


@given(text=st.text())
def test_any_text_is_a_day_within_the_limits_or_an_error_in_words(text: str) -> None:
    try:
        assert FIRST <= read_day(text, earliest=FIRST, latest=LAST) <= LAST
    except UnreadDateError as error:
        assert str(error).startswith("Enter a date")


@given(day=DAYS)
def test_a_day_outside_the_limits_names_them(day: dt.date) -> None:
    if FIRST <= day <= LAST:
        assert read_day(str(day), earliest=FIRST, latest=LAST) == day
    else:
        with pytest.raises(UnreadDateError, match=r"^Enter a date from 30 June 2014 to 18 August 2026$"):
            read_day(str(day), earliest=FIRST, latest=LAST)


def test_a_month_or_a_year_means_its_last_day_and_ends_with_the_record() -> None:
    assert read_day("April 2024") == dt.date(2024, 4, 30)
    assert read_day("2024", earliest=FIRST, latest=LAST) == dt.date(2024, 12, 31)
    assert read_day("2026", earliest=FIRST, latest=LAST) == LAST
    assert read_day("August 2026", earliest=FIRST, latest=LAST) == LAST
    with pytest.raises(UnreadDateError):
        read_day("September 2026", earliest=FIRST, latest=LAST)


def test_what_cannot_be_read_is_told_what_to_write() -> None:
    with pytest.raises(UnreadDateError, match=r"^Enter a date such as 31 March 2024$"):
        read_day("banana", latest=LAST)
    with pytest.raises(UnreadDateError, match=r"^Enter a date such as 30 June 2014$"):
        read_day("banana", latest=FIRST)
