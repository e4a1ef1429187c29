"""The visits page in a browser: its parts, its state in the address, its long tables on demand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Guard, settle

Visit = Callable[[str], Page]
Check = Callable[[Page], None]


def test_a_region_is_a_state_of_the_address(visit: Visit) -> None:
    page = visit("/visits")
    page.get_by_role("combobox", name="Region").select_option("West Midlands")
    expect(page.locator("#visits-waiting-title")).to_contain_text("in West Midlands")
    page.wait_for_url("**/visits?region=West+Midlands")
    page.reload()
    settle(page)
    expect(page.locator("#visits-waiting-title")).to_contain_text("in West Midlands")


def test_the_ranking_of_every_authority_is_a_table_when_it_is_opened(visit: Visit, accessible: Check) -> None:
    page = visit("/visits?part=waiting")
    summary = page.get_by_text("Show this chart as a table")
    summary.focus()
    page.keyboard.press("Enter")
    table = page.get_by_role("group", name="Waiting times, England")
    expect(table.get_by_text("1 to 20 of 153", exact=True)).to_be_visible()
    table.get_by_role("textbox", name="Authority Filter Input").fill("dudl")
    expect(table.get_by_role("gridcell", name="Dudley")).to_be_visible()
    accessible(page)


@pytest.mark.parametrize("kind", ["Monitoring visits", "Focused visits"])
def test_the_reports_that_are_timed_can_be_chosen(kind: str, visit: Visit) -> None:
    page = visit("/visits?part=lag")
    page.locator("#lag").get_by_role("radio", name=kind).check()
    expect(page.locator("#visits-published-title")).to_contain_text(kind.lower())


def test_one_part_alone_can_stand_in_another_page(visit: Visit, fits: Check) -> None:
    page = visit("/visits?part=window&embed=1")
    expect(page.locator(".in-embed:visible")).to_have_count(1)
    expect(page.locator("#window")).to_contain_text("it is not Ofsted's schedule")
    expect(page.get_by_role("navigation")).to_have_count(0)
    fits(page)


def test_odd_values_get_the_usual_view_and_a_note(visit: Visit, guard: Guard) -> None:
    page = visit("/visits?region=Atlantis&sort=sideways&part=nothing")
    expect(page.get_by_role("status").first).to_contain_text("does not exist here")
    expect(page.locator("#visits-waiting-title")).to_be_visible()
