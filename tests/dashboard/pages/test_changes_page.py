from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from typing import Any

import pandas as pd
import pytest
from flask.testing import FlaskClient

from dashboard.dates import months_before
from dashboard.statistics.published import published_between
from loaders import Dataset
from tests.dashboard.oracle.england import before
from tests.dashboard.oracle.grammar import Asked
from tests.dashboard.oracle.tables import OVERALL, Tables


def said(page_at: Any, search: str = "") -> str:
    return json.dumps(page_at("/changes", search)[0], ensure_ascii=False)


def test_the_dates_of_the_address_are_used(page_at: Any) -> None:
    text = said(page_at, "?from=2023-03-31&to=2024-03-31")
    assert "Published after 31 March 2023 and up to 31 March 2024" in text
    assert "Council abolished" in text and "Cumbria" in text
    assert "does not exist here" not in text


def test_dates_the_wrong_way_round_are_turned(page_at: Any) -> None:
    assert "Published after 31 March 2023 and up to 31 March 2024" in said(page_at, "?from=2024-03-31&to=2023-03-31")


def test_dates_out_of_reach_are_said_and_the_usual_ones_are_shown(page_at: Any, dataset: Dataset) -> None:
    text = said(page_at, "?from=1066-10-14&to=2199-01-01")
    assert dataset.built is not None
    year_before = dataset.built - dt.timedelta(days=365)
    assert f"Published after {year_before.day} " in text
    assert f"up to {dataset.built.day} " in text
    assert "cannot be read or lies outside the record" in text
    assert "Enter a date from 1 November 2013 to" in text


def test_dates_are_read_as_people_write_them(page_at: Any) -> None:
    text = said(page_at, "?from=31/3/2023&to=March+2024")
    assert "Published after 31 March 2023 and up to 31 March 2024" in text
    assert "does not exist here" not in text


@pytest.mark.parametrize("value", ["yesterday", "2024-13-01", "", "20240331", "<b>"])
def test_what_is_no_date_gives_the_last_twelve_months(value: str, page_at: Any, dataset: Dataset) -> None:
    assert dataset.built is not None
    before = dataset.built - dt.timedelta(days=365)
    assert f"Published after {before.day} " in said(page_at, f"?from={value}")


def test_an_empty_range_is_answered_in_words(page_at: Any) -> None:
    assert "Nothing was published after 25 December 2023 and up to 26 December 2023." in said(
        page_at, "?from=2023-12-25&to=2023-12-26"
    )


def test_an_inspection_without_an_overall_grade_shows_the_one_before(dataset: Dataset) -> None:
    frame = published_between(
        dataset.inspections(),
        dataset.deciding(),
        since=dt.date(2026, 6, 30),
        until=dt.date(2026, 8, 31),
    )
    liverpool = frame[frame["name"] == "Liverpool"].iloc[0]
    assert pd.isna(liverpool["grade"]) and pd.isna(liverpool["movement"])
    assert liverpool["previous_grade"] == "Inadequate"


@pytest.mark.parametrize("search", ["", "?from=2013-11-01&to=2026-08-18", "?from=2021-12-31&to=2022-12-31"])
def test_the_heading_adds_up(search: str, page_at: Any) -> None:
    found = re.search(r"(\d+) full inspections were published: of (\d+) judgements, ([^\"]+)", said(page_at, search))
    assert found is not None
    assert sum(map(int, re.findall(r"\d+", found[3]))) == int(found[2]) <= 4 * int(found[1])


def test_the_file_holds_every_publication_with_its_grades(client: FlaskClient) -> None:
    tables = Tables()
    since, until = dt.date(2025, 10, 1), dt.date(2026, 2, 1)
    answer = client.get(f"/download/changes.csv?from={since}&to={until}&show=all")
    assert 'filename="changes-2025-10-01-to-2026-02-01.csv"' in answer.headers["Content-Disposition"]
    lines = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    events = {one.id: one for one in tables.every if one.published and since < one.published <= until}
    assert sorted(line["inspection_id"] for line in lines) == sorted(events)
    assert [line["date"] for line in lines] == sorted((line["date"] for line in lines), reverse=True)
    seen = 0
    for line in lines:
        event = events[line["inspection_id"]]
        assert (line["code"], line["event_type"]) == (event.code, event.kind)
        assert (line["kind"] == "full inspection") == event.is_full
        for judgement in ("leadership", "help_and_protection", "children_in_care", "care_leavers", OVERALL):
            given = event.grades.get(judgement, "") if event.is_full else ""
            assert line[judgement].lower() == given
            old = before(Asked(tables), event, judgement) if given else None
            assert line[f"{judgement}_before"].lower() == (old or "")
            seen += bool(old)
    assert seen > 30
    plain = client.get(f"/download/changes.csv?from={since}&to={until}").data.decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(plain)))) == sum(event.is_full for event in events.values())


@pytest.mark.parametrize("query", ["from=yesterday", "to=1066-10-14", "show=everything"])
def test_a_file_of_nothing_that_is_known_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/download/changes.csv?{query}").status_code == 404


@pytest.mark.parametrize("day", ["2024-03-31", "2024-02-29", "2026-01-15"])
def test_months_before(day: str) -> None:
    date = dt.date.fromisoformat(day)
    assert months_before(date, 0) == date
    assert months_before(date, 12) == (
        dt.date(2023, 2, 28) if day == "2024-02-29" else date.replace(year=date.year - 1)
    )
    assert months_before(dt.date(2024, 3, 31), 1) == dt.date(2024, 2, 29)
    assert months_before(dt.date(2026, 1, 15), 3) == dt.date(2025, 10, 15)
