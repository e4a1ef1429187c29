"""Publications as an iCalendar (RFC 5545): a whole day for each, on the day that it was published.

When a next inspection may come is no event here: it is an estimate, and a calendar would show it as an appointment.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import icalendar
import pandas as pd

from dashboard.statistics.recent import FIRST_DAY, grades_of, published_since
from dashboard.text.publication import headline, said
from dashboard.web.followed import Followed
from loaders import Dataset, Precision

PRODUCT = "-//Children’s services trajectories//Publications//EN"
HOST = "childrens-services-trajectories"
"""The end of every UID: an event keeps its UID wherever the calendar is served."""
A_DAY = dt.timedelta(days=1)


def calendar(dataset: Dataset, of: Followed, whole: Callable[[str], str]) -> bytes:
    """The calendar of a set of authorities; `whole` makes the path of a page an address, or "" where it is not known.

    It holds every publication of which the day is known. The same dataset gives the same bytes.
    """
    made = icalendar.Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("x-wr-calname", f"Inspections of children’s services: {of.title}")
    made.add("x-wr-caldesc", "Reports by the day of publication. Not an Ofsted service.")
    made.add("refresh-interval", dt.timedelta(days=1), parameters={"VALUE": "DURATION"})
    events = of.among(published_since(dataset.inspections(), FIRST_DAY), dataset.bodies())
    events = events[events["publication_precision"] == Precision.DAY.value]
    grades = grades_of(dataset.judgements(), events)
    bodies = dataset.bodies().set_index("code")[["name", "slug"]].astype(str).to_dict("index")
    for event in events.itertuples():
        body = bodies[str(event.authority_code)]
        made.add_component(_event(event, body, grades.get(str(event.inspection_id), {}), whole))
    written: bytes = made.to_ical()
    return written


def _event(event: Any, body: dict[Any, Any], grades: dict[str, str], whole: Callable[[str], str]) -> icalendar.Event:
    day = event.publication_date.date()
    report = "" if pd.isna(event.report_url) else str(event.report_url)
    links = [link for link in (report, whole(f"/authority/{body['slug']}")) if link]
    made = icalendar.Event()
    made.add("uid", f"{event.inspection_id}@{HOST}")
    made.add("dtstamp", dt.datetime.combine(day, dt.time(), dt.UTC))
    made.add("dtstart", day)
    made.add("dtend", day + A_DAY)
    made.add("summary", f"Published: {headline(event, body['name'], grades)}")
    made.add("description", "\n".join([said(grades), *links]))
    if links:
        made.add("url", links[0])
    made.add("categories", [str(event.event_type)])
    made.add("transp", "TRANSPARENT")
    return made
