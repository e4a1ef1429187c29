"""Who improved up to a date: every authority's grade against an earlier one of its own, or why there is none to compare."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

import pandas as pd

from dashboard.statistics.changes import Change, changes
from dashboard.statistics.graded import RANKS, graded
from dashboard.statistics.movement import Against, Movement, movement, word
from loaders import Deciding, Framework

Baseline = Against | dt.date
"""What a grade is compared with: that of an inspection, or the one held on a date."""


class Outcome(StrEnum):
    """What became of an authority's grade."""

    IMPROVED = "improved"
    SAME = "the same"
    DECLINED = "declined"
    NOT_COMPARED = "cannot be compared"


class Reason(StrEnum):
    """Why two grades cannot be compared."""

    NO_INSPECTION = "no inspection yet"
    ONE_INSPECTION = "one inspection only"
    ONE_GRADE = "one grade only"
    NO_GRADE = "no grade"
    NOT_AGAIN = "not inspected again"
    NO_GRADE_BEFORE = "no grade on the earlier date"
    NOT_THERE = "did not exist on the earlier date"


OF_MOVEMENT = {
    Movement.IMPROVED: Outcome.IMPROVED,
    Movement.RETAINED: Outcome.SAME,
    Movement.SAME: Outcome.SAME,
    Movement.DECLINED: Outcome.DECLINED,
}
AGAIN = frozenset({Change.BETTER.value, Change.WORSE.value, Change.SAME.value})
"""What became of an authority that was graded on both dates and inspected between them."""
WHO = ["code", "name", "region", "ofsted_region"]
ENDS = [f"{end}_{name}" for end in ("from", "to") for name in ("id", "date", "grade")]


def improved(deciding: Deciding, against: Baseline, *, as_at: dt.date, published_by: dt.date) -> pd.DataFrame:
    """What became of the grade of every authority that existed on `as_at`, by Ofsted's rule of what counts then.

    The counts are those of `movement.movement`, or against a date those of `changes.changes`. Columns: code, name,
    region, ofsted_region; from_id, from_date, from_grade, to_id, to_date, to_grade (the start of each inspection, or
    else its publication; the second pair alone where there is nothing to compare, blank where there is no grade);
    movement (a word of `Movement`) and outcome (of `Outcome`); reason (of `Reason`) where it cannot be compared, and
    status (of `Status`) of an inspection that gave no grade where that is why; ungraded_id and ungraded_date of a
    later inspection that gave none.
    """
    held = _held(deciding, as_at, published_by)
    if isinstance(against, dt.date):
        found = _against_date(held, _held(deciding, against, None))
    else:
        found = _against_inspection(deciding, held, against, as_at, published_by)
    found["movement"] = word(found["from_grade"], found["to_grade"])
    found["outcome"] = found["movement"].map(OF_MOVEMENT).fillna(Outcome.NOT_COMPARED.value)
    return found.reset_index(drop=True)


def _held(deciding: Deciding, as_at: dt.date, published_by: dt.date | None) -> pd.DataFrame:
    """What decided on a date, with `date`: the start of the inspection, or else its publication."""
    frame = deciding.latest(as_at, published_by)
    return frame.assign(date=frame["start_date"].fillna(frame["publication_date"]))


def _against_date(held: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    changed = changes(before, held).set_index("code")["change"]
    frame = held[WHO].copy()
    change = frame["code"].map(changed)
    then = before.set_index("code").reindex(frame["code"]).reset_index()
    for end, side in (("from", then), ("to", held)):
        is_given = side["grade"].notna()
        for name, column in (("id", "inspection_id"), ("date", "date"), ("grade", "grade")):
            frame[f"{end}_{name}"] = side[column].where(is_given)
    is_again = change.isin(AGAIN)
    frame.loc[~is_again, ENDS[:3]] = None
    reasons, statuses = [], []
    for kind, now, old in zip(change, held["status"], then["status"], strict=True):
        reason, status = _why_not_on_dates(kind, now, old)
        reasons.append(reason)
        statuses.append(status)
    return frame.assign(
        reason=pd.array(reasons, dtype="string"),
        status=pd.array(statuses, dtype="string"),
        ungraded_id=pd.Series(pd.NA, index=frame.index, dtype="string"),
        ungraded_date=pd.Series(pd.NaT, index=frame.index, dtype="datetime64[ns]"),
    )


def _why_not_on_dates(change: str, now: Any, old: Any) -> tuple[str | None, Any]:
    """The reason and the status that explains it, of a change between two dates."""
    if change in AGAIN:
        return None, None
    if change == Change.NOT_INSPECTED:
        return Reason.NOT_AGAIN.value, None
    if change == Change.FIRST:
        return Reason.NO_GRADE_BEFORE.value, old
    if change == Change.CREATED:
        return Reason.NOT_THERE.value, None
    return (Reason.NO_INSPECTION.value, None) if pd.isna(now) else (Reason.NO_GRADE.value, now)


def _against_inspection(
    deciding: Deciding, held: pd.DataFrame, against: Against, as_at: dt.date, published_by: dt.date
) -> pd.DataFrame:
    grades = graded(deciding, as_at=as_at, published_by=published_by)
    moved = movement(deciding.authorities, grades, against=against, as_at=as_at)
    frame = held[WHO].merge(moved[["code", *ENDS]], on="code", how="left")
    counted = deciding.counted_on(as_at, published_by)
    if against == "first ILACS":
        counted, grades = (part[part["framework"] == Framework.ILACS.value] for part in (counted, grades))
    by_code = dict(list(counted.groupby("authority_code")))
    latest = grades.groupby("authority_code").last()
    rows = []
    for place, code in enumerate(frame["code"]):
        mine = by_code.get(code)
        is_compared = pd.notna(frame["to_id"].iloc[place])
        reason, status = (None, None) if is_compared else _why_not_inspections(mine)
        if not is_compared and code in latest.index:
            one = latest.loc[code]
            frame.loc[frame.index[place], ENDS[3:]] = [one["inspection_id"], one["best"], one["grade"]]
        last = None if mine is None else mine.iloc[-1]
        later = last if last is not None and pd.isna(last["grade"]) and code in latest.index else None
        is_told = later is not None and later["best"] > latest.loc[code, "best"]
        rows.append((reason, status, *((later["inspection_id"], later["best"]) if is_told else (None, pd.NaT))))
    told = pd.DataFrame(rows, columns=["reason", "status", "ungraded_id", "ungraded_date"], index=frame.index)
    return frame.assign(
        **{name: told[name].astype("string") for name in ("reason", "status", "ungraded_id")},
        ungraded_date=pd.to_datetime(told["ungraded_date"]),
    )


def _why_not_inspections(mine: pd.DataFrame | None) -> tuple[str, Any]:
    """The reason and the status that explains it, of inspections of which fewer than two gave a grade."""
    if mine is None:
        return Reason.NO_INSPECTION.value, None
    without = mine.loc[mine["grade"].isna(), "status"]
    if len(without) == len(mine):
        return Reason.NO_GRADE.value, without.iloc[-1]
    if without.empty:
        return Reason.ONE_INSPECTION.value, None
    return Reason.ONE_GRADE.value, without.iloc[-1]


def tally(found: pd.DataFrame) -> dict[Outcome, int]:
    """How many authorities of a frame as from `improved` have each outcome; every outcome is there."""
    counted = found["outcome"].value_counts()
    return {outcome: int(counted.get(outcome.value, 0)) for outcome in Outcome}


def in_order(found: pd.DataFrame) -> pd.DataFrame:
    """The rows by outcome, those that moved by the most grades first, then by name."""
    place = found["outcome"].map({outcome.value: number for number, outcome in enumerate(Outcome)})
    steps = [abs(_rank(new) - _rank(old)) for old, new in zip(found["from_grade"], found["to_grade"], strict=True)]
    ordered = found.assign(place=place, steps=steps, key=found["name"].str.casefold())
    ordered = ordered.sort_values(["place", "steps", "key"], ascending=[True, False, True], kind="stable")
    return ordered[found.columns].reset_index(drop=True)


def _rank(grade: Any) -> int:
    return RANKS.get(grade, 0)
