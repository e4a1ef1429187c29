"""Two visitors at once: neither sees what the other does, and the server keeps nothing of either."""

from __future__ import annotations

import json
import random
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .conftest import Guard, settle

NewContext = Callable[..., BrowserContext]

STATES = (
    (
        "#compare-strips-title",
        ("/compare?set=neighbours:dudley", "Dudley and its statistical neighbours"),
        ("/compare?set=region:london&sort=name", "London"),
    ),
    (
        "#national-bars-title",
        ("/national?as_at=2024-03-31", "On 31 March 2024"),
        ("/national?as_at=2018-03-31&by=ofsted-region", "On 31 March 2018"),
    ),
    (
        "#map-england-title",
        ("/map?date=2024-03-31&judgement=leadership", "the impact of leaders"),
        ("/map?date=2019-03-31&judgement=overall_effectiveness", "On 31 March 2019"),
    ),
    (
        "#authority-timeline-title",
        ("/authority/dudley", "Dudley left inadequate in December 2018"),
        ("/authority/dudley?by=inspection", "Dudley left inadequate in October 2018"),
    ),
)
"""A place on a page, and two states of that page with words that stand there."""


@pytest.fixture
def two(new_context: NewContext, guard: Guard) -> tuple[Page, Page]:
    """Pages of two visitors who share nothing, each under guard."""
    pages = new_context().new_page(), new_context().new_page()
    for page in pages:
        guard.watch(page)
        page.set_default_timeout(20_000)
    return pages


def test_two_visitors_on_different_states_of_each_page(two: tuple[Page, Page]) -> None:
    for place, *states in STATES:
        for page, (address, _) in zip(two, states, strict=True):
            page.goto(address)
        for page, (_, words) in zip(two, states, strict=True):
            settle(page)
            expect(page.locator(place)).to_contain_text(words)


def test_what_one_changes_stays_as_it_is_for_the_other(two: tuple[Page, Page]) -> None:
    one, other = two
    for page in two:
        page.goto("/compare?set=neighbours:dudley&judgement=overall_effectiveness")
        settle(page)
    title = other.locator("#compare-strips-title").inner_text()
    names = other.locator("#compare-strips .textpoint").all_text_contents()
    one.get_by_role("combobox", name="Compare").select_option("Region: London")
    expect(one.locator("#compare-strips-title")).to_contain_text("London")
    one.get_by_role("combobox", name="Order").select_option("Name")
    one.wait_for_url("**/compare?set=region:london&judgement=overall_effectiveness&sort=name")
    assert other.locator("#compare-strips-title").inner_text() == title
    other.reload()
    settle(other)
    expect(other.locator("#compare-strips-title")).to_have_text(title)
    expect(other.locator("#compare-strips .textpoint")).to_have_text(names)
    one.reload()
    settle(one)
    expect(one.locator("#compare-strips-title")).to_contain_text("London")
    expect(one.get_by_role("combobox", name="Order")).to_have_value("name")
    for page in two:
        assert page.context.cookies() == []
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def ask(base_url: str, address: str) -> str:
    """The content of a page as the server gives it, and that it asks the browser to keep nothing."""
    path, _, search = address.partition("?")
    body = {
        "output": ".._pages_content.children..._pages_store.data..",
        "outputs": [
            {"id": "_pages_content", "property": "children"},
            {"id": "_pages_store", "property": "data"},
        ],
        "inputs": [
            {"id": "_pages_location", "property": "pathname", "value": path},
            {"id": "_pages_location", "property": "search", "value": f"?{search}" if search else ""},
        ],
        "changedPropIds": ["_pages_location.pathname"],
    }
    request = urllib.request.Request(
        f"{base_url}/_dash-update-component", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=120) as answer:
        assert answer.headers["Set-Cookie"] is None
        said: dict[str, Any] = json.load(answer)
    return json.dumps(said, sort_keys=True, ensure_ascii=False)


def test_many_at_once_are_each_given_their_own(base_url: str) -> None:
    words = {address: text for _, *states in STATES for address, text in states}
    words |= {f"/authority/{slug}": slug.title() for slug in ("walsall", "sandwell", "cumberland", "birmingham")}
    asked = [*words] * 5
    random.Random(5).shuffle(asked)
    with ThreadPoolExecutor(8) as visitors:
        answers = list(visitors.map(lambda address: ask(base_url, address), asked))
    alone = {address: ask(base_url, address) for address in words}
    assert len(set(alone.values())) == len(words)
    assert [address for address, answer in alone.items() if words[address] not in answer] == []
    assert [address for address, answer in zip(asked, answers, strict=True) if answer != alone[address]] == []
