from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from dashboard.judgements import TODAY
from dashboard.statistics import inadequate, survival, waiting
from loaders import Dataset, Judgement, deciding_of
from tests.dashboard.statistics.small_frames import authorities, events, history

FULL, JUDGEMENTS = history(
    """
    A ILACS 2020-01-10 2020-03-05 I
    A ILACS 2023-01-10 2023-03-01 I
    B ILACS 2022-04-10 2022-06-01 I
    B ILACS 2024-04-10 2024-06-01 G
    C ILACS 2021-04-10 2021-06-01 I
    D ILACS 2019-04-10 2019-06-01 I
    D ILACS 2026-05-10 2026-06-30 -
    """
)
BODIES = authorities("A", "B", "C", "D")


def visit(code: str, start: str | None, kind: str, **other: object) -> dict[str, object]:
    return {"inspection_id": f"{code}-{kind}-{start}", "authority_code": code, "framework": "ILACS", "event_type": kind,
            "start_date": start} | other  # fmt: skip


VISITS = events(
    visit("A", "2020-02-01", "focused visit"),
    visit("A", "2020-03-01", "monitoring visit", date_precision="month"),
    visit("A", "2021-05-01", "focused visit"),
    visit("A", None, "monitoring visit", publication_date="2022-02-01"),
    visit("B", "2023-05-01", "monitoring visit"),
    visit("C", None, "monitoring visit"),
)


def on(day: str) -> pd.DataFrame:
    made = VISITS["start_date"].fillna(VISITS["publication_date"])
    seen = pd.concat([FULL, VISITS[made.isna() | (made <= pd.Timestamp(day))]], ignore_index=True)
    spells = survival.spells(deciding_of(BODIES, FULL, JUDGEMENTS), as_at=dt.date.fromisoformat(day))
    return inadequate.spells_on(spells, seen[seen["publication_date"].isna() | (seen["publication_date"] <= day)])


def test_the_longest_leads_and_counts_from_the_first_of_several_reports() -> None:
    frame = on("2024-01-01")
    assert frame["code"].tolist() == ["D", "A", "C", "B"]
    first = frame[frame["code"] == "A"].iloc[0]
    assert (first["began_id"], first["latest_full"]) == ("i0", "i1")
    assert first["began"] == pd.Timestamp(2020, 3, 5)


def test_visits_count_from_the_report_on_and_a_month_counts_whole() -> None:
    frame = on("2024-01-01").set_index("code")
    assert frame.loc["A", ["monitoring", "focused"]].tolist() == [2, 1]
    assert frame.loc["A", "latest_visit"] == "A-monitoring visit-None"
    assert frame.loc["C", ["monitoring", "focused"]].tolist() == [1, 0]
    assert frame["latest_visit"].isna()["C"], "it has no date"
    assert frame.loc["D", ["monitoring", "focused"]].tolist() == [0, 0]


def test_a_spell_ends_with_a_better_grade_and_with_an_inspection_that_gives_none() -> None:
    assert on("2024-06-01")["code"].tolist() == ["D", "A", "C"]
    assert on("2026-07-01")["code"].tolist() == ["A", "C"]


@pytest.mark.parametrize("year", range(2015, 2027))
def test_they_are_those_whose_latest_report_said_so(year: int, dataset: Dataset) -> None:
    day = dt.date(year, 3, 31)
    held = dataset.as_at(day)
    spells = survival.spells(dataset.deciding(), as_at=day)
    found = inadequate.spells_on(spells, dataset.inspections())
    assert set(found["code"]) == set(held.loc[held["grade"] == "Inadequate", "code"])


def test_a_report_that_came_out_after_the_day_counts_on_it_by_the_rule_and_has_lasted_no_day() -> None:
    """B was inspected in April and May 2022 and published on 1 June; until 31 March 2024 Ofsted waited one month."""
    assert on("2022-04-30")["code"].tolist() == ["D", "A", "C"], "the cut-off is 31 May"
    found = on("2022-05-01")
    assert found["code"].tolist() == ["D", "A", "C", "B"], "the cut-off is 30 June"
    last = found.iloc[-1]
    assert (last["began"], last["days"], last["latest_full"]) == (pd.Timestamp(2022, 6, 1), 0, "i2")
    assert (last["monitoring"], last["focused"]) == (0, 0)


def test_inadequate_in_part_is_told_with_its_judgements() -> None:
    def latest(**grades: str | None) -> pd.DataFrame:
        rows = [(code, code, "London", f"i-{code}", pd.Timestamp(2024, 1, place), grade)
                for place, (code, grade) in enumerate(grades.items(), start=1)]  # fmt: skip
        return pd.DataFrame(rows, columns=["code", "name", "region", "inspection_id", "publication_date", "grade"])

    frames = {judgement: latest(A="Good", B="Good", C="Good") for judgement in TODAY}
    frames[Judgement.OVERALL] = latest(A="Inadequate", B="Requires improvement", C=None)
    frames[Judgement.LEADERSHIP] = latest(A="Inadequate", B="Good", C="Inadequate")
    frames[Judgement.CARE_LEAVERS] = latest(A="Inadequate", B="Inadequate", C="Inadequate")
    found = inadequate.in_part(frames)
    assert found["code"].tolist() == ["C", "B"], "the newest report first; who is inadequate overall is not among them"
    assert found["judgements"].tolist() == [
        (Judgement.LEADERSHIP, Judgement.CARE_LEAVERS),
        (Judgement.CARE_LEAVERS,),
    ]
    assert pd.isna(found["overall"].iloc[0]) and found["overall"].iloc[1] == "Requires improvement"


def test_waits_that_are_not_known_have_no_rank() -> None:
    register = authorities("A", "B", "C", ("NEW", "2023-04-01", None))
    waits = waiting.waiting(register, FULL, as_at=dt.date(2024, 1, 1))
    known, unknown = waiting.ranked(
        waits, {"C": dt.date(2023, 3, 31), "B": dt.date(2024, 5, 1)}, as_at=dt.date(2024, 1, 1)
    )
    assert known["code"].tolist() == ["B", "A"]
    assert known["rank"].tolist() == [1, 2] and set(known["of"]) == {2}
    assert unknown["code"].tolist() == ["C", "NEW"]
    assert unknown["record_end"].tolist()[0] == dt.date(2023, 3, 31) and pd.isna(unknown["record_end"].iloc[1])
