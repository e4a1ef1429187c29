"""What stands under and above the timeline: its subtitle, its source and coverage, and what is not known."""

from __future__ import annotations

import datetime as dt

from dashboard.dates import long_date, month_year
from dashboard.figures.timeline.key import Sign
from dashboard.history.awaited import Awaited
from dashboard.history.spans import LANES, rounds, spans
from dashboard.history.standing import all_spans
from dashboard.history.story import By, Event, Story
from dashboard.words import ordinal, series
from loaders import OVERALL_UNTIL, EventType, Judgement, Precision, Status


def _days(story: Story, by: By) -> list[dt.date]:
    return [day for one in (story, *story.before) for event in one.events if (day := event.when(by).day)]


def subtitle(story: Story, by: By, today: dt.date) -> str:
    """What the figure shows, by which date and over which years."""
    first = min(_days(story, by), default=today).year
    last = min(story.authority.abolished or today, today).year
    kind = "date of publication" if by == "publication" else "first day of inspection"
    years = f"{first} to {last}" if first < last else str(last)
    return f"Ofsted judgements of children’s services by {kind}, with the visits between inspections, {years}"


def signs(story: Story, by: By, today: dt.date, coming: Awaited | None = None) -> dict[Sign, tuple[str, str]]:
    """What this figure draws that its labels do not say: as words beside the sign, and as a sentence.

    Either is blank where the other says enough.
    """
    shown = [event for one in (story, *story.before) for event in one.events]
    visits = [event for event in shown if event.kind is EventType.MONITORING_VISIT]
    other = "inspection" if by == "publication" else "publication"
    found = {
        Sign.HELD: ("A grade, until the next inspection", "A grade stands until the next inspection."),
    }
    if any(event.when(by).precision is Precision.MONTH for event in shown):
        found[Sign.MONTH] = "Date known only to the month", "A dashed mark has a date known only to the month."
    if any(event.when(by).borrowed for event in shown):
        only = f"Only the date of {other} is known"
        sentence = f"A grey outline or “{other[:4]}.” means that only the date of {other} is known."
        found[Sign.BORROWED] = f"{only} (also “{other[:4]}.”)", sentence
    if any(event.kind is EventType.FOCUSED_VISIT and event.priority for event in shown):
        words = "Focused visit that set areas for priority action"
        found[Sign.PRIORITY] = words, "“!” marks a focused visit that set areas for priority action."
    if any(visit.number is not None for visit in visits):
        words = "Monitoring visit, numbered since the judgement of inadequate"
        sentence = "The number in a diamond is the order of the visit since the judgement of inadequate."
        found[Sign.NUMBER] = words, sentence
    if today >= OVERALL_UNTIL:
        hollow = "; an earlier one is hollow from then on" if story.until(today) >= OVERALL_UNTIL else ""
        overall = all_spans(story, by, today)
        is_drawn = any(span.grade and span.until > OVERALL_UNTIL for span in overall)
        words = "Overall grade held from before April 2026" if is_drawn else ""
        found[Sign.HOLLOW] = words, f"Inspections from 1 April 2026 give no overall grade{hollow}."
        if any(span.judged.status is Status.NOT_GIVEN for span in overall):
            found[Sign.NONE] = "Inspected without an overall grade", ""
    if coming:
        words = "When the next inspection would begin, by past gaps; the line within is their average"
        found[Sign.WINDOW] = words, ""  # its lane says so itself
    if end := story.ends_early(today):
        sentence = f"Hatched: after {long_date(end)}, of which no report was read."
        found[Sign.HATCHED] = f"After {long_date(end)}: no report was read", sentence
    return found


def caption(story: Story, by: By, today: dt.date, reach: dt.date | None, coming: Awaited | None = None) -> list[str]:
    """How to read the figure and, at the end, where it comes from; only what this figure needs, as sentences."""
    reading = [sentence for _, sentence in signs(story, by, today, coming).values() if sentence]
    return [*reading, source(story, today, reach)]


def source(story: Story, today: dt.date, reach: dt.date | None) -> str:
    """Where the figure comes from, as a sentence or two."""
    shown = [event for one in (story, *story.before) for event in one.events]
    words = "Source: Ofsted’s reports and official statistics"
    if any(event.source.startswith("press") for event in shown):
        words += ", with monitoring visits reported by councils and the press"
    if story.ends_early(today) and story.known_to:
        words += f", lists to {long_date(story.known_to)}"
    elif reach:
        words += f", as published up to {long_date(reach)}"
    return f"{words}. Open Government Licence v3.0."


def record_end(story: Story, today: dt.date) -> list[str]:
    """Where the record of an authority ends before the dataset does, in words that belong beside its grades."""
    end = story.ends_early(today)
    if end is None:
        return []
    return [f"The record of {story.authority.called} ends on {long_date(end)}: a later inspection would not show here."]


def left_out(story: Story, by: By, today: dt.date) -> str:
    """What a compact picture of the timeline does not draw, as a sentence; nothing where it draws all."""
    until = story.until(today)
    undrawn = [lane for lane in LANES if lane.sif_only and spans(story, lane, by, until)]
    if not undrawn:
        return ""
    names = ["adoption" if Judgement.ADOPTION in lane.judgements else "the safeguarding board" for lane in undrawn]
    return f"Not drawn: {series(names)}, judged under the single inspection framework (SIF) alone."


def gaps(story: Story) -> list[str]:
    """Which monitoring visits have no date and which numbers nobody recorded, as sentences."""
    sentences: list[str] = []
    for one in rounds(story):
        undated = [visit for visit in one.visits if visit.start is None and visit.published is None]
        since = _since(one.since)
        if undated:
            sentences.append(f"{_undated(undated)}{since} is on record without a date.".replace("  ", " "))
        if one.missing:
            names = series(ordinal(number) for number in one.missing)
            plural = "s" if len(one.missing) > 1 else ""
            first = " (the letter on a first visit is not published)" if 1 in one.missing else ""
            sentences.append(f"There is no record of the {names} monitoring visit{plural}{since}{first}.")
    return sentences


def _since(event: Event | None) -> str:
    day = (event.published or event.start) if event else None
    return f" after the judgement of {month_year(day)}" if day else ""


def _undated(visits: list[Event]) -> str:
    numbered = [ordinal(visit.number) for visit in visits if visit.number is not None]
    if numbered:
        return f"The {series(numbered)} monitoring visit"
    return "A monitoring visit"
