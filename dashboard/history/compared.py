"""Authorities side by side: the spans of every one on each judgement of today, where each stands, and England's share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.history.spans import Span, lane_of, spans
from dashboard.history.standing import Standing, standing
from dashboard.history.story import Story, stories
from dashboard.judgements import TODAY
from dashboard.kept import once
from dashboard.statistics.over_time import good_shares
from loaders import Dataset, Grade, Judgement

Blocks = Mapping[tuple[str, Judgement], Sequence[Span]]
"""The spans of an authority, by its code, on one judgement; oldest first."""
Standings = Mapping[str, Standing]
"""Where authorities stand on one judgement, by code."""


@dataclass(frozen=True, eq=False)
class Compared:
    """What every comparison rests on; worked out once for a dataset."""

    blocks: Blocks
    stands: Mapping[Judgement, Standings]
    england: Mapping[Judgement, Sequence[tuple[dt.date, float]]]


@once
def compared(dataset: Dataset, today: dt.date) -> Compared:
    """The spans of every authority, where each stands, and England's share at the end of each quarter."""
    found = blocks(stories(dataset).values(), today)
    return Compared(
        found,
        {judgement: standings(found, judgement) for judgement in TODAY},
        {judgement: good_shares(dataset.deciding(judgement), today=today) for judgement in TODAY},
    )


def blocks(every: Iterable[Story], today: dt.date) -> Blocks:
    """The spans of each authority on each judgement of today, by date of publication; those with none are left out."""
    return {
        (story.authority.code, judgement): found
        for story in every
        for judgement in TODAY
        if (found := spans(story, lane_of(judgement), "publication", story.until(today)))
    }


def standings(found: Blocks, judgement: Judgement) -> dict[str, Standing]:
    """Where each authority with a span stands on a judgement, by code."""
    return {
        code: stand for (code, judged), items in found.items() if judged is judgement and (stand := standing(items))
    }


@dataclass(frozen=True, slots=True)
class Place:
    """Where one authority stands among several by its grades: 1 is the best, and `tied` others share the place."""

    rank: int
    tied: int
    of: int


def place(code: str, codes: Iterable[str], stands: Sequence[Standings]) -> Place | None:
    """The place of an authority among `codes` in the order "grade" of `in_order`; None where it holds no grade."""
    keys = {one: key for one in codes if (key := _by_grades([frame[one] for frame in stands if one in frame]))}
    if code not in keys:
        return None
    own = keys[code]
    better = sum(key < own for key in keys.values())
    return Place(better + 1, sum(key == own for key in keys.values()) - 1, len(keys))


def _by_grades(mine: Sequence[Standing]) -> tuple[int, int] | None:
    """The most judgements good or better first, then the better grades; None without a grade."""
    ranks = [stand.now.rank for stand in mine if stand.now]
    return (-sum(rank >= Grade.GOOD.rank for rank in ranks), -sum(ranks)) if ranks else None


def in_order(names: Mapping[str, str], stands: Sequence[Standings], sort: str) -> list[str]:
    """The codes of `names` in the order asked for; ties by name, authorities without an answer last.

    `stands` holds what `standings` gives for each judgement that is shown. `sort`: "grade" (the most
    judgements good or better first, then the better grades), "name", "waiting" (longest since the last
    report of a full inspection first), "improvement" (the most steps up since the grades before first).
    """

    def key(code: str) -> tuple[float, float, str]:
        mine = [frame[code] for frame in stands if code in frame]
        ranks = [stand.now.rank for stand in mine if stand.now]
        steps = [stand.change for stand in mine if stand.change is not None]
        last = float("inf")
        orders = {
            "grade": _by_grades(mine) or (last, last),
            "name": (0, 0),
            "waiting": (max(stand.latest.confirmed.toordinal() for stand in mine) if mine else last, 0),
            "improvement": (-sum(steps), -sum(ranks)) if steps else (last, last),
        }
        return (*orders[sort], names[code])

    return sorted(names, key=key)
