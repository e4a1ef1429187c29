"""How many children live where services are good or outstanding, beside how many authorities are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.statistics.counts import ENGLAND, By
from dashboard.statistics.graded import GRADES
from loaders import Deciding, grades_over_time

MEASURE = "children"
GOOD = GRADES[:2]
COLUMNS = [
    *("area", "good_authorities", "authorities", "percent_authorities"),
    *("good_children", "children", "percent_children", "without_population", "ungraded_children"),
]


@dataclass(frozen=True)
class Population:
    """The estimates of children aged 0 to 17: of each mid-year, those of each authority by its code."""

    estimates: Mapping[dt.date, Mapping[str, float]]

    @classmethod
    def of(cls, context: pd.DataFrame) -> Population:
        """The estimates in the table `context`; a mid-year for which nobody has one is left out."""
        known = context[(context["measure"] == MEASURE) & context["value"].notna()]
        estimates: dict[dt.date, dict[str, float]] = {}
        for day, code, value in zip(known["period_end"].dt.date, known["authority_code"], known["value"], strict=True):
            estimates.setdefault(day, {})[code] = float(value)
        return cls(estimates)

    def mid_year_before(self, date: dt.date) -> dt.date | None:
        """The last mid-year before a date for which there is an estimate of children; None before the first."""
        return max((day for day in self.estimates if day < date), default=None)

    def at(self, codes: Iterable[str], date: dt.date) -> NDArray[np.float64]:
        """The children of authorities at the mid-year before a date; not a number where that is not known."""
        day = self.mid_year_before(date)
        known = self.estimates[day] if day else {}
        return np.array([known.get(code, np.nan) for code in codes], dtype="float64")


def behind_grades(held: pd.DataFrame, population: Population, date: dt.date, *, by: By | None = None) -> pd.DataFrame:
    """The share of children who live in authorities that are good or outstanding: England first, then regions.

    `held` as from `Dataset.as_at` for the date. Of authorities that hold a grade, as in Ofsted's counts, and of
    the children who lived there at the mid-year before. Columns: area, good_authorities, authorities (with a
    grade), percent_authorities, good_children, children (in authorities with a grade and an estimate),
    percent_children, without_population (authorities with a grade and no estimate) and ungraded_children (who live
    where no grade is held). Percentages are missing where nobody is counted.
    """
    parts = _parts(held["grade"], population.at(held["code"], date))
    areas, places = [ENGLAND], [np.zeros(len(held), dtype="int64")]
    if by is not None:
        of_regions, regions = pd.factorize(held[by], sort=True)
        areas, places = [ENGLAND, *regions], [*places, np.where(of_regions < 0, -1, of_regions + 1)]
    whole = {name: np.tile(part, len(places)) for name, part in parts.items()}
    return _shares(areas, np.concatenate(places), whole)


def without_population(held: pd.DataFrame, population: Population, date: dt.date) -> list[str]:
    """Names of the authorities that hold a grade and have no estimate of children for the mid-year before."""
    unknown = np.isnan(population.at(held["code"], date))
    lacking = np.flatnonzero(held["grade"].notna().to_numpy(dtype=bool) & unknown)
    return sorted(held["name"].array.take(lacking))


def over_time(deciding: Deciding, population: Population, dates: Sequence[dt.date]) -> pd.DataFrame:
    """`behind_grades` for England on each of `dates`, each with its default cut-off: date and the same columns."""
    held = grades_over_time(deciding, dates)
    places, found = pd.factorize(held["date"])
    children, codes = np.empty(len(held)), held["code"].to_numpy()
    for place, day in enumerate(found):
        of_day = places == place
        children[of_day] = population.at(codes[of_day], day.date())
    frame = _shares([ENGLAND] * len(found), places, _parts(held["grade"], children))
    frame.insert(0, "date", found)
    return frame


def _parts(grades: pd.Series, children: NDArray[np.float64]) -> dict[str, NDArray[np.int64]]:
    """What each authority adds to the counts of `behind_grades`."""
    graded, good = grades.notna().to_numpy(dtype=bool), grades.isin(GOOD).to_numpy(dtype=bool)
    unknown = np.isnan(children)
    counted = np.where(unknown, 0, children)
    parts = {
        "good_authorities": good,
        "authorities": graded,
        "good_children": counted * good,
        "children": counted * graded,
        "without_population": graded & unknown,
        "ungraded_children": counted * ~graded,
    }
    return {name: part.astype("int64") for name, part in parts.items()}


def _shares(areas: Sequence[str], places: NDArray[Any], parts: Mapping[str, NDArray[np.int64]]) -> pd.DataFrame:
    """The sums of `parts` for each area, whose place each authority has in `places`; -1 belongs to none."""
    within = places >= 0
    sums = {
        name: np.bincount(places[within], part[within], minlength=len(areas)).astype("int64")
        for name, part in parts.items()
    }
    columns: dict[str, Any] = {"area": list(areas), **sums}
    for name in ("authorities", "children"):
        whole = np.where(sums[name] == 0, np.nan, sums[name])
        columns[f"percent_{name}"] = 100 * sums[f"good_{name}"] / whole
    return pd.DataFrame({name: columns[name] for name in COLUMNS})
