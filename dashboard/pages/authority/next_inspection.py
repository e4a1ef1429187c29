"""When the next inspection may come, from the gaps observed so far, and how strong that evidence is."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dash import html

from dashboard.components.notices import inset
from dashboard.dates import long_date, month_year
from dashboard.history.standing import lacks_overall, latest
from dashboard.history.story import Story
from dashboard.statistics.waiting import observed, window
from dashboard.text.visits import NOT_A_SCHEDULE
from dashboard.words import duration
from loaders import Dataset

FEW = 10
"""Gaps below which their number is said to be small."""


def next_inspection(story: Story, dataset: Dataset, today: dt.date) -> list[Any]:
    """The window for the next full inspection with its evidence, or why there is none."""
    last = latest(story, "inspection")
    if last is None or last.start is None:
        return [
            html.P(f"{story.body.name} has no full inspection of a known start, so no window can be drawn from others.")
        ]
    ends = story.ends_early(today)
    since = f"The latest full inspection on record began in {month_year(last.start)}"
    since += (
        f". The record of {story.body.name} ends on {long_date(ends)}: it may have been inspected since."
        if ends
        else f", {duration(last.start, today)} before {long_date(today)}."
    )
    if lacks_overall(last) is not None or last.overall is None or last.overall.grade is None:
        words = "It gave no overall grade, and gaps observed so far are grouped by that grade: no window is drawn."
        return [html.P(f"{since} {words}")]
    grade = last.overall.grade
    found = window(observed(dataset), grade=str(grade), start=last.start)
    if found is None:
        return [html.P(f"{since} No gap after a grade of {str(grade).lower()} has been observed yet.")]
    earliest, average, late = (month_year(day) for day in (found.earliest, found.average, found.latest))
    if found.is_past(today):
        words = f"That is longer than any gap observed after that grade: the longest would have ended in {late}."
        if ends:
            words = f"If it was not, the gap is longer than any observed after that grade, which would end in {late}."
    else:
        expected = f"between {earliest} and {late}, on average in {average}"
        if found.earliest <= today:
            expected = f"by {late}"
        condition = "it was not and this" if ends else "this"
        words = f"If {condition} gap is like those observed, the next begins {expected}."
    period = f"{month_year(found.first)} to {month_year(found.last)}"
    evidence = (
        f"Based on {'only ' if found.n < FEW else ''}{found.n} gaps from the start of one ILACS inspection to the start of the next, after a grade of "
        f"{str(grade).lower()}, {period}, leaving out those in which Covid-19 stopped routine inspection. "
        f"{NOT_A_SCHEDULE}"
    )
    return [html.P(f"{since} {words}"), inset(html.P(evidence))]
