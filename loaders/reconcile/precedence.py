"""Which source is believed: the latest official workbook, then the report, then earlier workbooks, a peer's summary, press."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from loaders.observation import Observation

REPORTS = "ofsted-reports"
"""Source of what a report says."""
SITE = "ofsted-site"
"""Source of what Ofsted's site says of a report: the day and the address of its publication."""
PRESS = "press"
PEERS = "peers"
"""Source of joint inspections that a peer's summaries list; believed where no letter was read."""


Rank = Callable[[Observation], tuple[int, int]]


def ranking(group: Sequence[Observation], releases: Sequence[str]) -> Rank:
    """The precedence of sources for one event; lower comes first."""
    listed = [releases.index(item.source) for item in group if item.source in releases]
    latest = max(listed, default=-1)

    def rank(item: Observation) -> tuple[int, int]:
        if item.source in releases:
            position = releases.index(item.source)
            return (0, 0) if position == latest else (2, -position)
        return {REPORTS: (1, 0), PEERS: (3, 0)}.get(item.source, (4, 0))

    return rank


REASONS = (
    "the latest official workbook that lists the event",
    "what the report says, before what earlier workbooks say",
    "the latest workbook that gives the fact",
    "what a peer's summary says, where no letter was read",
    "what the page of a council or newspaper says, where nothing else does",
)
"""Why a value is used, by the first number of its source's rank."""


def reason_of(rank: Rank, item: Observation) -> str:
    """Why the value of this source is used, in words."""
    return REASONS[rank(item)[0]]


def believed(ordered: Sequence[Observation]) -> list[Observation]:
    """Those of the observations of one event whose values count: a peer's do not where a letter was read."""
    has_letter = any(item.source == REPORTS for item in ordered)
    return [item for item in ordered if item.source != PEERS or not has_letter]
