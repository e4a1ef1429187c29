"""Home, About and the not-found page in a browser: what a visitor sees, with mouse and without."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from .conftest import Guard

Visit = Callable[[str], Page]
Check = Callable[[Page], None]


def test_three_letters_and_enter_find_an_authority(visit: Visit) -> None:
    page = visit("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.get_by_role("combobox", name="Find a local authority").focus()
    page.keyboard.type("dud")
    expect(page.get_by_role("option")).to_have_count(1)
    expect(page.get_by_role("option", name="Dudley, Metropolitan district in the West Midlands")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/authority/dudley")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("How children’s services are judged")


def test_a_name_that_is_nobodys_is_answered_in_words(visit: Visit) -> None:
    page = visit("/")
    page.get_by_role("combobox", name="Find a local authority").fill("Atlantis")
    said = page.locator(".find [role=status]", has_text="No authority or district has this name")
    expect(said).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("main [role=status]").first).to_contain_text("“Atlantis” was not found.")


def test_every_authority_is_listed_for_those_who_do_not_search(visit: Visit) -> None:
    page = visit("/")
    page.get_by_text("All 153 authorities, A to Z").click()
    links = page.locator(".letters").first.get_by_role("link")
    expect(links).to_have_count(153)
    expect(links.filter(has_text="Dudley")).to_have_attribute("href", "/authority/dudley")


def test_the_chart_has_a_name_a_source_and_the_same_data_as_a_table(visit: Visit) -> None:
    page = visit("/")
    chart = page.locator("figure", has=page.locator("#home-england"))
    expect(chart.locator(".drawing")).to_have_attribute("aria-label", re.compile("^Stacked bars of authorities"))
    expect(chart).to_contain_text("Source: Ofsted")
    chart.get_by_text("Show this chart as a table").click()
    expect(chart.get_by_role("rowheader")).to_have_count(5)


def test_moving_on_tells_a_screen_reader_where_it_is(visit: Visit) -> None:
    page = visit("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="About").click()
    expect(page.get_by_role("heading", level=1, name="About this service")).to_be_focused()
    expect(page).to_have_title("About – Children’s services trajectories")
    expect(page.get_by_role("navigation").get_by_role("link", name="About")).to_have_attribute("aria-current", "page")
    expect(page.locator("#nav [aria-current]")).to_have_count(1)


def test_the_pages_of_a_family_lead_to_each_other(visit: Visit, accessible: Check) -> None:
    page = visit("/national")
    pages = page.get_by_role("navigation", name="National: pages")
    expect(pages.locator("[aria-current=page]")).to_have_text("England on any date")
    pages.get_by_role("link", name="Other statistics by grade").click()
    expect(page.get_by_role("heading", level=1, name="By grade")).to_be_focused()
    expect(pages.locator("[aria-current=page]")).to_have_text("Other statistics by grade")
    expect(page.locator("#nav [aria-current=true]")).to_have_text("National")
    accessible(page)
    page.emulate_media(forced_colors="active")
    widths = "links => links.map(link => getComputedStyle(link).borderBottomWidth)"
    assert page.locator(".family a").evaluate_all(widths) == ["0px", "4px"]
    assert set(page.locator("#nav a:not([aria-current])").evaluate_all(widths)) == {"0px"}
    assert page.locator("#nav [aria-current]").evaluate_all(widths) == ["4px"]


def test_an_address_that_is_not_ours_gets_a_page_of_words(visit: Visit, guard: Guard, accessible: Check) -> None:
    guard.allow("404")  # the browser reports the status of the page itself
    page = visit("/authority/dudley/and/more")
    expect(page.get_by_role("heading", level=1, name="Page not found")).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="find an authority from the home page").click()
    expect(page).to_have_title("Find an authority – Children’s services trajectories")


def test_an_embedded_page_shows_its_chart_and_source_alone(visit: Visit, accessible: Check) -> None:
    page = visit("/?embed=1")
    expect(page.locator("#home-england")).to_be_visible()
    expect(page.locator(".source", has_text="Source: Ofsted").first).to_be_visible()
    for hidden in (".shell-header", ".shell-footer", ".hero .control", ".news"):
        expect(page.locator(hidden)).to_be_hidden()
    accessible(page)


def test_a_failed_request_is_said_in_words(visit: Visit, guard: Guard) -> None:
    guard.allow("500|Callback|callback")  # what this test provokes
    page = visit("/")
    page.route("**/_dash-update-component*", lambda route: route.fulfill(status=500, body="no"))
    page.get_by_role("navigation", name="Main").get_by_role("link", name="About").click()
    expect(page.get_by_role("alert")).to_contain_text("could not be loaded")


def test_the_page_prints_its_facts_without_the_navigation(visit: Visit) -> None:
    page = visit("/")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.get_by_text("This is not an Ofsted service.")).to_be_visible()


def test_nothing_is_kept_in_the_browser(visit: Visit) -> None:
    page = visit("/")
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_word_of_the_field_says_what_it_means(visit: Visit, accessible: Check) -> None:
    page = visit("/visits")
    word, meaning = page.get_by_role("button", name="focused visits"), page.locator("#meaning-focused-visit")
    expect(meaning).to_be_hidden()
    word.focus()
    page.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    accessible(page)
    box, over = word.bounding_box(), meaning.bounding_box()
    assert box and over and over["x"] + over["width"] <= page.viewport_size["width"]
    assert over["y"] >= box["y"] + box["height"] or over["y"] + over["height"] <= box["y"]
    page.mouse.move(over["x"] + 5, over["y"] + 5)
    expect(meaning).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    expect(word).to_be_focused()
