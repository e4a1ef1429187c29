from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from dashboard.statistics import waiting
from dashboard.statistics.graded import graded
from loaders import deciding_of
from tests.dashboard.statistics.small_frames import GRADES, authorities, history

TABLES = history(
    """
    A ILACS 2018-01-10 2018-03-01 G
    A ILACS 2021-06-01 2021-07-20 G
    A ILACS 2024-05-01 2024-06-20 O
    B ILACS 2021-09-01 2021-10-20 G
    B ILACS 2024-09-10 2024-11-01 G
    C SIF   -          2017-11-24 RI
    D ILACS 2022-01-10 2022-03-01 RI
    D ILACS 2026-05-10 2026-06-30 -
    """
)
BODIES = authorities("A", "B", "C", "D", ("NEW", "2023-04-01", None))
DECIDING = deciding_of(BODIES, *TABLES)
GRADED = graded(DECIDING)


def test_waiting_is_ranked_and_says_what_it_counts_from() -> None:
    frame = waiting.waiting(BODIES, TABLES[0], as_at=dt.date(2024, 12, 31))
    assert frame["code"].tolist() == ["C", "D", "NEW", "A", "B"]
    assert frame["rank"].tolist() == [1, 2, 3, 4, 5]
    assert frame["counted_from"].tolist() == ["publication", "start", "established", "start", "start"]
    assert frame["days"].tolist()[-1] == 112
    assert set(frame["of"]) == {5}


def test_an_inspection_without_an_overall_grade_ends_the_wait() -> None:
    frame = waiting.waiting(BODIES, TABLES[0], as_at=dt.date(2026, 5, 11)).set_index("code")
    assert frame.loc["D", "days"] == 1


def test_equal_waits_share_a_rank_and_an_unknown_one_has_none() -> None:
    full, _ = history("A ILACS 2020-01-10 2020-03-01 G\nB ILACS 2020-01-10 2020-03-01 G")
    frame = waiting.waiting(authorities("A", "B", "C"), full, as_at=dt.date(2021, 1, 1))
    assert frame["rank"].tolist()[:2] == [1, 1]
    assert pd.isna(frame["days"].iloc[2])


def test_gaps_by_grade_held() -> None:
    gaps = waiting.gaps(TABLES[0], GRADED)
    assert gaps[["authority_code", "grade", "days"]].to_numpy().tolist() == [
        ["A", "Good", 1238],
        ["A", "Good", 1065],
        ["B", "Good", 1105],
        ["D", "Requires improvement", 1581],
    ]
    assert gaps["spans_covid"].tolist() == [True, False, False, False]
    assert len(waiting.gaps(TABLES[0], GRADED, as_at=dt.date(2024, 8, 1))) == 2


@pytest.mark.parametrize(
    ("first", "second", "is_stopped"),
    [
        ("2020-03-16", "2023-03-01", True),
        ("2020-03-17", "2023-03-01", True),  # routine inspection stopped on this day
        ("2020-03-18", "2023-03-01", False),
        ("2018-01-10", "2020-03-17", False),
        ("2018-01-10", "2020-03-18", True),
    ],
)
def test_a_gap_over_the_day_of_the_stop_is_told(first: str, second: str, is_stopped: bool) -> None:
    made = history(f"A ILACS {first} {first[:4]}-05-01 G\nA ILACS {second} {second[:4]}-06-01 G")
    (gap,) = waiting.gaps(made[0], graded(deciding_of(BODIES, *made))).to_dict("records")
    assert gap["spans_covid"] == is_stopped


def test_summary_of_gaps() -> None:
    summary = waiting.gap_summary(waiting.gaps(TABLES[0], GRADED)).set_index("grade")
    assert summary.index.tolist() == GRADES
    good = summary.loc["Good"]
    assert (good["n"], good["minimum"], good["mean"], good["maximum"]) == (2, 1065, 1085, 1105)
    assert summary.loc["Outstanding", "n"] == 0
    assert (
        waiting.gap_summary(waiting.gaps(TABLES[0], GRADED), with_covid=True).set_index("grade").loc["Good", "n"] == 3
    )


def test_window() -> None:
    summary = waiting.gap_summary(waiting.gaps(TABLES[0], GRADED))
    window = waiting.window(summary, grade="Good", start=dt.date(2024, 9, 10))
    assert window is not None
    assert (window.earliest, window.average, window.latest) == (
        dt.date(2024, 9, 10) + dt.timedelta(days=1065),
        dt.date(2024, 9, 10) + dt.timedelta(days=1085),
        dt.date(2024, 9, 10) + dt.timedelta(days=1105),
    )
    assert (window.n, window.first, window.last) == (2, dt.date(2021, 6, 1), dt.date(2024, 9, 10))
    assert window.is_past(dt.date(2027, 10, 1))
    assert not window.is_past(window.latest)
    assert waiting.window(summary, grade="Outstanding", start=dt.date(2024, 5, 1)) is None


@pytest.mark.parametrize("grade", GRADES)
def test_no_gaps_no_window(grade: str) -> None:
    summary = waiting.gap_summary(waiting.gaps(TABLES[0].iloc[:0], GRADED.iloc[:0]))
    assert waiting.window(summary, grade=grade, start=dt.date(2024, 5, 1)) is None


def test_windows_of_every_authority() -> None:
    frame = waiting.windows(TABLES[0], DECIDING, as_at=dt.date(2026, 7, 1)).set_index("code")
    assert len(frame) == 5
    b = frame.loc["B"]
    assert (b["grade"], b["n"], b["state"]) == ("Good", 2, "before")
    assert b["average"] == pd.Timestamp("2024-09-10") + pd.Timedelta(days=1085)
    # D was inspected in May 2026 without an overall grade, by which gaps are grouped
    for code in ("A", "C", "D", "NEW"):
        assert frame["state"].isna()[code]
        assert frame["average"].isna()[code]
    later = waiting.windows(TABLES[0], DECIDING, as_at=dt.date(2027, 9, 1)).set_index("code")
    assert later.loc["B", "state"] == "within"
    assert (
        waiting.windows(TABLES[0], DECIDING, as_at=dt.date(2028, 9, 1)).set_index("code").loc["B", "state"] == "after"
    )
