"""The authority page in a browser: the timeline in the form that fits, its two dates, its events and links."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import WIDTHS, settle

Visit = Callable[[str], Page]
Check = Callable[[Page], None]

STORIES = ("dudley", "cumberland", "isles-of-scilly", "cumbria", "bournemouth-christchurch-and-poole")


def drawn(page: Page) -> str:
    """The words in the drawing, once it is there."""
    page.wait_for_selector("#authority-timeline .textpoint")
    return " | ".join(page.locator("#authority-timeline .textpoint").all_text_contents())


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
    expect(page.get_by_role("heading", level=2).first).to_have_text(
        "Dudley left inadequate in December 2018 and has required improvement since"
    )
    words = drawn(page)
    for word in ("5 Apr 2016", "10 Dec 2018", "13 Jan 2023", "no overall grade in inspections from April 2026"):
        assert word in words
    drawing = page.get_by_role("img", name=re.compile("^Timeline"))
    expect(drawing).to_have_attribute("aria-label", re.compile("inadequate, 5 April 2016"))
    row = page.get_by_role("row", name=re.compile("^5 April 2016"))
    expect(row).to_contain_text("Inadequate")
    expect(row.get_by_role("link")).to_have_attribute("href", re.compile("^https://"))
    expect(page.get_by_role("row", name=re.compile("^10 December 2018"))).to_contain_text("Requires improvement")
    expect(page.get_by_text("The seventh monitoring visit")).to_be_visible()


def test_switching_the_date_redraws_and_stays_in_the_address(visit: Visit, page: Page) -> None:
    visit("/authority/dudley")
    page.get_by_text("Date of inspection", exact=True).click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("left inadequate in October 2018")
    page.wait_for_url("**/authority/dudley?by=inspection")
    page.wait_for_function("() => document.querySelector('#authority-timeline').textContent.includes('29 Oct 2018')")
    page.reload()
    settle(page)
    assert "29 Oct 2018" in drawn(page)
    expect(page.get_by_role("radio", name="Date of inspection")).to_be_checked()
    page.goto("/about")
    settle(page)
    page.go_back()
    settle(page)
    assert "29 Oct 2018" in drawn(page)


def test_the_keyboard_switches_the_date(visit: Visit, page: Page) -> None:
    visit("/authority/dudley")
    page.get_by_role("radio", name="Date of publication").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("October 2018")


def test_the_drawing_takes_the_form_that_fits_without_a_jump(visit: Visit, page: Page) -> None:
    visit("/authority/dudley")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.wait_for_function(
        "() => document.querySelector('#authority-timeline').textContent.includes('local authority')"
    )
    wide = page.locator("#authority-timeline").bounding_box()
    page.set_viewport_size({"width": 320, "height": 900})
    page.wait_for_function("() => document.querySelector('#authority-timeline').textContent.includes('Earlier')")
    page.wait_for_function("() => document.querySelector('#authority-timeline .main-svg').clientWidth < 320")
    narrow = page.locator("#authority-timeline").bounding_box()
    assert wide and narrow and narrow["height"] > wide["height"]
    height = page.evaluate(
        "() => [document.querySelector('#authority-timeline').clientHeight,"
        " document.querySelector('#authority-timeline .main-svg').clientHeight]"
    )
    assert height[0] == height[1]


def test_a_pointer_reads_the_facts(visit: Visit, page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 1400})
    visit("/authority/dudley")
    drawn(page)
    dot = page.locator("#authority-timeline .textpoint", has_text=re.compile("^I$")).first
    dot.scroll_into_view_if_needed()
    box = dot.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#authority-timeline .hoverlayer")).to_contain_text("Overall effectiveness: Inadequate")


def test_a_predecessor_stands_apart(visit: Visit) -> None:
    page = visit("/authority/cumberland")
    assert "Cumberland inherits no grade" in drawn(page)
    expect(page.get_by_role("heading", name="Before: Cumbria")).to_be_visible()
    page.get_by_role("link", name="Cumbria").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cumbria")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("was abolished in April 2023")


def test_from_one_authority_to_the_next_the_drawing_follows(visit: Visit, page: Page) -> None:
    visit("/authority/dudley")
    drawn(page)
    page.get_by_role("link", name="Wakefield").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wakefield")
    page.wait_for_function("() => !document.querySelector('#authority-timeline').textContent.includes('5 Apr 2016')")
    assert "Data to" in drawn(page)


def test_embedded_the_page_is_the_chart_and_its_source(visit: Visit) -> None:
    page = visit("/authority/dudley?embed=1")
    drawn(page)
    expect(page.get_by_text("Source: Ofsted’s reports")).to_be_visible()
    for hidden in ("Statistical neighbours", "Judgements now"):
        expect(page.get_by_role("heading", name=hidden)).to_be_hidden()
    expect(page.get_by_text("Run the timeline on")).to_be_hidden()


def test_a_name_that_is_nobodys_is_not_found(page: Page, guard: object) -> None:
    guard.allow("404")  # type: ignore[attr-defined]  # the status of the page itself
    page.goto("/authority/atlantis")
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("not found")
