"""The arrays that decide a judgement against the rule as pandas says it, one authority after another."""

from __future__ import annotations

import datetime as dt
import itertools
import random

import pandas as pd
import pytest

from loaders import Dataset, Judgement, load_dataset
from loaders.as_at import default_cut_off

TODAY = ("leadership", "help_and_protection", "children_in_care", "care_leavers", "overall_effectiveness")
EARLIER = ("safeguarding", "looked_after_children", "child_protection")


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load_dataset()


def last_known(day: pd.Series, precision: pd.Series) -> pd.Series:
    """The day itself, or the last one of its month where the month alone is known."""
    return day.where(precision != "month", day + pd.offsets.MonthEnd(0))


def held_by_pandas(dataset: Dataset, judgement: str, as_at: dt.date, cut_off: dt.date) -> dict[str, str | None]:
    """Inspection that decides, by authority that existed: the rule of README said with frames alone."""
    bodies, judged = dataset.authorities(), dataset.judgements()
    day, limit = pd.Timestamp(as_at), pd.Timestamp(cut_off)
    full = dataset.inspections().merge(judged[judged["judgement"] == judgement], how="left", on="inspection_id")
    full = full[
        full["event_type"].isin(["full inspection", "re-inspection", "standard inspection", "short inspection"])
    ]
    full = full[full["publication_date"].notna() & full["inspection_id"].isin(judged["inspection_id"])]
    whole = full["framework"].isin(["SIF", "ILACS"])
    before = {"safeguarding": ["SLAC"], "looked_after_children": ["SLAC", "TLAC"], "child_protection": ["CPI"]}
    full = full[whole | (full["framework"].isin(before.get(judgement, [])) & full["grade"].notna())]
    begun = last_known(full["start_date"], full["date_precision"])
    public = last_known(full["publication_date"], full["publication_precision"])
    full = full[(begun.isna() | (begun <= day)) & (public <= limit)]
    full = full.assign(best=full["start_date"].fillna(full["publication_date"]))
    last = full.sort_values(["best", "publication_date", "inspection_id"]).groupby("authority_code").tail(1)
    decided = dict(zip(last["authority_code"], last["inspection_id"], strict=True))
    alive = bodies[
        (bodies["established"].isna() | (bodies["established"] <= day))
        & (bodies["abolished"].isna() | (bodies["abolished"] > day))
    ]
    return {code: decided.get(code) for code in alive["code"]}


CHANCE = random.Random(2026)
DATES = [dt.date(2010, 1, 1) + dt.timedelta(days=CHANCE.randrange(6100)) for _ in range(40)]


@pytest.mark.parametrize("judgement", [*TODAY, *EARLIER])
def test_arrays_and_frames_say_the_same_on_forty_dates_with_and_without_a_cut_off(
    dataset: Dataset, judgement: str
) -> None:
    deciding = dataset.deciding(judgement)
    codes = list(dataset.authorities()["code"])
    ids = [*deciding.counted["inspection_id"], None]
    for place, as_at in enumerate(DATES):
        cut_off = default_cut_off(as_at) if place % 2 else as_at + dt.timedelta(days=place)
        expected = held_by_pandas(dataset, judgement, as_at, cut_off)
        held = dict(zip(codes, deciding.held(as_at, None if place % 2 else cut_off), strict=True))
        assert {code: ids[held[code]] for code in expected} == expected, (judgement, as_at)
        frame = deciding.latest(as_at, cut_off)
        assert list(frame["code"]) == [code for code in codes if code in expected]
        assert [None if pd.isna(one) else one for one in frame["inspection_id"]] == [
            expected[code] for code in frame["code"]
        ]


def test_a_grade_is_that_of_the_inspection_which_decides(dataset: Dataset) -> None:
    given = dataset.judgements().set_index(["inspection_id", "judgement"])["grade"].to_dict()
    for judgement, as_at in itertools.product(TODAY, DATES[:6]):
        frame = dataset.as_at(as_at, judgement=judgement)
        known = frame[frame["grade"].notna()]
        assert list(known["grade"]) == [given[one, judgement] for one in known["inspection_id"]]


def test_what_decides_is_worked_out_once_and_a_word_that_is_no_judgement_is_refused(dataset: Dataset) -> None:
    assert dataset.deciding("leadership") is dataset.deciding(Judgement.LEADERSHIP)
    with pytest.raises(ValueError, match="score"):
        dataset.deciding("score")
