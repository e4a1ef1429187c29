"""How far the record of one authority is known, said once a page and once a file."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from dashboard.figures.map.areas import shapes_of
from dashboard.history.standing import points
from dashboard.history.story import Story
from dashboard.statistics import coverage
from dashboard.text.captions import record_end
from dashboard.text.coverage import caution
from dashboard.words import series
from loaders import ILACS_FROM, Dataset, EventType, Grade, Kind, is_ons_code

SHOWN = {
    EventType.MONITORING_VISIT: Kind.MONITORING_VISIT,
    EventType.JTAI: Kind.JTAI,
    EventType.AREA_SEND: Kind.AREA_SEND,
}


def status(dataset: Dataset, story: Story, today: dt.date) -> list[str]:
    """What is not known of an authority's visits and inspections up to a day, or up to its end, as sentences."""
    until = min(story.authority.abolished or today, today)
    shown = {kind for event in story.events if (kind := SHOWN.get(event.kind))}
    if until > ILACS_FROM:
        shown.add(Kind.FOCUSED_VISIT)
    if any(point.grade is Grade.INADEQUATE for point in points(story, "publication", today)):
        shown.add(Kind.MONITORING_VISIT)
    said = caution(dataset, until, *(kind for kind in Kind if kind in shown)) if shown else ""
    unread = coverage.unread_since(dataset).get(story.authority.code)
    why = ["A report of that day could not be read."] if unread and story.ends_early(today) == unread else []
    return [*record_end(story, today), *why, *([said] if said else []), *unpublished(dataset, story, today)]


def unpublished(dataset: Dataset, story: Story, today: dt.date) -> list[str]:
    """What others have not published yet of a new body, as a sentence; nothing where nothing is missing."""
    if story.is_gone(today):
        return []
    bodies = dataset.bodies().set_index("code")
    row, shapes = bodies.loc[story.authority.code], shapes_of(dataset)
    missing = {
        "an ONS code": not is_ons_code(story.authority.code),
        "a DfE number": pd.isna(row["dfe_code"]),
        "a page at Ofsted": pd.isna(row["urn"]),
        "statistical neighbours": not story.authority.neighbours,
        "boundaries": bool(shapes) and story.authority.code not in shapes,
    }
    parts = [what for what, is_missing in missing.items() if is_missing]
    return [f"Not published yet for {story.authority.called}: {series(parts)}."] if parts else []
