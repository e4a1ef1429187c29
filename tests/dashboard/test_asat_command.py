from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pandas as pd
import pytest

from dashboard import asat
from dashboard.__main__ import main
from dashboard.asking import asked_date, asked_judgement
from loaders import Dataset, Judgement, LoaderError


@pytest.fixture(autouse=True)
def two_authorities(monkeypatch: pytest.MonkeyPatch) -> None:
    authorities = pd.DataFrame(
        {
            "code": ["E1", "E2"],
            "name": ["Ashby", "Barton"],
            "region": ["North East", "London"],
            "ofsted_region": ["North East, Yorkshire and the Humber", "London"],
            "established": pd.to_datetime([None, None]),
            "abolished": pd.to_datetime([None, None]),
            "predecessors": [None, None],
            "successors": [None, None],
        }
    )
    inspections = pd.DataFrame(
        {
            "inspection_id": ["a", "b"],
            "authority_code": ["E1", "E1"],
            "framework": ["ILACS", "ILACS"],
            "event_type": ["standard inspection", "focused visit"],
            "start_date": pd.to_datetime(["2022-05-09", "2024-06-03"]),
            "date_precision": ["day", "day"],
            "publication_date": pd.to_datetime(["2022-07-01", "2024-07-10"]),
            "publication_precision": ["day", "day"],
            "source": ["ofsted-2025", "ofsted-2025"],
        }
    )
    judgements = pd.DataFrame(
        {
            "inspection_id": ["a", "a"],
            "judgement": ["overall_effectiveness", "help_and_protection"],
            "grade": ["Good", "Outstanding"],
            "status": ["graded", "graded"],
        }
    )
    documents = pd.DataFrame({"authority_code": ["A"], "sha256": ["0"]})
    coverage = pd.DataFrame({"kind": ["full inspection"], "basis": ["made"]}).assign(
        complete_from=pd.Timestamp("2013-11-01"), complete_to=pd.Timestamp("2023-03-31")
    )
    tables = {
        "authorities": authorities,
        "inspections": inspections,
        "judgements": judgements,
        "documents": documents,
        "coverage": coverage,
    }
    monkeypatch.setattr(asat, "load_dataset", lambda: Dataset(tables, {}, Path()))


def test_json_is_the_documented_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["asat", "2024-03-31", "--json", "--judgement", "help and protection", "--by", "ofsted-region"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == ["as_at", "published_by", "judgement", "areas"]
    assert answer["as_at"] == "2024-03-31"
    assert answer["published_by"] == "2024-06-30"
    assert answer["judgement"] == "help_and_protection"
    assert [area["area"] for area in answer["areas"]] == ["England", "London", "North East, Yorkshire and the Humber"]
    england = answer["areas"][0]
    assert list(england["counts"].items()) == [
        ("Outstanding", 1),
        ("Good", 0),
        ("Requires improvement", 0),
        ("Inadequate", 0),
    ]
    assert england["total"] == 1
    assert answer["areas"][1]["total"] == 0


def test_the_table_is_aligned_and_names_who_holds_no_grade(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["asat", "2024-03-31", "--by", "region"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Overall effectiveness as at 31 March 2024, of reports published by 30 June 2024"
    rows = lines[2:6]
    assert [row[:10].strip() for row in rows] == ["", "England", "London", "North East"]
    assert "1 (100%)" in rows[1]
    assert len({len(row) for row in rows}) == 1
    assert lines[7] == "No grade, not yet inspected: Barton."
    assert lines[-1] == "Known in full: full inspections to 31 March 2023."


def test_the_cut_off_can_be_set(capsys: pytest.CaptureFixture[str]) -> None:
    main(["asat", "2022-06-01", "--published-by", "2022-06-30", "--json"])
    assert json.loads(capsys.readouterr().out)["areas"][0]["total"] == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["asat", "31 Smarch 2024"], "'31 Smarch 2024' is not a date"),
        (["asat", "2024-02-30"], "'2024-02-30' is not a date"),
        (["asat", "2024-03-31", "--published-by", "soon"], "'soon' is not a date"),
        (["asat", "2024-03-31", "--judgement", "food"], "'food' is not a judgement"),
        (["asat", "2024-03-31", "--by", "county"], "county"),
        ([], "COMMAND"),
    ],
)
def test_a_mistake_gets_one_line_and_status_2(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in captured.err
    assert captured.err.count("\n") == 1


def test_a_broken_dataset_is_said_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> Dataset:
        raise LoaderError("data/authorities.csv is missing.")

    monkeypatch.setattr(asat, "load_dataset", broken)
    assert main(["asat", "2024-03-31"]) == 1
    assert capsys.readouterr().err == "data/authorities.csv is missing.\n"


@pytest.mark.parametrize("text", ["Help-and-Protection", "help_and_protection", " help and  protection "])
def test_judgements_are_taken_in_any_of_their_forms(text: str) -> None:
    assert asked_judgement(text) is Judgement.HELP_AND_PROTECTION


def test_dates() -> None:
    assert asked_date("2024-03-31") == dt.date(2024, 3, 31)
