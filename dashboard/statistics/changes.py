"""Why a figure moved between two dates, and what was published between them."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import pandas as pd

from dashboard.statistics.as_at import GRADES
from dashboard.statistics.history import NO_GRADE, direction, graded, held_at
from dashboard.statistics.movement import word
from loaders import FULL_INSPECTIONS, Framework, Judgement


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
    change[had & has & again.fillna(False)] = Change.SAME.value
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
    lost = pd.crosstab(changed["grade_before"], changed["change"]).reindex(index=GRADES, columns=moves, fill_value=0)
    gained = pd.crosstab(changed["grade_after"], changed["change"]).reindex(index=GRADES, columns=moves, fill_value=0)
    frame = (gained - lost).astype(int)
    frame.insert(0, "before", changed["grade_before"].value_counts().reindex(GRADES, fill_value=0))
    frame["after"] = changed["grade_after"].value_counts().reindex(GRADES, fill_value=0)
    frame.loc["Total"] = frame.sum()
    frame.columns.name = None
    return frame.rename_axis("grade").reset_index()


def published_between(
    authorities: pd.DataFrame,
    inspections: pd.DataFrame,
    judgements: pd.DataFrame,
    *,
    since: dt.date,
    until: dt.date,
    judgement: str = Judgement.OVERALL,
) -> pd.DataFrame:
    """Full inspections published, and bodies created and abolished, after `since` and up to `until`, newest first.

    Columns: date, kind ("full inspection", "created", "abolished"), code, name, inspection_id, event_type,
    start_date, previous_grade, grade, movement (a word of `Movement`), report_url. An inspection without the
    grade asked for (overall effectiveness since April 2026) is there with a blank grade, and with the grade that was in
    force before it.
    """
    published = inspections["publication_date"].gt(pd.Timestamp(since)) & inspections["publication_date"].le(
        pd.Timestamp(until)
    )
    full = inspections[
        published
        & inspections["event_type"].isin(FULL_INSPECTIONS)
        & inspections["framework"].isin([Framework.SIF, Framework.ILACS])
    ]
    grades = graded(inspections, judgements, judgement=judgement)
    full = full.merge(grades[["inspection_id", "previous_grade", "grade"]], on="inspection_id", how="left")
    full = full.rename(columns={"publication_date": "date"})
    full = full.merge(authorities[["code", "name"]], left_on="authority_code", right_on="code")
    full = full.assign(kind="full inspection", movement=word(full["previous_grade"], full["grade"]))
    before = held_at(full, grades, on="date")
    in_force = before.where(full["grade"].isna() & before.ne(NO_GRADE))
    full["previous_grade"] = full["previous_grade"].fillna(in_force)

    bodies = [
        authorities.rename(columns={column: "date"}).assign(kind=kind)[["date", "kind", "code", "name"]]
        for column, kind in (("established", "created"), ("abolished", "abolished"))
    ]
    bodies = [frame[frame["date"].gt(pd.Timestamp(since)) & frame["date"].le(pd.Timestamp(until))] for frame in bodies]
    columns = [
        *("date", "kind", "code", "name", "inspection_id", "event_type", "start_date"),
        *("previous_grade", "grade", "movement", "report_url"),
    ]
    frame = pd.concat([part for part in (full[columns], *bodies) if len(part)] or [full[columns]], ignore_index=True)
    return frame.sort_values(["date", "name"], ascending=[False, True], kind="stable", ignore_index=True)
