"""What decides a judgement: the full inspections that can, as frames and as arrays that answer for any date.

The rule of which of them counts on a date is that of `loaders.as_at`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.extensions import ExtensionArray

from loaders.as_at import Lifetimes, default_cut_off, known_by
from loaders.grades import FULL_INSPECTIONS, WHOLE_SERVICE, Framework, Grade, Judgement, Status

REASONS = {
    Status.NOT_JUDGED.value: "not judged (no such children)",
    Status.NOT_SEPARATE.value: "not judged separately at the latest full inspection",
    Status.NOT_GIVEN.value: "not given since April 2026",
    Status.UNREADABLE.value: "the report could not be read",
}
NOT_INSPECTED = "not yet inspected"

EARLIER = {
    Judgement.SAFEGUARDING: frozenset({Framework.SLAC}),
    Judgement.LOOKED_AFTER_CHILDREN: frozenset({Framework.SLAC, Framework.TLAC}),
    Judgement.CHILD_PROTECTION: frozenset({Framework.CPI}),
}
"""Judgements of 2009 to 2013 and who made them; the first single inspection ends each of them."""

COLUMNS = [
    *("inspection_id", "authority_code", "framework", "event_type", "start_date", "date_precision"),
    *("publication_date", "publication_precision"),
]
"""What of an inspection matters to which grade was held when."""

WHO = ("code", "name", "region", "ofsted_region")
SHOWN = ["inspection_id", "start_date", "publication_date", "grade", "status"]
"""What of the inspection that decides is shown beside each authority."""

Positions = npt.NDArray[np.int64]
"""Rows of a frame, one for each authority of the register; -1 where there is none."""


class Counted(NamedTuple):
    """A full inspection and what it said of the judgement: no grade (None) has a status that says why.

    `best` is the start, or else the publication date.
    """

    authority_code: str
    framework: str
    inspection_id: str
    start_date: pd.Timestamp
    publication_date: pd.Timestamp
    best: pd.Timestamp
    grade: str | None
    status: str | None


@dataclass(frozen=True, eq=False)
class Deciding:
    """The full inspections that can decide one judgement, of every authority of the register; never changed.

    `counted` holds those that say something of the judgement, oldest first: COLUMNS with grade, status and `best`,
    the start or else the publication date. An inspection that gave no such grade by design (overall effectiveness
    since April 2026) says so, and ends the grade before it: a grade is never carried past a later inspection.
    """

    authorities: pd.DataFrame
    counted: pd.DataFrame

    def held(self, as_at: dt.date, published_by: dt.date | None = None) -> Positions:
        """The row of `counted` that decides for each authority, whether or not it existed on the date."""
        return self._counted.latest(as_at, published_by or default_cut_off(as_at), len(self.authorities))

    def latest(self, as_at: dt.date, published_by: dt.date | None = None) -> pd.DataFrame:
        """The grade that each authority held on `as_at`: the frame of `latest_judgements`."""
        cut_off = published_by or default_cut_off(as_at)
        living = np.flatnonzero(self.lifetimes.existing([as_at])[:, 0])
        held = self.held(as_at, cut_off)[living]
        return pd.DataFrame(
            {
                **{name: self.authorities[name].array.take(living) for name in WHO},
                **{name: values.take(held) for name, values in self._shown.items()},
            },
            copy=False,
        )

    @cached_property
    def graded(self) -> pd.DataFrame:
        """The rows of `counted` that gave a grade, each authority's oldest first."""
        frame = self.counted[self.counted["grade"].notna()]
        return frame.sort_values(["authority_code", "best"], kind="stable", ignore_index=True)

    def graded_on(self, as_at: dt.date, published_by: dt.date | None = None) -> npt.NDArray[np.int64]:
        """The rows of `graded` that count on a date."""
        return np.flatnonzero(self._graded.count(as_at, published_by or default_cut_off(as_at)))

    def in_order_on(self, as_at: dt.date, published_by: dt.date | None = None) -> Iterator[Counted]:
        """What counts on a date of the authorities of the register: one after the other, each one's oldest first."""
        counts = self._counted.count(as_at, published_by or default_cut_off(as_at))
        rows, inspections = self._in_order
        return compress(inspections, counts[rows].tolist())

    @cached_property
    def grade_codes(self) -> npt.NDArray[np.int8]:
        """The grade of each row of `counted`, 0 for the best, -1 for none; one more -1 at the end, for position -1."""
        codes = pd.Categorical(self.counted["grade"], categories=[grade.value for grade in Grade]).codes
        return np.append(codes, np.int8(-1)).astype(np.int8)

    @cached_property
    def _in_order(self) -> tuple[npt.NDArray[np.int64], list[Counted]]:
        """The inspections of the register's authorities, one authority's after another's, and their rows in `counted`."""
        codes = self.counted["authority_code"].to_numpy(dtype=object)
        rows = np.argsort(codes, kind="stable")
        rows = rows[self._counted.authority[rows] >= 0]
        frame = self.counted.take(rows)[list(Counted._fields)]
        said = {name: frame[name].astype(object).where(frame[name].notna(), None) for name in ("grade", "status")}
        return rows, [Counted(*row) for row in frame.assign(**said).itertuples(index=False, name=None)]

    @cached_property
    def lifetimes(self) -> Lifetimes:
        """When each authority of the register existed."""
        return Lifetimes.of(self.authorities)

    @cached_property
    def _counted(self) -> _Times:
        return _Times.of(self.counted, self.authorities)

    @cached_property
    def _graded(self) -> _Times:
        return _Times.of(self.graded, self.authorities)

    @cached_property
    def _shown(self) -> dict[str, ExtensionArray]:
        frame = self.counted[SHOWN].reindex(range(len(self.counted) + 1))  # the last row is blank, for position -1
        reason = frame["status"].map(REASONS).astype("string")
        reason.iloc[-1] = NOT_INSPECTED
        return {name: frame[name].array for name in SHOWN} | {"reason": reason.array}


@dataclass(frozen=True, slots=True)
class _Times:
    """Whose each inspection is, and the first days on which it had certainly begun and been published."""

    authority: npt.NDArray[np.int64]
    started: npt.NDArray[np.datetime64]
    published: npt.NDArray[np.datetime64]

    @classmethod
    def of(cls, inspections: pd.DataFrame, authorities: pd.DataFrame) -> _Times:
        """The times of a frame with COLUMNS; one whose authority is not in the register is left out of every answer."""
        started = known_by(inspections["start_date"], inspections["date_precision"])
        return cls(
            pd.Index(authorities["code"]).get_indexer(pd.Index(inspections["authority_code"])).astype(np.int64),
            np.where(np.isnat(started), np.datetime64(dt.date.min), started),
            known_by(inspections["publication_date"], inspections["publication_precision"]),
        )

    def count(self, as_at: dt.date, cut_off: dt.date) -> npt.NDArray[np.bool_]:
        """Which of the inspections count on a date."""
        return (self.started <= np.datetime64(as_at)) & (self.published <= np.datetime64(cut_off))

    def latest(self, as_at: dt.date, cut_off: dt.date, authorities: int) -> Positions:
        """The last row that counts of each authority."""
        rows = np.flatnonzero(self.count(as_at, cut_off) & (self.authority >= 0))
        held = np.full(authorities, -1, dtype=np.int64)
        held[self.authority[rows]] = rows  # rows rise: the last of an authority stays
        return held


def deciding_of(
    authorities: pd.DataFrame, inspections: pd.DataFrame, judgements: pd.DataFrame, judgement: str = Judgement.OVERALL
) -> Deciding:
    """What can decide `judgement`, of the three tables.

    Only SIF and ILACS inspections count, except for the judgements that only earlier frameworks made. A judgement
    is read from the latest full inspection, as in Ofsted's own tables: a grade does not outlive an inspection that
    no longer made it, nor does overall effectiveness one since April 2026, which gives none.
    """
    earlier = EARLIER.get(Judgement(judgement), frozenset())
    full = inspections.loc[
        inspections["framework"].isin(WHOLE_SERVICE | earlier)
        & inspections["event_type"].isin(FULL_INSPECTIONS)
        & inspections["publication_date"].notna()
        & inspections["inspection_id"].isin(judgements["inspection_id"]),
        inspections.columns.intersection(COLUMNS),
    ]
    grades = judgements.loc[judgements["judgement"] == judgement, ["inspection_id", "grade", "status"]]
    frame = full.merge(grades, how="left", on="inspection_id")
    frame["status"] = frame["status"].fillna(Status.NOT_SEPARATE.value)
    # Inspections before 2013 had one subject each, so they say nothing of the others.
    frame = frame[frame["framework"].isin(WHOLE_SERVICE) | frame["grade"].notna()]
    frame = frame.assign(best=frame["start_date"].fillna(frame["publication_date"]))
    frame = frame.sort_values(["best", "publication_date", "inspection_id"], ignore_index=True)
    return Deciding(authorities, frame)


def latest_judgements(
    authorities: pd.DataFrame,
    inspections: pd.DataFrame,
    judgements: pd.DataFrame,
    as_at: dt.date,
    published_by: dt.date | None = None,
    judgement: str = Judgement.OVERALL,
) -> pd.DataFrame:
    """The grade that each authority held on `as_at`: one row for every authority that existed then.

    Columns: code, name, region, ofsted_region; inspection_id, start_date, publication_date, grade and
    status of the latest full inspection; `reason` in words where there is no grade.
    """
    return deciding_of(authorities, inspections, judgements, judgement).latest(as_at, published_by)


def grades_over_time(deciding: Deciding, dates: Sequence[dt.date]) -> pd.DataFrame:
    """The grade held by each authority on each of `dates`, each with its default cut-off.

    Columns: date, code, region, ofsted_region, grade (a category, best first; missing where the
    authority held none). The same answer as `Deciding.latest` for each date, for all of them at once.
    """
    authorities = deciding.authorities
    held = np.array([deciding.held(date) for date in dates], dtype=np.int64).reshape(len(dates), len(authorities)).T
    grades = deciding.grade_codes[held]
    row, column = np.nonzero(deciding.lifetimes.existing(dates))
    names = pd.Index([grade.value for grade in Grade])
    return pd.DataFrame(
        {
            "date": pd.to_datetime(pd.Series(list(dates))).to_numpy()[column],
            "code": authorities["code"].to_numpy()[row],
            "region": authorities["region"].to_numpy()[row],
            "ofsted_region": authorities["ofsted_region"].to_numpy()[row],
            "grade": pd.Categorical.from_codes(grades[row, column], categories=names, ordered=True),
        }
    )
