"""`python -m dashboard bygrade`."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from dashboard.__main__ import main
from dashboard.bygrade import report
from dashboard.statistics.context import by_grade, figures
from loaders import Dataset, Judgement

AGENCY = ["bygrade", "agency_social_workers", "2020", "--as-at", "2021-09-20"]


def answer(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    assert main([*arguments, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_json_is_the_documented_form(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(AGENCY, capsys)
    assert list(found) == ["measure", "period_end", "as_at", "judgement", "grades", "without"]
    assert found["measure"] == "agency_social_workers"
    assert found["period_end"] == "2020-09-30"
    assert found["as_at"] == "2021-09-20"
    assert found["judgement"] == "overall_effectiveness"
    assert found["without"] == 4
    grades = found["grades"]
    assert isinstance(grades, dict)
    assert list(grades) == ["Outstanding", "Good", "Requires improvement", "Inadequate"]
    assert grades["Inadequate"]["n"] == 19
    assert grades["Inadequate"]["mean"] == pytest.approx(26.9947, abs=0.0001)
    assert grades["Inadequate"]["median"] == 26.1


def test_grades_are_those_of_the_last_day_of_the_period_where_no_date_is_given(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = answer(["bygrade", "Re-referrals", "2024"], capsys)
    assert (found["measure"], found["period_end"], found["as_at"]) == ("re_referrals", "2024-03-31", "2024-03-31")
    narrow = answer(["bygrade", "re_referrals", "2024", "--published-by", "2015-01-01"], capsys)
    assert narrow["without"] != found["without"]


def test_a_judgement_that_nobody_held_has_no_mean(dataset: Dataset) -> None:
    nobody = dataset.as_at(dt.date(2013, 1, 1), None, Judgement.CARE_LEAVERS)
    placed = by_grade.points(nobody, figures.of_period(dataset.context(), "caseload", dt.date(2018, 9, 30)))
    found = report(placed, "caseload", dt.date(2018, 9, 30), dt.date(2013, 1, 1), Judgement.CARE_LEAVERS)
    assert found["grades"] == {
        grade: {"n": 0, "mean": None, "median": None}
        for grade in ("Outstanding", "Good", "Requires improvement", "Inadequate")
    }


def test_the_table_says_who_is_not_in_it_and_what_it_cannot_show(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(AGENCY) == 0
    said = capsys.readouterr().out
    lines = said.splitlines()
    assert lines[0] == (
        "Agency social workers at 30 September 2020, by overall effectiveness as at 20 September 2021, "
        "of reports published by 31 October 2021"
    )
    assert lines[2:7] == [
        "                      Authorities   Mean  Median",
        "Outstanding                    19   6.4%    4.5%",
        "Good                           57  14.3%   11.8%",
        "Requires improvement           53  16.6%   14.8%",
        "Inadequate                     19  27.0%   26.1%",
    ]
    assert "no grade, not yet inspected: Bournemouth, Christchurch and Poole, Dorset, North Northamptonshire" in said
    assert "Northamptonshire has a figure and was no more on 20 September 2021." in said
    assert "count each, with its figure: Kingston upon Thames and Richmond upon Thames." in said
    assert "cannot show what led to what" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["bygrade", "speed", "2020"], "'speed' is not a measure; expected one of: social_worker_turnover, "),
        (["bygrade", "caseload", "2005"], "no figures of caseload for 2005; there are 2017 to 2025"),
        (["bygrade", "caseload", "last"], "invalid int value: 'last'"),
        (["bygrade", "caseload", "2020", "--as-at", "now"], "'now' is not a date"),
        (["bygrade", "caseload"], "YEAR"),
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
