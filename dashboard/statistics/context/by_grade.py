"""One measure by the grade that authorities held on a date: who stands in which column, and each column's middle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from dashboard.statistics.context.figures import of_period
from dashboard.statistics.graded import GRADES
from loaders import FigureStatus

NO_FIGURE = "no figure for this year"


def points(held: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Every authority of a date with the grade that it held and its figure of the measure.

    `held` as from `Dataset.as_at`, `figures` as from `figures.of_period`. Columns: code, name, region, grade
    (missing where none was held), value, joint (the figure is one return of two authorities), and why (in words,
    why it stands in no column; missing where it does). A body that has a figure and did not exist on the date is
    not among them: see `gone`.
    """
    own = figures.set_index("authority_code")
    frame = held[["code", "name", "region", "grade"]].reset_index(drop=True)
    frame["value"] = frame["code"].map(own["value"]).astype("float64")
    status = frame["code"].map(own["status"])
    frame["joint"] = (status == FigureStatus.JOINT.value).fillna(False).astype(bool)
    lacking = ("no figure, " + status.str.replace("_", " ")).fillna(NO_FIGURE)
    no_grade = ("no grade, " + held["reason"]).reset_index(drop=True)
    frame["why"] = no_grade.where(frame["grade"].isna(), lacking.where(frame["value"].isna()))
    return frame


def gone(held: pd.DataFrame, figures: pd.DataFrame) -> list[str]:
    """Codes of the bodies that have a figure and did not exist on the date."""
    known = figures.loc[figures["value"].notna(), "authority_code"]
    return sorted(set(known) - set(held["code"]))


def summary(placed: pd.DataFrame) -> pd.DataFrame:
    """How many authorities with a figure held each grade, with the mean and the median of their figures.

    `placed` as from `points`. Columns: grade (all four, best first), n, mean, median, lower and upper quartile
    (missing where n is 0). A joint return counts once for each of its authorities.
    """
    known = placed[placed["grade"].notna() & placed["value"].notna()]
    groups = known.groupby(known["grade"].astype("object"))["value"]
    frame = pd.DataFrame(
        {
            "n": groups.size(),
            "mean": groups.mean(),
            "median": groups.median(),
            "lower": groups.quantile(0.25),
            "upper": groups.quantile(0.75),
        }
    ).reindex(GRADES)
    frame["n"] = frame["n"].fillna(0).astype("int64")
    return frame.rename_axis("grade").reset_index()


def without(placed: pd.DataFrame) -> pd.DataFrame:
    """The authorities that stand in no column: code, name, why."""
    return placed.loc[placed["why"].notna(), ["code", "name", "why"]].reset_index(drop=True)


def through_years(context: pd.DataFrame, measure: str, held: Mapping[dt.date, pd.DataFrame]) -> pd.DataFrame:
    """`summary` of each period, by the grades that were held on the day on which it ended.

    `held` has for each period_end a frame as from `Dataset.as_at`. Columns: period_end, those of `summary`, and
    without (authorities that existed and stand in no column).
    """
    frames = []
    for period_end, grades in sorted(held.items()):
        placed = points(grades, of_period(context, measure, period_end))
        counted = summary(placed)
        counted.insert(0, "period_end", pd.Timestamp(period_end))
        frames.append(counted.assign(without=int(placed["why"].notna().sum())))
    columns = ["period_end", "grade", "n", "mean", "median", "lower", "upper", "without"]
    return pd.concat(frames, ignore_index=True)[columns] if frames else pd.DataFrame(columns=columns)
