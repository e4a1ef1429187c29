"""The text alternative of the timeline: everything that it shows, for those who do not see it."""

from __future__ import annotations

import datetime as dt

from dashboard.dates import long_date, month_year
from dashboard.history.awaited import Awaited
from dashboard.history.spans import LANES, spans
from dashboard.history.standing import all_spans
from dashboard.history.story import By, Story
from dashboard.judgements import ABSENCES
from dashboard.text.captions import subtitle
from dashboard.words import counted, noun, series
from loaders import EventType, Status

_VISITS = {
    EventType.MONITORING_VISIT: "monitoring visit",
    EventType.FOCUSED_VISIT: "focused visit",
    EventType.JTAI: "joint inspection",
    EventType.AREA_SEND: "area SEND inspection",
}


def alternative(story: Story, by: By, today: dt.date, coming: Awaited | None = None) -> str:
    """The overall grades with their dates, the grades that stand now, and how many visits; the table has the rest."""
    parts = [f"Timeline. {subtitle(story, by, today)}."]
    overall = [
        f"{noun(span.judged.grade) if span.judged.grade else ABSENCES[span.judged.status]}, {long_date(span.start)}"
        for span in all_spans(story, by, today)
    ]
    parts.append(f"Overall effectiveness: {'; '.join(overall)}." if overall else "No overall grade.")
    until = story.until(today)
    standing = []
    for lane in LANES:
        found = spans(story, lane, by, until)
        if found and (judged := found[-1].judged) and not (lane.sif_only and judged.status is Status.NOT_SEPARATE):
            words = noun(judged.grade) if judged.grade else ABSENCES[judged.status]
            standing.append(f"{lane.name.lower()} {words}")
    if standing:
        parts.append(f"Latest of each judgement: {'; '.join(standing)}.")
    counts = {kind: sum(event.kind is kind for event in story.events) for kind in _VISITS}
    visits = [counted(count, _VISITS[kind]) for kind, count in counts.items() if count]
    if visits:
        parts.append(f"Visits: {series(visits)}.")
    if coming:
        parts.append(f"Band: {window(coming)}.")
    if story.before and story.authority.established:
        names = series(one.authority.name for one in story.before)
        parts.append(
            f"Set apart before {long_date(story.authority.established)}: {names}, whose grades are not inherited."
        )
    parts.append("The table below gives every event.")
    return " ".join(parts)


def window(coming: Awaited) -> str:
    """The window for the next inspection, as it is drawn."""
    found = coming.window
    return f"the next inspection, {month_year(found.earliest)} to {month_year(found.latest)}, by past gaps"
