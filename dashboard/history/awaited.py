"""When one authority's next inspection may come: the window from the gaps so far, and how far its own wait has gone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from dashboard.history.standing import latest
from dashboard.history.story import Story
from dashboard.kept import once
from dashboard.statistics import waiting
from dashboard.statistics.graded import graded
from dashboard.statistics.waiting import Window
from loaders import Dataset


@dataclass(frozen=True, slots=True)
class Awaited:
    """A window, and of the gaps that it rests on those that were shorter than the wait of this authority."""

    window: Window
    shorter: int
    """Gaps that had ended after as many days as the wait has lasted on the day that is asked about."""


@once
def _gaps(dataset: Dataset) -> pd.DataFrame:
    """The gaps that windows are drawn from: those that Covid-19 did not stretch."""
    found = waiting.gaps(dataset.inspections(), graded(dataset.deciding()))
    return found[~found["spans_covid"]]


def awaited(dataset: Dataset, story: Story, today: dt.date) -> Awaited | None:
    """The window after the latest full inspection; None for a body that is gone, and where none can be drawn.

    Gaps are grouped by the overall grade that starts them, which an inspection since April 2026 does not give.
    """
    last = latest(story, "inspection")
    if last is None or last.start is None or story.is_gone(today):
        return None
    if last.overall is None or last.overall.grade is None:
        return None
    found = waiting.window(waiting.observed(dataset), grade=str(last.overall.grade), start=last.start)
    if found is None:
        return None
    frame = _gaps(dataset)
    counted = frame[frame["grade"] == found.grade]
    return Awaited(found, int((counted["days"] < (today - last.start).days).sum()))
