"""Talking points: what a person can say of an authority, from the same stories as the figures; never a cause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from dashboard.dates import long_date, month_year
from dashboard.history.spans import LANES, OVERALL, Lane
from dashboard.history.standing import all_spans, lacks_overall, latest
from dashboard.history.story import Event, Story
from dashboard.judgements import in_sentence
from dashboard.statistics.waiting import Window
from dashboard.words import counted, number, ordinal, series, standing_among, stands, upper_first
from loaders import EventType, Grade, Judgement

LINE = 62
"""Characters of a title that stands in one line, so that the chart under it keeps its size."""
FEW = 10
"""Fewer cases than these are said to be few."""
BETTER = (Grade.OUTSTANDING, Grade.GOOD)
HELP = Judgement.HELP_AND_PROTECTION
KINDS = {
    EventType.FOCUSED_VISIT: "focused visit",
    EventType.MONITORING_VISIT: "monitoring visit",
    EventType.JTAI: "joint inspection",
    EventType.AREA_SEND: "area SEND inspection",
    EventType.BOARD_REVIEW: "board review",
}
"""What is no full inspection, in the order that it is counted, as a word of a sentence."""
FRAMEWORK_CHANGE = (
    "Inspections that begin on or after 1 April 2026 give no overall grade. "
    "The four judgements remain, and are what can be compared from then on."
)


def among_neighbours(neighbours: Sequence[Story], today: dt.date) -> tuple[int, int]:
    """Neighbours that are good or outstanding for help and protection, and those that hold a grade for it."""
    grades = [grade for one in neighbours if (grade := held(one, HELP))]
    return sum(grade in BETTER for grade in grades), len(grades)


def neighbours_title(story: Story, neighbours: Sequence[Story], today: dt.date) -> str:
    """The finding of the neighbours' table."""
    good, total = among_neighbours(neighbours, today)
    name = story.authority.called
    if not total:
        return f"{upper_first(name)} beside its statistical neighbours"
    subject = "None" if good == 0 else "All" if good == total else upper_first(number(good))
    verb = "is" if good in (0, 1) else "are"
    return f"{subject} of {name}’s {number(total)} statistical neighbours {verb} good or better for help and protection"


def neighbours_words(story: Story, neighbours: Sequence[Story], today: dt.date) -> list[str]:
    """How the authority's own grade for help and protection stands to its neighbours'."""
    return [beside(story, neighbours, HELP)]


def beside(story: Story, neighbours: Sequence[Story], judgement: Judgement) -> str:
    """How the authority's own grade for a judgement stands to its neighbours'."""
    about = in_sentence(judgement)
    own = held(story, judgement)
    if own is None:
        return f"{upper_first(story.authority.called)} itself holds no grade for {about}."
    grades = [grade for one in neighbours if (grade := held(one, judgement))]
    lead = f"{upper_first(story.authority.called)} itself {stands(own)} for {about}"
    if not grades:
        return f"{lead}."
    return f"{lead}; of its {number(len(grades))} neighbours with a grade, {standing_among(own, grades)}."


def held(story: Story, judgement: Judgement) -> Grade | None:
    """The grade that the latest full inspection gave for a judgement."""
    event = latest(story, "publication")
    found = event.judgements.get(judgement) if event else None
    return found.grade if found else None


def visits_of(story: Story) -> list[Event]:
    """Everything that is no full inspection, newest first; without a date at the end."""
    found = [event for event in story.events if not event.kind.is_full]
    return sorted(found, key=lambda event: event.start or event.published or dt.date.min, reverse=True)


def visits_words(story: Story) -> list[str]:
    """What stands in place of the table where there is no visit."""
    if visits_of(story):
        return []
    return [
        f"The record holds no focused visit, monitoring visit, joint targeted area inspection or area SEND inspection "
        f"of {story.authority.called}."
    ]


def visits_title(story: Story) -> str:
    """The finding of the table of visits: how many of each kind, and when the latest was."""
    found = visits_of(story)
    name = story.authority.called
    if not found:
        return f"No visit to {name} between full inspections is on record"
    day = found[0].start or found[0].published
    when = f", {'the latest ' if len(found) > 1 else ''}in {month_year(day)}" if day else ""
    return f"On record for {name}: {series(_by_kind(found))}{when}"


def _by_kind(found: Sequence[Event]) -> list[str]:
    """Two focused visits; one area SEND inspection."""
    counts = {kind: sum(event.kind is kind for event in found) for kind in KINDS}
    return [counted(count, KINDS[kind]) for kind, count in counts.items() if count]


def visits_brief(story: Story) -> str:
    """The latest visits in a sentence, for a page without room for their table."""
    found = visits_of(story)
    said = [
        f"{_named(event)} ({event.theme or event.outcome})" if event.theme or event.outcome else _named(event)
        for event in found[:3]
    ]
    rest = f" All {number(len(found))} are in the workbook." if len(found) > len(said) else ""
    return f"The latest: {'; '.join(said)}.{rest}" if said else ""


def _named(event: Event) -> str:
    day = event.start or event.published
    return f"{KINDS.get(event.kind, str(event.kind))}, {month_year(day) if day else 'date not known'}"


def _path(story: Story, today: dt.date) -> list[tuple[str, list[str]]]:
    """The overall grades in order with their years: inadequate 2016, requires improvement 2018 and 2023."""
    groups: list[tuple[str, list[str]]] = []
    for span in all_spans(story, "publication", today):
        words = str(span.judged.grade).lower() if span.judged.grade else "no overall grade"
        if not groups or groups[-1][0] != words:
            groups.append((words, []))
        groups[-1][1].append(str(span.start.year))
    return groups


def history_title(story: Story, today: dt.date) -> str:
    """The finding of the timeline's slide in one line: the grades and their years, or else counts."""
    full = story.full()
    groups = _path(story, today)
    if groups:
        path = ", ".join(f"{words} {series(years)}" for words, years in groups)
        latest_two = ", ".join(f"{words} {series(years)}" for words, years in groups[-2:])
        ways = [f"{story.authority.name}: {path}", upper_first(path)]
        ways += [f"{story.authority.name}: {latest_two}", upper_first(latest_two)]
        for words in ways:
            if len(words) <= LINE:
                return words
    visits = visits_of(story)
    name = story.authority.name
    if not full:
        return f"{name}: no full inspection under SIF or ILACS on record"
    first = min((day for event in full if (day := event.published or event.start)), default=None)
    since = f" {'in' if len(full) == 1 and not visits else 'since'} {first.year}" if first else ""
    return f"{name}: {counted(len(full), 'full inspection')}{since}"


def next_title(story: Story, window: Window | None, today: dt.date) -> str:
    """The finding of the slide on the next inspection."""
    name = story.authority.called
    if story.is_gone(today):
        heirs = "successors are" if len(story.after) > 1 else "successor is"
        return (
            f"{upper_first(name)} was abolished in {month_year(story.until(today))}: its {heirs} inspected in its place"
        )
    if window is None:
        return f"No window for {name}’s next inspection can be taken from past gaps"
    if ends := story.ends_early(today):
        return _next_unless(name, window, ends, today)
    if window.is_past(today):
        return f"{upper_first(name)} has waited longer than any gap that followed its grade so far"
    if window.earliest <= today:
        return f"By the gaps so far, {name}’s next inspection would begin by {month_year(window.latest)}"
    begin, end = month_year(window.earliest), month_year(window.latest)
    return f"By the gaps so far, {name}’s next inspection would begin between {begin} and {end}"


def _next_unless(name: str, window: Window, ends: dt.date, today: dt.date) -> str:
    """The same for a record that ended before today: it may have been inspected since."""
    since = month_year(ends)
    if window.is_past(today):
        return f"{upper_first(name)}’s record ends in {since}: it may have been inspected since"
    begin = "" if window.earliest <= today else f"between {month_year(window.earliest)} and "
    by = f"{begin}{month_year(window.latest)}" if begin else f"by {month_year(window.latest)}"
    return f"Unless inspected since {since}, {name}’s next inspection would begin {by}"


def next_words(story: Story, window: Window | None, waited: pd.Series | None, today: dt.date) -> list[str]:
    """What the gaps of the past say of the next inspection, with their number and period."""
    name = story.authority.called
    words: list[str] = []
    if ends := story.ends_early(today):
        words.append(f"The record of {name} ends on {long_date(ends)}: it may have been inspected since.")
    elif waited is not None and pd.notna(waited["days"]):
        since = {
            "start": "since its last full inspection began",
            "publication": "since the report of its last full inspection was published",
            "established": "since it came into being, without a full inspection",
        }[str(waited["counted_from"])]
        words.append(
            f"On {long_date(today)} it was {int(waited['days']):,} days {since}: the "
            f"{_rank(int(waited['rank']), int(waited['of']))} wait of the {int(waited['of'])} authorities "
            "whose record reaches that date."
        )
    if window is not None:
        shortest = (window.earliest - window.since).days
        longest, average = (window.latest - window.since).days, (window.average - window.since).days
        few = "only " if window.n < FEW else ""
        words.append(
            f"After a grade of {window.grade.lower()}, {few}{counted(window.n, 'gap')} between one ILACS inspection and "
            f"the next {'has' if window.n == 1 else 'have'} been observed ({month_year(window.first)} to "
            f"{month_year(window.last)}): {shortest:,} to {longest:,} days, {average:,} on average. For {name} that is "
            f"{month_year(window.earliest)} to {month_year(window.latest)}, on average {month_year(window.average)}."
        )
        words.append(
            "Gaps in which Covid-19 stopped routine inspection are left out, and so are waits that have not ended. "
            "This is what has happened so far; it is no schedule of Ofsted’s."
        )
    elif not story.authority.abolished:
        last = latest(story, "publication")
        if last is not None and lacks_overall(last) is not None:
            words.append(
                "Its latest full inspection gave no overall grade, and the gaps observed so far are grouped by that "
                "grade: no window is drawn from them."
            )
        else:
            words.append("No gap after a grade such as it holds has been observed yet.")
    return words


def _rank(rank: int, total: int) -> str:
    from_end = total - rank + 1
    place, word = (rank, "longest") if rank <= total / 2 else (from_end, "shortest")
    return word if place == 1 else f"{ordinal(place)} {word}"


def talking_points(story: Story, neighbours: Sequence[Story], window: Window | None, today: dt.date) -> list[str]:
    """Three or so points to say aloud, each a fact of the tables."""
    points: list[str] = []
    good, total = among_neighbours(neighbours, today)
    if total:
        subject = "None" if good == 0 else "All" if good == total else upper_first(number(good))
        verb = "is" if good in (0, 1) else "are"
        points.append(
            f"{subject} of its {number(total)} statistical neighbours {verb} good or better for help and protection."
        )
    points += priority(story)
    if window is not None and not window.is_past(today):
        points.append(f"{next_title(story, window, today)}.")
    if not story.authority.abolished:
        points.append(FRAMEWORK_CHANGE)
    return points


def priority(story: Story) -> list[str]:
    """How many areas for priority action focused visits have set, as a sentence; nothing where none has."""
    total = sum(event.priority or 0 for event in story.events if event.kind is EventType.FOCUSED_VISIT)
    return [f"Focused visits have set {counted(total, 'area')} for priority action in all."] if total else []


def in_brief(story: Story, neighbours: Sequence[Story], window: Window | None, today: dt.date) -> list[str]:
    """What stands beside the timeline on a single slide: the neighbours, then what may come."""
    said = [f"{neighbours_title(story, neighbours, today)}."] if among_neighbours(neighbours, today)[1] else []
    said += priority(story)
    if window is not None or story.is_gone(today):
        said.append(f"{next_title(story, window, today)}.")
    return said


def best_lanes() -> tuple[Lane, ...]:
    """Overall effectiveness and the four judgements of today."""
    return (OVERALL, *(lane for lane in LANES if not lane.sif_only))
