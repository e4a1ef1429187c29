from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.statistics import survival
from loaders import deciding_of
from tests.dashboard.statistics.small_frames import authorities, histories, history

# Remission of leukaemia in weeks under 6-MP: Freireich and others (1963), as in Kaplan and Meier's textbooks.
# A negative duration is a case that was still in remission.
FREIREICH = [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35]


def test_the_published_example() -> None:
    curve = survival.product_limit([abs(week) for week in FREIREICH], [week > 0 for week in FREIREICH])
    ended = curve[curve["ended"] > 0]
    assert ended["duration"].tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert ended["at_risk"].tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert ended["remaining"].round(3).tolist() == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert ended["standard_error"].round(4).tolist() == [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346]
    assert survival.median(curve) == 23


def test_a_curve_without_cases_or_ends() -> None:
    assert survival.product_limit([], [])["remaining"].tolist() == [1.0]
    curve = survival.product_limit([3, 5], [False, False])
    assert curve["remaining"].tolist() == [1.0, 1.0, 1.0]
    assert survival.median(curve) is None


def test_the_median_is_reached_where_exactly_half_remain() -> None:
    assert survival.median(survival.product_limit([10, 20, 30, 40], [True] * 4)) == 20
    assert survival.median(survival.product_limit([10, 20, 30, 40, 50], [True] * 5)) == 30


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.booleans()), max_size=30))
def test_a_curve_only_falls_and_loses_nobody(cases: list[tuple[int, bool]]) -> None:
    curve = survival.product_limit([case[0] for case in cases], [case[1] for case in cases])
    assert curve["remaining"].is_monotonic_decreasing
    assert curve["remaining"].between(0, 1).all()
    assert curve["ended"].sum() + curve["censored"].sum() == len(cases)
    if cases and all(finished for _, finished in cases):
        at_five = (pd.Series([case[0] for case in cases]) > 5).mean()
        assert curve.loc[curve["duration"] <= 5, "remaining"].iloc[-1] == pytest.approx(at_five)


TABLES = history(
    """
    A   SIF   2014-01-10 2014-03-01 I
    A   SIF   2016-01-10 2016-03-01 I
    A   ILACS 2018-01-10 2018-03-01 RI
    A   ILACS 2022-01-10 2022-03-01 I
    OLD ILACS 2018-01-10 2018-03-01 I
    B   ILACS 2023-01-10 2023-03-01 I
    B   ILACS 2026-05-10 2026-06-30 -
    C   ILACS 2019-01-10 2019-03-01 G
    """
)
BODIES = authorities("A", "B", "C", ("OLD", None, "2019-04-01"))


def test_spells_by_hand() -> None:
    spells = survival.spells(deciding_of(BODIES, *TABLES), as_at=dt.date(2026, 7, 1))
    assert spells[["code", "ended_by", "finished", "days"]].to_numpy().tolist() == [
        ["A", "a better grade", True, 1461],
        ["OLD", "abolished", False, 396],
        ["A", "still inadequate", False, 1583],
        ["B", "inspected without an overall grade", False, 1217],
    ]
    assert spells["next_grade"].fillna("").tolist() == ["Requires improvement", "", "", ""]


def test_what_is_later_than_the_date_is_not_known_yet() -> None:
    spells = survival.spells(deciding_of(BODIES, *TABLES), as_at=dt.date(2018, 6, 1))
    assert spells[["code", "finished"]].to_numpy().tolist() == [["A", True], ["OLD", False]]
    assert spells["days"].tolist() == [1461, 92]
    assert spells["ended_by"].tolist() == ["a better grade", "still inadequate"]


def test_time_to_leave() -> None:
    curve = survival.time_to_leave(survival.spells(deciding_of(BODIES, *TABLES), as_at=dt.date(2026, 7, 1)))
    assert curve["ended"].sum() == 1
    assert curve["censored"].sum() == 3
    assert curve.loc[curve["duration"] == 1461, "remaining"].tolist() == [0.5]


@settings(max_examples=15, deadline=None)
@given(histories(), st.dates(dt.date(2015, 1, 1), dt.date(2026, 6, 1)))
def test_spells_of_one_body_never_overlap(
    tables: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame], day: dt.date
) -> None:
    spells = survival.spells(deciding_of(*tables), as_at=day)
    assert (spells["began"] <= pd.Timestamp(day)).all()
    for _, own in spells.groupby("code"):
        assert own["ended"].iloc[:-1].notna().all()
        assert (own["began"].iloc[1:].to_numpy() >= own["ended"].iloc[:-1].to_numpy()).all()


def test_a_spell_was_seen_no_longer_than_its_record() -> None:
    ends = {"A": dt.date(2025, 3, 31), "B": dt.date(2025, 3, 31), "OLD": dt.date(2025, 3, 31)}
    spells = survival.spells(deciding_of(BODIES, *TABLES), as_at=dt.date(2026, 7, 1), record_ends=ends).set_index(
        "began_id"
    )
    whole = survival.spells(deciding_of(BODIES, *TABLES), as_at=dt.date(2026, 7, 1)).set_index("began_id")
    cut = spells["ended_by"] == survival.UNSEEN
    assert spells.loc[cut, "code"].tolist() == ["A"]
    assert spells.loc[cut, "days"].item() == (dt.date(2025, 3, 31) - dt.date(2022, 3, 1)).days
    assert not spells.loc[cut, "finished"].any()
    pd.testing.assert_frame_equal(spells[~cut], whole[~cut])


def test_a_report_published_after_the_end_of_the_lists_begins_a_spell_of_no_days() -> None:
    ends = {"A": dt.date(2022, 1, 31)}
    spells = survival.spells(deciding_of(BODIES, *TABLES), as_at=dt.date(2026, 7, 1), record_ends=ends)
    assert spells.loc[spells["ended_by"] == survival.UNSEEN, "days"].tolist() == [0]
