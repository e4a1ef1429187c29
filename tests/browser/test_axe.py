"""Every page with everything on it open, closed and changed: for axe, a keyboard, 400% zoom, paper and other needs."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pypdfium2
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, ViewportSize, expect

from dashboard.pages import PAGES

from .conftest import Guard, settle, violations

Visit = Callable[[str], Page]
Check = Callable[..., None]

PATHS = {
    "home": "/",
    "authority": "/authority/dudley",
    "compare": "/compare?set=dudley,walsall,sandwell",
    "national": "/national?as_at=2024-03-31",
    "by_grade": "/by-grade?measure=caseload&year=2024",
    "map": "/map?date=2024-03-31",
    "visits": "/visits",
    "side_by_side": "/side-by-side?a=dudley&b=cumberland",
    "improved": "/improved?set=region:west-midlands&against=date&since=2024-03-31",
    "changes": "/changes?from=2023-03-31&to=2023-09-30",
    "data": "/data",
    "about": "/about",
    "find": "/find?q=north",
    "not_found": "/nowhere",
}
"""An address of each page."""

DESK: ViewportSize = {"width": 1366, "height": 768}
TABLET: ViewportSize = {"width": 768, "height": 1024}
ZOOMED: ViewportSize = {"width": 320, "height": 256}
"""What a window of 1280 by 1024 has at 400% zoom."""

MENUS = "main input[role=combobox]:visible"
LISTS = "[role=listbox]:visible"
WITHIN = "element => element.getBoundingClientRect().right - document.documentElement.clientWidth"
"""Pixels by which something reaches over the right edge of the window."""


def test_each_page_of_the_app_is_looked_at() -> None:
    assert set(PATHS) == {module.__name__.rpartition(".")[2] for module in PAGES}


def close(menu: Locator) -> None:
    """Close an open list, and wait until it is gone."""
    menu.press("Escape")
    expect(menu.page.locator(LISTS)).to_have_count(0)


CHANGES = {
    "compare": ("Judgement", "Impact of leaders", "#compare-strips-title", "the impact of leaders"),
    "national": ("Judgement", "Care leavers", "#national-bars-title", "care leavers"),
    "by_grade": ("Measure", "Re-referrals", "#by-grade-dots-title", "Re-referrals"),
    "map": ("Judgement", "Impact of leaders", "#map-england-title", "the impact of leaders"),
    "visits": ("Region", "London", "#visits-heading", "in London"),
}
"""A control of a page by its label, what is chosen there, and where and how the page answers."""


@pytest.mark.parametrize("key", PATHS)
def test_open_changed_and_zoomed(key: str, visit: Visit, guard: Guard, accessible: Check, fits: Check) -> None:
    guard.allow("404")  # the status of the not-found page itself
    page = visit(PATHS[key])
    page.set_viewport_size(TABLET)
    settle(page)
    fits(page)
    for size in (DESK, ZOOMED):
        page.set_viewport_size(size)
        settle(page)
        fits(page)
        if size is DESK:  # the narrow one is looked at with everything open, below
            accessible(page)
        for menu in page.locator(MENUS).all():
            menu.click()
            is_search = menu.evaluate("menu => Boolean(menu.closest('.search'))")
            if is_search and not menu.input_value():  # it opens with the first letter
                menu.press_sequentially("d")
            opened = page.locator(LISTS).first
            expect(opened).to_be_visible()
            settle(page)  # what fades in has its full contrast only when it has come
            assert opened.evaluate(WITHIN) <= 0
            accessible(page, ".search" if page.locator("main .search").count() else ".control")
            fits(page)
            close(menu)
        if key in CHANGES and size is DESK:
            label, option, place, words = CHANGES[key]
            page.get_by_role("combobox", name=label, exact=True).select_option(option)
            expect(page.locator(place)).to_contain_text(words)
            settle(page)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    settle(page)
    fits(page)
    accessible(page)


@pytest.mark.parametrize("key", ["home", "authority", "compare", "national", "by_grade", "map", "visits"])
def test_embedded(key: str, visit: Visit, page: Page, guard: Guard, accessible: Check, fits: Check) -> None:
    guard.allow("404")
    page.set_viewport_size(ZOOMED)
    visit(PATHS[key] + ("&" if "?" in PATHS[key] else "?") + "embed=1")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    fits(page)
    accessible(page)


def test_an_error_is_accessible(visit: Visit, guard: Guard, accessible: Check, fits: Check) -> None:
    guard.allow("500|Callback|callback")  # what this test provokes
    page = visit("/map")
    page.route("**/_dash-update-component*", lambda route: route.fulfill(status=500, body="no"))
    page.get_by_role("slider", name="Through the years").press("ArrowLeft")
    expect(page.get_by_role("alert")).to_contain_text("could not be loaded")
    accessible(page)
    page.set_viewport_size(ZOOMED)
    settle(page)
    fits(page)
    expect(page.get_by_role("link", name="Load the page again")).to_be_in_viewport()


MARK = """() => {
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0;
  const named = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
  const groups = new Set();
  return named.filter(shown).filter((element) => {
    if (element.closest(".ag-root-wrapper")) return false;  // a grid is one stop; its arrows lead on
    if (element.type !== "radio") return true;
    const isFirst = !groups.has(element.name);
    groups.add(element.name);
    return isFirst;
  }).map((element, place) => {
    element.dataset.stop = element.type === "radio" ? element.name : place;
    return [element.dataset.stop, element.outerHTML.slice(0, 90)];
  });
}"""

FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const seen = element.type === "radio" && element.nextElementSibling ? element.nextElementSibling : element;
  const style = getComputedStyle(seen);
  const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && !/, 0\\)$/.test(style.outlineColor);
  const box = element.getBoundingClientRect();
  return {
    stop: element.type === "radio" ? element.name : element.dataset.stop ?? "",
    html: element.outerHTML.slice(0, 90),
    marked: outline || style.boxShadow !== "none",
    inside: box.bottom > 0 && box.top < innerHeight,
    grid: Boolean(element.closest(".ag-root-wrapper")),
  };
}"""


@pytest.mark.parametrize("key", ["home", "authority", "compare", "national"])
def test_the_keyboard_reaches_every_control_and_shows_where_it_is(key: str, visit: Visit) -> None:
    page = visit(PATHS[key])
    wanted = dict(page.evaluate(MARK))
    reached: dict[str, str] = {}
    faults = []
    for _ in range(len(wanted) + 40):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if here is None:
            break
        reached[here["stop"]] = here["html"]
        if not here["marked"] or not here["inside"]:
            faults.append(here)
    assert faults == []
    assert [html for stop, html in wanted.items() if stop not in reached] == []


FITS_THE_PAPER = """width => {
  const shown = '.drawing .main-svg, .drawing .drawn-svg:not([hidden]) > svg, .drawing .drawn-svg:not([hidden]) .form > svg';
  const boxes = [...document.querySelectorAll(shown)].map(one => one.getBoundingClientRect()).filter(box => box.width > 0);
  return boxes.length > 0 && boxes.every(box => box.right <= width);
}"""
"""Whether every drawing that is shown, by plotly or as SVG until plotly is there, ends within the paper."""


@pytest.mark.parametrize("key", ["authority", "compare", "national"])
def test_on_paper(key: str, visit: Visit) -> None:
    page = visit(PATHS[key])
    heading = page.get_by_role("heading", level=1).inner_text()
    title = page.locator(".chart-title").first.inner_text()
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4")))
    leaves = [leaf.get_textpage().get_text_bounded() for leaf in document]
    document.close()
    said = re.sub(r"\s+", " ", " ".join(leaves))
    for words in (heading, title, "Source: Ofsted", "This is not an Ofsted service"):
        assert words in said
    for words in ("Skip to main content", "Show this chart as a table", "Export", "Start typing"):
        assert words not in said
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 673, "height": 950})  # the room between the margins of A4
    assert page.locator(".controls:visible, nav:visible, .export:visible").count() == 0
    page.wait_for_function(FITS_THE_PAPER, arg=673)  # a chart is drawn anew for the room that there is


def test_less_motion_means_none(visit: Visit, page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    visit("/")
    page.get_by_role("combobox", name="Find a local authority").press_sequentially("dud")
    expect(page.get_by_role("option", name="Dudley")).to_be_visible()
    moving = "document.getAnimations().filter(one => one.effect.getComputedTiming().activeDuration > 1).length"
    assert page.evaluate(moving) == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_in_forced_colours_the_focus_and_the_choice_are_seen(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(forced_colors="active").new_page()
    page.goto("/authority/dudley")
    settle(page)
    page.keyboard.press("Tab")
    outline = "getComputedStyle(document.activeElement).outline"
    assert "rgba(0, 0, 0, 0)" not in page.evaluate(outline)
    assert "none" not in page.evaluate(outline)
    weight = "element => getComputedStyle(element).fontWeight"
    chosen = page.locator(".choice input:checked + span").first
    other = page.locator(".choice input:not(:checked) + span").first
    assert int(chosen.evaluate(weight)) > int(other.evaluate(weight))
    marked = "element => getComputedStyle(element).outlineStyle"
    assert (chosen.evaluate(marked), other.evaluate(marked)) == ("solid", "none")
    mark = page.locator(".badge-mark").first
    assert mark.inner_text() and mark.evaluate("element => getComputedStyle(element).borderStyle") != "none"
    assert mark.evaluate("element => getComputedStyle(element).backgroundColor") == "rgb(246, 178, 107)"


def test_targets_that_are_too_small_would_be_found(page: Page) -> None:
    small = '<button style="width: 12px; height: 12px; padding: 0">{}</button>'
    page.set_content(
        f'<html lang="en"><title>T</title><main><h1>T</h1>{small.format(1)}{small.format(2)}</main></html>'
    )
    assert [rule for rule, _, _ in violations(page)] == ["target-size"]
