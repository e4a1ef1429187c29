from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.statistics import changes, movement, published
from dashboard.statistics.graded import graded
from loaders import Framework, deciding_of, latest_judgements
from tests.dashboard.statistics.small_frames import GRADES, authorities, histories, history

TABLES = history(
    """
    A SIF   -          2014-05-01 I
    A ILACS 2018-06-01 2018-08-01 RI
    A ILACS 2021-06-01 2021-08-01 G
    A ILACS 2024-01-10 2024-03-01 RI
    B ILACS 2018-06-01 2018-08-01 G
    B ILACS 2022-06-01 2022-08-01 G
    C ILACS 2018-06-01 2018-08-01 I
    C ILACS 2022-06-01 2022-08-01 I
    D ILACS 2018-06-01 2018-08-01 O
    D ILACS 2022-06-01 2022-08-01 RI
    E SIF   -          2015-05-01 RI
    E ILACS 2019-06-01 2019-08-01 O
    F ILACS 2019-06-01 2019-08-01 O
    """
)
BODIES = authorities("A", "B", "C", "D", "E", "F")


def moved(against: movement.Against, day: str = "2024-03-31") -> pd.DataFrame:
    date = dt.date.fromisoformat(day)
    return movement.movement(BODIES, graded(deciding_of(BODIES, *TABLES), as_at=date), against=against, as_at=date)


def test_against_the_first_ilacs_inspection() -> None:
    frame = moved("first ILACS").set_index("code")
    assert frame["movement"].to_dict() == {"A": "same", "B": "retained", "C": "same", "D": "declined"}
    assert frame.loc["A", ["from_grade", "to_grade"]].tolist() == ["Requires improvement", "Requires improvement"]


def test_against_the_previous_inspection() -> None:
    frame = moved("previous").set_index("code")
    assert frame["movement"].to_dict() == {
        "A": "declined",
        "B": "retained",
        "C": "same",
        "D": "declined",
        "E": "improved",
    }
    assert frame["steps"].to_dict() == {"A": -1, "B": 0, "C": 0, "D": -2, "E": 2}


def test_only_what_was_known_on_the_date_counts() -> None:
    frame = moved("first ILACS", "2023-03-31").set_index("code")
    assert frame.loc["A", "movement"] == "improved"
    assert moved("first ILACS", "2019-03-31").empty


def test_summary_names_every_movement() -> None:
    frame = movement.summary(moved("first ILACS"))
    assert frame["movement"].tolist() == ["improved", "retained", "same", "declined"]
    assert frame["n"].tolist() == [0, 1, 2, 1]
    assert frame["percent"].tolist() == [0, 25, 50, 25]
    assert movement.summary(moved("first ILACS", "2017-03-31"))["n"].tolist() == [0, 0, 0, 0]


def test_transitions_by_hand() -> None:
    frame = movement.transitions(graded(deciding_of(BODIES, *TABLES)))
    assert len(frame) == 16
    assert frame["n"].sum() == 7
    pair = frame.set_index(["from_grade", "to_grade"])["n"]
    assert pair["Inadequate", "Requires improvement"] == 1
    assert pair["Requires improvement", "Outstanding"] == 1
    assert pair["Outstanding", "Requires improvement"] == 1
    within = movement.transitions(graded(deciding_of(BODIES, *TABLES)), within=Framework.ILACS)
    assert within["n"].sum() == 5


SUCCESSION = authorities("A", "B", "C", ("OLD", None, "2019-04-01"), ("BARE", None, "2019-04-01"), *[
    (code, "2019-04-01", None) for code in ("NEW", "LATER")
])  # fmt: skip
SUCCESSION_TABLES = history(
    """
    A   SIF   2015-01-05 2015-03-02 I
    A   ILACS 2019-09-05 2019-11-02 G
    B   SIF   2015-01-05 2015-03-02 O
    B   ILACS 2019-09-05 2019-11-02 RI
    C   ILACS 2019-09-05 2019-11-02 G
    OLD SIF   2015-01-05 2015-03-02 RI
    NEW ILACS 2019-09-05 2019-11-02 G
    """
)


def test_why_the_figure_moved() -> None:
    before = latest_judgements(SUCCESSION, *SUCCESSION_TABLES, dt.date(2019, 3, 31))
    after = latest_judgements(SUCCESSION, *SUCCESSION_TABLES, dt.date(2020, 3, 31))
    changed = changes.changes(before, after)
    assert changed.set_index("code")["change"].to_dict() == {
        "A": "inspected again, better",
        "B": "inspected again, worse",
        "C": "first grade",
        "OLD": "abolished, held a grade",
        "BARE": "abolished, held no grade",
        "NEW": "new body with a grade",
        "LATER": "new body without a grade",
    }
    table = changes.reconcile(changed).set_index("grade")
    assert table.loc["Good"].tolist() == [0, 1, 0, 1, 1, 0, 0, 3]
    assert table.loc["Total"].tolist() == [3, 0, 0, 1, 1, -1, 0, 4]


def test_a_judgement_no_longer_made_is_said() -> None:
    full, grades = history("A SIF 2015-01-05 2015-03-02 G\nA ILACS 2019-01-05 2019-03-02 G")
    leavers = pd.DataFrame([("i0", "care_leavers", "Good", "graded")], columns=grades.columns)
    tables = authorities("A"), full, pd.concat([grades, leavers])
    frames = [latest_judgements(*tables, dt.date(year, 3, 31), judgement="care_leavers") for year in (2018, 2020)]
    changed = changes.changes(*frames)
    assert changed["change"].tolist() == ["no longer judged"]
    assert changes.reconcile(changed).set_index("grade").loc["Total", "after"] == 0


def test_what_was_published_between_two_dates() -> None:
    frame = published.published_between(
        SUCCESSION_TABLES[0],
        deciding_of(SUCCESSION, *SUCCESSION_TABLES),
        since=dt.date(2019, 3, 31),
        until=dt.date(2019, 11, 2),
    )
    assert frame["kind"].value_counts().to_dict() == {"full inspection": 4, "created": 2, "abolished": 2}
    assert frame["date"].is_monotonic_decreasing
    by_code = frame[frame["kind"] == "full inspection"].set_index("code")
    assert by_code["movement"].fillna("").to_dict() == {"A": "improved", "B": "declined", "C": "", "NEW": ""}
    nothing = published.published_between(
        SUCCESSION_TABLES[0],
        deciding_of(SUCCESSION, *SUCCESSION_TABLES),
        since=dt.date(2019, 11, 2),
        until=dt.date(2020, 1, 1),
    )
    assert nothing.empty
    assert nothing.columns.tolist() == frame.columns.tolist()


@settings(max_examples=15, deadline=None)
@given(histories(), st.lists(st.dates(dt.date(2015, 1, 1), dt.date(2026, 6, 1)), min_size=2, max_size=2))
def test_the_reconciliation_is_exact(
    tables: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame], days: list[dt.date]
) -> None:
    before, after = (latest_judgements(*tables, day) for day in sorted(days))
    changed = changes.changes(before, after)
    assert changed["code"].is_unique
    assert set(changed["code"]) == set(before["code"]) | set(after["code"])
    table = changes.reconcile(changed).set_index("grade")
    assert (table.drop(columns="after").sum(axis="columns") == table["after"]).all()
    for grade in GRADES:
        assert table.loc[grade, "before"] == (before["grade"] == grade).sum()
        assert table.loc[grade, "after"] == (after["grade"] == grade).sum()


@settings(max_examples=15, deadline=None)
@given(histories(), st.sampled_from(["first ILACS", "previous"]))
def test_nobody_moves_twice(tables: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame], against: movement.Against) -> None:
    day = dt.date(2025, 3, 31)
    bodies, inspections, judgements = tables
    frame = movement.movement(
        bodies, graded(deciding_of(bodies, inspections, judgements), as_at=day), against=against, as_at=day
    )
    assert frame["code"].is_unique
    assert movement.summary(frame)["n"].sum() == len(frame)
    latest = latest_judgements(*tables, day).set_index("code")["grade"]
    # a later inspection without an overall grade ends what stands, not the move between the grades before it
    now = latest.reindex(frame["code"]).tolist()
    assert all(pd.isna(held) or held == to for held, to in zip(now, frame["to_grade"], strict=True))
    assert frame["movement"].isin(list(movement.Movement)).all()


def test_movement_words() -> None:
    words = movement.word(
        pd.Series(["Good", "Good", "Inadequate", None]), pd.Series(["Good", "Inadequate", "Good", "Good"])
    )
    assert words.tolist()[:3] == ["retained", "declined", "improved"]
    assert pd.isna(words[3])


@pytest.mark.parametrize("against", ["first ILACS", "previous"])
def test_no_inspections_at_all(against: movement.Against) -> None:
    empty = history("A SIF - 2014-05-01 G")[0].iloc[:0]
    grades = TABLES[1].iloc[:0]
    day = dt.date(2024, 3, 31)
    assert movement.movement(
        BODIES, graded(deciding_of(BODIES, empty, grades), as_at=day), against=against, as_at=day
    ).empty
