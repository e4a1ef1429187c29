"""A measure by grade, against what the test works out itself, and against the averages that a trade paper printed."""

from __future__ import annotations

import csv
import datetime as dt
import statistics
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.statistics.context import by_grade
from dashboard.statistics.context.figures import of_period
from loaders import Dataset
from tests.dashboard.statistics.made_figures import figures
from tests.dashboard.statistics.small_frames import GRADES

DAY = dt.date(2024, 9, 30)


def held(**grades: str | None) -> pd.DataFrame:
    """As from `Dataset.as_at`: a body by its code, with its grade or None."""
    return pd.DataFrame(
        {
            "code": list(grades),
            "name": [code.title() for code in grades],
            "region": ["London"] * len(grades),
            "grade": pd.array(list(grades.values()), dtype="string"),
            "reason": pd.array([None if grade else "not yet inspected" for grade in grades.values()], dtype="string"),
        }
    )


def test_each_authority_stands_in_the_column_of_its_grade() -> None:
    rows = "a 2024 2\nb 2024 4 joint\nc 2024 9\nd 2024 - suppressed\ne 2024 1\nold 2024 7\na 2023 99\nE92000001 2024 50"
    found = of_period(figures(rows), "rate", DAY)
    placed = by_grade.points(held(a="Good", b="Good", c="Inadequate", d="Good", e=None, f="Good"), found)
    summary = by_grade.summary(placed)
    assert list(summary["grade"]) == GRADES
    assert list(summary["n"]) == [0, 2, 0, 1]
    assert [None if pd.isna(mean) else mean for mean in summary["mean"]] == [None, 3.0, None, 9.0]
    assert [None if pd.isna(mean) else mean for mean in summary["median"]] == [None, 3.0, None, 9.0]
    assert by_grade.without(placed).to_dict("list") == {
        "code": ["d", "e", "f"],
        "name": ["D", "E", "F"],
        "why": ["no figure, suppressed", "no grade, not yet inspected", "no figure for this year"],
    }
    assert list(placed.loc[placed["joint"], "code"]) == ["b"]
    assert by_grade.gone(placed, found) == ["old"]


GRADE = st.one_of(st.none(), st.sampled_from(GRADES))
VALUE = st.one_of(st.none(), st.integers(0, 1000).map(lambda tenths: tenths / 10))


@given(st.dictionaries(st.integers(1, 40).map(lambda n: f"c{n}"), st.tuples(GRADE, VALUE), min_size=1))
def test_means_medians_and_numbers_for_any_grades_and_figures(
    bodies: dict[str, tuple[str | None, float | None]],
) -> None:
    lines = [f"{code} 2024 {'- suppressed' if value is None else value}" for code, (_, value) in bodies.items()]
    placed = by_grade.points(
        held(**{code: grade for code, (grade, _) in bodies.items()}), of_period(figures("\n".join(lines)), "rate", DAY)
    )
    for row in by_grade.summary(placed).to_dict("records"):
        mine = [value for grade, value in bodies.values() if grade == row["grade"] and value is not None]
        assert row["n"] == len(mine)
        if mine:
            assert row["mean"] == pytest.approx(statistics.fmean(mine))
            assert row["median"] == pytest.approx(statistics.median(mine))
        else:
            assert pd.isna(row["mean"])
            assert pd.isna(row["median"])
    assert int(by_grade.summary(placed)["n"].sum()) + len(by_grade.without(placed)) == len(bodies)


def test_through_the_years_each_has_the_grades_of_its_own_day() -> None:
    context = figures("a 2023 2\nb 2023 4\na 2024 3\nb 2024 -")
    days = {DAY: held(a="Good", b="Good"), dt.date(2023, 9, 30): held(a="Inadequate", b="Good")}
    found = by_grade.through_years(context, "rate", days)
    assert [(day.year, grade, n) for day, grade, n in found[["period_end", "grade", "n"]].to_numpy() if n] == [
        (2023, "Good", 1),
        (2023, "Inadequate", 1),
        (2024, "Good", 1),
    ]
    assert list(found["without"]) == [0, 0, 0, 0, 1, 1, 1, 1]
    assert by_grade.through_years(context, "rate", {}).empty


SET_BY_THE_COUNT = {"Outstanding": 19, "Good": 57, "Requires improvement": 53, "Inadequate": 19}
PRINTED = {"Outstanding": 6.4, "Good": 15.1, "Requires improvement": 16.4, "Inadequate": 27.0}
"""Community Care, 24 September 2021: agency workers in 2020 by the grades of 20 September 2021, in per cent."""

REVISED_SINCE = {"Good"}
"""The mean of the 57 authorities that were good is 14.3 by the release of 2025, 0.8 below the printed 15.1. No choice
of ours explains it (headcount for full-time equivalents, joint returns once, grades of another day of 2019 to 2022);
the department has revised the year since. The other three come within half a point."""


@pytest.mark.parametrize("grade", PRINTED)
def test_the_averages_that_a_trade_paper_printed(dataset: Dataset, grade: str) -> None:
    placed = by_grade.points(
        dataset.as_at(dt.date(2021, 9, 20), dt.date(2021, 9, 20)),
        of_period(dataset.context(), "agency_social_workers", dt.date(2020, 9, 30)),
    )
    row = by_grade.summary(placed).set_index("grade").loc[grade]
    assert row["n"] == SET_BY_THE_COUNT[grade]
    apart = abs(row["mean"] - PRINTED[grade])
    assert (0.5 < apart < 0.8) if grade in REVISED_SINCE else apart < 0.2


def test_the_same_averages_straight_from_the_file(dataset: Dataset, sources: Path) -> None:
    path = sources / "context" / "csww_indicators_2017_to_2025.csv"
    grades = dataset.as_at(dt.date(2021, 9, 20), dt.date(2021, 9, 20)).set_index("code")["grade"]
    latest = {"E08000016": "E08000038", "E08000019": "E08000039", "E10000023": "E06000065", "E10000027": "E06000066"}
    found: dict[str, list[float]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["time_period"] == "2020" and row["geographic_level"].casefold() == "local authority":
                for code in row["new_la_code"].split(" / "):
                    grade = grades.get(latest.get(code, code))
                    if isinstance(grade, str):
                        found.setdefault(grade, []).append(float(row["agency_rate_fte"]))
    assert {grade: round(statistics.fmean(values), 2) for grade, values in found.items()} == {
        "Outstanding": 6.42,
        "Good": 14.34,
        "Requires improvement": 16.56,
        "Inadequate": 26.99,
    }
