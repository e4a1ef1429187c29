"""What stands under and above the timeline: its subtitle, its source and coverage, and what is not known."""

from __future__ import annotations

import datetime as dt

from dashboard.dates import long_date, month_year
from dashboard.history.spans import LANES, rounds, spans
from dashboard.history.story import By, Event, Story
from dashboard.words import ordinal, series
from loaders import OVERALL_UNTIL, EventType, Judgement, Precision


def _days(story: Story, by: By) -> list[dt.date]:
    return [day for one in (story, *story.before) for event in one.events if (day := event.when(by).day)]


def subtitle(story: Story, by: By, today: dt.date) -> str:
    """What the figure shows, by which date and over which years."""
    first = min(_days(story, by), default=today).year
    last = min(story.body.abolished or today, today).year
    kind = "date of publication" if by == "publication" else "first day of inspection"
    years = f"{first} to {last}" if first < last else str(last)
    return f"Ofsted judgements of children’s services by {kind}, with the visits between inspections, {years}"


def caption(story: Story, by: By, today: dt.date, reach: dt.date | None) -> list[str]:
    """How to read the figure and where it comes from, as sentences; only what this figure needs."""
    shown = [event for one in (story, *story.before) for event in one.events]
    sentences = ["A grade stands until the next inspection."]
    visits = [event for event in shown if event.kind is EventType.MONITORING_VISIT]
    if any(event.when(by).precision is Precision.MONTH for event in shown):
        sentences.append("A dashed mark has a date known only to the month.")
    if any(event.when(by).borrowed for event in shown):
        other = "inspection" if by == "publication" else "publication"
        sentences.append(f"A grey outline or “{other[:4]}.” means that only the date of {other} is known.")
    if any(event.kind is EventType.FOCUSED_VISIT and event.priority for event in shown):
        sentences.append("“!” marks a focused visit that set areas for priority action.")
    if any(visit.number is not None for visit in visits):
        sentences.append("The number in a diamond is the order of the visit since the judgement of inadequate.")
    if today >= OVERALL_UNTIL:
        hollow = "; an earlier one is hollow from then on" if story.until(today) >= OVERALL_UNTIL else ""
        sentences.append(f"Inspections from 1 April 2026 give no overall grade{hollow}.")
    source = "Source: Ofsted’s reports and official statistics"
    if any(event.source.startswith("press") for event in shown):
        source += ", with monitoring visits reported by councils and the press"
    end = story.ends_early(today)
    if end:
        sentences.append(f"Hatched: after {long_date(end)}, of which no report was read.")
    reached = (
        f", lists to {long_date(story.known_to)}"
        if end and story.known_to
        else f", as published up to {long_date(reach)}"
        if reach
        else ""
    )
    sentences.append(f"{source}{reached}. Open Government Licence v3.0.")
    return sentences


def record_end(story: Story, today: dt.date) -> list[str]:
    """Where the record of an authority ends before the dataset does, in words that belong beside its grades."""
    end = story.ends_early(today)
    if end is None:
        return []
    return [f"The record of {story.body.called} ends on {long_date(end)}: a later inspection would not show here."]


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
