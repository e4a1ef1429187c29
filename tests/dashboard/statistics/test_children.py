"""Children behind the grades, against what the test adds up itself."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from dashboard.statistics.context import children
from dashboard.statistics.over_time import month_ends
from loaders import Dataset
from tests.dashboard.statistics.made_figures import figures

DAY = dt.date(2024, 3, 31)
GOOD = ("Good", "Outstanding")


def population(text: str) -> children.Population:
    frame = figures(text, children.MEASURE)
    return children.Population.of(frame.assign(period_end=frame["period_end"] - pd.DateOffset(months=3)))


def held(**bodies: tuple[str | None, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "code": list(bodies),
            "name": [code.upper() for code in bodies],
            "region": [region for _, region in bodies.values()],
            "grade": pd.array([grade for grade, _ in bodies.values()], dtype="string"),
        }
    )


def test_children_of_authorities_with_a_grade_at_the_mid_year_before() -> None:
    context = population("a 2023 100\na 2024 900\nb 2023 300\nc 2023 50\nd 2023 - not_available\nE92000001 2023 999")
    bodies = held(
        a=("Good", "London"), b=("Inadequate", "London"), c=(None, "South West"), d=("Outstanding", "South West")
    )
    found = children.behind_grades(bodies, context, DAY, by="region").set_index("area")
    assert list(found.index) == ["England", "London", "South West"]
    england = found.loc["England"]
    assert (england["good_authorities"], england["authorities"]) == (2, 3)
    assert england["percent_authorities"] == pytest.approx(200 / 3)
    assert (england["good_children"], england["children"], england["percent_children"]) == (100, 400, 25)
    assert (england["without_population"], england["ungraded_children"]) == (1, 50)
    assert found.loc["London", "percent_children"] == 25
    assert found["percent_children"].isna()["South West"]
    assert children.without_population(bodies, context, DAY) == ["D"]


def test_the_mid_year_before() -> None:
    context = population("a 2022 1\na 2023 1\na 2024 - not_available")
    ends = {
        dt.date(2022, 6, 30): None,
        dt.date(2022, 7, 1): dt.date(2022, 6, 30),
        dt.date(2023, 6, 30): dt.date(2022, 6, 30),
        DAY: dt.date(2023, 6, 30),
        dt.date(2030, 1, 1): dt.date(2023, 6, 30),
    }
    assert {date: context.mid_year_before(date) for date in ends} == ends


def test_before_any_estimate_no_child_is_counted_and_nothing_fails() -> None:
    found = children.behind_grades(held(a=("Good", "London")), population("a 2023 100"), dt.date(2020, 1, 1))
    assert (found["authorities"][0], found["children"][0], found["without_population"][0]) == (1, 0, 1)
    assert pd.isna(found["percent_children"][0])


def test_england_on_31_march_2024_added_up_from_the_file(dataset: Dataset, sources: Path) -> None:
    grades = dataset.as_at(DAY).set_index("code")["grade"]
    latest = {"E08000016": "E08000038", "E08000019": "E08000039"}
    counted: dict[str, int] = {}
    path = sources / "context" / "ons_mid-year_population_estimates_2012_to_2024.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["time_period"] == "2023" and row["geographic_level"].casefold() == "local authority":
                counted[latest.get(row["new_la_code"], row["new_la_code"])] = int(row["population_estimate"])
    graded = {str(code): grade for code, grade in grades.items() if isinstance(grade, str)}
    better = sum(counted[code] for code, grade in graded.items() if grade in GOOD)
    everybody = sum(counted[code] for code in graded)
    england = children.behind_grades(dataset.as_at(DAY), children.Population.of(dataset.context()), DAY).iloc[0]
    assert (england["good_children"], england["children"], england["without_population"]) == (better, everybody, 0)
    assert (england["good_authorities"], england["authorities"]) == (91, 151)  # as Ofsted printed
    # Cumberland, Westmorland and Furness had no grade yet.
    assert england["ungraded_children"] == counted["E06000063"] + counted["E06000064"]


def test_regions_add_up_to_england_on_any_date_since_2015(dataset: Dataset) -> None:
    for date in (dt.date(2015, 1, 1), dt.date(2019, 3, 31), dt.date(2019, 5, 1), DAY, dt.date(2026, 6, 1)):
        for by in ("region", "ofsted_region"):
            found = children.behind_grades(dataset.as_at(date), children.Population.of(dataset.context()), date, by=by)
            sums = found[found["area"] != "England"][["authorities", "good_children", "children"]].sum()
            assert sums.to_dict() == found.iloc[0][["authorities", "good_children", "children"]].to_dict()
    assert children.without_population(
        dataset.as_at(dt.date(2019, 3, 31)), children.Population.of(dataset.context()), dt.date(2019, 3, 31)
    ) == [
        "Bournemouth",
        "Dorset county (to 2019)",
        "Poole",
    ]


def test_through_time_each_date_is_as_on_its_own(dataset: Dataset) -> None:
    dates = month_ends(dt.date(2018, 10, 1), dt.date(2019, 9, 30))
    found = children.over_time(dataset.deciding(), children.Population.of(dataset.context()), dates)
    assert list(found["date"].dt.date) == dates
    for place, date in enumerate(dates):
        alone = children.behind_grades(dataset.as_at(date), children.Population.of(dataset.context()), date).iloc[0]
        assert found.iloc[place].drop("date").to_dict() == alone.to_dict()
