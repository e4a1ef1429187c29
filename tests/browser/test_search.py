"""The search in the header: what it finds is what the server finds, with the keyboard, by touch and without script."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.searching import entries, search
from loaders import load_dataset

from .conftest import Guard

Visit = Callable[[str], Page]
Check = Callable[[Page], None]
FIELD = "Search for an authority"
TYPED = (
    *("dud", "st. hel", "barking & d", "bcp", "K&C", "poole", "northamptonshire", "332", "e08000027", "80464"),
    *("Guildford", "kettering", "dudly", "wolvrhamton", "Suffok", "n e lincs", "London Borough of Barnet", "berkshire"),
    *("Leeds City Council", "newcastle", "Birmingahm", "richmond", "st", "atlantis", "x", "Saint Helens", "Bathh"),
    *("Notts", "Kirklees MC", "Barnsley MDC", "Barnet (LA)", "332 - Dudley", "URN: 80464", "80464.0", "towerhamlets"),
    *(
        "Kingston on Thames",
        "City of London Corporation",
        "Barking%20and%20Dagenham",
        "Merseyside",
        "North Somerset (B)",
    ),
)


def test_the_browser_finds_what_the_server_finds(visit: Visit) -> None:
    page, known = visit("/about"), entries(load_dataset())
    field, none = page.get_by_role("combobox", name=FIELD), page.locator(".in-header .search-nothing")
    for typed in TYPED:
        field.fill(typed)
        found, _ = search(known, typed)
        expect(page.locator(".option-name")).to_have_text([one.name for one in found])
        expect(page.locator(".option-what")).to_have_text([one.what for one in found])
        expect(none).to_have_text("" if found else re.compile("^No authority or district has this name"))


def test_the_names_are_fetched_once_and_only_when_they_are_wanted(visit: Visit) -> None:
    asked: list[str] = []
    page = visit("/about")
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(300)
    assert not [url for url in asked if "/search/" in url]
    for typed, district in (("dud", "guild"), ("dudl", "guildf")):
        page.get_by_role("combobox", name=FIELD).fill(typed)
        expect(page.get_by_role("option", name="Dudley, Metropolitan district in the West Midlands")).to_be_visible()
        page.get_by_role("link", name="Children’s services trajectories").click()
        page.get_by_role("combobox", name="Find a local authority").fill(district)
        expect(page.get_by_role("option", name="Guildford, District in Surrey")).to_be_visible()
        page.keyboard.press("Escape")
    (names,) = [url for url in asked if "/search/" in url]
    answer = page.request.get(names)
    assert "immutable" in answer.headers["cache-control"]
    assert len(answer.body()) < 45_000


def test_arrows_lead_through_the_names_and_enter_takes_one(visit: Visit, accessible: Check) -> None:
    page = visit("/national")
    field = page.get_by_role("combobox", name=FIELD)
    field.press_sequentially("north")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    second = page.get_by_role("option").nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", re.compile("-1$"))
    accessible(page)
    name = second.locator(".option-name").inner_text()
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("north")
    field.press("ArrowDown")
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(field).to_have_value("")


def test_a_slip_that_may_mean_several_takes_none_of_them(visit: Visit) -> None:
    page = visit("/about")
    field = page.get_by_role("combobox", name=FIELD)
    field.press_sequentially("sufolk")
    expect(page.locator(".option-name")).to_have_text(["Suffolk", "Suffolk Coastal"])
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    field.press("Enter")
    expect(page.locator("main [role=status]").first).to_have_text("Nothing here is called “sufolk”. Did you mean:")
    page.get_by_role("main").get_by_role("link", name="Suffolk", exact=True).click()
    page.wait_for_url("**/authority/suffolk")


def test_a_finger_finds_a_district_on_the_narrowest_phone(browser: Browser, base_url: str, guard: Guard) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 568}, has_touch=True, base_url=base_url)
    phone = context.new_page()
    guard.watch(phone)
    phone.goto("/visits")
    phone.wait_for_selector("#react-entry-point main h1")
    phone.get_by_role("combobox", name=FIELD).tap()
    phone.keyboard.type("guildf")
    phone.get_by_role("option", name="Guildford, District in Surrey").tap()
    phone.wait_for_url("**/authority/surrey")
    context.close()


@pytest.mark.parametrize(
    ("typed", "place", "said"),
    [("dud", "/authority/dudley", ""), ("Guildford", "/authority/surrey", ""), ("dudly", "/find?q=dudly", "Dudley")],
)
def test_without_script_it_is_a_form(typed: str, place: str, said: str, browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.goto("/about")
    page.get_by_role("textbox", name=FIELD).fill(typed)
    page.get_by_role("search", name=FIELD).get_by_role("button", name="Search").click()
    page.wait_for_url(f"**{place}")
    if said:
        expect(page.get_by_role("main").get_by_role("link", name=said)).to_have_attribute(
            "href", f"/authority/{said.lower()}"
        )
    context.close()
