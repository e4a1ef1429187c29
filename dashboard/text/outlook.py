"""What a busy person asks first of one authority: when its next inspection may come, and how its neighbours stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from dashboard.dates import long_date, month_year
from dashboard.history.awaited import Awaited
from dashboard.history.compared import Standings
from dashboard.history.standing import latest
from dashboard.history.story import Story
from dashboard.judgements import FOUR, about
from dashboard.text.visits import NOT_A_SCHEDULE
from dashboard.words import duration, noun, number, standing_among
from loaders import Grade, Judgement

FEW = 10
"""Gaps below which their number is said to be small."""


def next_inspection(story: Story, coming: Awaited | None, today: dt.date) -> str:
    """When the next full inspection may come by the gaps so far, how sure that is, or why nothing can be said."""
    lead = "Next inspection"
    last = latest(story, "inspection")
    if last is None or last.start is None:
        return f"{lead}: no window can be drawn, for no full inspection of a known start is on record."
    if last.overall is None or last.overall.grade is None:
        return f"{lead}: no window can be drawn, for the latest gave no overall grade and past gaps are grouped by it."
    if coming is None:
        return f"{lead}: no window can be drawn, for no gap after {noun(last.overall.grade)} has been observed yet."
    window = coming.window
    if ends := story.ends_early(today):
        lead += f", unless there was one after {long_date(ends)}"
    after = f"after {window.grade.lower()} so far"
    if window.is_past(today):
        few = ", which are few" if window.n < FEW else ""
        return (
            f"{lead}: later than {coming.shorter} of {window.n} waits {after}{few}. Their window, "
            f"{month_year(window.earliest)} to {month_year(window.latest)}, has passed."
        )
    waits = f"the {'only ' if window.n < FEW else ''}{window.n} {after}"
    if window.earliest > today:
        between = f"between {month_year(window.earliest)} and {month_year(window.latest)}"
        return f"{lead}: {between}, if this wait is like {waits}."
    longer = f"; it is already longer than {coming.shorter} of them" if coming.shorter else ""
    return f"{lead}: by {month_year(window.latest)}, if this wait is like {waits}{longer}."


def evidence(story: Story, coming: Awaited, today: dt.date) -> list[str]:
    """What the window rests on, as sentences."""
    window = coming.window
    ends = story.ends_early(today)
    since = f"The latest full inspection on record began in {month_year(window.since)}"
    since += "." if ends else f", {duration(window.since, today)} before {long_date(today)}."
    only = "only " if window.n < FEW else ""
    return [
        since,
        f"Based on {only}{window.n} gap{'s' * (window.n > 1)} from the start of one ILACS inspection to the start of the "
        f"next, after a grade of {window.grade.lower()}, {month_year(window.first)} to {month_year(window.last)}, leaving "
        "out those in which Covid-19 stopped routine inspection.",
        f"The shortest leads to {month_year(window.earliest)}, the average to {month_year(window.average)} and the "
        f"longest to {month_year(window.latest)}.",
        NOT_A_SCHEDULE,
    ]


def neighbours(code: str, near: tuple[str, ...], stands: Mapping[Judgement, Standings]) -> list[str]:
    """How many statistical neighbours stand better, the same and worse: overall, or where that is no longer given by
    each of the four judgements.
    """
    overall = _among(Judgement.OVERALL, code, near, stands)
    return [overall] if overall else [said for one in FOUR if (said := _among(one, code, near, stands))]


def _among(judgement: Judgement, code: str, near: tuple[str, ...], stands: Mapping[Judgement, Standings]) -> str:
    """One judgement of an authority beside those of others; nothing where either holds none."""
    held: dict[str, Grade] = {one: grade for one, stand in stands[judgement].items() if (grade := stand.now)}
    others = [held[one] for one in near if one in held]
    if code not in held or not others:
        return ""
    graded = "" if len(others) == len(near) else " with a grade"
    base = f"of {number(len(others))}{graded}"
    return f"Statistical neighbours, {about(judgement)}: {base}, {standing_among(held[code], others)}."
