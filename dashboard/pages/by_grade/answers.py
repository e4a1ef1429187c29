"""What the page of other statistics by grade asks of the dataset, each answer worked out once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard.kept import once
from dashboard.statistics import graded
from dashboard.statistics.context import before_after, by_grade, figures
from dashboard.statistics.context.figures import Measure, is_rate
from loaders import Dataset, Judgement, default_cut_off


@dataclass(frozen=True, slots=True)
class Column:
    """A measure of one year by the grade held on a date: who stands where, and each column's middle."""

    placed: pd.DataFrame
    summary: pd.DataFrame
    gone: list[str]
    """Names of the bodies that have a figure and did not exist on the date."""


@dataclass(frozen=True, eq=False)
class ByGradeFacts:
    """Statistics of one dataset."""

    dataset: Dataset

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """The measures that can be compared between places of any size, by their keys."""
        frame = self.dataset.measures()
        found = [figures.named(frame, str(key)) for key in frame["measure"]]
        return {one.key: one for one in found if one and is_rate(one)}

    @cached_property
    def periods(self) -> Mapping[str, list[dt.date]]:
        """The days on which the periods of each measure end, oldest first."""
        return {key: figures.periods(self.dataset.context(), key) for key in self.measures}

    @cached_property
    def slugs(self) -> Mapping[str, str]:
        """Each authority's address by its code."""
        register = self.dataset.bodies()
        return dict(zip(register["code"], register["slug"], strict=True))

    def cut_off(self, date: dt.date) -> dt.date:
        """By when reports count: Ofsted's own cut-off, no later than the newest report."""
        return min(default_cut_off(date), self.dataset.reach)

    @once
    def held(self, date: dt.date, judgement: Judgement) -> pd.DataFrame:
        """The grade of each authority on a date."""
        return self.dataset.as_at(date, self.cut_off(date), judgement)

    @once
    def column(self, measure: str, period_end: dt.date, date: dt.date, judgement: Judgement) -> Column:
        """The measure at the end of a period by the grade held on a date."""
        held = self.held(date, judgement)
        known = figures.of_period(self.dataset.context(), measure, period_end)
        placed = by_grade.points(held, known)
        register = self.dataset.bodies().set_index("code")["name"]
        return Column(placed, by_grade.summary(placed), [str(register[code]) for code in by_grade.gone(held, known)])

    @once
    def years(self, measure: str, judgement: Judgement) -> pd.DataFrame:
        """The measure of each year by the grade held on the day to which it speaks."""
        held = {day: self.held(day, judgement) for day in self.periods[measure]}
        return by_grade.through_years(self.dataset.context(), measure, held)

    @once
    def changed(self, measure: str, judgement: Judgement, way: before_after.Direction) -> pd.DataFrame:
        """The measure in the years around each inspection that moved the grade this way."""
        frame = graded.graded(self.dataset.deciding(judgement))
        return before_after.points(before_after.inspections(frame, way), self.dataset.context(), measure)
