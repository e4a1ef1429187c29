"""The written files in a browser without scripts: for axe, on a desk and on a phone, and from page to page."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from dashboard.site.build import Order, build
from dashboard.site.plan import Scope
from loaders import Dataset

from .conftest import violations

DESK, PHONE = {"width": 1366, "height": 768}, {"width": 360, "height": 740}
PLACES = (
    *("", "authority/dudley/", "authority/cumbria/inspection-dates/", "compare/neighbours/dudley/", "find/"),
    *("national/2024-03-31/", "map/2024-03-31/", "by-grade/", "visits/", "changes/", "data/", "about/", "404.html"),
)
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that writes no log."""

    def log_message(self, *_arguments: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> Iterator[str]:
    """Where a few pages are served from, under a path."""
    folder = tmp_path_factory.mktemp("files")
    scope = Scope(authorities=("dudley", "cumbria", "cumberland"), years=(2024,), has_states=False)
    build(dataset, folder / "copy", Order("/copy/", scope=scope))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/copy/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def reader(browser: Browser, request: pytest.FixtureRequest, address: str) -> Iterator[Page]:
    """A reader whose browser asks nobody else; axe is put in by the test and is the only script."""
    context = browser.new_context(viewport=request.param)
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []

    def see(route: Route) -> None:
        asked.append(route.request.url)
        route.continue_()

    page.route("**/*", see)
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert [url for url in asked if not url.startswith(address)] == []
    assert complaints == []


def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(reader: Page, address: str) -> None:
    for place in PLACES:
        reader.goto(address + place)
        assert reader.evaluate(WIDER) <= 0, place
        reader.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert violations(reader) == [], place


def test_a_director_reads_dudleys_grade_and_neighbours_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_text("authorities, A to Z").first.click()
    page.get_by_role("link", name="Dudley", exact=True).click()
    expect(page).to_have_url(f"{address}authority/dudley/")
    expect(page.locator(".authority-lead")).to_contain_text("requires improvement in December 2018 and January 2023")
    expect(page.locator("#authority-timeline-frame svg:visible")).to_have_count(1)
    page.get_by_role("link", name="Date of inspection").click()
    expect(page).to_have_url(f"{address}authority/dudley/inspection-dates/")
    page.get_by_role("link", name="National").click()
    page.get_by_role("link", name="31 March 2024", exact=True).click()
    expect(page.get_by_role("heading", name="On 31 March 2024, 91 of 151 authorities (60%)")).to_be_visible()
    context.close()


def test_the_address_of_the_404_page_leads_home(browser: Browser, address: str) -> None:
    page: Page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}404.html")
    page.get_by_role("link", name="find an authority from the home page").click()
    expect(page).to_have_url(address)
    page.close()
