"""Monitoring visits from the press: the curated file, and each fault of such a file."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from loaders.errors import LoaderError
from loaders.grades import EventType, Framework, Precision
from loaders.observation import Observation
from loaders.paths import REFERENCE
from loaders.press import COLUMNS, read_press
from loaders.register.authorities import Register, load_register

VISITS = REFERENCE / "press_visits.csv"

GOOD = {
    "authority": "Dudley",
    "framework": "SIF",
    "start_date": "2017-02-21",
    "end_date": "2017-02-22",
    "date_precision": "day",
    "publication_date": "",
    "publication_precision": "unknown",
    "visit_number": "2",
    "theme": "",
    "report_url": "https://example.org/visit",
}


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


@pytest.fixture(scope="module")
def visits(register: Register) -> list[Observation]:
    return read_press(VISITS, register)


def save(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "press_visits.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_the_curated_visits(visits: list[Observation]) -> None:
    assert len(visits) == 168
    assert {item.event_type for item in visits} == {EventType.MONITORING_VISIT}
    assert all(item.report_url and item.source == "press" and not item.judgements for item in visits)
    assert all(
        (item.framework is Framework.SIF) == (item.start_date < dt.date(2018, 1, 1))
        for item in visits
        if item.start_date
    )


def test_dudley(visits: list[Observation]) -> None:
    found = [item for item in visits if item.authority_code == "E08000027"]
    assert [item.visit_number for item in found] == [2, 3, 4, 5, 7]
    third, fifth, seventh = found[1], found[3], found[4]
    assert (third.start_date, third.publication_date, third.publication_precision) == (
        None,
        dt.date(2017, 7, 1),
        Precision.MONTH,
    )
    assert (fifth.start_date, fifth.date_precision) == (dt.date(2018, 1, 1), Precision.MONTH)
    assert (seventh.start_date, seventh.publication_date, seventh.date_precision) == (None, None, Precision.UNKNOWN)


def test_visits_to_the_trust_of_both_northamptonshires(visits: list[Observation]) -> None:
    def days(code: str) -> list[dt.date | None]:
        return [item.start_date for item in visits if item.authority_code == code]

    assert days("E10000021") == [dt.date(2021, 2, 1)]
    assert days("E06000061") == days("E06000062") == [dt.date(2021, 7, 1), dt.date(2021, 11, 1)]


def test_every_visit_of_the_compiled_list_is_there(
    sources: Path, register: Register, visits: list[Observation]
) -> None:
    with (sources / "press" / "monitoring_visits.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = list(csv.DictReader(file))
    pages = {(item.report_url, str(item.start_date or ""), str(item.visit_number or "")) for item in visits}
    assert {(row["source_url"], row["visit_start"], row["ordinal"]) for row in listed} == pages


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"authority": "Dudlee"}, r"row 2, column authority: 'Dudlee' is no authority.*Similar: Dudley"),
        ({"framework": "IACS"}, "row 2, column framework: expected one of SLAC, .*; found 'IACS'"),
        (
            {"start_date": "21/02/2017"},
            "row 2, column start_date: expected a date such as 2018-05-25; found '21/02/2017'",
        ),
        ({"start_date": "2007-02-21"}, "column start_date: monitoring visits began in May 2016; found 2007-02-21"),
        ({"date_precision": "week"}, "column date_precision: expected one of day, month, unknown; found 'week'"),
        ({"date_precision": "unknown"}, "column date_precision: expected 'unknown' exactly where start_date is blank"),
        (
            {"date_precision": "month", "end_date": ""},
            "column start_date: a date known to the month stands on its first",
        ),
        ({"end_date": "2017-02-20"}, "column end_date: expected a day at most two weeks after"),
        (
            {"publication_date": "2017-01-01", "publication_precision": "day"},
            "column publication_date: expected a day within",
        ),
        ({"visit_number": "second"}, "column visit_number: expected a number from 1, or nothing; found 'second'"),
        ({"visit_number": "0"}, "column visit_number: expected a number from 1"),
        ({"report_url": "the paper"}, "column report_url: expected the address of the page; found 'the paper'"),
        (
            {"start_date": "", "end_date": "", "date_precision": "unknown", "visit_number": ""},
            "column start_date: expected a date, a publication date or a visit number; found none",
        ),
    ],
)
def test_a_fault_is_named_with_its_place(
    tmp_path: Path, register: Register, change: dict[str, str], message: str
) -> None:
    with pytest.raises(LoaderError, match=message) as caught:
        read_press(save(tmp_path, GOOD | change), register)
    assert "press_visits.csv, row 2" in str(caught.value)


def test_a_visit_listed_twice(tmp_path: Path, register: Register) -> None:
    with pytest.raises(LoaderError, match="row 3, authority: the visit is listed twice"):
        read_press(save(tmp_path, GOOD, GOOD | {"report_url": "https://example.org/other"}), register)


def test_a_column_that_is_missing(tmp_path: Path, register: Register) -> None:
    path = tmp_path / "press_visits.csv"
    path.write_text("authority,start_date\n")
    with pytest.raises(LoaderError, match="no column framework"):
        read_press(path, register)
