from __future__ import annotations

import pandas as pd

from dashboard.statistics import counts, england
from dashboard.text import england as drawing
from loaders import Dataset


def held(*grades: str | None) -> pd.DataFrame:
    return pd.DataFrame({"code": range(len(grades)), "grade": pd.array(grades, dtype="string")})


def standing(**changes: pd.DataFrame) -> pd.DataFrame:
    usual = held("Good", "Good", "Inadequate", None)
    return england.standing({judgement: changes.get(judgement.value, usual) for judgement in england.LABELS})


def test_every_authority_is_counted_once_with_or_without_a_grade() -> None:
    frame = standing()
    assert list(frame["total"] + frame["ungraded"]) == [4] * 5
    assert list(frame["good_or_better"]) == [2] * 5


def test_the_extremes_are_of_the_judgements_that_are_still_given() -> None:
    frame = standing(
        care_leavers=held("Outstanding", "Good"),
        leadership=held("Inadequate"),
        overall_effectiveness=held("Inadequate"),
    )
    found = england.extremes(frame)
    assert found is not None
    assert [row["judgement"] for row in found] == ["leadership", "care_leavers"]
    assert drawing.title(frame) == (
        "0 of 1 authorities are good or outstanding for the impact of leaders, 2 of 2 for care leavers"
    )


def test_a_date_without_grades_is_said_in_words() -> None:
    frame = england.standing(dict.fromkeys(england.LABELS, held(None)))
    assert england.extremes(frame) is None
    assert drawing.title(frame) == "No authority holds a grade on this date"


def test_the_text_alternative_has_every_count_of_the_bundled_dataset(dataset: Dataset) -> None:
    assert dataset.built is not None
    frame = england.standing({j: dataset.as_at(dataset.built, dataset.built, j) for j in england.LABELS})
    assert set(frame["total"] + frame["ungraded"]) == {153}
    words = drawing.description(frame)
    for _, row in frame.iterrows():
        for grade in counts.GRADES:
            assert f"{row[grade]} {grade.lower()}" in words
