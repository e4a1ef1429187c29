"""The graded full inspections in order, and the grade that was held when something else happened."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
from pandas.api.extensions import take

from loaders import Deciding, Grade, Status

GRADES = [grade.value for grade in Grade]
RANKS: dict[object, int] = {grade.value: grade.rank for grade in Grade}
NO_GRADE = "No grade held"
NOT_GIVEN = "Not given since April 2026"
"""What stood after an inspection that gave no overall grade by design: the grade before it had ended."""

PREVIOUS = {
    "inspection_id": "previous_id",
    "grade": "previous_grade",
    "framework": "previous_framework",
    "start_date": "previous_start",
    "best": "previous_best",
}
"""What is told of the inspection before, and under which name."""


def graded(deciding: Deciding, *, as_at: dt.date | None = None, published_by: dt.date | None = None) -> pd.DataFrame:
    """Full inspections that gave a grade for a judgement, each authority's oldest first.

    Columns of inspections with grade, `best` (the start, or else the publication date) and the inspection
    before of the same authority: previous_id, previous_grade, previous_framework, previous_start, previous_best
    (blank for a first one). With `as_at`, only what counts on that date by Ofsted's rule.
    """
    frame = deciding.graded
    if as_at is not None:
        frame = frame.take(deciding.graded_on(as_at, published_by)).reset_index(drop=True)
    codes = frame["authority_code"].to_numpy(dtype=object)
    is_first = np.append(True, codes[1:] != codes[:-1])[: len(codes)]
    before = np.where(is_first, -1, np.arange(len(frame)) - 1)  # a first one has nothing before it: blank
    return frame.assign(**{name: take(frame[of].array, before, allow_fill=True) for of, name in PREVIOUS.items()})


def held_at(events: pd.DataFrame, deciding: Deciding, *, on: str = "start_date") -> pd.Series:
    """The grade that was published and in force at each event, `NO_GRADE` or `NOT_GIVEN` where there was none.

    `events` has authority_code and the date column `on`. The index is that of `events`. What an inspection said is in
    force from the day after its publication, that it gave no grade too; an event without a date has none (missing).
    """
    dated = events.loc[events[on].notna(), ["authority_code", on]].sort_values(on, kind="stable")
    said = deciding.counted.sort_values("publication_date", kind="stable")
    said["grade"] = said["grade"].mask(said["status"] == Status.NOT_GIVEN.value, NOT_GIVEN)
    joined = pd.merge_asof(
        dated.reset_index(),
        said[["authority_code", "publication_date", "grade"]],
        left_on=on,
        right_on="publication_date",
        by="authority_code",
        allow_exact_matches=False,
    )
    found = joined.set_index(joined.columns[0])["grade"].fillna(NO_GRADE)
    return found.reindex(events.index).rename("grade_held")


def steps(before: object, after: object) -> int | None:
    """How many grades the second is better than the first, negative where it is worse; None where either is none."""
    old, new = RANKS.get(before), RANKS.get(after)
    return None if old is None or new is None else new - old
