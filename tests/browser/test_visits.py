"""The pages of visits in a browser: each filtered as a whole, its state in the address, its words at once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .conftest import Guard, settle

Visit = Callable[[str], Page]
Check = Callable[[Page], None]


def test_a_journalist_reads_who_has_been_inadequate_longest(visit: Visit, accessible: Check) -> None:
    page = visit("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Visits").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inadequate now")
    expect(page.get_by_role("heading", level=2).first).to_have_text(
        "11 of 142 authorities are inadequate overall; Devon has been for longest, six years and five months, since March 2020"
    )
    first = page.get_by_role("table", name="Inadequate now").get_by_role("row").nth(1)
    expect(first.get_by_role("rowheader")).to_have_text("Devon")
    page.get_by_text("Show every spell of inadequacy").click()
    expect(page.locator("#visits-monitoring-title")).to_contain_text("in 66 spells of inadequacy")
    settle(page)
    accessible(page)


def test_an_address_with_a_fragment_opens_what_is_folded_there(visit: Visit) -> None:
    page = visit("/visits#history")
    expect(page.locator("#visits-monitoring-title")).to_contain_text("in 66 spells of inadequacy")
    page.get_by_text("Show every spell of inadequacy").click()
    expect(page.locator("#visits-monitoring-title")).to_be_hidden()
    page.evaluate("window.location.hash = 'now'")
    page.evaluate("window.location.hash = 'history'")
    expect(page.locator("#visits-monitoring-title")).to_be_visible()


def test_a_region_filters_the_whole_page_and_stands_in_heading_and_address(visit: Visit) -> None:
    page = visit("/visits")
    page.get_by_role("combobox", name="Region").select_option("London")
    expect(page.get_by_role("heading", level=1)).to_have_text("Inadequate now in London")
    said = "In London, two of 32 authorities are inadequate overall: Havering since February 2024 and Harrow since March 2025"
    expect(page.get_by_role("heading", level=2).first).to_have_text(said)
    expect(page.locator("#visits-said")).to_have_text(said)
    names = page.get_by_role("table", name="Inadequate now in London").get_by_role("rowheader")
    expect(names).to_have_text(["Havering", "Harrow"])
    expect(page.locator("#visits-body .term")).not_to_have_count(0)
    page.wait_for_url("**/visits?region=London")
    page.reload()
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Inadequate now in London")


def test_a_day_is_typed_and_kept(visit: Visit) -> None:
    page = visit("/visits/waiting?region=West+Midlands")
    field = page.get_by_role("textbox", name="On")
    field.fill("31/3/2024")
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting times in the West Midlands on 31 March 2024")
    page.wait_for_url("**/visits/waiting?region=West+Midlands&date=2024-03-31")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Telford and Wrekin had waited longest")


def test_the_pages_lead_to_each_other(visit: Visit) -> None:
    page = visit("/visits")
    for name, heading in (
        ("Waiting times", "Waiting times"),
        ("Focused visits", "Focused visits"),
        ("Timeliness", "How long reports of full inspections take"),
        ("Joint and SEND", "Joint and area SEND inspections"),
        ("What inspectors ask to improve", "What inspectors ask to improve"),
        ("Inadequate now", "Inadequate now"),
    ):
        page.get_by_role("navigation", name="Visits: pages").get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        link = page.get_by_role("navigation", name="Visits: pages").get_by_role("link", name=name)
        expect(link).to_have_attribute("aria-current", "page")


@pytest.mark.parametrize("kind", ["Monitoring visits", "Focused visits"])
def test_the_reports_that_are_timed_can_be_chosen(kind: str, visit: Visit) -> None:
    page = visit("/visits/timeliness")
    page.get_by_role("radio", name=kind).check()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"How long reports of {kind.lower()} take")
    expect(page.locator("#visits-published-title")).to_contain_text(kind.lower())


@pytest.mark.parametrize(
    "path", ["/visits", "/visits/waiting", "/visits/focused", "/visits/timeliness", "/visits/joint", "/improve"]
)
def test_a_phone_shows_whole_names_and_no_sideways_page(
    path: str, visit: Visit, page: Page, fits: Check, accessible: Check
) -> None:
    page.set_viewport_size({"width": 320, "height": 740})
    visit(path)
    fits(page)
    cut = """() => [...document.querySelectorAll("main th a")].filter(
        (link) => link.scrollWidth > link.clientWidth + 1 && getComputedStyle(link).textOverflow === "ellipsis").length"""
    assert page.evaluate(cut) == 0
    if path == "/visits/waiting":
        page.get_by_text("Show the other 133").click()
        name = page.get_by_role("link", name="Bournemouth, Christchurch and Poole")
        box = name.bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 320
        fits(page)
    accessible(page)


def test_a_count_of_points_leads_to_its_reports(visit: Visit) -> None:
    page = visit("/improve?region=London")
    table = page.get_by_role("table", name="Points by element and overall grade")
    count = table.get_by_role("link", name=re.compile(r"\d+ points? on outcome 4: the reports")).last
    total = int(count.inner_text())
    count.click()
    expect(page.get_by_role("heading", level=2).last).to_contain_text("reports with a point on outcome 4, newest first")
    expect(page.get_by_role("combobox", name="Reports with a point on")).to_have_value("outcome 4")
    expect(page.get_by_role("heading", level=1)).to_have_text("What inspectors ask to improve in London")
    cells = page.locator("#reports tbody tr td:last-child").all_inner_texts()
    found = [re.search(r"outcome 4(?: \((\d+) points\))?", cell) for cell in cells]
    assert sum(int(match[1] or 1) for match in found if match) == total


def test_an_old_address_of_a_part_leads_to_its_page(visit: Visit) -> None:
    page = visit("/visits?part=waiting&sort=name")
    expect(page).to_have_url(re.compile(r"/visits/waiting\?sort=name$"))
    expect(page.get_by_role("radio", name="Name")).to_be_checked()


def test_odd_values_get_the_usual_view_and_a_note(visit: Visit, guard: Guard) -> None:
    page = visit("/visits?region=Atlantis&date=tomorrow")
    expect(page.get_by_role("main").get_by_role("status").first).to_contain_text("does not exist here")
    expect(page.get_by_role("heading", level=1)).to_have_text("Inadequate now")


def test_it_is_whole_without_script(new_context: Callable[..., BrowserContext], guard: Guard) -> None:
    page = new_context(java_script_enabled=False).new_page()
    guard.watch(page)
    page.goto("/visits")
    page.get_by_role("combobox", name="Region").select_option("South West")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inadequate now in the South West")
    expect(page.get_by_role("table").first.get_by_role("rowheader")).to_have_text(
        ["Devon", "Isles of Scilly", "Swindon"]
    )
