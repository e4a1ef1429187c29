"""The interactive pages below a path, through a proxy that strips it: links, search, dates, drawings and downloads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.serving import WAITRESS, proxied, served

from .conftest import Guard

PREFIX = "/ofsted"


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the service, below a path of a proxy that answers for nothing else."""
    log: Path = tmp_path_factory.mktemp("below") / "log.txt"
    with (
        served(log, WAITRESS, BASE_PATH=PREFIX) as server,
        proxied(server.url, prefix=PREFIX, strips=True) as proxy,
    ):
        yield proxy + PREFIX


def test_a_visit_stays_below_the_path(browser: Browser, below: str) -> None:
    guard, page = Guard(f"{below}/"), browser.new_page(locale="en-GB")
    guard.watch(page)  # a request that leaves the path is a complaint
    page.set_default_timeout(20_000)
    page.goto(f"{below}/")
    page.wait_for_selector("#react-entry-point main .page")
    # from a name that is typed to its page
    page.get_by_role("combobox").first.fill("dudl")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"{PREFIX}/authority/dudley"))
    expect(page.locator("h1")).to_contain_text("Dudley")
    # a link of the navigation, swapped in, and marked as the page where one is
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Map").click()
    expect(page).to_have_url(re.compile(rf"{PREFIX}/map"))
    expect(page.locator("#nav a[aria-current]")).to_have_text("Map")
    # a date that the server reads, and the view in the address
    field = page.locator("#map-date")
    field.fill("31/3/2024")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"date=2024-03-31"))
    page.reload()
    page.wait_for_selector("#react-entry-point main .page")
    expect(field).to_have_value("31 March 2024")
    # the grid's script, fetched when a grid is near
    page.goto(f"{below}/data")
    page.wait_for_selector("#react-entry-point main .page")
    page.locator(".ag-theme-quartz, [role=group][aria-label] > div").first.scroll_into_view_if_needed()
    page.close()
    guard.check()
