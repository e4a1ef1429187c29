"""The marked authority: carried by links and forms from page to page, named, and cleared by a link."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from dash import dcc, html
from flask.testing import FlaskClient

from dashboard.web import marks
from tests.dashboard.pages.said import components, words


def soup(client: FlaskClient, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "lxml")


def hrefs(page: BeautifulSoup, where: str) -> list[str]:
    return [str(link["href"]) for link in page.select(f"{where} a[href^='/']")]


def marks_in(addresses: list[str]) -> set[str]:
    return {parse_qs(urlsplit(address).query).get("mark", [""])[0] for address in addresses}


@pytest.mark.parametrize("address", ["/national?mark=dudley", "/about?mark=dudley", "/authority/dudley",
                                     "/compare?set=region:london&mark=dudley", "/authority/dudley?by=inspection"])  # fmt: skip
def test_the_navigation_carries_the_mark(client: FlaskClient, address: str) -> None:
    page = soup(client, address)
    assert marks_in(hrefs(page, "#first-paint header nav")) == {"dudley"}


@pytest.mark.parametrize(
    "address", ["/national", "/national?mark=", "/national?mark=atlantis", "/about?mark=%22%3E%3Cb%3E"]
)
def test_nothing_is_carried_where_nothing_is_marked(client: FlaskClient, address: str) -> None:
    page = soup(client, address)
    assert marks_in(hrefs(page, "#first-paint")) == {""}
    assert not page.select(".mark-note") and not page.select("input[name=mark]")


def test_forms_without_script_send_it_too(client: FlaskClient) -> None:
    page = soup(client, "/compare?set=region:west-midlands&mark=dudley")
    (form,) = page.select("#first-paint form[action='/compare']")
    assert [one["value"] for one in form.select("input[type=hidden][name=mark]")] == ["dudley"]


def test_the_browser_is_given_the_same_links(page_at: Any) -> None:
    content, _ = page_at("/authority/dudley")
    links = [part["props"]["href"] for part in components(content) if part["type"] == "Link"]
    assert {link for link in links if link.startswith("/compare")} and marks_in(
        [link for link in links if not link.startswith("/authority/")]
    ) == {"dudley"}


def test_the_marked_row_is_named_and_the_mark_is_cleared(client: FlaskClient) -> None:
    page = soup(client, "/compare?set=region:west-midlands&judgement=leadership&mark=dudley")
    (note,) = page.select("#first-paint .mark-note")
    assert [link.get_text() for link in note.select("a")] == ["Dudley", "Clear the mark"]
    assert note.select_one(".clear-mark")["href"] == "/compare?set=region:west-midlands&judgement=leadership"
    assert "#fff7bf" in str(page.select_one("#first-paint svg"))  # the band behind its row
    assert "#fff7bf" not in str(soup(client, "/compare?set=region:west-midlands").select_one("#first-paint svg"))


def test_what_is_not_among_those_shown_is_said(page_at: Any) -> None:
    content, _ = page_at("/compare", "?set=region:london&mark=dudley")
    (note,) = (part for part in components(content) if "mark-note" in str(part["props"].get("className")))
    assert words(note) == "Marked Dudley is not among these Clear the mark"


def test_links_are_changed_in_copies_alone() -> None:
    link, form = dcc.Link("Map", href="/map?date=2024-03-31"), html.Form([], action="/map", method="get")
    whole = html.Div([link, html.A("out", href="https://ofsted.gov.uk/map"), html.A("one", href="/authority/x"), form])
    twin = marks.carried(whole, "dudley", {"/map"}.__contains__, in_forms=True)
    assert link.href == "/map?date=2024-03-31" and not form.children
    assert [part.href for part in twin.children[:3]] == ["/map?date=2024-03-31&mark=dudley",
                                                        "https://ofsted.gov.uk/map", "/authority/x"]  # fmt: skip
    assert len(twin.children[3].children) == 1
    assert marks.carried(whole, "", {"/map"}.__contains__) is whole
