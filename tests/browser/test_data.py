"""The data page in a browser: the grid with the keyboard alone, and everything that opens."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Visit = Callable[[str], Page]
Check = Callable[[Page], None]


def test_the_events_can_be_filtered_and_walked_with_the_keyboard(visit: Visit) -> None:
    page = visit("/data")
    grid = page.get_by_role("group", name="Every event")
    grid.scroll_into_view_if_needed()  # it is fetched when it comes into sight
    field = grid.get_by_role("textbox", name="Authority Filter Input")
    field.focus()
    page.keyboard.type("dudley")
    expect(grid.locator("[row-index='0'] [col-id='authority']")).to_have_text("Dudley")
    first = grid.locator("[row-index='0'] [col-id='authority']")
    first.click()
    page.keyboard.press("ArrowRight")
    expect(grid.locator(".ag-cell-focus")).to_have_attribute("col-id", "event_type")
    page.keyboard.press("ArrowDown")
    expect(grid.locator("[row-index='1'] .ag-cell-focus")).to_have_count(1)


def test_a_heading_sorts_with_enter(visit: Visit) -> None:
    page = visit("/data")
    page.get_by_role("group", name="Every event").scroll_into_view_if_needed()
    heading = page.locator(".ag-header-cell[col-id='authority']").first
    heading.focus()
    page.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("[row-index='0'] [col-id='authority']")).to_have_text("Barking and Dagenham")


@pytest.mark.parametrize("path", ["/download/datapackage.zip", "/api/v1/authority/dudley.json", "/changes.atom"])
def test_the_server_answers_a_second_request_without_a_body(path: str, base_url: str) -> None:
    with urllib.request.urlopen(base_url + path, timeout=60) as first:
        tag = first.headers["ETag"]
        assert first.read()
    again = urllib.request.Request(base_url + path, headers={"If-None-Match": tag})
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.urlopen(again, timeout=60)
    assert answer.value.code == 304
    answer.value.close()


def test_a_file_is_downloaded_under_its_name(visit: Visit) -> None:
    page = visit("/data")
    with page.expect_download() as download:
        page.get_by_role("link", name="What each inspection judged: Excel").click()
    assert download.value.suggested_filename == "judgements.xlsx"
