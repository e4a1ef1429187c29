"""The newest publications as an Atom feed (RFC 4287)."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any
from xml.etree import ElementTree

import flask
import pandas as pd
from dash import Dash

from dashboard.downloads import answer
from dashboard.statistics.recent import published_since
from loaders import Dataset

ATOM = "http://www.w3.org/2005/Atom"
MEDIA = "application/atom+xml; charset=utf-8"
ENTRIES = 100
TAG = "tag:childrens-services-trajectories,2026:"
"""The start of every id: an entry keeps its id wherever the feed is served (RFC 4151)."""


def add_feed(app: Dash, dataset: Dataset) -> None:
    """Serve /changes.atom: the newest publications, one entry each."""
    feed_at = cache(lambda base: feed(dataset, base))

    def serve() -> flask.Response:
        return answer(feed_at(flask.request.host_url.rstrip("/")), MEDIA)

    app.server.add_url_rule("/changes.atom", "feed", serve)


def feed(dataset: Dataset, base: str) -> bytes:
    """The feed as XML; `base` is the address that its links begin with."""
    ElementTree.register_namespace("", ATOM)
    root = ElementTree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en-GB"})
    reach = dataset.built or dt.date(2009, 1, 1)
    _text(root, "id", f"{TAG}changes")
    _text(root, "title", "Inspections of children’s services: newest publications")
    _text(root, "updated", _instant(reach))
    _text(root, "rights", "Open Government Licence v3.0. Not an Ofsted service.")
    _link(root, f"{base}/changes.atom", "self")
    _link(root, f"{base}/changes", "alternate")
    author = ElementTree.SubElement(root, f"{{{ATOM}}}author")
    _text(author, "name", "Children’s services trajectories; facts from Ofsted")
    grades = dataset.judgements().query("judgement == 'overall_effectiveness'").set_index("inspection_id")["grade"]
    bodies = dataset.authorities().set_index("code")[["name", "slug"]].astype(str).to_dict("index")
    events = published_since(dataset.inspections(), dt.date(2009, 1, 1)).head(ENTRIES)
    for event in events.itertuples():
        _entry(root, event, bodies[str(event.authority_code)], grades.get(event.inspection_id), base)
    xml: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml


def _entry(root: ElementTree.Element, event: Any, body: dict[Any, Any], grade: Any, base: str) -> None:
    entry = ElementTree.SubElement(root, f"{{{ATOM}}}entry")
    about = next((str(value) for value in (grade, event.outcome, event.theme) if pd.notna(value)), None)
    _text(entry, "id", f"{TAG}{event.inspection_id}")
    _text(entry, "title", f"{body['name']}: {event.event_type}" + (f", {about}" if about else ""))
    _text(entry, "updated", _instant(event.publication_date.date()))
    _link(entry, f"{base}/authority/{body['slug']}", "alternate")
    if pd.notna(event.report_url):
        _link(entry, str(event.report_url), "related")


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}{name}").text = text


def _link(parent: ElementTree.Element, href: str, rel: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}link", {"href": href, "rel": rel})


def _instant(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
