"""What was published between two dates, and how each judgement moved with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard.judgements import FOUR, TODAY
from dashboard.statistics.graded import GRADES, graded, held_at
from dashboard.statistics.movement import Movement, word
from loaders import FULL_INSPECTIONS, WHOLE_SERVICE, Dataset, Deciding, Grade, Judgement

Moves = Mapping[tuple[str, str], tuple[str | None, str]]
"""The grade before (None for a first one) and the grade, by inspection and judgement."""


def moves(deciding: Mapping[Judgement, Deciding]) -> Moves:
    """How every graded judgement of every full inspection stands to the grade before it of the same authority."""
    found: dict[tuple[str, str], tuple[str | None, str]] = {}
    for judgement in TODAY:
        frame = graded(deciding[judgement])
        before = frame["previous_grade"].astype(object).where(frame["previous_grade"].notna(), None)
        for key, old, new in zip(frame["inspection_id"], before, frame["grade"], strict=True):
            found[key, judgement.value] = (old, new)
    return found


def counted_moves(ids: Iterable[str], moved: Moves) -> dict[str, int]:
    """How many of the four judgements of these inspections improved, declined, stayed or were first grades."""
    pairs = [moved[key] for one in ids for judgement in FOUR if (key := (one, judgement.value)) in moved]
    words = word(pd.Series([old for old, _ in pairs], dtype=object), pd.Series([new for _, new in pairs], dtype=object))
    counts = (
        words.fillna("first").replace({Movement.RETAINED.value: "stayed", Movement.SAME.value: "stayed"}).value_counts()
    )
    return {kind: int(counts.get(kind, 0)) for kind in ("improved", "declined", "stayed", "first")}


FULL, OTHER = "full inspection", "visit or other inspection"
"""Kinds of publication, beside "created" and "abolished"."""


@dataclass(frozen=True, eq=False)
class Publications:
    """Everything of a dataset that was ever published, worked out once; what asks for some takes a slice of it."""

    dataset: Dataset

    @cached_property
    def moved(self) -> Moves:
        """The grade before and the grade, of every judgement."""
        return moves({judgement: self.dataset.deciding(judgement) for judgement in TODAY})

    @cached_property
    def changes(self) -> pd.DataFrame:
        """Full inspections, and bodies created and abolished, newest first; as `published_between`."""
        return published_between(
            self.dataset.inspections(), self.dataset.deciding(), since=dt.date.min, until=self.dataset.reach
        )

    @cached_property
    def every(self) -> pd.DataFrame:
        """The same with visits and other inspections, which have theme, outcome and publication_precision too."""
        inspections = self.dataset.inspections()
        others = inspections[~inspections["inspection_id"].isin(self.changes["inspection_id"])]
        names = self.dataset.bodies()[["code", "name"]]
        others = others.merge(names, left_on="authority_code", right_on="code").assign(kind=OTHER)
        others = others.rename(columns={"publication_date": "date"})
        columns = ["date", "kind", "code", "name", "inspection_id", "event_type", "start_date", "report_url"]
        others = others.loc[others["date"].notna(), [*columns, "theme", "outcome", "publication_precision"]]
        frame = pd.concat([self.changes, others], ignore_index=True)
        return frame.sort_values(["date", "name"], ascending=[False, True], kind="stable", ignore_index=True)

    def between(self, since: dt.date, until: dt.date, *, with_visits: bool = False) -> pd.DataFrame:
        """What was published after `since` and up to `until`."""
        frame = self.every if with_visits else self.changes
        return frame[(frame["date"] > pd.Timestamp(since)) & (frame["date"] <= pd.Timestamp(until))]


def inadequate(full: pd.DataFrame, moved: Moves) -> tuple[list[str], list[str]]:
    """Names of those that left inadequate for a judgement at full inspections, and of those that came to it."""
    low = Grade.INADEQUATE.value
    left, came = set(), set()
    for key, name in zip(full["inspection_id"], full["name"], strict=True):
        for judgement in TODAY:
            old, new = moved.get((key, judgement.value), (None, ""))
            if old == low and new and new != low:
                left.add(str(name))
            if new == low and old not in (None, low):
                came.add(str(name))
    return sorted(left, key=str.casefold), sorted(came, key=str.casefold)


def published_between(inspections: pd.DataFrame, deciding: Deciding, *, since: dt.date, until: dt.date) -> pd.DataFrame:
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
        published & inspections["event_type"].isin(FULL_INSPECTIONS) & inspections["framework"].isin(WHOLE_SERVICE)
    ]
    authorities, grades = deciding.authorities, graded(deciding)
    full = full.merge(grades[["inspection_id", "previous_grade", "grade"]], on="inspection_id", how="left")
    full = full.rename(columns={"publication_date": "date"})
    full = full.merge(authorities[["code", "name"]], left_on="authority_code", right_on="code")
    full = full.assign(kind=FULL, movement=word(full["previous_grade"], full["grade"]))
    before = held_at(full, deciding, on="date")
    in_force = before.where(full["grade"].isna() & before.isin(GRADES))
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
