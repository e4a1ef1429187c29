"""How many children live where services are good or outstanding, beside how many authorities are."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Sequence

import pandas as pd

from dashboard.statistics.counts import ENGLAND, By
from dashboard.statistics.graded import GRADES
from loaders import Deciding, grades_over_time

MEASURE = "children"
GOOD = GRADES[:2]
COLUMNS = [
    *("area", "good_authorities", "authorities", "percent_authorities"),
    *("good_children", "children", "percent_children", "without_population", "ungraded_children"),
]


def mid_year_before(context: pd.DataFrame, date: dt.date) -> dt.date | None:
    """The last mid-year before a date for which there is an estimate of children; None before the first."""
    return _before(_mid_years(context), date)


def behind_grades(held: pd.DataFrame, context: pd.DataFrame, date: dt.date, *, by: By | None = None) -> pd.DataFrame:
    """The share of children who live in authorities that are good or outstanding: England first, then regions.

    `held` as from `Dataset.as_at` for the date. Of authorities that hold a grade, as in Ofsted's counts, and of
    the children who lived there at the mid-year before. Columns: area, good_authorities, authorities (with a
    grade), percent_authorities, good_children, children (in authorities with a grade and an estimate),
    percent_children, without_population (authorities with a grade and no estimate) and ungraded_children (who live
    where no grade is held). Percentages are missing where nobody is counted.
    """
    placed = _placed(held.assign(date=pd.Timestamp(date)), context, [date])
    frames = [_shares(placed.assign(area=ENGLAND), ["area"])]
    if by is not None:
        frames.append(_shares(placed.assign(area=placed[by]), ["area"]))
    return pd.concat(frames, ignore_index=True)[COLUMNS]


def without_population(held: pd.DataFrame, context: pd.DataFrame, date: dt.date) -> list[str]:
    """Names of the authorities that hold a grade and have no estimate of children for the mid-year before."""
    placed = _placed(held.assign(date=pd.Timestamp(date)), context, [date])
    return sorted(placed.loc[placed["grade"].notna() & placed["children"].isna(), "name"])


def over_time(deciding: Deciding, context: pd.DataFrame, dates: Sequence[dt.date]) -> pd.DataFrame:
    """`behind_grades` for England on each of `dates`, each with its default cut-off: date and the same columns."""
    held = grades_over_time(deciding, dates)
    placed = _placed(held, context, dates)
    return _shares(placed.assign(area=ENGLAND), ["date", "area"])[["date", *COLUMNS]]


def _mid_years(context: pd.DataFrame) -> list[dt.date]:
    ends = context.loc[(context["measure"] == MEASURE) & context["value"].notna(), "period_end"]
    return sorted(day.date() for day in ends.drop_duplicates())


def _before(mid_years: Sequence[dt.date], date: dt.date) -> dt.date | None:
    place = bisect.bisect_left(mid_years, date)
    return mid_years[place - 1] if place else None


def _placed(held: pd.DataFrame, context: pd.DataFrame, dates: Sequence[dt.date]) -> pd.DataFrame:
    """`held` with the children of each authority at the mid-year before its date; missing where not known."""
    mid_years = _mid_years(context)
    before = {pd.Timestamp(date): pd.Timestamp(day) if (day := _before(mid_years, date)) else pd.NaT for date in dates}
    estimates = context[context["measure"] == MEASURE].set_index(["authority_code", "period_end"])["value"]
    asked = pd.MultiIndex.from_arrays([held["code"], held["date"].map(before)])
    children = estimates.reindex(asked).to_numpy()
    return held.assign(children=children, grade=held["grade"].astype("object"))


def _shares(placed: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The counts of `behind_grades` for each group of rows."""
    graded, good, known = placed["grade"].notna(), placed["grade"].isin(GOOD), placed["children"].notna()
    children = placed["children"].fillna(0)
    sums: dict[str, pd.Series] = {
        "good_authorities": good,
        "authorities": graded,
        "good_children": children.where(good, 0),
        "children": children.where(graded, 0),
        "without_population": graded & ~known,
        "ungraded_children": children.where(~graded, 0),
    }
    columns = {name: placed[name] for name in keys} | {name: part.astype("int64") for name, part in sums.items()}
    frame = pd.DataFrame(columns).groupby(keys, as_index=False).sum()
    for name in ("authorities", "children"):
        frame[f"percent_{name}"] = 100 * frame[f"good_{name}"] / frame[name].where(frame[name] > 0)
    return frame
