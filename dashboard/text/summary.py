"""The summary: three to five plain sentences on one authority, each a fact of the tables and none a cause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dashboard.dates import date_range, long_date, month_year
from dashboard.history.spans import framework_name
from dashboard.history.standing import Point, after_latest, by_grade, lacks_overall, latest, points, present, spells
from dashboard.history.story import By, Event, Story
from dashboard.judgements import ABSENCES, in_sentence
from dashboard.text.captions import gaps
from dashboard.words import counted, duration, judged, noun, number, series, upper_first
from loaders import EventType, Framework, Grade, Precision, Status


def summary(story: Story, by: By, today: dt.date) -> list[str]:
    """What the data say of one authority, as whole sentences: how things stand, how they came to, what is not known."""
    last = latest(story, by)
    now = [*_birth(story), *_latest(story, last, today), *_judgements(story, last)]
    now += [*_visits(story, last, after_latest(story, by, today)), *ending(story, today)]
    return [*now, *_history(story, points(story, by, today), last, today), *gaps(story)]


def opening(story: Story, by: By, today: dt.date) -> list[str]:
    """The history of an authority's grades in a sentence or two, with its beginning and its end where it has them."""
    last = latest(story, by)
    history = _history(story, points(story, by, today), last, today) or _latest(story, last, today)
    return [*_birth(story), *history, *ending(story, today)]


def visits_so_far(story: Story, by: By, today: dt.date) -> list[str]:
    """The visits since the latest full inspection, and what is not known of any."""
    return [*_visits(story, latest(story, by), after_latest(story, by, today)), *gaps(story)]


def _birth(story: Story) -> list[str]:
    body = story.authority
    if body.established is None:
        return []
    before = [one.authority.called for one in story.before]
    ended = f", when {series(before)} {'was' if len(before) == 1 else 'were'} abolished," if before else ""
    return [
        f"{upper_first(body.called)} came into being on {long_date(body.established)}{ended} and inherits no grade."
    ]


def _kind(event: Event) -> str:
    name = framework_name(event)
    if event.framework is Framework.SIF:
        again = "a re-inspection" if event.kind is EventType.REINSPECTION else "an inspection"
        return f"{again} under the single inspection framework (SIF)"
    return f"an {name}" if name[0] in "AEIOU" else f"a {name}"


def _dates(event: Event) -> str:
    published = f"published {_on(event.published_precision)} " if event.published else ""
    if event.published:
        published += long_date(event.published, event.published_precision)
    if event.start is None:
        return published
    is_range = event.start_precision is Precision.DAY and event.end is not None and event.end > event.start
    if is_range or event.start_precision is Precision.MONTH:
        days = f"of {date_range(event.start, event.end, event.start_precision)}"
        return f"{days}, {published}" if published else days
    begun = f"begun on {long_date(event.start)}"
    return f"{begun} and {published}" if published else begun


def _on(precision: Precision) -> str:
    return "in" if precision is Precision.MONTH else "on"


def _latest(story: Story, last: Event | None, today: dt.date) -> list[str]:
    body = story.authority
    gone = story.is_gone(today)
    if last is None:
        if gone:
            return [f"No full inspection of {body.called} under SIF or ILACS is on record."]
        return [
            f"{upper_first(body.called)} has not yet had a full inspection of its children’s services under SIF or ILACS."
        ]
    kind = f"{_kind(last)} {_dates(last)}".strip()
    which = "last" if gone else "latest"
    lead = f"Ofsted’s {which} full inspection of {body.called}, {kind},"
    why = lacks_overall(last)
    if why is None and last.overall and last.overall.grade:
        tail = f"judged its children’s services {judged(last.overall.grade)} overall"
    elif why is Status.NOT_GIVEN:
        tail = "gave no overall grade: inspections that began on or after 1 April 2026 have none"
    elif why is Status.NOT_JUDGED:
        tail = "did not judge overall effectiveness"
    elif why is Status.UNREADABLE:
        tail = "has an overall grade that could not be read"
    else:
        tail = "gave no overall grade"
    return [f"{lead} {tail}."]


def ending(story: Story, today: dt.date) -> list[str]:
    """When an abolished body ended and what came in its place, as a sentence; nothing of one that lives."""
    body = story.authority
    if not (story.is_gone(today) and body.abolished):
        return []
    return [f"{upper_first(body.called)} was abolished on {long_date(body.abolished)}{_heirs(story)}."]


def _heirs(story: Story) -> str:
    names = [heir.called for heir in story.after]
    return f" and replaced by {series(names)}" if names else ""


def _judgements(story: Story, last: Event | None) -> list[str]:
    if last is None:
        return []
    grades = by_grade(last)
    name = upper_first(story.authority.called)
    absent: dict[Status, list[str]] = {}
    for judgement, given in present(last).items():
        if given.grade is None:
            absent.setdefault(given.status, []).append(in_sentence(judgement))
    sentences: list[str] = []
    if len(grades) == 1 and len(next(iter(grades.values()))) == 4:
        sentences.append(f"{name} was judged {judged(next(iter(grades)))} in all four judgements.")
    elif grades:
        parts = [f"{judged(grade)} for {series(names)}" for grade, names in grades.items()]
        *first, final = parts
        sentences.append(f"{name} was judged {', '.join(first)}{', and ' if first else ''}{final}.")
    for status, names in absent.items():
        verb = "was" if names in (["the impact of leaders"], ["help and protection"]) else "were"
        sentences.append(f"{upper_first(series(names))} {verb} {ABSENCES[status]}.")
    return sentences


def _history(story: Story, found: list[Point], last: Event | None, today: dt.date) -> list[str]:
    if not found or (len(found) == 1 and found[0].event is last):
        return []
    listed: list[tuple[Grade, list[str]]] = []
    for point in found:
        if listed and listed[-1][0] is point.grade:
            listed[-1][1].append(point.month)
        else:
            listed.append((point.grade, [point.month]))
    path = ", then ".join(f"{noun(grade)} in {series(months)}" for grade, months in listed)
    times = "once" if len(found) == 1 else "twice" if len(found) == 2 else f"{number(len(found))} times"
    sentences = [f"{upper_first(story.authority.called)} has been graded overall {times}: {path}."]
    end = story.authority.abolished if story.is_gone(today) else None
    stretches = spells(found)
    finished = [spell for spell in stretches if spell.end]
    if finished:
        lengths = [
            f"{duration(spell.start, spell.end)} ({month_year(spell.start)} to {month_year(spell.end)})"
            for spell in finished
            if spell.end
        ]
        sentences.append(f"It was inadequate for {series(lengths)}.")
    if stretches and stretches[-1].end is None and last is not None and lacks_overall(last) is None:
        start = stretches[-1].start
        if end:
            sentences.append(f"It had been inadequate for {duration(start, end)} when it was abolished.")
        else:
            until = story.until(today)
            spell = f"it had been inadequate for {duration(start, until)}, since {month_year(start)}"
            sentences.append(f"By {long_date(until)} {spell}.")
    return sentences


def _visits(story: Story, last: Event | None, after: Sequence[Event]) -> list[str]:
    focused = [event for event in after if event.kind is EventType.FOCUSED_VISIT]
    monitoring = [event for event in after if event.kind is EventType.MONITORING_VISIT]
    parts = [counted(len(focused), "focused visit")] * bool(focused)
    parts += [counted(len(monitoring), "monitoring visit")] * bool(monitoring)
    if not parts:
        if last is None or story.authority.abolished:
            return []
        # An authority that is not inadequate has no monitoring visits: of such none can be missed.
        inadequate = last.overall is not None and last.overall.grade is Grade.INADEQUATE
        kind = "focused or monitoring visit" if inadequate else "focused visit"
        return [f"No {kind} since its latest full inspection is on record."]
    which = "last" if story.authority.abolished else "latest"
    lead = f"Since its {which} full inspection the record shows" if last else "The record shows"
    priority = sum(bool(event.priority) for event in focused)
    tail = ""
    if priority:
        which = "which" if len(focused) == 1 else f"{number(priority)} of the focused visits"
        tail = (
            f"; {which} set areas for priority action" if len(focused) > 1 else ", which set areas for priority action"
        )
        if len(focused) == 1 and monitoring:
            tail = "; the focused visit set areas for priority action"
    return [f"{lead} {series(parts)}{tail}."]
