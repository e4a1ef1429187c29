"""Who improved: by hand, and for any history against the counts that England's page has."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.statistics.changes import Change, changes
from dashboard.statistics.graded import graded
from dashboard.statistics.improved import Baseline, Outcome, Reason, improved, in_order, tally
from dashboard.statistics.movement import movement, summary
from loaders import deciding_of, default_cut_off
from tests.dashboard.statistics.small_frames import authorities, histories, history
from tests.each_row import each_row

BODIES = authorities("A", "B", "C", "D", "E", ("NEW", "2021-04-01", None), ("OLD", None, "2021-04-01"), "F")
TABLES = history(
    """
    A SIF   2014-04-01 2014-06-01 I
    A ILACS 2018-06-01 2018-08-01 RI
    A ILACS 2021-06-01 2021-08-01 G
    B ILACS 2018-06-01 2018-08-01 O
    B ILACS 2022-06-01 2022-08-01 RI
    C SIF   2014-04-01 2014-06-01 G
    C ILACS 2019-06-01 2019-08-01 G
    D ILACS 2018-06-01 2018-08-01 I
    D ILACS 2022-06-01 2022-08-01 G
    D ILACS 2026-05-01 2026-06-15 -
    E ILACS 2026-05-01 2026-06-15 -
    NEW ILACS 2022-06-01 2022-08-01 G
    OLD ILACS 2018-06-01 2018-08-01 G
    OLD ILACS 2020-02-01 2020-04-01 O
    """
)


def asked(against: Baseline, day: str = "2026-07-31") -> pd.DataFrame:
    date = dt.date.fromisoformat(day)
    found = improved(deciding_of(BODIES, *TABLES), against, as_at=date, published_by=default_cut_off(date))
    return found.set_index("code")


def test_against_the_first_ilacs_inspection() -> None:
    found = asked("first ILACS")
    assert found["outcome"].to_dict() == {
        "A": "improved", "B": "declined", "C": "cannot be compared", "D": "improved", "E": "cannot be compared",
        "NEW": "cannot be compared", "F": "cannot be compared",
    }  # fmt: skip
    assert found["reason"].dropna().to_dict() == {
        "C": "one inspection only", "E": "no grade", "NEW": "one inspection only", "F": "no inspection yet",
    }  # fmt: skip
    assert found.loc["E", "status"] == "not_given"
    assert found.loc["D", "ungraded_date"] == pd.Timestamp("2026-05-01")
    assert found.loc[["A", "B", "C"], "ungraded_id"].isna().all()
    assert found.loc["C", ["to_grade", "from_grade"]].tolist() == ["Good", pd.NA]
    assert found.loc["A", ["from_grade", "to_grade"]].tolist() == ["Requires improvement", "Good"]
    assert found.loc["A", "from_date"] == pd.Timestamp("2018-06-01")


def test_against_the_inspection_before() -> None:
    found = asked("previous", "2020-12-31")
    assert found["outcome"].to_dict() == {
        "A": "improved", "B": "cannot be compared", "C": "the same", "D": "cannot be compared",
        "E": "cannot be compared", "OLD": "improved", "F": "cannot be compared",
    }  # fmt: skip
    assert found.loc["C", "movement"] == "retained"


def test_against_a_date() -> None:
    found = asked(dt.date(2019, 3, 31))
    assert found["outcome"].to_dict() == {
        "A": "improved", "B": "declined", "C": "the same", "D": "cannot be compared", "E": "cannot be compared",
        "NEW": "cannot be compared", "F": "cannot be compared",
    }  # fmt: skip
    assert found["reason"].dropna().to_dict() == {
        "D": "no grade", "E": "no grade", "NEW": "did not exist on the earlier date", "F": "no inspection yet",
    }  # fmt: skip
    later = asked(dt.date(2023, 3, 31))["reason"]
    assert later["A"] == Reason.NOT_AGAIN and later["NEW"] == Reason.NOT_AGAIN


def test_a_grade_given_once_says_why_the_others_are_none() -> None:
    full, grades = history("A ILACS 2018-06-01 2018-08-01 G\nA ILACS 2024-06-01 2024-08-01 G")
    leavers = pd.DataFrame(
        [("i0", "care_leavers", None, "not_separate"), ("i1", "care_leavers", "Good", "graded")],
        columns=grades.columns,
    ).astype("string")
    deciding = deciding_of(authorities("A"), full, pd.concat([grades, leavers]), "care_leavers")
    (row,) = each_row(improved(deciding, "first ILACS", as_at=dt.date(2025, 3, 31), published_by=dt.date(2025, 6, 30)))
    assert (row.reason, row.status, row.to_grade) == ("one grade only", "not_separate", "Good")
    assert pd.isna(row.ungraded_id)  # it came before the grade


BASELINES = st.one_of(
    st.sampled_from(["first ILACS", "previous"]), st.dates(dt.date(2014, 3, 31), dt.date(2026, 7, 31))
)


@given(tables=histories(), against=BASELINES, day=st.dates(dt.date(2014, 3, 31), dt.date(2026, 7, 31)))
def test_every_authority_has_one_outcome_and_the_counts_are_those_of_england(
    tables: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame], against: Baseline, day: dt.date
) -> None:
    if not isinstance(against, str) and against > day:
        against, day = day, against
    bodies, inspections, judgements = tables
    deciding, cut_off = deciding_of(bodies, inspections, judgements), default_cut_off(day)
    found = improved(deciding, against, as_at=day, published_by=cut_off)
    held = deciding.latest(day, cut_off)
    assert found["code"].tolist() == held["code"].tolist()
    n = tally(found)
    assert sum(n.values()) == len(held)
    if isinstance(against, str):
        moved = movement(bodies, graded(deciding, as_at=day, published_by=cut_off), against=against, as_at=day)
        up, kept, same, down = summary(moved)["n"]
    else:
        change = changes(deciding.latest(against), held)
        kinds = change.loc[change["code"].isin(held["code"]), "change"]
        up, same, down = ((kinds == kind.value).sum() for kind in (Change.BETTER, Change.SAME, Change.WORSE))
        kept = 0
    assert (n[Outcome.IMPROVED], n[Outcome.SAME], n[Outcome.DECLINED]) == (up, kept + same, down)
    compared = found["movement"].notna()
    assert (found["reason"].isna() == compared).all()
    assert found.loc[compared, ["from_id", "to_id", "from_grade", "to_grade"]].notna().all(axis=None)
    assert found.loc[~compared, ["from_id", "from_date", "from_grade"]].isna().all(axis=None)
    assert (found.loc[compared, "from_date"] <= found.loc[compared, "to_date"]).all()
    assert (found.loc[compared, "from_id"] != found.loc[compared, "to_id"]).all()
    grades = dict(zip(deciding.counted["inspection_id"], deciding.counted["grade"], strict=True))
    for end in ("from", "to"):
        known = found[found[f"{end}_id"].notna()]
        assert known[f"{end}_grade"].tolist() == [grades[one] for one in known[f"{end}_id"]]


@settings(max_examples=25)
@given(tables=histories(), against=BASELINES)
def test_the_order_keeps_every_row_and_puts_the_greatest_move_first(
    tables: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame], against: Baseline
) -> None:
    bodies, inspections, judgements = tables
    day = dt.date(2026, 7, 31)
    found = improved(deciding_of(bodies, inspections, judgements), against, as_at=day, published_by=day)
    ordered = in_order(found)
    assert sorted(ordered["code"]) == sorted(found["code"])
    places = [list(Outcome).index(Outcome(outcome)) for outcome in ordered["outcome"]]
    assert places == sorted(places)
    ranks = {"Outstanding": 4, "Good": 3, "Requires improvement": 2, "Inadequate": 1}
    up = ordered[ordered["outcome"] == "improved"]
    steps = [ranks[new] - ranks[old] for old, new in zip(up["from_grade"], up["to_grade"], strict=True)]
    assert steps == sorted(steps, reverse=True)


@pytest.mark.parametrize("against", ["first ILACS", "previous", dt.date(2020, 3, 31)])
def test_without_an_inspection_there_is_a_row_with_its_reason(against: Baseline) -> None:
    full, grades = history("A ILACS 2018-06-01 2018-08-01 G")
    deciding = deciding_of(authorities("B"), full, grades)
    (row,) = each_row(improved(deciding, against, as_at=dt.date(2021, 3, 31), published_by=dt.date(2021, 4, 30)))
    assert row.reason == Reason.NO_INSPECTION and pd.isna(row.to_grade)
