from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.__main__ import main
from dashboard.factory import create_app
from loaders import Dataset, load_dataset
from tests.dashboard.asking import half_read
from tests.dashboard.oracle.tables import Tables


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset in which half of the reports were not read."""
    return half_read(tmp_path_factory.mktemp("half"))


@pytest.fixture(scope="module")
def half(folder: Path) -> FlaskClient:
    """The app with that dataset."""
    return create_app(load_dataset(folder)).server.test_client()


@pytest.mark.parametrize(
    ("path", "options"),
    [
        ("/api/v1/as-at/2024-03-31.json", ["2024-03-31"]),
        ("/api/v1/as-at/2024-03-31.json?by=region", ["2024-03-31", "--by", "region"]),
        (
            "/api/v1/as-at/2019-03-31.json?by=ofsted-region&judgement=leadership",
            ["2019-03-31", "--by", "ofsted-region", "--judgement", "leadership"],
        ),
        (
            "/api/v1/as-at/2017-03-31.json?published_by=2017-03-31",
            ["2017-03-31", "--published-by", "2017-03-31"],
        ),
    ],
)
def test_the_count_is_that_of_the_command_line(
    path: str, options: list[str], client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = client.get(path)
    assert answer.content_type == "application/json; charset=utf-8"
    assert main(["asat", *options, "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert {key: answer.json[key] for key in printed} == printed


def test_a_date_after_the_record_says_what_is_not_known(client: FlaskClient, half: FlaskClient) -> None:
    assert client.get("/api/v1/as-at/2026-08-22.json").json["coverage"] is None
    said = half.get("/api/v1/as-at/2026-06-30.json").json["coverage"]
    assert said.startswith("Known in full: full inspections to 31 March 2025, and later ones only of the ")
    assert client.get("/api/v1/as-at/2024-03-31.json").json["coverage"] is None


def test_a_record_ends_where_no_later_report_was_read(half: FlaskClient, folder: Path) -> None:
    """Either day is worked out from the tables: that of the newest report, or the last one that official lists cover."""
    tables = Tables(folder)
    ends = {}
    for body in tables.of_today():
        found = half.get(f"/api/v1/authority/{body.slug}.json").json
        assert found["data_to"] == tables.reach.isoformat()
        ends[body.code] = found["record_ends"]
    assert ends == {
        body.code: (tables.reach if body.code in tables.read else tables.lists_end).isoformat()
        for body in tables.of_today()
    }
    assert set(ends.values()) == {"2025-03-31", tables.reach.isoformat()}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/api/v1/as-at/yesterday.json", "is not a date; write it as 31 March 2024"),
        ("/api/v1/as-at/2024-02-30.json", "is not a date"),
        ("/api/v1/as-at/2024-03-31.json?published_by=soon", "is not a date"),
        ("/api/v1/as-at/2024-03-31.json?judgement=cooking", "is not a judgement; expected one of"),
        ("/api/v1/as-at/2024-03-31.json?by=county", "expected region or ofsted-region"),
    ],
)
def test_a_wrong_value_is_answered_in_words(path: str, words: str, client: FlaskClient) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert words in answer.json["error"]


def test_an_unknown_authority_is_answered_in_words(client: FlaskClient) -> None:
    answer = client.get("/api/v1/authority/atlantis.json")
    assert answer.status_code == 404
    assert "/api/v1/authorities.json" in answer.json["error"]


def test_every_listed_address_answers_with_its_authority(client: FlaskClient, dataset: Dataset) -> None:
    listed = client.get("/api/v1/authorities.json").json["authorities"]
    assert {row["code"] for row in listed} == set(dataset.authorities()["code"])
    seen = 0
    for row in listed:
        found = client.get(row["json"]).json
        assert found["authority"]["code"] == row["code"]
        assert all(event["authority_code"] == row["code"] for event in found["events"])
        seen += len(found["events"])
    assert seen == len(dataset.inspections())


def test_one_authority_has_each_judgement_with_its_source(client: FlaskClient, dataset: Dataset) -> None:
    found = client.get("/api/v1/authority/dudley.json").json
    judgements = [row for event in found["events"] for row in event["judgements"]]
    own = dataset.inspections().query("authority_code == @found['authority']['code']")["inspection_id"]
    assert len(judgements) == int(dataset.judgements()["inspection_id"].isin(own).sum())
    assert all(row["source"] for row in judgements)
    starts = [event["start_date"] or event["publication_date"] for event in found["events"]]
    assert [day for day in starts if day] == sorted(day for day in starts if day)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    date=st.dates().map(str) | st.text(max_size=12),
    value=st.text(max_size=20),
    name=st.sampled_from(["by", "judgement", "published_by"]),
)
def test_no_value_is_a_fault_of_the_server(date: str, value: str, name: str, client: FlaskClient) -> None:
    answer = client.get(f"/api/v1/as-at/{quote(date.replace('/', ''))}.json", query_string={name: value})
    assert answer.status_code in (200, 308, 400, 404)


def test_other_statistics_of_an_authority(client: FlaskClient) -> None:
    answer = client.get("/api/v1/context/dudley.json")
    assert answer.content_type == "application/json; charset=utf-8"
    found = answer.json
    assert list(found) == ["place", "predecessors", "successors", "measures", "licence"]
    assert found["place"] == {
        "code": "E08000027",
        "name": "Dudley",
        "slug": "dudley",
        "established": None,
        "abolished": None,
    }
    agency = next(item for item in found["measures"] if item["measure"] == "agency_social_workers")
    assert agency["unit"] == "percent"
    assert agency["definition"].endswith(".")
    # read by eye in csww_indicators_2017_to_2025.csv
    assert agency["figures"][-1] == {
        "period_end": "2025-09-30",
        "value": 14.5,
        "status": None,
        "source": "dfe-workforce-2025",
        "england": 13.0,
    }
    assert [item["period_end"] for item in agency["figures"]] == [f"{year}-09-30" for year in range(2017, 2026)]
    assert len(found["measures"]) == 10


def test_other_statistics_of_a_region_of_england_and_of_bodies_that_follow_each_other(client: FlaskClient) -> None:
    region = client.get("/api/v1/context/yorkshire-and-the-humber.json").json
    assert (region["place"]["code"], region["place"]["name"]) == ("E12000003", "Yorkshire and The Humber")
    england = client.get("/api/v1/context/england.json").json
    assert england["place"]["code"] == "E92000001"
    children = england["measures"][-1]
    assert children["measure"] == "children"
    assert children["figures"][-1]["value"] == children["figures"][-1]["england"] == 12183016
    north = client.get("/api/v1/context/north-northamptonshire.json").json
    assert north["predecessors"] == ["/api/v1/context/northamptonshire.json"]
    assert client.get(north["predecessors"][0]).json["successors"][0] == "/api/v1/context/north-northamptonshire.json"
    caseload = next(item for item in north["measures"] if item["measure"] == "caseload")
    assert {item["status"] for item in caseload["figures"]} == {"joint"}
    assert min(item["period_end"] for item in caseload["figures"]) == "2021-09-30"


def test_a_place_that_is_none_is_answered_in_words(client: FlaskClient) -> None:
    answer = client.get("/api/v1/context/atlantis.json")
    assert answer.status_code == 404
    assert "'atlantis'" in answer.json["error"]
    assert "west-midlands" in answer.json["error"]
