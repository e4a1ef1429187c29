"""The newest publications as an Atom feed (RFC 4287)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

import pandas as pd

from dashboard.dates import long_date
from dashboard.statistics.recent import FIRST_DAY, grades_of, published_since
from dashboard.text.publication import headline, said
from dashboard.web.followed import Followed
from loaders import Dataset

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES = 100
TAG = "tag:childrens-services-trajectories,2026:"
"""The start of every id: an entry keeps its id wherever the feed is served (RFC 4151)."""

Range = tuple[dt.date, dt.date]


def feed(dataset: Dataset, base: str, of: Followed, between: Range | None = None) -> bytes:
    """The feed of a set of authorities as XML; `base` is the address that its links begin with.

    Its entries are the newest publications, or all that were published after the first day of `between` and up to
    its last.
    """
    ElementTree.register_namespace("", ATOM)
    root = ElementTree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en-GB"})
    query = f"?from={between[0]}&to={between[1]}" if between else ""
    days = f"published after {long_date(between[0])} and up to {long_date(between[1])}" if between else ""
    _text(root, "id", TAG + of.address.replace("/", ":") + (f":{between[0]}:{between[1]}" if between else ""))
    whose = f", {of.title}" if of.column else ""
    _text(root, "title", f"Inspections of children’s services{whose}: {days or 'newest publications'}")
    events = of.among(published_since(dataset.inspections(), *(between or (FIRST_DAY,))), dataset.bodies())
    events = events if between else events.head(ENTRIES)
    newest = events["publication_date"].max()
    _text(root, "updated", _instant(newest.date() if pd.notna(newest) else between[1] if between else FIRST_DAY))
    _text(root, "rights", "Open Government Licence v3.0. Not an Ofsted service.")
    _link(root, f"{base}{of.feed}{query}", "self")
    _link(root, f"{base}{of.page}{'' if of.column else query}", "alternate")
    author = ElementTree.SubElement(root, f"{{{ATOM}}}author")
    _text(author, "name", "Children’s services trajectories; facts from Ofsted")
    grades = grades_of(dataset.judgements(), events)
    bodies = dataset.bodies().set_index("code")[["name", "slug"]].astype(str).to_dict("index")
    for event in events.itertuples():
        _entry(root, event, bodies[str(event.authority_code)], grades.get(str(event.inspection_id), {}), base)
    xml: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml


def _entry(root: ElementTree.Element, event: Any, body: dict[Any, Any], grades: Mapping[str, str], base: str) -> None:
    entry = ElementTree.SubElement(root, f"{{{ATOM}}}entry")
    _text(entry, "id", f"{TAG}{event.inspection_id}")
    _text(entry, "title", headline(event, str(body["name"]), grades))
    _text(entry, "updated", _instant(event.publication_date.date()))
    _link(entry, f"{base}/authority/{body['slug']}", "alternate")
    if pd.notna(event.report_url):
        _link(entry, str(event.report_url), "related")
    _text(entry, "summary", said(grades))


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}{name}").text = text


def _link(parent: ElementTree.Element, href: str, rel: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}link", {"href": href, "rel": rel})


def _instant(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
