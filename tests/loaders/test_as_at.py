from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.as_at import CUT_OFFS, default_cut_off
from loaders.deciding import deciding_of, grades_over_time, latest_judgements

DAY = dt.date.fromisoformat


def authorities(*rows: tuple[str, str | None, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["code", "established", "abolished"])
    frame["established"] = pd.to_datetime(frame["established"])
    frame["abolished"] = pd.to_datetime(frame["abolished"])
    return frame.assign(name=frame["code"], region="South West", ofsted_region="South West")


def inspections(*rows: tuple[str, str, str, str, str | None, str]) -> pd.DataFrame:
    """Rows of id, authority, framework, event type, start, publication."""
    columns = ["inspection_id", "authority_code", "framework", "event_type", "start_date", "publication_date"]
    frame = pd.DataFrame(rows, columns=columns)
    frame["start_date"] = pd.to_datetime(frame["start_date"])
    frame["publication_date"] = pd.to_datetime(frame["publication_date"])
    return frame.assign(date_precision="day", publication_precision="day")


def judgements(*rows: tuple[str, str, str | None, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["inspection_id", "judgement", "grade", "status"])


OVERALL = "overall_effectiveness"
FULL = ("SIF", "full inspection")
STANDARD = ("ILACS", "standard inspection")


def held(frame: pd.DataFrame) -> dict[str, str | None]:
    return {code: None if pd.isna(grade) else grade for code, grade in zip(frame["code"], frame["grade"], strict=True)}


def test_start_and_cut_off_both_bind() -> None:
    one = authorities(("A", None, None))
    events = inspections(
        ("a1", "A", *FULL, "2015-01-05", "2015-03-02"), ("a2", "A", *STANDARD, "2018-03-20", "2018-05-01")
    )
    grades = judgements(("a1", OVERALL, "Good", "graded"), ("a2", OVERALL, "Inadequate", "graded"))
    assert held(latest_judgements(one, events, grades, DAY("2018-03-31"))) == {"A": "Good"}
    assert held(latest_judgements(one, events, grades, DAY("2018-03-31"), DAY("2018-05-01"))) == {"A": "Inadequate"}
    assert held(latest_judgements(one, events, grades, DAY("2018-03-19"), DAY("2020-01-01"))) == {"A": "Good"}


def test_unknown_start_leaves_only_the_cut_off() -> None:
    one = authorities(("A", None, None))
    events = inspections(("a1", "A", *FULL, None, "2017-04-20"))
    grades = judgements(("a1", OVERALL, "Good", "graded"))
    assert held(latest_judgements(one, events, grades, DAY("2017-03-31"))) == {"A": "Good"}
    assert held(latest_judgements(one, events, grades, DAY("2017-03-31"), DAY("2017-04-19"))) == {"A": None}


def test_a_date_known_by_its_month_counts_from_the_end_of_that_month() -> None:
    one = authorities(("A", None, None))
    events = inspections(("a1", "A", *FULL, "2016-05-01", "2016-07-01")).assign(
        date_precision="month", publication_precision="month"
    )
    grades = judgements(("a1", OVERALL, "Good", "graded"))

    def grade(as_at: str, published_by: str) -> str | None:
        return held(latest_judgements(one, events, grades, DAY(as_at), DAY(published_by)))["A"]

    assert grade("2016-05-30", "2016-12-31") is None
    assert grade("2016-05-31", "2016-07-30") is None
    assert grade("2016-05-31", "2016-07-31") == "Good"


def test_a_new_body_inherits_nothing_and_an_abolished_one_is_gone_on_the_day() -> None:
    bodies = authorities(("OLD", None, "2019-04-01"), ("NEW", "2019-04-01", None))
    events = inspections(("o1", "OLD", *FULL, "2016-02-01", "2016-05-23"))
    grades = judgements(("o1", OVERALL, "Good", "graded"))
    assert held(latest_judgements(bodies, events, grades, DAY("2019-03-31"))) == {"OLD": "Good"}
    after = latest_judgements(bodies, events, grades, DAY("2019-04-01"))
    assert held(after) == {"NEW": None}
    assert after["reason"].tolist() == ["not yet inspected"]


def test_only_full_inspections_of_sif_and_ilacs_count() -> None:
    one = authorities(("A", None, None))
    events = inspections(
        ("a1", "A", "CPI", "full inspection", "2012-05-01", "2012-06-01"),
        ("a2", "A", "ILACS", "focused visit", "2019-01-01", "2019-02-01"),
        ("a3", "A", "LSCB", "board review", "2015-01-01", "2015-02-01"),
    )
    grades = judgements(*[(name, OVERALL, "Good", "graded") for name in ("a1", "a2", "a3")])
    assert held(latest_judgements(one, events, grades, DAY("2020-01-01"))) == {"A": None}


def test_a_grade_does_not_outlive_an_inspection_that_no_longer_made_it() -> None:
    one = authorities(("A", None, None))
    events = inspections(
        ("a1", "A", *FULL, "2015-01-05", "2015-03-02"), ("a2", "A", *STANDARD, "2019-06-10", "2019-07-20")
    )
    grades = judgements(
        ("a1", OVERALL, "Good", "graded"),
        ("a1", "care_leavers", "Good", "graded"),
        ("a2", OVERALL, "Outstanding", "graded"),
        ("a2", "care_leavers", None, "not_separate"),
    )
    before = latest_judgements(one, events, grades, DAY("2019-03-31"), judgement="care_leavers")
    after = latest_judgements(one, events, grades, DAY("2020-03-31"), judgement="care_leavers")
    assert held(before) == {"A": "Good"}
    assert held(after) == {"A": None}
    assert after["reason"].tolist() == ["not judged separately at the latest full inspection"]


def test_an_overall_grade_ends_with_a_later_inspection_that_gives_none() -> None:
    bodies = authorities(("A", None, None), ("B", "2025-01-01", None))
    events = inspections(
        ("a1", "A", *STANDARD, "2022-01-05", "2022-03-02"),
        ("a2", "A", *STANDARD, "2026-05-10", "2026-06-20"),
        ("b1", "B", *STANDARD, "2026-05-10", "2026-06-20"),
    )
    grades = judgements(
        ("a1", OVERALL, "Good", "graded"),
        *[(name, OVERALL, None, "not_given") for name in ("a2", "b1")],
        *[(name, "leadership", "Outstanding", "graded") for name in ("a2", "b1")],
    )
    before = latest_judgements(bodies, events, grades, DAY("2026-04-30"))
    assert held(before) == {"A": "Good", "B": None}
    frame = latest_judgements(bodies, events, grades, DAY("2026-06-30"))
    assert held(frame) == {"A": None, "B": None}
    assert frame["reason"].tolist() == ["not given since April 2026"] * 2
    assert held(latest_judgements(bodies, events, grades, DAY("2026-06-30"), judgement="leadership")) == {
        "A": "Outstanding",
        "B": "Outstanding",
    }


def test_earlier_judgements_last_until_the_single_inspection() -> None:
    one = authorities(("A", None, None))
    events = inspections(
        ("a0", "A", "SLAC", "full inspection", None, "2011-03-02"),
        ("a1", "A", "SLAC", "re-inspection", None, "2012-03-02"),
        ("a2", "A", *FULL, "2015-01-05", "2015-03-02"),
    )
    grades = judgements(
        ("a0", "safeguarding", "Inadequate", "graded"),
        ("a0", "looked_after_children", "Good", "graded"),
        ("a1", "safeguarding", "Good", "graded"),
        ("a2", OVERALL, "Good", "graded"),
    )
    for judgement, year, grade in [
        ("safeguarding", 2011, "Inadequate"),
        ("safeguarding", 2012, "Good"),
        ("looked_after_children", 2012, "Good"),
        ("safeguarding", 2015, None),
    ]:
        frame = latest_judgements(one, events, grades, dt.date(year, 12, 31), judgement=judgement)
        assert held(frame) == {"A": grade}


@pytest.mark.parametrize(
    ("as_at", "cut_off"),
    [
        ("2017-03-31", "2017-04-30"),
        ("2017-10-31", "2017-12-08"),
        ("2018-08-31", "2018-08-31"),
        ("2024-03-31", "2024-06-30"),
        ("2026-03-31", "2026-06-30"),
        ("2016-06-15", "2016-07-31"),
        ("2020-12-31", "2021-01-31"),
        ("2024-11-30", "2025-02-28"),
        ("9999-12-01", "9999-12-31"),
    ],
)
def test_default_cut_off(as_at: str, cut_off: str) -> None:
    assert default_cut_off(DAY(as_at)) == DAY(cut_off)


def test_cut_offs_never_go_back_from_month_to_month() -> None:
    ends = [period.end_time.date() for period in pd.period_range("2009-01", "2027-12", freq="M")]
    cut_offs = [default_cut_off(end) for end in ends]
    assert cut_offs == sorted(cut_offs)
    assert all(cut_off >= as_at for as_at, cut_off in CUT_OFFS.items())


GRADES = ["Outstanding", "Good", "Requires improvement", "Inadequate"]
days = st.dates(dt.date(2013, 11, 1), dt.date(2027, 1, 1))
events = st.lists(
    st.tuples(st.sampled_from("ABC"), st.booleans(), days, st.integers(0, 225), st.sampled_from(GRADES)), max_size=12
)


def made(rows: list[tuple[str, bool, dt.date, int, str]]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    bodies = authorities(("A", None, None), ("B", None, "2019-04-01"), ("C", "2019-04-01", None))
    full = inspections(
        *[
            (str(n), code, *STANDARD, start.isoformat() if known else None, str(start + dt.timedelta(days=lag)))
            for n, (code, known, start, lag, _) in enumerate(rows)
        ]
    )
    return bodies, full, judgements(*[(str(n), OVERALL, row[-1], "graded") for n, row in enumerate(rows)])


@settings(max_examples=20, deadline=None)
@given(events, days, st.lists(days, min_size=2, max_size=4))
def test_later_cut_offs_only_add(
    rows: list[tuple[str, bool, dt.date, int, str]], as_at: dt.date, cut_offs: list[dt.date]
) -> None:
    tables = made(rows)
    previous: pd.DataFrame | None = None
    for cut_off in sorted(cut_offs):
        frame = latest_judgements(*tables, as_at, cut_off)
        assert frame["code"].is_unique
        assert set(frame["code"]) == ({"A", "B"} if as_at < dt.date(2019, 4, 1) else {"A", "C"})
        if previous is not None:
            assert frame["grade"].count() >= previous["grade"].count()
            best = frame["start_date"].fillna(frame["publication_date"])
            earlier = previous["start_date"].fillna(previous["publication_date"])
            assert ((best >= earlier) | earlier.isna()).all()
        previous = frame


@settings(max_examples=20, deadline=None)
@given(events, st.lists(days, min_size=1, max_size=5, unique=True))
def test_many_dates_at_once_are_the_same_as_one_by_one(
    rows: list[tuple[str, bool, dt.date, int, str]], dates: list[dt.date]
) -> None:
    tables = made(rows)
    together = grades_over_time(deciding_of(*tables), dates)
    for date in dates:
        mine = together[together["date"] == pd.Timestamp(date)]
        assert held(mine) == held(latest_judgements(*tables, date))
