"""How far the record of one authority is known, said once a page and once a file."""

from __future__ import annotations

import datetime as dt

from dashboard.history.standing import points
from dashboard.history.story import Story
from dashboard.statistics import coverage
from dashboard.text.captions import record_end
from loaders import ILACS_FROM, Dataset, EventType, Grade, Kind

SHOWN = {
    EventType.MONITORING_VISIT: Kind.MONITORING_VISIT,
    EventType.JTAI: Kind.JTAI,
    EventType.AREA_SEND: Kind.AREA_SEND,
}


def status(dataset: Dataset, story: Story, today: dt.date) -> list[str]:
    """What is not known of an authority's visits and inspections up to a day, or up to its end, as sentences."""
    until = min(story.body.abolished or today, today)
    shown = {kind for event in story.events if (kind := SHOWN.get(event.kind))}
    if until > ILACS_FROM:
        shown.add(Kind.FOCUSED_VISIT)
    if any(point.grade is Grade.INADEQUATE for point in points(story, "publication", today)):
        shown.add(Kind.MONITORING_VISIT)
    said = coverage.caution(dataset, until, *(kind for kind in Kind if kind in shown)) if shown else ""
    unread = coverage.unread_since(dataset).get(story.body.code)
    why = ["A report of that day could not be read."] if unread and story.ends_early(today) == unread else []
    return [*record_end(story, today), *why, *([said] if said else [])]
