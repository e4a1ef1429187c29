"""Why a figure moved between two dates."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

import pandas as pd

from dashboard.statistics.counts import GRADES
from dashboard.statistics.graded import direction


class Change(StrEnum):
    """What became of an authority's grade between two dates."""

    BETTER = "inspected again, better"
    WORSE = "inspected again, worse"
    SAME = "inspected again, same grade"
    NOT_INSPECTED = "not inspected again"
    FIRST = "first grade"
    CREATED = "new body with a grade"
    ABOLISHED = "abolished, held a grade"
    NO_LONGER = "no longer judged"
    NO_GRADE = "no grade on either date"
    CREATED_UNGRADED = "new body without a grade"
    ABOLISHED_UNGRADED = "abolished, held no grade"


MOVES = (Change.BETTER, Change.WORSE, Change.FIRST, Change.CREATED, Change.ABOLISHED, Change.NO_LONGER)
"""The changes that move a count."""


def changes(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """What happened to each authority between two dates: one row for each that existed on either.

    Both frames are as from `Dataset.as_at`, the earlier first. Columns: code, name, region, ofsted_region,
    grade_before, grade_after, change (a word of `Change`).
    """
    columns = ["code", "name", "region", "ofsted_region", "grade", "inspection_id"]
    both = before[columns].merge(after[columns], on="code", how="outer", suffixes=("_before", "_after"), indicator=True)
    for column in ("name", "region", "ofsted_region"):
        both[column] = both[f"{column}_after"].fillna(both[f"{column}_before"])
    had, has = both["grade_before"].notna(), both["grade_after"].notna()
    created, gone = both["_merge"] == "right_only", both["_merge"] == "left_only"
    again = both["inspection_id_before"] != both["inspection_id_after"]
    rise = direction(both["grade_before"], both["grade_after"]).fillna(0)

    change = pd.Series(Change.NOT_INSPECTED.value, index=both.index)
    change[had & has & again] = Change.SAME.value
    change[rise > 0] = Change.BETTER.value
    change[rise < 0] = Change.WORSE.value
    change[~had & has] = Change.FIRST.value
    change[had & ~has] = Change.NO_LONGER.value
    change[~had & ~has] = Change.NO_GRADE.value
    change[created & has], change[created & ~has] = Change.CREATED.value, Change.CREATED_UNGRADED.value
    change[gone & had], change[gone & ~had] = Change.ABOLISHED.value, Change.ABOLISHED_UNGRADED.value
    both["change"] = change
    return both[["code", "name", "region", "ofsted_region", "grade_before", "grade_after", "change"]]


def reconcile(changed: pd.DataFrame) -> pd.DataFrame:
    """How each grade's count came about, to the last authority.

    One row for each grade, best first, and one for the total of graded authorities. Columns: grade, before,
    one for each of `MOVES` (authorities gained less authorities lost by it) and after; before and the moves
    add up to after in every row.
    """
    moves = [change.value for change in MOVES]
    lost = Counter(zip(changed["grade_before"], changed["change"], strict=True))
    gained = Counter(zip(changed["grade_after"], changed["change"], strict=True))
    before, after = changed["grade_before"].value_counts(), changed["grade_after"].value_counts()
    rows = {
        grade: {
            "before": int(before.get(grade, 0)),
            **{move: gained[grade, move] - lost[grade, move] for move in moves},
            "after": int(after.get(grade, 0)),
        }
        for grade in GRADES
    }
    frame = pd.DataFrame.from_dict(rows, orient="index")
    frame.loc["Total"] = frame.sum()
    return frame.rename_axis("grade").reset_index()
