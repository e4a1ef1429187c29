"""What the strips of every comparison rest on, on the page and in a briefing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from dashboard.figures.strips import rows
from dashboard.figures.strips.rows import STRIP_JUDGEMENTS, Blocks, Standings
from dashboard.statistics import coverage
from loaders import Dataset, Judgement


@dataclass(frozen=True, eq=False)
class Facts:
    """What the strips of every comparison rest on; worked out once for a dataset."""

    blocks: Blocks
    stands: dict[Judgement, Standings]
    england: dict[Judgement, list[tuple[dt.date, float]]]


@lru_cache(maxsize=2)
def facts(dataset: Dataset, today: dt.date) -> Facts:
    """The blocks, where each authority stands, and England's share."""
    inspections, judgements, register = dataset.inspections(), dataset.judgements(), dataset.authorities()
    ends = coverage.record_ends(dataset)
    blocks = rows.blocks(inspections, judgements, register, today=today, record_ends=ends)
    return Facts(
        blocks,
        {judgement: rows.standing(blocks, judgement) for judgement in STRIP_JUDGEMENTS},
        rows.england_share({judgement: dataset.deciding(judgement) for judgement in STRIP_JUDGEMENTS}, today=today),
    )
