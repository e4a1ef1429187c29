"""Who improved and who declined, and how often each grade was followed by each."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Literal

import pandas as pd

from dashboard.statistics.graded import GRADES, direction
from loaders import Framework, existed

Against = Literal["first ILACS", "previous"]


class Movement(StrEnum):
    """How the latest grade stands to the one that it is compared with."""

    IMPROVED = "improved"
    RETAINED = "retained"
    SAME = "same"
    DECLINED = "declined"


MEANING = {
    Movement.IMPROVED: "a better grade",
    Movement.RETAINED: "the same grade, good or outstanding",
    Movement.SAME: "the same grade, requires improvement or inadequate",
    Movement.DECLINED: "a worse grade",
}
"""Ofsted's text of 2024 calls it "retained" where an authority stayed good or outstanding."""


def movement(authorities: pd.DataFrame, graded: pd.DataFrame, *, against: Against, as_at: dt.date) -> pd.DataFrame:
    """The latest grade of each authority of `as_at` against another of its own, for those that have both.

    `graded` is as from `history.graded` with the same date. "first ILACS" is the rule of Ofsted's text on
    31 March 2024: the latest ILACS grade against the first ILACS one, authorities of the day with two or more.
    "previous" compares with the full inspection before, SIF or ILACS, and is what others count. Columns: code,
    name, region, ofsted_region, from_id, from_date, from_grade, to_id, to_date, to_grade, movement, steps (grades
    risen; negative where fallen).
    """
    known = graded[graded["framework"] == Framework.ILACS.value] if against == "first ILACS" else graded
    groups = known.groupby("authority_code")
    latest = groups.nth(-1).set_index("authority_code")
    other = (groups.nth(0) if against == "first ILACS" else groups.nth(-2)).set_index("authority_code")
    several = groups.size()
    codes = several[several > 1].index
    frame = pd.DataFrame(
        {
            "from_id": other["inspection_id"].reindex(codes),
            "from_date": other["best"].reindex(codes),
            "from_grade": other["grade"].reindex(codes),
            "to_id": latest["inspection_id"].reindex(codes),
            "to_date": latest["best"].reindex(codes),
            "to_grade": latest["grade"].reindex(codes),
        }
    ).rename_axis("code")
    living = authorities.loc[existed(authorities, as_at), ["code", "name", "region", "ofsted_region"]]
    frame = living.merge(frame.reset_index(), on="code")
    frame["movement"] = word(frame["from_grade"], frame["to_grade"])
    ranks = {grade: 4 - place for place, grade in enumerate(GRADES)}
    frame["steps"] = (frame["to_grade"].map(ranks) - frame["from_grade"].map(ranks)).astype("Int64")
    return frame


def word(before: pd.Series, after: pd.Series) -> pd.Series:
    """The movement from each grade to the other as a word of `Movement`; missing where either grade is."""
    names = {1: Movement.IMPROVED.value, 0: Movement.SAME.value, -1: Movement.DECLINED.value}
    words = direction(before, after).map(names)
    good = after.isin(GRADES[:2])
    return words.mask((words == Movement.SAME.value) & good, Movement.RETAINED.value).rename("movement")


def summary(moved: pd.DataFrame) -> pd.DataFrame:
    """How many moved which way: movement, n, total, percent; every movement is there."""
    n = moved["movement"].value_counts().reindex([kind.value for kind in Movement], fill_value=0)
    frame = n.rename_axis("movement").rename("n").reset_index()
    frame["total"] = len(moved)
    frame["percent"] = 100 * frame["n"] / len(moved) if len(moved) else pd.NA
    return frame


def transitions(graded: pd.DataFrame, *, within: Framework | None = None) -> pd.DataFrame:
    """How often each grade was followed by each at the next full inspection of the same authority.

    `graded` is as from `history.graded`. Every pair of consecutive graded full inspections counts, of abolished
    bodies too; `within` keeps the pairs of which both belong to one framework. Columns: from_grade, to_grade, n,
    total (pairs that start at from_grade) and percent of it (missing where the total is 0); all sixteen pairs, best
    first. The grades are categories, best first.
    """
    pairs = graded[graded["previous_grade"].notna()]
    if within is not None:
        pairs = pairs[(pairs["framework"] == within.value) & (pairs["previous_framework"] == within.value)]
    pairs = pd.DataFrame(
        {
            "from_grade": pd.Categorical(pairs["previous_grade"], categories=GRADES, ordered=True),
            "to_grade": pd.Categorical(pairs["grade"], categories=GRADES, ordered=True),
        }
    )
    frame = pairs.groupby(["from_grade", "to_grade"], observed=False).size().rename("n").reset_index()
    frame["total"] = frame.groupby("from_grade", observed=False)["n"].transform("sum")
    frame["percent"] = 100 * frame["n"] / frame["total"].where(frame["total"] > 0)
    return frame
