"""What the strips of the compare page show: blocks of time under one grade, and rows in order."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from loaders import FULL_INSPECTIONS, WHOLE_SERVICE, Deciding, Framework, Grade, Judgement, Status, grades_over_time

FOUR = (Judgement.LEADERSHIP, Judgement.HELP_AND_PROTECTION, Judgement.CHILDREN_IN_CARE, Judgement.CARE_LEAVERS)
"""The judgements that remain since overall effectiveness ended in April 2026, in Ofsted's order."""

STRIP_JUDGEMENTS = (*FOUR, Judgement.OVERALL)
FEWEST = 50
"""Authorities that must hold a grade before their share is called England's."""


@dataclass(frozen=True, slots=True)
class Block:
    """One judgement of one full inspection, and the time for which it was the latest."""

    grade: Grade | None
    status: Status
    begins: dt.date
    ends: dt.date
    framework: Framework
    is_latest: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an authority stands on a judgement."""

    latest: Block
    held: Grade | None
    """The last grade given, also where the latest inspection gives none."""
    previous: Grade | None
    """The grade before `held`."""

    @property
    def now(self) -> Grade | None:
        """The grade that counts: of the latest inspection, or the last overall one where none is given any more."""
        return self.held if self.latest.status is Status.NOT_GIVEN else self.latest.grade

    @property
    def change(self) -> int | None:
        """Steps from `previous` to `held`, up counting positive."""
        return self.held.rank - self.previous.rank if self.held and self.previous else None


Blocks = Mapping[tuple[str, Judgement], Sequence[Block]]
Standings = Mapping[str, Standing]


def blocks(
    inspections: pd.DataFrame,
    judgements: pd.DataFrame,
    authorities: pd.DataFrame,
    *,
    today: dt.date,
    record_ends: Mapping[str, dt.date] | None = None,
) -> Blocks:
    """The blocks of each authority and judgement of today's, oldest first, from the dataset's tables.

    The date of publication counts, and where it is unknown the start. A block ends with the next
    inspection that has the judgement, with the authority, with its record (`record_ends` by code) or `today`. Only frameworks that inspect the
    whole service (SIF and ILACS) have these judgements.
    """
    events = inspections[
        inspections["event_type"].isin(FULL_INSPECTIONS) & inspections["framework"].isin(WHOLE_SERVICE)
    ]
    events = events.assign(begins=events["publication_date"].fillna(events["start_date"]))
    events = events[events["begins"].notna() & (events["begins"] <= pd.Timestamp(today))]
    wanted = judgements[judgements["judgement"].isin([judgement.value for judgement in STRIP_JUDGEMENTS])]
    rows = wanted[["inspection_id", "judgement", "grade", "status"]].merge(
        events[["inspection_id", "authority_code", "begins", "framework"]], on="inspection_id"
    )
    rows = rows.sort_values(["begins", "inspection_id"], kind="stable")
    abolished = zip(authorities["code"], authorities["abolished"], strict=True)
    ends = {**(record_ends or {}), **{code: day.date() for code, day in abolished if pd.notna(day)}}
    found: dict[tuple[str, Judgement], list[tuple[Grade | None, Status, dt.date, Framework]]] = defaultdict(list)
    for code, judgement, grade, status, begins, framework in zip(
        rows["authority_code"],
        rows["judgement"],
        rows["grade"],
        rows["status"],
        rows["begins"].dt.date,
        rows["framework"],
        strict=True,
    ):
        given = None if pd.isna(grade) else Grade(grade)
        found[code, Judgement(judgement)].append((given, Status(status), begins, Framework(framework)))
    return {key: _in_time(items, min(ends.get(key[0], today), today)) for key, items in found.items()}


def _in_time(items: Sequence[tuple[Grade | None, Status, dt.date, Framework]], end: dt.date) -> list[Block]:
    begins = [item[2] for item in items[1:]]
    return [
        Block(grade, status, begin, until or max(begin, end), framework, until is None)
        for (grade, status, begin, framework), until in zip(items, [*begins, None], strict=True)
    ]


def standing(found: Blocks, judgement: Judgement) -> dict[str, Standing]:
    """Where each authority with a block stands on a judgement, by code."""
    stands = {}
    for (code, judged), items in found.items():
        if judged is judgement:
            grades = [block.grade for block in items if block.grade]
            held = grades[-1] if grades else None
            stands[code] = Standing(items[-1], held, grades[-2] if len(grades) > 1 else None)
    return stands


def in_order(names: Mapping[str, str], stands: Sequence[Standings], sort: str) -> list[str]:
    """The codes of `names` in the order asked for; ties by name, authorities without an answer last.

    `stands` holds what `standing` gives for each judgement that is shown. `sort`: "grade" (the most
    judgements good or better first, then the better grades), "name", "waiting" (longest since the last
    report of a full inspection first), "improvement" (the most steps up since the grades before first).
    """

    def key(code: str) -> tuple[float, float, str]:
        mine = [frame[code] for frame in stands if code in frame]
        ranks = [stand.now.rank for stand in mine if stand.now]
        steps = [stand.change for stand in mine if stand.change is not None]
        last = float("inf")
        orders = {
            "grade": (-sum(rank >= Grade.GOOD.rank for rank in ranks), -sum(ranks)) if ranks else (last, last),
            "name": (0, 0),
            "waiting": (max(stand.latest.begins.toordinal() for stand in mine) if mine else last, 0),
            "improvement": (-sum(steps), -sum(ranks)) if steps else (last, last),
        }
        return (*orders[sort], names[code])

    return sorted(names, key=key)


def with_predecessors(codes: Sequence[str], authorities: pd.DataFrame) -> list[tuple[str, str]]:
    """Each code, followed by the bodies that it replaced: pairs of (code, code whose row it stands under)."""
    before = dict(zip(authorities["code"], authorities["predecessors"].fillna(""), strict=True))
    pairs: list[tuple[str, str]] = []
    for code in codes:
        pairs.append((code, code))
        pairs += [(old, code) for old in before.get(code, "").split(";") if old]
    return pairs


def status_words(status: Status) -> str:
    """Why there is no grade, in words."""
    return {
        Status.NOT_GIVEN: "no overall grade since April 2026",
        Status.NOT_JUDGED: "not judged",
        Status.NOT_SEPARATE: "not judged separately",
    }.get(status, "report not readable")


def england_share(
    deciding: Mapping[Judgement, Deciding], *, today: dt.date
) -> dict[Judgement, list[tuple[dt.date, float]]]:
    """England's share of authorities with a grade that are good or outstanding, at the end of each quarter.

    By Ofsted's as-at rule, 0 to 1. Quarters in which fewer than FEWEST authorities held a grade are left
    out: a few first inspections are not England.
    """
    dates = [stamp.date() for stamp in pd.date_range("2013-12-31", today, freq="QE")]
    shares: dict[Judgement, list[tuple[dt.date, float]]] = {}
    for judgement in STRIP_JUDGEMENTS:
        held = grades_over_time(deciding[judgement], dates).dropna(subset=["grade"])
        good = held["grade"].isin([Grade.GOOD.value, Grade.OUTSTANDING.value]).groupby(held["date"])
        counted = zip(good.size().index, good.mean(), good.size(), strict=True)
        shares[judgement] = [(day.date(), float(share)) for day, share, n in counted if n >= FEWEST]
    return shares
