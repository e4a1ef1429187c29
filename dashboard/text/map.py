"""The words of the map page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.dates import long_date, month_year
from dashboard.judgements import about
from dashboard.statistics import counts
from dashboard.statistics.compare_set import in_region
from dashboard.text.national import percent
from dashboard.words import series
from loaders import Judgement

OVERALL_ENDED = (
    "Inspections since 1 April 2026 give no overall effectiveness grade, and end the one before. Choose one of the four judgements "
    "for what Ofsted gives now."
)
BOUNDARIES = (
    "Boundaries: Office for National Statistics, Open Government Licence v3.0; contains OS data © Crown copyright and database "
    "right."
)


def shapes(day: dt.date | None) -> str:
    """Whose shapes the map has, in a sentence."""
    return f"Shapes are those of {month_year(day) if day else 'today'}; before or after a change each shows the authority responsible on the date."


def without_shape(borrowed: Mapping[str, Sequence[str]]) -> list[str]:
    """A sentence for each area that stands for new bodies; `borrowed` as from `figures.map.areas`."""
    said = []
    for area, bodies in borrowed.items():
        both = "it" if len(bodies) == 1 else "both" if len(bodies) == 2 else "all of them"
        said.append(f"No boundaries are published yet for {series(bodies)}: the area of {area} stands for {both}.")
    return said


FEWEST = 5
"""Regions that must be compared, and authorities with a grade that each must have, for one to be called first or last."""


def finding(held: pd.DataFrame, date: dt.date, judgement: Judgement) -> str:
    """The title of the map: England's count, and the regions with the highest and the lowest share."""
    counted = counts.counts(held, by="region")
    good, total = counts.figure(counted, area=counts.ENGLAND, measure="good or outstanding")
    if not total:
        return f"On {long_date(date)} no authority held a grade {about(judgement)}"
    title = f"On {long_date(date)}, {good} of {total} authorities were good or outstanding {about(judgement)}"
    shares = []
    for area in counted["area"]:
        n, graded = counts.figure(counted, area=area, measure="good or outstanding")
        if area != counts.ENGLAND and graded >= FEWEST:
            shares.append((n / graded, in_region(str(area)), percent(n, graded)))
    if len(shares) < FEWEST or min(shares)[0] == max(shares)[0]:
        return title
    ends = []
    for share in (max(shares)[0], min(shares)[0]):
        tied = [(name, words) for value, name, words in shares if value == share]
        ends.append(f"in {series(sorted((name for name, _ in tied), key=str.casefold))} ({tied[0][1]})")
    return f"{title}: highest share {ends[0]}, lowest {ends[1]}"


def aloud(form: str, title: str, *, has_london: bool) -> str:
    """The map in words, for those who do not see it; `form` is Map or Tiles."""
    tiles = ", and tiles of London" if has_london else ""
    return f"{form} of England’s authorities by grade{tiles}. {title}. The table that follows holds every authority."
