"""How long each judgement stood: a judgement holds from its date until the next one of its kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.history.story import By, Event, Judged, Story, When
from dashboard.judgements import NAMES
from loaders import EventType, Framework, Grade, Judgement, Status


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the timeline: the judgements that stand in it, under the names of each framework."""

    name: str
    judgements: tuple[Judgement, ...]
    sif_only: bool = False


LANES = (
    Lane("Impact of leaders", (Judgement.LEADERSHIP,)),
    Lane("Help and protection", (Judgement.HELP_AND_PROTECTION, Judgement.SAFEGUARDING, Judgement.CHILD_PROTECTION)),
    Lane("Children in care", (Judgement.CHILDREN_IN_CARE, Judgement.LOOKED_AFTER_CHILDREN)),
    Lane("Care leavers", (Judgement.CARE_LEAVERS,)),
    Lane("Adoption", (Judgement.ADOPTION,), sif_only=True),
    Lane("Safeguarding board", (Judgement.LSCB,), sif_only=True),
)
"""Best known first. Safeguarding and child protection (2009-2013) stand in the lane of help and protection,
looked after children in that of children in care; adoption and the board were judged under SIF alone."""

OVERALL = Lane(NAMES[Judgement.OVERALL], (Judgement.OVERALL,))

NOT_SEPARATE = Judged(None, "", Status.NOT_SEPARATE)


@dataclass(frozen=True, slots=True)
class Span:
    """A judgement, or its absence, from `start` until `until`."""

    event: Event
    judgement: Judgement
    judged: Judged
    start: dt.date
    until: dt.date
    when: When
    is_last: bool
    confirmed: dt.date
    """The day of the last inspection that found so: later than `start` where absences follow each other."""

    @property
    def grade(self) -> Grade | None:
        """The grade that stood, if one did."""
        return self.judged.grade


def lane_of(judgement: Judgement) -> Lane:
    """A judgement as a lane of its own, without what earlier frameworks had in its place."""
    return Lane(NAMES[judgement], (judgement,))


def _found(event: Event, lane: Lane) -> tuple[Judgement, Judged] | None:
    for judgement in lane.judgements:
        judged = event.judgements.get(judgement)
        if judged is not None:
            return judgement, judged
    return None


def _judged(story: Story, lane: Lane, by: By) -> Iterator[tuple[dt.date, When, Event, Judgement, Judged]]:
    for event in story.events:
        when = event.when(by)
        if when.day is None:
            continue
        found = _found(event, lane)
        if found is None and event.is_full:
            found = lane.judgements[0], NOT_SEPARATE
        if found is not None:
            yield when.day, when, event, *found


def spans(story: Story, lane: Lane, by: By, until: dt.date) -> list[Span]:
    """The spans of one lane, oldest first, none reaching beyond `until`.

    A full inspection that does not judge the lane ends what stood there; absences one after the other
    are one span, and an absence that nothing went before is left out of the lanes judged under SIF alone.
    """
    kept: list[tuple[dt.date, When, Event, Judgement, Judged]] = []
    confirmed: list[dt.date] = []
    for found in sorted(_judged(story, lane, by), key=lambda found: (found[0], found[2].id)):
        judged = found[4]
        if judged.grade is None:
            if kept and kept[-1][4].grade is None and kept[-1][4].status == judged.status:
                confirmed[-1] = found[0]
                continue
            if not kept and lane.sif_only and judged.status is Status.NOT_SEPARATE:
                continue
        kept.append(found)
        confirmed.append(found[0])
    result: list[Span] = []
    for index, (start, when, event, judgement, judged) in enumerate(kept):
        is_last = index == len(kept) - 1
        end = until if is_last else kept[index + 1][0]
        if start < end or is_last:
            result.append(Span(event, judgement, judged, start, max(end, start), when, is_last, confirmed[index]))
    return result


def visits(story: Story, kind: EventType, by: By) -> list[tuple[Event, When]]:
    """Visits of one kind that have a date to be drawn at, oldest first."""
    dated = [(event, event.when(by)) for event in story.events if event.kind is kind]
    return sorted(
        ((event, when) for event, when in dated if when.day is not None),
        key=lambda pair: (pair[1].day or dt.date.max, pair[0].number or 0, pair[0].id),
    )


def undated(story: Story) -> list[Event]:
    """Visits of which no date at all is known: said in words, never drawn."""
    return [event for event in story.events if event.start is None and event.published is None]


@dataclass(frozen=True, slots=True)
class Round:
    """The monitoring visits that followed one judgement of inadequate."""

    since: Event | None
    visits: tuple[Event, ...]

    @property
    def missing(self) -> tuple[int, ...]:
        """Numbers below the highest known one that no source records."""
        known = {visit.number for visit in self.visits if visit.number is not None}
        unnumbered = sum(visit.number is None for visit in self.visits)
        gaps = tuple(number for number in range(1, max(known, default=0)) if number not in known)
        # An unnumbered visit may well be one of those: then nothing can be said of the numbers.
        return () if unnumbered else gaps


def rounds(story: Story) -> list[Round]:
    """Monitoring visits grouped by the full inspection that they followed, oldest first.

    A visit without a date belongs to the round that its number fits: the first that lacks it.
    """
    full = [event for event in story.full() if event.start or event.published]
    monitoring = [event for event in story.events if event.kind is EventType.MONITORING_VISIT]
    groups: dict[str, list[Event]] = {}
    holders: dict[str, Event | None] = {}
    loose: list[Event] = []
    for visit in monitoring:
        day = visit.start or visit.published
        if day is None:
            loose.append(visit)
            continue
        before = [event for event in full if (event.start or event.published or dt.date.max) <= day]
        since = before[-1] if before else None
        key = since.id if since else ""
        holders[key] = since
        groups.setdefault(key, []).append(visit)
    for visit in loose:
        inadequate = [event for event in full if event.overall and str(event.overall.grade) == "Inadequate"]
        lacking = [key for key, known in groups.items() if visit.number not in {one.number for one in known}]
        key = lacking[0] if lacking else (inadequate[-1].id if inadequate else "")
        holders.setdefault(key, next((event for event in full if event.id == key), None))
        groups.setdefault(key, []).append(visit)
    return [Round(holders[key], tuple(sorted(found, key=_visit_order))) for key, found in groups.items()]


def _visit_order(event: Event) -> tuple[int, dt.date]:
    return event.number or 0, event.start or event.published or dt.date.max


def framework_name(event: Event) -> str:
    """The framework and kind of an event in a reader's words."""
    if event.framework is Framework.SIF and event.kind.is_full:
        again = " re-inspection" if event.kind is EventType.REINSPECTION else ""
        return f"Single inspection framework (SIF){again}"
    if event.framework is Framework.ILACS and event.kind.is_full:
        return f"ILACS {event.kind}"
    if event.kind.is_full:
        names = {
            Framework.SLAC: "Safeguarding and looked after children inspection (SLAC)",
            Framework.CPI: "Child protection inspection",
            Framework.TLAC: "Targeted looked after children inspection",
        }
        again = ", re-inspection" if event.kind is EventType.REINSPECTION else ""
        return names.get(event.framework, str(event.framework)) + again
    names_by_kind = {
        EventType.JTAI: "Joint targeted area inspection",
        EventType.AREA_SEND: "Area SEND inspection",
        EventType.BOARD_REVIEW: "Safeguarding board review",
    }
    return names_by_kind.get(event.kind, str(event.kind).capitalize())
