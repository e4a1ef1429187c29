"""A click on a drawing goes where it leads; a finger's first touch only reads."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import Guard, settle

Visit = Callable[[str], Page]


def middle(words: Locator) -> tuple[float, float]:
    """Where a drawing's words stand in the window."""
    words.scroll_into_view_if_needed()
    box = words.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_name_in_a_comparison_leads_to_its_authority(visit: Visit) -> None:
    page = visit("/compare?set=neighbours:dudley&judgement=leadership")
    page.locator("#compare-strips").hover(position={"x": 2, "y": 2})
    expect(page.locator("#compare-strips")).to_have_attribute("data-drawn", "plotly")
    place = middle(page.locator("#compare-strips .textpoint", has_text="Rotherham"))
    page.mouse.move(*place)
    expect(page.locator("#compare-strips .js-plotly-plot.leads")).to_be_visible()
    assert page.locator("#compare-strips .hoverlayer .hovertext").count() == 0  # a name says nothing more
    page.mouse.click(*place)
    page.wait_for_url("**/authority/rotherham")


LISTEN = """() => {
  window.read = [];
  const layer = document.querySelector("#compare-strips .hoverlayer");
  new MutationObserver(() => window.read.push(layer.textContent)).observe(layer, { childList: true, subtree: true });
}"""
"""Keeps what a drawing says: a browser without a window takes it away again, for its pointer still lies elsewhere."""


def test_a_finger_reads_first_and_then_follows(browser: Browser, guard: Guard, base_url: str) -> None:
    context = browser.new_context(has_touch=True, base_url=base_url)
    try:
        page = context.new_page()
        guard.watch(page)
        page.goto("/compare?set=neighbours:dudley&judgement=leadership")
        settle(page)
        drawing = page.locator("#compare-strips")
        drawing.dispatch_event("touchstart")  # plotly is fetched when a drawing is used
        expect(drawing).to_have_attribute("data-drawn", "plotly")
        place = middle(page.locator("#compare-strips .textpoint", has_text="Requires improvement").first)
        page.evaluate(LISTEN)
        page.touchscreen.tap(*place)
        page.wait_for_function("() => window.read.some((words) => words.includes('Requires improvement'))")
        assert "/compare" in page.url
        page.touchscreen.tap(*place)
        page.wait_for_url("**/authority/*")
    finally:
        context.close()
