"""Why a figure moved between two dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, NamedTuple

import pandas as pd

from dashboard.statistics.counts import GRADES
from dashboard.statistics.graded import steps


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
    old, new = ({row[0]: _Held(*row) for row in _rows(frame[columns])} for frame in (before, after))
    rows = []
    for code in sorted(old.keys() | new.keys()):
        then, now = old.get(code), new.get(code)
        who = (now or old[code])[:4]
        rows.append((*who, then and then.grade, now and now.grade, _change(then, now).value))
    return pd.DataFrame(rows, columns=[*columns[:4], "grade_before", "grade_after", "change"], dtype="string")


def reconcile(changed: pd.DataFrame) -> pd.DataFrame:
    """How each grade's count came about, to the last authority.

    One row for each grade, best first, and one for the total of graded authorities. Columns: grade, before,
    one for each of `MOVES` (authorities gained less authorities lost by it) and after; before and the moves
    add up to after in every row.
    """
    moves = [change.value for change in MOVES]
    pairs = list(_rows(changed[["grade_before", "grade_after", "change"]]))
    lost = Counter((before, change) for before, _, change in pairs)
    gained = Counter((after, change) for _, after, change in pairs)
    rows = [
        [
            sum(before == grade for before, _, _ in pairs),
            *(gained[grade, move] - lost[grade, move] for move in moves),
            sum(after == grade for _, after, _ in pairs),
        ]
        for grade in GRADES
    ]
    total = [sum(column) for column in zip(*rows, strict=True)]
    frame = pd.DataFrame([*rows, total], columns=["before", *moves, "after"])
    frame.insert(0, "grade", [*GRADES, "Total"])
    return frame


class _Held(NamedTuple):
    """What an authority held on a date."""

    code: str
    name: str
    region: str
    ofsted_region: str
    grade: str | None
    inspection_id: str | None


def _change(before: _Held | None, after: _Held | None) -> Change:
    """What became of one authority between two dates; None where it did not exist on the date."""
    if before is None:
        return Change.CREATED if after and after.grade else Change.CREATED_UNGRADED
    if after is None:
        return Change.ABOLISHED if before.grade else Change.ABOLISHED_UNGRADED
    if risen := steps(before.grade, after.grade):
        return Change.BETTER if risen > 0 else Change.WORSE
    if before.grade and after.grade:
        return Change.NOT_INSPECTED if before.inspection_id == after.inspection_id else Change.SAME
    if after.grade:
        return Change.FIRST
    return Change.NO_LONGER if before.grade else Change.NO_GRADE


def _rows(frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """The rows as plain tuples, None for what is missing."""
    missing: Any = None
    columns = (frame[column].to_numpy(dtype=object, na_value=missing).tolist() for column in frame)
    return zip(*columns, strict=True)
