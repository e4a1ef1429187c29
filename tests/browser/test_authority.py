"""The authority page in a browser: the timeline in the form that fits, its two dates, its events and links."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import settle

Visit = Callable[[str], Page]
Check = Callable[[Page], None]

WIDTHS = (1440, 768, 320)
STORIES = ("cumberland", "isles-of-scilly", "cumbria", "northamptonshire", "bournemouth-christchurch-and-poole")
"""Authorities with odd records: test_axe looks at Dudley."""


def drawing(page: Page) -> Locator:
    """The timeline, whose words change as it is drawn anew."""
    return page.locator("#authority-timeline")


@pytest.mark.parametrize("slug", STORIES)
def test_the_page_is_accessible_and_fits_every_width(slug: str, visit: Visit, accessible: Check, fits: Check) -> None:
    page = visit(f"/authority/{slug}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        fits(page)
    accessible(page)


def test_dudley_is_told_in_drawing_words_and_table(visit: Visit) -> None:
    page = visit("/authority/dudley")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dudley")
    expect(page.locator("#react-entry-point #authority-timeline-title")).to_have_text(
        "Dudley left inadequate in December 2018 and has required improvement since"
    )
    for word in ("5 Apr 2016", "10 Dec 2018", "13 Jan 2023", "no overall grade in inspections from April 2026"):
        expect(drawing(page)).to_contain_text(word)
    expect(page.get_by_role("group", name=re.compile("^Timeline"))).to_have_attribute(
        "aria-label", re.compile("inadequate, 5 April 2016")
    )
    row = page.get_by_role("row", name=re.compile("^5 April 2016"))
    expect(row).to_contain_text("Inadequate")
    expect(row.get_by_role("link")).to_have_attribute("href", re.compile("^https://"))
    expect(page.get_by_role("row", name=re.compile("^10 December 2018"))).to_contain_text("Requires improvement")
    expect(page.get_by_text("The seventh monitoring visit")).to_be_visible()


def test_switching_the_date_redraws_and_stays_in_the_address(visit: Visit, page: Page) -> None:
    visit("/authority/dudley")
    page.get_by_role("radio", name="Date of inspection").check()
    expect(page.locator("#react-entry-point #authority-timeline-title")).to_contain_text(
        "left inadequate in October 2018"
    )
    page.wait_for_url("**/authority/dudley?by=inspection")
    expect(drawing(page)).to_contain_text("29 Oct 2018")
    page.reload()
    settle(page)
    expect(drawing(page)).to_contain_text("29 Oct 2018")
    expect(page.get_by_role("radio", name="Date of inspection")).to_be_checked()
    page.goto("/about")
    settle(page)
    page.go_back()
    settle(page)
    expect(drawing(page)).to_contain_text("29 Oct 2018")


def test_the_keyboard_switches_the_date(visit: Visit, page: Page) -> None:
    visit("/authority/dudley")
    page.get_by_role("radio", name="Date of publication").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#react-entry-point #authority-timeline-title")).to_contain_text("October 2018")


def test_the_drawing_takes_the_form_that_fits_without_a_jump(visit: Visit, page: Page) -> None:
    visit("/authority/dudley")
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(drawing(page)).to_contain_text("local authority")
    wide = page.evaluate("() => document.querySelector('#authority-timeline').clientHeight")
    page.set_viewport_size({"width": 320, "height": 900})
    expect(drawing(page)).to_contain_text("Earlier")
    page.wait_for_function(
        """wide => {
          const room = document.querySelector('#authority-timeline');
          const drawing = room.querySelector('.main-svg');
          return drawing && drawing.clientWidth < 320 && room.clientHeight === drawing.clientHeight
            && room.clientHeight > wide;
        }""",
        arg=wide,
    )


def test_a_pointer_reads_the_facts(visit: Visit, page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 1400})
    visit("/authority/dudley")
    dot = page.locator("#authority-timeline .textpoint", has_text=re.compile("^I$")).first
    dot.hover(force=True)  # the layer that listens lies over the letter
    expect(page.locator("#authority-timeline .hoverlayer")).to_contain_text("Overall effectiveness: Inadequate")


def test_a_predecessor_stands_apart(visit: Visit) -> None:
    page = visit("/authority/cumberland")
    expect(drawing(page)).to_contain_text("Cumberland inherits no grade")
    expect(page.get_by_role("heading", name="Before: Cumbria")).to_be_visible()
    page.get_by_role("link", name="Cumbria").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cumbria")
    expect(page.locator("#react-entry-point #authority-timeline-title")).to_contain_text("was abolished in April 2023")


def test_from_one_authority_to_the_next_the_drawing_follows(visit: Visit, page: Page) -> None:
    visit("/authority/dudley")
    page.get_by_role("link", name="Wakefield").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wakefield")
    expect(drawing(page)).not_to_contain_text("5 Apr 2016")
    expect(drawing(page)).to_contain_text("Data to")


def test_embedded_the_page_is_the_chart_and_its_source(visit: Visit) -> None:
    page = visit("/authority/dudley?embed=1")
    expect(drawing(page)).to_be_visible()
    expect(page.get_by_text("Source: Ofsted’s reports")).to_be_visible()
    for hidden in ("Statistical neighbours", "Latest judgements"):
        expect(page.get_by_role("heading", name=hidden)).to_be_hidden()
    expect(page.get_by_text("Dates on the timeline")).to_be_hidden()


def test_a_name_that_is_nobodys_is_not_found(page: Page, guard: object) -> None:
    guard.allow("404")  # type: ignore[attr-defined]  # the status of the page itself
    page.goto("/authority/atlantis")
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("not found")


@pytest.mark.parametrize("slug", ["dudley", "bournemouth-christchurch-and-poole", "liverpool", "isles-of-scilly"])
def test_on_the_smallest_phone_the_first_screen_says_the_grade(slug: str, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(f"/authority/{slug}")
    settle(page)
    mark = page.locator("#react-entry-point .now li").first.locator(".badge")
    box = mark.bounding_box()
    assert box and box["y"] + box["height"] <= 568, box


def test_a_mark_of_the_timeline_leads_to_its_row_and_that_to_the_report(visit: Visit, page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 1400})
    visit("/authority/dudley#events")
    row = page.locator("tr[id^='event-']", has_text="13 January 2023")
    place = row.get_attribute("id")
    assert place
    page.evaluate("place => { window.location.hash = place }", place)
    expect(row).to_be_in_viewport()
    expect(row.get_by_role("link", name=re.compile("^Report"))).to_have_attribute("href", re.compile("^https://"))


def test_the_events_are_held_to_a_kind_in_place_and_in_the_address(visit: Visit, page: Page) -> None:
    visit("/authority/dudley")
    rows = page.locator("#authority-events tr[id^='event-']")
    expect(rows).to_have_count(14)
    page.get_by_role("radio", name="Full inspections").check()
    expect(rows).to_have_count(4)
    page.wait_for_url("**/authority/dudley?events=inspections")


def test_the_authority_stays_marked_from_page_to_page_until_it_is_cleared(visit: Visit, page: Page) -> None:
    visit("/authority/dudley")
    navigation = page.get_by_role("navigation", name="Main")
    navigation.get_by_role("link", name="National").click()
    page.wait_for_url("**/national?mark=dudley")
    expect(page.locator(".marked-here")).to_contain_text("Dudley: requires improvement")
    page.get_by_role("combobox", name="Judgement").select_option("children_in_care")
    expect(page.locator(".marked-here")).to_contain_text("for children in care")
    navigation.get_by_role("link", name="Changes").click()
    page.wait_for_url("**/changes?mark=dudley")
    page.get_by_role("link", name="Clear the mark").click()
    page.wait_for_url("**/changes")
    expect(page.locator("#react-entry-point .mark-note")).to_have_count(0)
    expect(navigation.get_by_role("link", name="Compare")).to_have_attribute("href", "/compare")


def test_a_click_on_the_timeline_goes_to_the_event(visit: Visit, page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 1400})
    page.goto("/authority/dudley")
    page.wait_for_selector("#react-entry-point #authority-timeline svg.scene")
    mark = page.locator("#react-entry-point #authority-timeline .form-large a circle").first
    place = mark.locator("xpath=ancestor::*[local-name()='a']").get_attribute("href")
    mark.dispatch_event("click")
    page.wait_for_url(f"**/authority/dudley{place}")
    expect(page.locator(f"tr{place}")).to_be_in_viewport()
