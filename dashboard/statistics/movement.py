"""Who improved and who declined, and how often each grade was followed by each."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from enum import StrEnum
from typing import Literal

import numpy as np
import pandas as pd

from dashboard import frames
from dashboard.statistics.graded import GRADES, RANKS, steps
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

    `graded` is as from `graded.graded` with the same date. "first ILACS" is the rule of Ofsted's text on
    31 March 2024: the latest ILACS grade against the first ILACS one, authorities of the day with two or more.
    "previous" compares with the full inspection before, SIF or ILACS, and is what others count. Columns: code,
    name, region, ofsted_region, from_id, from_date, from_grade, to_id, to_date, to_grade, movement, steps (grades
    risen; negative where fallen).
    """
    known = graded[graded["framework"] == Framework.ILACS.value] if against == "first ILACS" else graded
    codes = known["authority_code"].to_numpy(dtype=object)
    ends = np.flatnonzero(np.append(codes[1:] != codes[:-1], True)[: len(codes)])
    starts = np.append(0, ends + 1)[: len(ends)]
    others = starts if against == "first ILACS" else ends - 1
    found = {codes[end]: (other, end) for start, other, end in zip(starts, others, ends, strict=True) if start < end}
    living = np.flatnonzero(existed(authorities, as_at) & authorities["code"].isin(found))
    places = np.array([found[code] for code in authorities["code"].array[living]], dtype=np.int64).reshape(-1, 2)
    columns = {name: authorities[name].array.take(living) for name in ("code", "name", "region", "ofsted_region")}
    for side, end in enumerate(("from", "to")):
        for name, column in (("id", "inspection_id"), ("date", "best"), ("grade", "grade")):
            columns[f"{end}_{name}"] = known[column].array.take(places[:, side])
    pairs = list(zip(columns["from_grade"].tolist(), columns["to_grade"].tolist(), strict=True))
    columns["movement"] = pd.array([_word(*pair) for pair in pairs], dtype="string")
    columns["steps"] = pd.array([steps(*pair) for pair in pairs], dtype="Int64")
    return pd.DataFrame(columns, copy=False)


def word(before: pd.Series, after: pd.Series) -> pd.Series:
    """The movement from each grade to the other as a word of `Movement`; missing where either grade is."""
    words = [_word(*pair) for pair in zip(before.tolist(), after.tolist(), strict=True)]
    return pd.Series(words, index=after.index, dtype="string", name="movement")


def _word(before: object, after: object) -> str | None:
    risen = steps(before, after)
    if risen is None:
        return None
    if risen:
        return Movement.IMPROVED.value if risen > 0 else Movement.DECLINED.value
    return Movement.RETAINED.value if after in GRADES[:2] else Movement.SAME.value


def summary(moved: pd.DataFrame) -> pd.DataFrame:
    """How many moved which way: movement, n, total, percent; every movement is there."""
    counted, total = Counter(moved["movement"].tolist()), len(moved)
    n = [counted[kind.value] for kind in Movement]
    percent = [100 * each / total for each in n] if total else pd.NA
    return pd.DataFrame({"movement": [kind.value for kind in Movement], "n": n, "total": total, "percent": percent})


def transitions(graded: pd.DataFrame, *, within: Framework | None = None) -> pd.DataFrame:
    """How often each grade was followed by each at the next full inspection of the same authority.

    `graded` is as from `graded.graded`. Every pair of consecutive graded full inspections counts, of abolished
    bodies too; `within` keeps the pairs of which both belong to one framework. Columns: from_grade, to_grade, n,
    total (pairs that start at from_grade) and percent of it (missing where the total is 0); all sixteen pairs, best
    first. The grades are categories, best first.
    """
    pairs = frames.rows(graded, ["previous_grade", "grade", "previous_framework", "framework"])
    frameworks = set(Framework) if within is None else {within}
    counted = Counter((old, new) for old, new, *of in pairs if old in RANKS and frameworks.issuperset(of))
    both = [(old, new) for old in GRADES for new in GRADES]
    n = [counted[pair] for pair in both]
    totals = {old: sum(counted[old, new] for new in GRADES) for old in GRADES}
    of = [totals[old] for old, _ in both]
    return pd.DataFrame(
        {
            "from_grade": pd.Categorical([old for old, _ in both], categories=GRADES, ordered=True),
            "to_grade": pd.Categorical([new for _, new in both], categories=GRADES, ordered=True),
            "n": n,
            "total": of,
            "percent": [100 * each / total if total else math.nan for each, total in zip(n, of, strict=True)],
        }
    )
