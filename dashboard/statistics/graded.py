"""The graded full inspections in order, and the grade that was held when something else happened."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from loaders import Grade, Judgement, counts_on, deciding_inspections, default_cut_off

GRADES = [grade.value for grade in Grade]
RANKS = {grade.value: grade.rank for grade in Grade}
NO_GRADE = "No grade yet"


def graded(
    inspections: pd.DataFrame,
    judgements: pd.DataFrame,
    *,
    judgement: str = Judgement.OVERALL,
    as_at: dt.date | None = None,
    published_by: dt.date | None = None,
) -> pd.DataFrame:
    """Full inspections that gave a grade for `judgement`, each authority's oldest first.

    Columns of inspections with grade, `best` (the start, or else the publication date) and the inspection
    before of the same authority: previous_id, previous_grade, previous_framework, previous_start, previous_best
    (blank for a first one). With `as_at`, only what counts on that date by Ofsted's rule.
    """
    frame, _ = deciding_inspections(inspections, judgements, judgement)
    frame = frame[frame["grade"].notna()]
    if as_at is not None:
        counts = counts_on(frame, [as_at], [published_by or default_cut_off(as_at)])[:, 0]
        frame = frame[counts]
    frame = frame.sort_values(["authority_code", "best"], kind="stable", ignore_index=True)
    before = frame.groupby("authority_code")[["inspection_id", "grade", "framework", "start_date", "best"]].shift()
    before.columns = pd.Index(
        ["previous_id", "previous_grade", "previous_framework", "previous_start", "previous_best"]
    )
    return pd.concat([frame, before], axis="columns")


def held_at(events: pd.DataFrame, graded: pd.DataFrame, *, on: str = "start_date") -> pd.Series:
    """The grade that was published and in force at each event, `NO_GRADE` where there was none.

    `events` has authority_code and the date column `on`; `graded` is as from `graded`. The index is that of
    `events`. A grade is in force from the day after its publication; an event without a date has none (missing).
    """
    dated = events.loc[events[on].notna(), ["authority_code", on]].sort_values(on, kind="stable")
    grades = graded[["authority_code", "publication_date", "grade"]].sort_values("publication_date", kind="stable")
    joined = pd.merge_asof(
        dated.reset_index(),
        grades,
        left_on=on,
        right_on="publication_date",
        by="authority_code",
        allow_exact_matches=False,
    )
    found = joined.set_index(joined.columns[0])["grade"].fillna(NO_GRADE)
    return found.reindex(events.index).rename("grade_held")


def direction(before: pd.Series, after: pd.Series) -> pd.Series:
    """1 where the grade rose, -1 where it fell, 0 where it stayed; missing where either is."""
    rise = after.map(RANKS).astype("Float64") - before.map(RANKS).astype("Float64")
    return rise.clip(-1, 1).astype("Int64")
