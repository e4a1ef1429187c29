from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree

from flask.testing import FlaskClient

from dashboard.web.atom import ENTRIES
from loaders import Dataset
from tests.dashboard.oracle.tables import OVERALL, Tables

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def test_the_feed_is_valid_atom(client: FlaskClient, dataset: Dataset) -> None:
    answer = client.get("/changes.atom")
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.data)
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    for name in ("id", "title", "updated", "author"):
        assert len(root.findall(f"a:{name}", ATOM)) == 1, name
    entries = root.findall("a:entry", ATOM)
    assert len(entries) == ENTRIES
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in entries]
    assert len(set(ids)) == len(ids)
    updated = [dt.datetime.fromisoformat(str(entry.findtext("a:updated", namespaces=ATOM))) for entry in entries]
    assert updated == sorted(updated, reverse=True)
    assert updated[0].date() == dataset.inspections()["publication_date"].max().date()
    assert all(entry.findtext("a:title", namespaces=ATOM) for entry in entries)


def test_its_links_lead_to_this_server_and_to_the_reports(client: FlaskClient) -> None:
    root = ElementTree.fromstring(client.get("/changes.atom", base_url="https://grades.example").data)
    own = root.find("a:link[@rel='self']", ATOM)
    assert own is not None and own.get("href") == "https://grades.example/changes.atom"
    for entry in root.findall("a:entry", ATOM):
        link = entry.find("a:link[@rel='alternate']", ATOM)
        assert link is not None and str(link.get("href")).startswith("https://grades.example/authority/")


def test_an_entry_keeps_its_id_wherever_the_feed_is_served(client: FlaskClient) -> None:
    def ids(base: str) -> list[str | None]:
        root = ElementTree.fromstring(client.get("/changes.atom", base_url=base).data)
        return [entry.findtext("a:id", namespaces=ATOM) for entry in root.findall("a:entry", ATOM)]

    assert ids("https://one.example") == ids("http://two.example:8050")


def test_between_two_dates_it_has_what_was_published_then(client: FlaskClient, dataset: Dataset) -> None:
    root = ElementTree.fromstring(client.get("/changes.atom?from=2023-03-31&to=2024-03-31").data)
    days = [str(entry.findtext("a:updated", namespaces=ATOM))[:10] for entry in root.findall("a:entry", ATOM)]
    published = dataset.inspections()["publication_date"]
    assert len(days) == ((published > "2023-03-31") & (published <= "2024-03-31")).sum() > ENTRIES / 2
    assert min(days) > "2023-03-31" and max(days) <= "2024-03-31"
    page = root.find("a:link[@rel='alternate']", ATOM)
    assert page is not None and str(page.get("href")).endswith("/changes?from=2023-03-31&to=2024-03-31")


def test_feeds_of_two_ranges_are_two_feeds(client: FlaskClient) -> None:
    """A reader that knows one by its id does not take the other for it."""

    def told(last: str) -> str | None:
        root = ElementTree.fromstring(client.get(f"/changes.atom?from=2023-03-31&to={last}").data)
        return root.findtext("a:id", namespaces=ATOM)

    start = "tag:childrens-services-trajectories,2026:changes"
    assert told("2024-03-31") == f"{start}:2023-03-31:2024-03-31"
    assert told("2023-06-30") == f"{start}:2023-03-31:2023-06-30"


NAMES = {
    "overall_effectiveness": "overall effectiveness",
    "leadership": "the impact of leaders",
    "help_and_protection": "help and protection",
    "children_in_care": "children in care",
    "care_leavers": "care leavers",
}


def test_every_entry_says_what_the_tables_say(client: FlaskClient) -> None:
    tables = Tables()
    events = {event.id: event for event in tables.every}
    root = ElementTree.fromstring(client.get(f"/changes.atom?from=2014-01-01&to={tables.reach}").data)
    seen = 0
    for entry in root.findall("a:entry", ATOM):
        event = events[str(entry.findtext("a:id", namespaces=ATOM)).rpartition(":")[2]]
        overall = event.grades.get(OVERALL, "")
        about = overall[:1].upper() + overall[1:] or event.outcome or event.theme
        title = f"{tables.bodies[event.code].name}: {event.kind}" + (f", {about}" if about else "")
        assert entry.findtext("a:title", namespaces=ATOM) == title
        said = "; ".join(f"{words} {event.grades[name]}" for name, words in NAMES.items() if name in event.grades)
        summary = f"{said[:1].upper()}{said[1:]}." if said else "No grade is given."
        assert entry.findtext("a:summary", namespaces=ATOM) == summary
        seen += 1
    assert seen > 500


def test_a_range_without_publications_is_an_empty_feed(client: FlaskClient) -> None:
    root = ElementTree.fromstring(client.get("/changes.atom?from=2023-12-25&to=2023-12-26").data)
    assert root.findall("a:entry", ATOM) == []
    assert root.findtext("a:updated", namespaces=ATOM) == "2023-12-26T00:00:00Z"


def test_what_is_no_date_is_said(client: FlaskClient) -> None:
    answer = client.get("/changes.atom?from=yesterday")
    assert answer.status_code == 400
    assert "is not a date; write it as" in answer.text


def test_an_inspection_without_an_overall_grade_has_its_judgements_in_words(client: FlaskClient) -> None:
    root = ElementTree.fromstring(client.get("/changes.atom?from=2026-08-01&to=2026-08-10").data)
    summaries = {
        str(entry.findtext("a:title", namespaces=ATOM)): entry.findtext("a:summary", namespaces=ATOM)
        for entry in root.findall("a:entry", ATOM)
    }
    assert summaries["South Tyneside: standard inspection"] == (
        "The impact of leaders good; help and protection good; children in care good; care leavers outstanding."
    )
