"""A measure in the years before and after inspections that changed the grade, beside those that left it as it was."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from dashboard.statistics.context.figures import AREAS
from dashboard.statistics.graded import steps

Direction = Literal["improved", "declined"]
CHANGED, STAYED = "changed", "stayed"
COLUMNS = [
    *("inspection_id", "authority_code", "date", "from_grade", "to_grade", "group", "year", "period_end", "value"),
    "whole",
]
SIGNS: dict[str, int] = {"improved": 1, "declined": -1}


def inspections(graded: pd.DataFrame, way: Direction) -> pd.DataFrame:
    """The graded inspections that changed the grade in one direction, and those that left it as it was.

    `graded` as from `graded.graded`. A first graded inspection of a body is in neither. Columns: inspection_id,
    authority_code, date (the first day on site, or else the publication), from_grade, to_grade, group, until (the
    same authority's next graded inspection; missing for the last) and since (the one before).
    """
    risen = (steps(*pair) for pair in zip(graded["previous_grade"], graded["grade"], strict=True))
    group = [None if n is None else STAYED if not n else CHANGED if n * SIGNS[way] > 0 else None for n in risen]
    frame = pd.DataFrame(
        {
            "inspection_id": graded["inspection_id"],
            "authority_code": graded["authority_code"],
            "date": graded["best"],
            "from_grade": graded["previous_grade"],
            "to_grade": graded["grade"],
            "group": pd.Series(group, index=graded.index, dtype="string"),
            "since": graded["previous_best"],
            "until": graded.groupby("authority_code")["best"].shift(-1),
        }
    )
    return frame[frame["group"].notna()].reset_index(drop=True)


def points(chosen: pd.DataFrame, context: pd.DataFrame, measure: str, *, years: int = 2) -> pd.DataFrame:
    """The figure of each inspection's authority in each of the years before and after it.

    `chosen` as from `inspections`. Year -1 is the last period that ended before the first day on site, year 1 the
    first that ended on that day or later; there is no year 0. Periods before the inspection before and after the
    next one are not taken: they belong to another grade. Columns: inspection_id, authority_code, date, from_grade,
    to_grade, group, year, period_end, value, and whole (the inspection has a figure in every year of the window).
    """
    rows = context[(context["measure"] == measure) & ~context["authority_code"].isin(AREAS)]
    ends = pd.DatetimeIndex(sorted(rows["period_end"].unique()))
    window = pd.DataFrame({"year": [*range(-years, 0), *range(1, years + 1)]})
    frame = chosen.assign(first_after=ends.searchsorted(pd.DatetimeIndex(chosen["date"]))).merge(window, how="cross")
    place = frame["first_after"] + frame["year"] - (frame["year"] > 0)
    inside = place.between(0, len(ends) - 1)
    frame = frame[inside].assign(period_end=ends[place[inside]])
    frame = frame[~(frame["period_end"] < frame["since"]) & ~(frame["period_end"] >= frame["until"])]
    known = rows.loc[rows["value"].notna(), ["authority_code", "period_end", "value"]]
    frame = frame.merge(known, on=["authority_code", "period_end"])
    frame["whole"] = frame.groupby("inspection_id")["year"].transform("size") == len(window)
    return frame.sort_values(["group", "date", "inspection_id", "year"], ignore_index=True)[COLUMNS]


def summary(found: pd.DataFrame, *, whole: bool = True) -> pd.DataFrame:
    """The middle of each group in each year: group, year, n, median, lower and upper quartile.

    With `whole`, only inspections with a figure in every year, so that the same authorities stand in each year;
    else every figure, and n differs from year to year.
    """
    counted = found[found["whole"]] if whole else found
    groups = counted.groupby(["group", "year"])["value"]
    frame = pd.DataFrame(
        {
            "n": groups.size(),
            "median": groups.median(),
            "lower": groups.quantile(0.25),
            "upper": groups.quantile(0.75),
        }
    )
    return frame.reset_index()


def named(found: pd.DataFrame, authorities: pd.DataFrame, *, whole: bool = True) -> pd.DataFrame:
    """The inspections behind `summary`, a row each: name, slug, date, from_grade, to_grade, group, and a column a year."""
    counted = found[found["whole"]] if whole else found
    wide = counted.pivot(index="inspection_id", columns="year", values="value")
    facts = counted.drop_duplicates("inspection_id").set_index("inspection_id")
    frame = facts[["authority_code", "date", "from_grade", "to_grade", "group"]].join(wide).reset_index()
    who = authorities[["code", "name", "slug"]].rename(columns={"code": "authority_code"})
    frame = frame.merge(who, on="authority_code", how="left")
    columns = ["inspection_id", "name", "slug", "date", "from_grade", "to_grade", "group", *wide.columns]
    return frame.sort_values(["group", "name", "date"], ignore_index=True)[columns]
