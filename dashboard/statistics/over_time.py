"""The share of authorities at each grade, month by month, each month by Ofsted's as-at rule."""

from __future__ import annotations

import calendar
import datetime as dt

import pandas as pd

from dashboard.statistics.counts import ENGLAND, By
from loaders import Deciding, Grade, grades_over_time

FEWEST = 50
"""Authorities that must hold a grade before their share is called England's."""


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


def good_shares(deciding: Deciding, *, today: dt.date) -> list[tuple[dt.date, float]]:
    """England's share of authorities with a grade that are good or outstanding, at the end of each quarter, 0 to 1.

    By Ofsted's as-at rule. Quarters in which fewer than FEWEST authorities held a grade are left out: a few first
    inspections are not England.
    """
    dates = [stamp.date() for stamp in pd.date_range("2013-12-31", today, freq="QE")]
    held = grades_over_time(deciding, dates).dropna(subset=["grade"])
    good = held["grade"].isin([Grade.GOOD.value, Grade.OUTSTANDING.value]).groupby(held["date"])
    counted = zip(good.size().index, good.mean(), good.size(), strict=True)
    return [(day.date(), float(share)) for day, share, n in counted if n >= FEWEST]
