"""The moves of each judgement, against cases worked by hand and the four judgements of 2026."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from dashboard.judgements import FOUR, TODAY
from dashboard.statistics.published import counted_moves, inadequate, moves, published_between
from dashboard.text import changes as words
from dashboard.text.changes import finding
from loaders import Dataset, Deciding, Judgement, deciding_of
from tests.dashboard.statistics.small_frames import authorities


def tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two inspections of one authority: leadership rose, care fell, help stayed, leavers are new, overall is not given."""
    starts = pd.to_datetime(["2022-01-10", "2026-05-10"])
    inspections = pd.DataFrame(
        {
            "inspection_id": ["first", "second"],
            "authority_code": "A",
            "framework": "ILACS",
            "event_type": "standard inspection",
            "start_date": starts,
            "end_date": pd.NaT,
            "publication_date": starts + pd.Timedelta(days=50),
        }
    )
    grades = {
        "first": ["Requires improvement", "Good", "Good", None, "Good"],
        "second": ["Good", "Good", "Inadequate", "Outstanding", None],
    }
    rows = [
        {
            "inspection_id": key,
            "judgement": judgement.value,
            "grade": grade,
            "status": "graded" if grade else "not_given",
        }
        for key, column in grades.items()
        for judgement, grade in zip(TODAY, column, strict=True)
    ]
    return inspections, pd.DataFrame(rows)


def decided() -> dict[Judgement, Deciding]:
    inspections, judgements = tables()
    return {one: deciding_of(authorities("A"), inspections, judgements, one) for one in TODAY}


def test_each_judgement_has_its_own_grade_before() -> None:
    moved = moves(decided())
    assert moved["second", "leadership"] == ("Requires improvement", "Good")
    assert moved["second", "children_in_care"] == ("Good", "Inadequate")
    assert moved["second", "care_leavers"] == (None, "Outstanding")
    assert moved["first", "leadership"] == (None, "Requires improvement")
    assert ("second", Judgement.OVERALL.value) not in moved


def test_moves_are_counted_once_each() -> None:
    moved = moves(decided())
    assert counted_moves(["second"], moved) == {"improved": 1, "declined": 1, "stayed": 1, "first": 1}
    assert counted_moves([], moved) == {"improved": 0, "declined": 0, "stayed": 0, "first": 0}


def test_they_are_said_in_words() -> None:
    assert finding(1, {"improved": 1, "declined": 1, "stayed": 1, "first": 1}) == (
        "1 full inspection was published: of 4 judgements, 1 improved, 1 declined, 1 stayed the same and "
        "1 had no grade before"
    )
    assert finding(2, {"improved": 0, "declined": 1, "stayed": 0, "first": 0}) == (
        "2 full inspections were published: of 1 judgement, 1 declined"
    )
    assert finding(0, counted_moves([], {})) == "No full inspection was published"


def test_who_left_inadequate_and_who_came_to_it() -> None:
    full = pd.DataFrame({"inspection_id": ["first", "second"], "name": ["A", "A"]})
    assert inadequate(full, moves(decided())) == ([], ["A"])
    assert words.inadequate(["B", "Isle of Wight"], []) == (
        "No longer inadequate for one judgement or more: B and the Isle of Wight."
    )


def test_the_counts_of_the_dataset_add_up(dataset: Dataset) -> None:
    inspections, judgements = dataset.inspections(), dataset.judgements()
    moved = moves({judgement: dataset.deciding(judgement) for judgement in TODAY})
    found = published_between(
        inspections, dataset.deciding(), since=dt.date(2013, 11, 1), until=dataset.built or dt.date.max
    )
    ids = list(found.loc[found["kind"] == "full inspection", "inspection_id"])
    given = judgements[
        judgements["inspection_id"].isin(ids)
        & judgements["judgement"].isin([judgement.value for judgement in FOUR])
        & judgements["grade"].notna()
    ]
    assert sum(counted_moves(ids, moved).values()) == len(given)
    for (_, judgement), (_, grade) in moved.items():
        assert grade, judgement
