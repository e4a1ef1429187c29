"""A measure before and after inspections, against what the test works out itself."""

from __future__ import annotations

import statistics
from typing import get_args

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.statistics.context import before_after
from dashboard.statistics.graded import GRADES, graded
from loaders import Dataset, deciding_of
from tests.dashboard.statistics.made_figures import figures
from tests.dashboard.statistics.small_frames import authorities, histories, history
from tests.each_row import each_row

STORY = """
A ILACS 2019-03-04 2019-05-01 I
A ILACS 2022-03-07 2022-05-01 G
B ILACS 2019-03-04 2019-05-01 G
B ILACS 2022-10-03 2022-12-01 G
C ILACS 2019-03-04 2019-05-01 G
C ILACS 2022-03-07 2022-05-01 RI
"""


def chosen(text: str, way: before_after.Direction) -> pd.DataFrame:
    return before_after.inspections(graded(deciding_of(authorities("A", "B", "C"), *history(text))), way)


def test_who_changed_and_who_stayed() -> None:
    up = chosen(STORY, "improved")
    assert up[["authority_code", "from_grade", "to_grade", "group"]].to_numpy().tolist() == [
        ["A", "Inadequate", "Good", "changed"],
        ["B", "Good", "Good", "stayed"],
    ]
    assert list(chosen(STORY, "declined")["authority_code"]) == ["B", "C"]


def test_the_years_before_and_after_the_first_day_on_site() -> None:
    rows = "\n".join(
        f"{code} {year} {value}" for code in "AB" for year, value in zip(range(2017, 2026), range(9), strict=True)
    )
    found = before_after.points(chosen(STORY, "improved"), figures(rows), "rate", years=3)
    # A: 7 March 2022 lies between 30 September 2021 and 2022. B: 3 October 2022 lies just after that of 2022.
    said = {
        code: {int(row.year): row.period_end.year for row in each_row(group)}
        for code, group in found.groupby("authority_code")
    }
    assert said == {
        "A": {-3: 2019, -2: 2020, -1: 2021, 1: 2022, 2: 2023, 3: 2024},
        "B": {-3: 2020, -2: 2021, -1: 2022, 1: 2023, 2: 2024, 3: 2025},
    }
    assert found["whole"].all()
    # On the very day on which a period ends, that period is after.
    same = chosen("A ILACS 2019-03-04 2019-05-01 I\nA ILACS 2021-09-30 2021-11-01 G", "improved")
    on_the_day = before_after.points(same, figures(rows), "rate", years=1)
    assert list(on_the_day["period_end"].dt.year) == [2020, 2021]


def test_no_year_reaches_over_the_inspection_before_or_after() -> None:
    text = "A ILACS 2020-03-02 2020-05-01 I\nA ILACS 2021-03-01 2021-05-01 RI\nA ILACS 2022-03-07 2022-05-01 G"
    rows = "\n".join(f"A {year} 1" for year in range(2015, 2026))
    found = before_after.points(chosen(text, "improved"), figures(rows), "rate", years=3)
    assert [(row.to_grade, int(row.year), row.period_end.year) for row in each_row(found)] == [
        ("Requires improvement", -1, 2020),
        ("Requires improvement", 1, 2021),
        ("Good", -1, 2021),
        ("Good", 1, 2022),
        ("Good", 2, 2023),
        ("Good", 3, 2024),
    ]
    assert not found["whole"].any()
    assert before_after.summary(found).empty
    assert list(before_after.summary(found, whole=False)["n"]) == [2, 2, 1, 1]


def test_the_same_authorities_stand_in_every_year_and_are_named() -> None:
    rows = "A 2020 1\nA 2021 2\nA 2022 3\nA 2023 4\nB 2021 10\nB 2022 20\nB 2023 - suppressed\nB 2024 40\nE92000001 2022 99"
    found = before_after.points(chosen(STORY, "improved"), figures(rows), "rate")
    assert before_after.summary(found).to_dict("records") == [
        {"group": "changed", "year": year, "n": 1, "median": value, "lower": value, "upper": value}
        for year, value in ((-2, 1.0), (-1, 2.0), (1, 3.0), (2, 4.0))
    ]
    bodies = authorities("A", "B", "C").assign(slug=["a", "b", "c"])
    table = before_after.named(found, bodies)
    assert table.columns.tolist() == [
        *("inspection_id", "name", "slug", "date", "from_grade", "to_grade", "group"),
        *(-2, -1, 1, 2),
    ]
    assert table[["name", "group", -2, 2]].to_numpy().tolist() == [["A", "changed", 1.0, 4.0]]
    every = before_after.named(found, bodies, whole=False)
    assert list(every["name"]) == ["A", "B"]


@given(
    histories(),
    st.dictionaries(
        st.tuples(st.sampled_from(["A", "B", "OLD", "NEW"]), st.integers(2014, 2026)),
        st.one_of(st.none(), st.integers(0, 999)),
        min_size=1,
    ),
    st.sampled_from(get_args(before_after.Direction)),
    st.integers(1, 3),
)
def test_every_figure_stands_on_its_side_of_the_inspection(
    made: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame],
    values: dict[tuple[str, int], int | None],
    way: before_after.Direction,
    years: int,
) -> None:
    context = figures("\n".join(f"{code} {year} {'-' if n is None else n}" for (code, year), n in values.items()))
    picked = before_after.inspections(graded(deciding_of(*made)), way)
    found = before_after.points(picked, context, "rate", years=years)
    ranks = {grade: 4 - place for place, grade in enumerate(GRADES)}
    ends = sorted({pd.Timestamp(year, 9, 30) for _, year in values})
    for row in each_row(found):
        change = ranks[row.to_grade] - ranks[row.from_grade]
        assert change == 0 if row.group == "stayed" else (change > 0) == (way == "improved")
        assert values[row.authority_code, row.period_end.year] == row.value
        # Counted one by one: how many periods end between the inspection and the figure.
        if row.year > 0:
            assert row.period_end >= row.date
            assert row.year == sum(row.date <= end <= row.period_end for end in ends)
        else:
            assert row.period_end < row.date
            assert -row.year == sum(row.period_end <= end < row.date for end in ends)
    assert not found.duplicated(["inspection_id", "year"]).any()
    assert not found.duplicated(["authority_code", "period_end", "year"]).any()
    for row in each_row(before_after.summary(found, whole=False)):
        mine = found.loc[(found["group"] == row.group) & (found["year"] == row.year), "value"]
        assert (row.n, row.median) == (len(mine), statistics.median(mine))


@pytest.mark.parametrize("way", get_args(before_after.Direction))
def test_with_the_real_figures_each_year_has_the_same_inspections(
    dataset: Dataset, way: before_after.Direction
) -> None:
    made = graded(dataset.deciding())
    found = before_after.points(before_after.inspections(made, way), dataset.context(), "agency_social_workers")
    summary = before_after.summary(found)
    assert summary.groupby("group")["n"].nunique().to_dict() == {"changed": 1, "stayed": 1}
    table = before_after.named(found, dataset.authorities())
    assert table["group"].value_counts().to_dict() == summary[summary["year"] == 1].set_index("group")["n"].to_dict()
    assert table["name"].notna().all()
