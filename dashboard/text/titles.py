"""The active title: what happened to one authority, in a sentence without its full stop."""

from __future__ import annotations

import datetime as dt

from dashboard.dates import month_year
from dashboard.history.standing import Point, by_grade, lacks_overall, latest, points, run
from dashboard.history.story import By, Story
from dashboard.words import held, noun, number, stood
from loaders import Grade, Status


def title(story: Story, by: By, today: dt.date) -> str:
    """The finding of the timeline, such as "Dudley left inadequate in December 2018 and ..."

    Months are those of publication or of the inspection's first day, as `by` says.
    """
    body = story.body
    found = points(story, by, today)
    if story.is_gone(today):
        return _abolished(story, found)
    last = latest(story, by)
    if last is None:
        if body.established:
            return f"{body.name} came into being in {month_year(body.established)} and has not yet been inspected"
        return f"{body.name} has no full inspection of children’s services on record"
    why = lacks_overall(last)
    if why is Status.NOT_GIVEN:
        return _four(story, by)
    if not found:
        return f"{body.name} was inspected in {_month(story, by)} without an overall grade"
    return _graded(body.name, found, body.established is not None, story.ends_early(today))


def _month(story: Story, by: By) -> str:
    last = latest(story, by)
    day = last.when(by).day if last else None
    return month_year(day) if day else ""


def _abolished(story: Story, found: list[Point]) -> str:
    body = story.body
    assert body.abolished is not None
    ended = month_year(body.abolished)
    if not found:
        return f"{body.name} was abolished in {ended} and has no overall grade on record"
    last = found[-1]
    return f"{body.name} was last judged {_as(last.grade)} in {last.month}, and was abolished in {ended}"


def _as(grade: Grade) -> str:
    return "to require improvement" if grade is Grade.REQUIRES_IMPROVEMENT else noun(grade)


def _four(story: Story, by: By) -> str:
    last = latest(story, by)
    assert last is not None
    grades = by_grade(last)
    name, month = story.body.name, _month(story, by)
    if not grades:
        return f"{name} was inspected in {month} without an overall grade"
    if len(grades) == 1:
        grade, names = next(iter(grades.items()))
        all_of = {2: "both judgements", 3: "all three judgements", 4: "all four judgements"}.get(len(names), names[0])
        return f"{name} was graded {noun(grade)} in {all_of} in {month}, with no overall grade given"
    (best, highs), *_, (worst, lows) = grades.items()
    ends = f"from {noun(best)} ({_short(highs)}) to {noun(worst)} ({_short(lows)})"
    return f"{name}’s grades of {month} run {ends}"


def _short(names: list[str]) -> str:
    return ", ".join(names).replace("the impact of leaders", "leaders")


def _graded(name: str, found: list[Point], is_new: bool, known_to: dt.date | None) -> str:
    """`known_to` is the end of a record that ends early: nothing is said of what held after it."""
    now = run(found)
    first, grade = now[0], now[-1].grade
    if len(found) == 1:
        which = "first" if is_new else "only graded"
        return f"{name} was judged {_as(grade)} at its {which} inspection, in {first.month}"
    if len(now) == len(found):
        times = "both inspections" if len(now) == 2 else f"all {number(len(now))} inspections"
        if known_to:
            return f"{name} {stood(grade)} from {first.month} to at least {month_year(known_to)}, at {times}"
        return f"{name} {held(grade)} since {first.month}, at {times}"
    before = found[-len(now) - 1].grade
    since = f"{stood(grade)} to at least {month_year(known_to)}" if known_to else f"{held(grade)} since"
    again = len(now) - 1
    if before is Grade.INADEQUATE:
        if known_to and not again:
            return f"{name} left inadequate in {first.month}, when it was judged {_as(grade)}"
        return f"{name} left inadequate in {first.month} and {since}"
    move = "rose" if grade.rank > before.rank else "fell"
    change = f"{name} {move} from {noun(before)} to {noun(grade)} in {first.month}"
    if not again:
        return change
    if move == "rose":
        return (
            f"{change} and kept the grade at the next {'inspection' if again == 1 else f'{number(again)} inspections'}"
        )
    return f"{change} and {since}"
