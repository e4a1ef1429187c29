"""Calendars and the feeds of regions and authorities, read back by the parsers of others and held against the tables."""

from __future__ import annotations

import datetime as dt
import warnings
from collections import Counter
from typing import Any

import icalendar
import pytest
from flask.testing import FlaskClient

from dashboard.web.atom import ENTRIES
from tests.dashboard.oracle.tables import Body, Event, Tables

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it imports a module of its own that Python will drop
    import feedparser


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables()


def dated(tables: Tables, bodies: list[Body]) -> list[Event]:
    """The events of bodies whose publication is known to the day."""
    codes = {body.code for body in bodies}
    return [one for one in tables.every if one.code in codes and one.published and one.published_known == "day"]


SETS = [
    ("changes", lambda body: True),
    ("region/west-midlands", lambda body: body.region == "West Midlands"),
    ("region/yorkshire-and-the-humber", lambda body: body.region == "Yorkshire and The Humber"),
    ("authority/dudley", lambda body: body.slug == "dudley"),
    ("authority/cumbria", lambda body: body.slug == "cumbria"),
    ("authority/isles-of-scilly", lambda body: body.slug == "isles-of-scilly"),
]


NAMES = {
    "overall_effectiveness": "overall effectiveness",
    "leadership": "the impact of leaders",
    "help_and_protection": "help and protection",
    "children_in_care": "children in care",
    "care_leavers": "care leavers",
}


def read(data: bytes) -> Any:
    return icalendar.Calendar.from_ical(data)


@pytest.mark.parametrize(("name", "holds"), SETS, ids=[name for name, _ in SETS])
def test_a_calendar_has_a_day_for_each_publication(client: FlaskClient, tables: Tables, name: str, holds: Any) -> None:
    answer = client.get(f"/{name}.ics", base_url="https://grades.example")
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    made = read(answer.data)
    assert str(made["version"]) == "2.0" and made["prodid"]
    expected = {event.id: event for event in dated(tables, [one for one in tables.bodies.values() if holds(one)])}
    days = {}
    for event in made.walk("VEVENT"):
        uid, _, host = str(event["uid"]).partition("@")
        assert host == "childrens-services-trajectories" and uid not in days
        known = expected[uid]
        days[uid] = event.decoded("dtstart")
        assert type(days[uid]) is dt.date and days[uid] == known.published
        assert event.decoded("dtend") == days[uid] + dt.timedelta(days=1)
        assert event.decoded("dtstamp") == dt.datetime.combine(days[uid], dt.time(), dt.UTC)
        assert str(event["transp"]) == "TRANSPARENT"
        body = tables.bodies[known.code]
        assert str(event["summary"]).startswith(f"Published: {body.name}: {known.kind}")
        said = str(event["description"])
        shown = {one: grade for one, grade in known.grades.items() if one in NAMES}
        assert all(f"{NAMES[one]} {grade}" in said.lower() for one, grade in shown.items())
        assert shown or "No grade is given." in said
        assert f"https://grades.example/authority/{body.slug}" in said
        assert "://" in str(event["url"])
    assert set(days) == set(expected) and expected


def test_its_lines_are_as_the_standard_has_them(client: FlaskClient) -> None:
    data = client.get("/changes.ics").data
    assert data.startswith(b"BEGIN:VCALENDAR\r\n") and data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    assert data == client.get("/changes.ics").data
    assert b"DTSTAMP" in data and b"RRULE" not in data


def test_an_event_keeps_its_uid_wherever_the_calendar_is_served(client: FlaskClient) -> None:
    one, two = (
        [str(event["uid"]) for event in read(client.get(address, base_url=base).data).walk("VEVENT")]
        for address, base in (("/authority/dudley.ics", "https://one.example"), ("/authority/dudley.ics", "http://two"))
    )
    everywhere = {str(event["uid"]) for event in read(client.get("/changes.ics").data).walk("VEVENT")}
    assert one == two and set(one) <= everywhere


@pytest.mark.parametrize(("name", "holds"), SETS, ids=[name for name, _ in SETS])
def test_a_feed_reader_reads_the_newest_of_a_set(client: FlaskClient, tables: Tables, name: str, holds: Any) -> None:
    answer = client.get(f"/{name}.atom", base_url="https://grades.example")
    feed = feedparser.parse(answer.data)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    tag = "tag:childrens-services-trajectories,2026:"
    assert feed.feed.id == tag + name.replace("/", ":")
    links = {link.rel: link.href for link in feed.feed.links}
    assert links["self"] == f"https://grades.example/{name}.atom"
    assert client.get(links["alternate"].removeprefix("https://grades.example")).status_code == 200
    published = [one for one in tables.every if one.published and holds(tables.bodies[one.code])]
    newest = sorted((one.published for one in published if one.published), reverse=True)[:ENTRIES]
    assert Counter(entry.updated[:10] for entry in feed.entries) == Counter(day.isoformat() for day in newest)
    ids = {f"{tag}{one.id}" for one in published}
    assert {entry.id for entry in feed.entries} <= ids
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) == len(newest)


@pytest.mark.parametrize("ending", ["atom", "ics"])
def test_another_name_of_an_authority_leads_to_its_feed(client: FlaskClient, ending: str) -> None:
    answer = client.get(f"/authority/E08000027.{ending}")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/authority/dudley.{ending}")


@pytest.mark.parametrize("address", ["/authority/atlantis.atom", "/region/atlantis.ics", "/region/dudley.atom"])
def test_nobody_has_no_feed(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_feeds_and_calendars_may_be_read_from_anywhere_and_kept(client: FlaskClient) -> None:
    for address in ("/authority/dudley.atom", "/region/london.ics"):
        answer = client.get(address)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_a_page_announces_its_own_feed_and_calendar(client: FlaskClient) -> None:
    from bs4 import BeautifulSoup

    for path, names in (("/authority/dudley", ("changes", "authority/dudley")), ("/national", ("changes",))):
        found = BeautifulSoup(client.get(path).text, "lxml").find_all("link", rel="alternate")
        expected = [f"http://localhost/{name}.{ending}" for name in names for ending in ("atom", "ics")]
        assert [link["href"] for link in found] == expected
