"""The active title: what happened to one authority, in a sentence without its full stop."""

from __future__ import annotations

import datetime as dt

from dashboard.dates import month_year
from dashboard.history.standing import Point, by_grade, lacks_overall, latest, points, present, run
from dashboard.history.story import By, Event, Story
from dashboard.judgements import in_sentence
from dashboard.words import held, noun, number, stood, upper_first
from loaders import Grade, Judgement, Status


def title(story: Story, by: By, today: dt.date) -> str:
    """The finding of the timeline, such as "Dudley left inadequate in December 2018 and ..."

    Months are those of publication or of the inspection's first day, as `by` says.
    """
    return upper_first(_said(story, by, today))


def _said(story: Story, by: By, today: dt.date) -> str:
    body = story.authority
    found = points(story, by, today)
    if story.is_gone(today):
        return _abolished(story, found)
    last = latest(story, by)
    if last is None:
        if body.established:
            return f"{body.called} came into being in {month_year(body.established)} and has not yet been inspected"
        return f"{body.called} has no full inspection of children’s services on record"
    why = lacks_overall(last)
    if why is Status.NOT_GIVEN:
        return _four(story, last, by)
    if not found:
        return f"{body.called} was inspected in {_month(last, by)} without an overall grade"
    if why is not None:
        return _unread(body.called, found, _month(last, by), why)
    return _graded(body.called, found, body.established is not None, story.ends_early(today))


def _month(event: Event, by: By) -> str:
    day = event.when(by).day
    return month_year(day) if day else ""


def _abolished(story: Story, found: list[Point]) -> str:
    body = story.authority
    assert body.abolished is not None
    ended = month_year(body.abolished)
    if not found:
        return f"{body.called} was abolished in {ended} and has no overall grade on record"
    last = found[-1]
    return f"{body.called} was last judged {_as(last.grade)} in {last.month}, and was abolished in {ended}"


def _as(grade: Grade) -> str:
    return "to require improvement" if grade is Grade.REQUIRES_IMPROVEMENT else noun(grade)


def _unread(name: str, found: list[Point], month: str, why: Status) -> str:
    """A later inspection whose overall grade is not known ends what is said of the last one that is."""
    tail = "; that report could not be read" if why is Status.UNREADABLE else " without an overall grade"
    return f"{name} {stood(found[-1].grade)} until {month}, when it was inspected again{tail}"


def _four(story: Story, last: Event, by: By) -> str:
    """Movement since April 2026, judgement by judgement, against the inspection before."""
    grades = by_grade(last)
    name, month = story.authority.called, _month(last, by)
    if not grades:
        return f"{name} was inspected in {month} without an overall grade"
    if len(grades) == 1:
        grade, names = next(iter(grades.items()))
        all_of = {2: "both judgements", 3: "all three judgements", 4: "all four judgements"}.get(len(names), names[0])
        return f"{name} was judged {_as(grade)} in {all_of} in {month}, with no overall grade given"
    moves = _moves(story, last, by)
    if not moves:
        told = [f"{_as(grade)} {_for(names)}" for grade, names in grades.items()]
        return f"{name} was judged {', and '.join(told)} in {month}"
    first, *others = moves
    return f"{name} {first} in {month}" + "".join(f", and {other}" for other in others)


def _moves(story: Story, last: Event, by: By) -> list[str]:
    """What became of each judgement that was graded before too, what matters most first; the rest stayed."""
    before = _before(story, last, by)
    moved: dict[tuple[str, Grade], list[str]] = {}
    for judgement, judged in present(last).items():
        old, new = before.get(judgement), judged.grade
        if old is None or new is None or old is new:
            continue
        if Grade.INADEQUATE in (old, new):
            moved.setdefault(("left" if old is Grade.INADEQUATE else "into", Grade.INADEQUATE), []).append(
                in_sentence(judgement)
            )
        else:
            moved.setdefault(("rose" if new.rank > old.rank else "fell", new), []).append(in_sentence(judgement))
    words = {"left": "left inadequate", "into": "was judged inadequate", "rose": "rose to {}", "fell": "fell to {}"}
    kinds = list(words)
    order = sorted(moved, key=lambda key: (kinds.index(key[0]), -key[1].rank))
    told = [f"{words[kind].format(noun(grade))} {_for(moved[kind, grade])}" for kind, grade in order]
    again = [before[:1] == kind[:1] for before, kind in zip([("",), *order], order, strict=False)]
    return [text.partition(" ")[2] if is_same else text for text, is_same in zip(told, again, strict=True)]


def _before(story: Story, last: Event, by: By) -> dict[Judgement, Grade]:
    """The grades of the full inspection before."""
    end = last.when(by).day
    dated = [(day, event) for event in story.full() if (day := event.when(by).day) and end and day < end]
    if not dated:
        return {}
    event = max(dated, key=lambda pair: pair[0])[1]
    return {judgement: judged.grade for judgement, judged in present(event).items() if judged.grade}


def _for(names: list[str]) -> str:
    """For leaders, for help and protection and for children in care."""
    *first, last = (f"for {name.replace('the impact of leaders', 'leaders')}" for name in names)
    return f"{', '.join(first)} and {last}" if first else last


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
            return f"{name} {stood(grade)} from {first.month} until at least {month_year(known_to)}, at {times}"
        return f"{name} {held(grade)} since {first.month}, at {times}"
    before = found[-len(now) - 1].grade
    since = f"{stood(grade)} until at least {month_year(known_to)}" if known_to else f"{held(grade)} since"
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
