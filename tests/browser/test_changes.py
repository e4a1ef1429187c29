"""The changes page in a browser: its dates in the address, and the words where there is nothing."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from .conftest import settle

Visit = Callable[[str], Page]
Check = Callable[[Page], None]


def test_a_date_that_is_typed_goes_to_the_address_and_is_there_again(visit: Visit) -> None:
    page = visit("/changes")
    field = page.get_by_role("textbox", name="Published after")
    field.fill("1 January 2024")
    field.press("Enter")
    expect(page.get_by_role("table", name="Published after 1 January 2024")).to_be_visible()
    page.wait_for_url("**/changes?from=2024-01-01*")
    page.reload()
    settle(page)
    expect(page.get_by_role("table", name="Published after 1 January 2024")).to_be_visible()


def test_nothing_published_is_said_in_words(visit: Visit, accessible: Check) -> None:
    page = visit("/changes?from=2023-12-25&to=2023-12-26")
    expect(page.get_by_text("Nothing was published after 25 December 2023")).to_be_visible()
    accessible(page)


def test_feed_and_calendar_are_one_click_away(visit: Visit) -> None:
    page = visit("/changes")
    expect(page.get_by_role("link", name="England: Atom feed")).to_have_attribute("href", "/changes.atom")
    expect(page.get_by_role("link", name="England: calendar")).to_have_attribute("href", "/changes.ics")
    page.get_by_text("By region").click()
    expect(page.get_by_role("link", name="London: calendar")).to_have_attribute("href", "/region/london.ics")


def test_usual_spans_and_visits(visit: Visit) -> None:
    page = visit("/changes")
    page.get_by_role("link", name="3 months").click()
    page.wait_for_url("**/changes?from=2026-05-22&to=2026-08-22")
    settle(page)
    expect(page.get_by_role("link", name="3 months")).to_have_attribute("aria-current", "true")
    page.get_by_role("textbox", name="Published after").fill("1/11/2025")
    page.get_by_role("textbox", name="Published after").press("Enter")
    page.get_by_role("radio", name="Visits too").check()
    expect(page.get_by_text("Also published:")).to_be_visible()
    page.wait_for_url("**/changes?from=2025-11-01&to=2026-08-22&show=all")
