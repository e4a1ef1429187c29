"""Dates as Ofsted prints them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.reports.dates import DateRange, find_month, parse_date, parse_range
from loaders.reports.fields import Faults, sound_dates
from tests.loaders.reports.report_fuzz import date_forms


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("3 to 14 October 2022", "2022-10-03", "2022-10-14"),
        ("22 April to 3 May 2024 Lead inspector", "2024-04-22", "2024-05-03"),
        ("6 July 2015 - 30 July 2015", "2015-07-06", "2015-07-30"),
        ("28 January-5 February 2014", "2014-01-28", "2014-02-05"),
        ("12/09/2016 to 06/10/2016", "2016-09-12", "2016-10-06"),
        ("05 July 2016-27 July 2016", "2016-07-05", "2016-07-27"),
        ("28 July 2016 Report published", "2016-07-28", "2016-07-28"),
        ("1 and 2 October 2024.", "2024-10-01", "2024-10-02"),
        ("31 January and 1 February 2023", "2023-01-31", "2023-02-01"),
        ("between 3 and 5 November 2020", "2020-11-03", "2020-11-05"),
        ("29 December to 9 January 2018", "2017-12-29", "2018-01-09"),
        ("Monday 3rd to Friday 7th October 2022", "2022-10-03", "2022-10-07"),
        ("13, 14 and 15 May 2019", "2019-05-13", "2019-05-15"),
        ("27 June to 28 June 2023", "2023-06-27", "2023-06-28"),
    ],
)
def test_a_range_of_days(text: str, start: str, end: str) -> None:
    assert parse_range(text) == DateRange(dt.date.fromisoformat(start), dt.date.fromisoformat(end))


def test_a_paused_inspection_keeps_its_pause() -> None:
    found = parse_range("30 September to 11 October 2024 and 13 to 16 January 2025")
    assert found == DateRange(dt.date(2024, 9, 30), dt.date(2025, 1, 16), dt.date(2024, 10, 11))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "October 2022",
        "3 to 14",
        "3 October to",
        "14 to 3 October 2022",
        "31 February 2022",
        "6 July 2014 to 30 July 2015",
        "3 pages",
        "30 and 31 January",
    ],
)
def test_no_range_is_made_up(text: str) -> None:
    assert parse_range(text) is None


def test_a_missing_year_is_the_last_before_the_letter() -> None:
    assert parse_range("30 and 31 January", letter_date=dt.date(2018, 2, 22)) == DateRange(
        dt.date(2018, 1, 30), dt.date(2018, 1, 31)
    )
    assert parse_range("12 December", letter_date=dt.date(2018, 1, 22)) == DateRange(
        dt.date(2017, 12, 12), dt.date(2017, 12, 12)
    )


@pytest.mark.parametrize(
    ("end", "dated", "is_slip"),
    [
        ("2019-12-11", "2019-01-21", True),  # out on 21 January 2020, with last year's number
        ("2019-12-11", "2019-02-20", True),
        ("2019-12-11", "2019-03-02", False),
        ("2019-06-11", "2019-02-20", False),
        ("2019-12-11", "2018-01-21", False),
    ],
)
def test_a_slip_of_the_new_year_is_told_and_the_days_hold(end: str, dated: str, is_slip: bool) -> None:
    last, printed, faults = dt.date.fromisoformat(end), dt.date.fromisoformat(dated), Faults()
    days = DateRange(last - dt.timedelta(days=1), last)
    assert sound_dates(days, printed, faults) == (days if is_slip else None, printed)
    words = "before its first day on site" if is_slip else "contradict each other"
    assert faults.text and words in faults.text


def test_single_dates_and_months() -> None:
    assert parse_date("5 April 2016 Children's") == dt.date(2016, 4, 5)
    assert parse_date("25/11/2016") == dt.date(2016, 11, 25)
    assert parse_date("5 April") is None
    assert find_month("judged inadequate in April 2016.") == dt.date(2016, 4, 1)


@given(st.dates(dt.date(2009, 1, 1), dt.date(2030, 12, 1)), st.integers(1, 40), st.integers(0, 9))
def test_every_form_of_the_same_days_reads_the_same(start: dt.date, length: int, form: int) -> None:
    end = start + dt.timedelta(days=length)
    forms = date_forms(start, end)
    assert parse_range(forms[form % len(forms)].replace("–", "-")) == DateRange(start, end)


@given(st.text(max_size=60))
def test_any_text_gives_a_range_or_none(text: str) -> None:
    found = parse_range(text)
    assert found is None or found.start <= found.end
