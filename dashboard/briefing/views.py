"""What stands after a subject's name: date, judgement, regions and order, such as national:2024-03-31:care_leavers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dashboard.asking import UnreadDateError, asked_as_at, asked_date, read_day
from dashboard.judgements import OFFERED
from dashboard.statistics.counts import BY, By
from loaders import SIF_FROM, Judgement, default_cut_off

WORDS = {judgement.value: judgement for judgement in OFFERED}
SORTS = ("grade", "improvement", "waiting", "name")


@dataclass(frozen=True, slots=True)
class View:
    """What of a subject is shown; None and "" stand for what its page would show first.

    `date` and `published_by` are those of a picture of England, `by` says its regions, `sort` orders a comparison.
    """

    date: dt.date | None = None
    published_by: dt.date | None = None
    judgement: Judgement | None = None
    by: By = "region"
    sort: str = ""
    against: Literal["previous"] | dt.date | None = None
    """What the grades of who improved are compared with; None for the first ILACS inspection."""

    @property
    def suffix(self) -> str:
        """The view in a subject's name, each part after a colon; nothing for a part that is the usual one."""
        is_usual = self.date is None or self.published_by in (None, default_cut_off(self.date))
        parts = [
            self.date.isoformat() if self.date else "",
            "" if is_usual or self.published_by is None else self.published_by.isoformat(),
            self.judgement.value if self.judgement else "",
            "ofsted-region" if self.by == "ofsted_region" else "",
            self.sort if self.sort != SORTS[0] else "",
            f"since-{self.against}" if isinstance(self.against, dt.date) else self.against or "",
        ]
        return "".join(f":{part}" for part in parts if part)

    @property
    def in_file_name(self) -> str:
        """The same for the name of a file, which ends with the date already."""
        parts = self.suffix.split(":")[2 if self.date else 1 :]
        return " ".join(f"published by {part}" if part[:1].isdigit() else part for part in parts)


USUAL = View()
"""What a page shows first."""


def split_set(rest: str) -> tuple[str, list[str]]:
    """The set of a comparison and the parts of its view: neighbours:dudley:care_leavers:name."""
    parts = rest.split(":")
    view: list[str] = []
    while len(parts) > 1 and (_judgement(parts[-1]) or parts[-1] in SORTS):
        view.insert(0, parts.pop())
    return ":".join(parts), view


def read_comparison(parts: Iterable[str]) -> View:
    """The view of a comparison, from parts that `split_set` found."""
    judgement, sort = None, ""
    for part in parts:
        judgement = _judgement(part) or judgement
        sort = part if part in SORTS else sort
    return View(judgement=judgement, sort=sort)


def read_improved(rest: str, *, reach: dt.date) -> tuple[str, View]:
    """The set of who improved, and its view: region:london:care_leavers:since-2024-03-31.

    Raises UnreadDateError for a date that is none or outside the record.
    """
    parts = rest.split(":")
    view = View()
    while len(parts) > 1:
        part = parts[-1]
        if judgement := _judgement(part):
            view = replace(view, judgement=judgement)
        elif part in ("previous", "first-ilacs"):
            view = replace(view, against="previous" if part == "previous" else None)
        elif part.startswith("since-"):
            view = replace(view, against=asked_date(part.removeprefix("since-"), earliest=SIF_FROM, latest=reach))
        elif part[:1].isdigit():
            view = replace(view, date=asked_as_at(part, reach))
        else:
            break
        parts.pop()
    if isinstance(view.against, dt.date) and view.against > (view.date or reach):
        raise UnreadDateError(f"the grades of {view.date} cannot be compared with those of {view.against}")
    return ":".join(parts), view


def read_england(parts: Sequence[str], *, is_map: bool, built: dt.date | None) -> View:
    """The view of England's figures or map: dates, a judgement and regions in any order.

    The first date is the one to describe, `built` where none is given; a second one is that by which reports were
    published. Raises ValueError with the part that is none of these.
    """
    days: list[dt.date] = []
    judgement: Judgement | None = None
    by: By = "region"
    for part in parts:
        if _judgement(part):
            judgement = _judgement(part)
        elif part in BY and not is_map:
            by = BY[part]
        elif part[:1].isdigit() and len(days) < (1 if is_map else 2):
            try:
                days.append(read_day(part))
            except UnreadDateError:
                raise ValueError(part) from None
        elif part:
            raise ValueError(part)
    date = days[0] if days else built
    return View(date, days[1] if len(days) > 1 else None, judgement, by)


def _judgement(part: str) -> Judgement | None:
    return WORDS.get(part.replace("-", "_"))
