from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.statistics import counts, over_time
from loaders import deciding_of, latest_judgements
from tests.dashboard.statistics.small_frames import GRADES, authorities, histories, history

BODIES = authorities("A", "B", "C", "D")
EVENTS, JUDGEMENTS = history(
    """
    A SIF 2015-01-05 2015-03-02 G
    B SIF 2015-01-05 2015-03-02 I
    C SIF 2015-01-05 2015-03-02 G
    B ILACS 2019-01-07 2019-02-20 RI
    """
)


def held(day: str) -> pd.DataFrame:
    return latest_judgements(BODIES, EVENTS, JUDGEMENTS, dt.date.fromisoformat(day))


def test_counts_by_hand() -> None:
    counted = counts.counts(held("2016-03-31"), by="region")
    assert counted["area"].tolist() == ["England", "London", "North East"]
    assert counted[[*GRADES, "total", "ungraded"]].to_numpy().tolist() == [
        [0, 2, 0, 1, 3, 1],
        [0, 0, 0, 1, 1, 1],
        [0, 2, 0, 0, 2, 0],
    ]


def test_shares_by_hand() -> None:
    shares = counts.shares(counts.counts(held("2020-03-31")))
    assert shares["n"].tolist() == [0, 2, 1, 0]
    assert shares["percent"].tolist() == pytest.approx([0, 200 / 3, 100 / 3, 0])


def test_nobody_graded_gives_zeros_and_no_percentage() -> None:
    counted = counts.counts(held("2010-01-01"), by="ofsted_region")
    assert counted["total"].tolist() == [0, 0, 0]
    assert counted["ungraded"].tolist() == [4, 2, 2]
    assert counts.shares(counted)["percent"].isna().all()


def test_measures_are_read_in_ofsteds_words() -> None:
    counted = counts.counts(held("2016-03-31"))
    assert counts.figure(counted, area="England", measure="good or outstanding") == (2, 3)
    assert counts.figure(counted, area="England", measure="inadequate") == (1, 3)


def test_the_ungraded_are_named_with_the_reason() -> None:
    assert counts.ungraded(held("2016-03-31")).to_dict("records") == [
        {"code": "D", "name": "D", "reason": "not yet inspected"}
    ]


def test_over_time_by_hand() -> None:
    shares = over_time.shares(
        deciding_of(BODIES, EVENTS, JUDGEMENTS), first=dt.date(2018, 12, 15), last=dt.date(2019, 2, 28)
    )
    months = shares.pivot(index="date", columns="grade", values="n")
    assert [f"{day:%Y-%m-%d}" for day in months.index] == ["2018-12-31", "2019-01-31", "2019-02-28"]
    assert months["Inadequate"].tolist() == [1, 0, 0]
    assert months["Requires improvement"].tolist() == [0, 1, 1]
    assert set(shares["total"]) == {3}
    assert set(shares["existing"]) == {4}


def test_month_ends() -> None:
    ends = over_time.month_ends(dt.date(2023, 11, 30), dt.date(2024, 2, 28))
    assert [end.isoformat() for end in ends] == ["2023-11-30", "2023-12-31", "2024-01-31"]


@settings(max_examples=15, deadline=None)
@given(histories(), st.dates(dt.date(2015, 1, 1), dt.date(2026, 6, 1)))
def test_counts_add_up(tables: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame], day: dt.date) -> None:
    frame = latest_judgements(*tables, day)
    counted = counts.counts(frame, by="region")
    england, regions = counted.iloc[0], counted.iloc[1:]
    assert england["total"] + england["ungraded"] == len(frame) == frame["code"].nunique()
    for column in [*GRADES, "total", "ungraded"]:
        assert regions[column].sum() == england[column]
    assert (counted[GRADES].sum(axis="columns") == counted["total"]).all()


@settings(max_examples=10, deadline=None)
@given(histories())
def test_each_month_is_the_as_at_count(tables: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]) -> None:
    shares = over_time.shares(deciding_of(*tables), first=dt.date(2018, 11, 1), last=dt.date(2019, 6, 30), by="region")
    for date, month in shares.groupby("date"):
        counted = counts.counts(latest_judgements(*tables, date.date()), by="region").set_index("area")
        found = month.pivot(index="area", columns="grade", values="n")
        for area in found.index:
            assert found.loc[area].tolist() == counted.loc[area, GRADES].tolist()
