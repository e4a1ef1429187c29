"""Who improved up to a date: every authority's grade against an earlier one of its own, or why there is none to compare."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from dashboard.statistics.changes import Change, changes
from dashboard.statistics.compare_set import Comparison, members
from dashboard.statistics.graded import graded, steps
from dashboard.statistics.movement import Against, Movement, movement, word
from loaders import Counted, Dataset, Deciding, Framework, Judgement

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


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: compared with what, on which date, of reports published by when, for which judgement, of whom."""

    against: Baseline
    as_at: dt.date
    published_by: dt.date
    judgement: Judgement
    among: Comparison

    def answer(self, dataset: Dataset) -> pd.DataFrame:
        """The frame of `improved` for the authorities of the set that existed on the date, in order."""
        found = improved(
            dataset.deciding(self.judgement), self.against, as_at=self.as_at, published_by=self.published_by
        )
        return in_order(found[members(self.among, found)])


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
    moved = movement(deciding.authorities, grades, against=against, as_at=as_at)[["code", *ENDS[:4]]]
    frame = held[WHO].merge(moved, on="code", how="left")
    counted = _by_authority(deciding.in_order_on(as_at, published_by), against)
    rows = []
    for code, compared in zip(frame["code"], frame["to_id"], strict=True):
        mine = counted.get(code, [])
        given = [one for one in mine if one.grade]
        last = given[-1] if given else None
        reason, status = _why_not_inspections(mine, given) if pd.isna(compared) else (None, None)
        later = mine[-1] if last and mine[-1] is not last else None
        rows.append((*_told(last), last and last.grade, reason, status, *_told(later)))
    names = [*ENDS[3:], "reason", "status", "ungraded_id", "ungraded_date"]
    told = pd.DataFrame(rows, columns=names, index=frame.index)
    dates = {name: pd.to_datetime(told[name]) for name in names if name.endswith("date")}
    return frame.assign(**told.astype("string").assign(**dates))


def _told(one: Counted | None) -> tuple[str | None, Any]:
    """The identifier and the date of an inspection, blank where there is none."""
    return (one.inspection_id, one.best) if one else (None, pd.NaT)


def _by_authority(counted: Iterable[Counted], against: Against) -> dict[str, list[Counted]]:
    """The inspections of each authority, oldest first; for the first ILACS one those of that framework alone."""
    found: dict[str, list[Counted]] = {}
    for one in counted:
        if against != "first ILACS" or one.framework == Framework.ILACS:
            found.setdefault(one.authority_code, []).append(one)
    return found


def _why_not_inspections(mine: Sequence[Counted], given: Sequence[Counted]) -> tuple[str, Any]:
    """The reason and the status that explains it, of inspections of which fewer than two gave a grade."""
    if not mine:
        return Reason.NO_INSPECTION.value, None
    if len(mine) == len(given):
        return Reason.ONE_INSPECTION.value, None
    without = next(one.status for one in reversed(mine) if not one.grade)
    return (Reason.ONE_GRADE if given else Reason.NO_GRADE).value, without


def tally(found: pd.DataFrame) -> dict[Outcome, int]:
    """How many authorities of a frame as from `improved` have each outcome; every outcome is there."""
    counted = found["outcome"].value_counts()
    return {outcome: int(counted.get(outcome.value, 0)) for outcome in Outcome}


def in_order(found: pd.DataFrame) -> pd.DataFrame:
    """The rows by outcome, those that moved by the most grades first, then by name."""
    place = found["outcome"].map({outcome.value: number for number, outcome in enumerate(Outcome)})
    moved = [abs(steps(old, new) or 0) for old, new in zip(found["from_grade"], found["to_grade"], strict=True)]
    ordered = found.assign(place=place, moved=moved, key=found["name"].str.casefold())
    ordered = ordered.sort_values(["place", "moved", "key"], ascending=[True, False, True], kind="stable")
    return ordered[found.columns].reset_index(drop=True)
