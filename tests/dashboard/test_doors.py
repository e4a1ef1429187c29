"""Every door says the same of a date: that it is out of the record, in the same words, and who was inadequate on it."""

from __future__ import annotations

import csv
import datetime as dt
import re

import pytest
from flask.testing import FlaskClient

from dashboard.__main__ import main
from loaders import Dataset, Grade

WORDS = re.compile(r"Enter a date from 31 March 2014 to (\d+ \w+ \d{4})")


def command(*arguments: str) -> int:
    try:
        return main(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)


@pytest.mark.parametrize("date", ["1900-01-01", "30 March 2014", "2030-01-01", "9999-12-31"])
def test_every_door_says_the_same_of_a_date_outside(
    date: str, client: FlaskClient, dataset: Dataset, capsys: pytest.CaptureFixture[str]
) -> None:
    said = {
        "api": client.get(f"/api/v1/as-at/{date}.json").text,
        "file": client.get(f"/download/by-grade.csv?measure=caseload&year=2025&as_at={date}").text,
        "export": client.get(f"/export/national:{date}.csv").text,
    }
    for name in ("/national?as_at=", "/map?date=", "/by-grade?as_at=", "/improved?to="):
        answer = client.get(name + date)
        assert answer.status_code == 200
        said[name] = answer.text
    for arguments in (["asat", date], ["bygrade", "caseload", "2025", "--as-at", date], ["export", f"national:{date}"]):
        assert command(*arguments) in (1, 2)
        said[arguments[0] + " command"] = capsys.readouterr().err
    words = {door: found.group(1) if (found := WORDS.search(text)) else None for door, text in said.items()}
    day = dataset.reach
    assert words == dict.fromkeys(said, f"{day.day} {day:%B %Y}")


def test_the_api_and_the_feed_refuse_with_400(client: FlaskClient) -> None:
    assert client.get("/api/v1/as-at/2030-01-01.json").status_code == 400
    assert client.get("/api/v1/as-at/2024-03-31.json?published_by=2030-01-01").status_code == 400
    feed = client.get("/changes.atom?from=1900-01-01")
    assert feed.status_code == 400
    assert feed.text.startswith("from and to: Enter a date from 1 November 2013 to ")
    assert client.get("/download/improved.csv?to=1900-01-01").status_code == 404


def test_the_ends_of_the_record_are_within(client: FlaskClient, dataset: Dataset) -> None:
    for date in ("2014-03-31", dataset.reach.isoformat(), str(dataset.reach.year)):
        answer = client.get(f"/api/v1/as-at/{date}.json")
        assert answer.status_code == 200
        again = client.get(f"/api/v1/as-at/{date}.json?published_by={answer.get_json()['published_by']}")
        assert again.get_json() == answer.get_json()


@pytest.mark.parametrize("year", [*range(2015, 2027), None])
def test_every_door_counts_the_same_inadequate(year: int | None, client: FlaskClient, dataset: Dataset) -> None:
    """By Ofsted's rule, on every 31 March and on the newest day: how many, of how many, and who."""
    date = dt.date(year, 3, 31).isoformat() if year else dataset.reach.isoformat()
    overall = "overall_effectiveness"

    def rows(address: str) -> list[dict[str, str]]:
        return list(csv.DictReader(client.get(address).text.removeprefix("\ufeff").splitlines()))

    who = {row["Authority"] for row in rows(f"/export/map:{date}:{overall}.csv") if row["Grade"] == "Inadequate"}
    assert {row["name"] for row in rows(f"/download/visits/inadequate.csv?date={date}")} == who
    england = rows(f"/export/national:{date}:{overall}.csv")[0]
    n, total = int(england["Inadequate"]), int(england["With a grade"])
    assert n == len(who)
    api = client.get(f"/api/v1/as-at/{date}.json?judgement={overall}").get_json()["areas"][0]
    assert (api["counts"], api["total"]) == ({grade.value: int(england[grade.value]) for grade in Grade}, total)
    page = client.get(f"/visits?date={date}").text
    (said,) = set(re.findall(r"(\w+) of (\d+) authorities (?:are|were) inadequate overall", page))
    assert said == ({9: "nine"}.get(n, str(n)), str(total))
    bars = set(
        re.findall(r">England\nInadequate: (\d+) ", client.get(f"/national?as_at={date}&judgement={overall}").text)
    )
    assert bars == {str(n)}
    on_map = client.get(f"/map?date={date}&judgement={overall}").text
    assert set(re.findall(r'aria-label="([^":]+): Inadequate\n', on_map)) == who
