"""The words of the map page."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from dashboard.dates import long_date
from dashboard.judgements import about
from dashboard.statistics import counts
from dashboard.statistics.compare_set import in_region
from dashboard.text.national import percent
from loaders import Judgement


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
        if area != counts.ENGLAND and graded:
            shares.append((n / graded, str(area), percent(n, graded)))
    if len(shares) < 2 or min(shares)[0] == max(shares)[0]:
        return title
    (_, low, least), (_, high, most) = min(shares), max(shares)
    return f"{title}: most in {in_region(high)} ({most}), fewest in {in_region(low)} ({least})"
