"""The share of authorities at each grade, month by month, each month by Ofsted's as-at rule."""

from __future__ import annotations

import calendar
import datetime as dt

import pandas as pd

from dashboard.statistics.counts import ENGLAND, By
from loaders import Deciding, grades_over_time


def month_ends(first: dt.date, last: dt.date) -> list[dt.date]:
    """The last day of each month that ends in [first, last]."""
    ends = []
    year, month = first.year, first.month
    while (end := dt.date(year, month, calendar.monthrange(year, month)[1])) <= last:
        ends.append(end)
        year, month = (year + month // 12, month % 12 + 1)
    return ends


def shares(deciding: Deciding, *, first: dt.date, last: dt.date, by: By | None = None) -> pd.DataFrame:
    """Counts and percentages of authorities at each grade at the end of each month.

    Columns: date, area, grade (a category, best first), n, total (authorities that held a grade), existing
    (authorities that existed) and percent of total (missing where the total is 0). Each month has the
    cut-off of `loaders.default_cut_off`, so that a month that Ofsted described gives Ofsted's figure.
    """
    held = grades_over_time(deciding, month_ends(first, last))
    area = pd.Series(ENGLAND, index=held.index) if by is None else held[by].astype("object")
    held = held.assign(area=area)
    existing = held.groupby(["date", "area"]).size().rename("existing")
    counts = held.groupby(["date", "area", "grade"], observed=False).size().rename("n").reset_index()
    counts["total"] = counts.groupby(["date", "area"])["n"].transform("sum")
    counts = counts.merge(existing.reset_index(), on=["date", "area"])
    counts["percent"] = 100 * counts["n"] / counts["total"].where(counts["total"] > 0)
    return counts.sort_values(["date", "area", "grade"], kind="stable", ignore_index=True)
