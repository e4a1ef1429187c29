"""The first HTML in a browser: read without script, and replaced without a jump."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .conftest import Guard, settle

Check = Callable[[Page], None]
NewContext = Callable[..., BrowserContext]
STATES = "/_dash-update-component"


@pytest.fixture
def plain(new_context: NewContext, guard: Guard) -> Iterator[Page]:
    """A page of a browser without script, under guard."""
    page = new_context(java_script_enabled=False).new_page()
    guard.watch(page)
    page.set_default_timeout(20_000)
    yield page


def shown(page: Page) -> Any:
    return page.locator("#first-paint")


def test_a_director_without_script(plain: Page) -> None:
    plain.goto("/")
    plain.get_by_role("textbox", name="Find a local authority").fill("dud")
    plain.get_by_role("main").get_by_role("button", name="Search").click()
    expect(plain).to_have_url(re.compile("/authority/dudley$"))
    expect(shown(plain).locator(".authority-lead")).to_contain_text("Dudley has been graded overall three times")
    expect(shown(plain).locator(".now")).to_contain_text("Requires improvement")
    row = plain.get_by_role("row", name=re.compile("^5 April 2016"))
    expect(row.get_by_role("link")).to_have_attribute("href", re.compile("^https://"))
    plain.get_by_role("radio", name="Date of inspection").check()
    plain.get_by_role("button", name="Show").first.click()  # the measures under the timeline have a form of their own
    expect(shown(plain).locator(".chart-title").first).to_contain_text("left inadequate in October 2018")
    plain.get_by_text("Export", exact=True).click()
    link = plain.get_by_role("link", name=re.compile("^Excel"))
    answer = plain.request.get(str(link.get_attribute("href")), timeout=60_000)
    assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
    plain.get_by_role("link", name="Compare Dudley with its statistical neighbours").click()
    expect(shown(plain).locator("#compare-strips-title")).to_contain_text("Dudley and its statistical neighbours")
    plain.get_by_text("Show this chart as a table").click()
    expect(plain.get_by_role("rowheader", name="Dudley")).to_be_visible()


def test_an_analyst_without_script(plain: Page) -> None:
    plain.goto("/national")
    plain.get_by_role("textbox", name="On this date").fill("31/3/2024")
    plain.get_by_role("textbox", name="Reports published by").fill("30 June 2024")
    plain.get_by_role("textbox", name="Changes since").fill("")
    plain.get_by_role("combobox", name="Judgement").select_option("Overall effectiveness")
    plain.get_by_role("radio", name="Ofsted’s eight regions").check()
    plain.get_by_role("button", name="Show").click()
    expect(shown(plain).locator("#national-bars-title")).to_contain_text("91 of 151")
    expect(shown(plain)).to_contain_text("Matches Ofsted’s published figure")
    chart = plain.locator("figure", has_text="North East joined with Yorkshire")
    chart.get_by_text("Show this chart as a table").click()
    expect(chart.get_by_role("rowheader")).to_have_count(9)
    plain.get_by_role("textbox", name="On this date").fill("the other day")
    plain.get_by_role("button", name="Show").click()
    field = plain.get_by_role("textbox", name="On this date")
    expect(field).to_have_value("the other day")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(plain.get_by_text("Enter a date such as 31 March 2024")).to_be_visible()


def test_a_journalist_without_script(plain: Page) -> None:
    plain.goto("/map?date=2018-03-31")
    expect(shown(plain).locator("#map-england-title")).to_contain_text("On 31 March 2018")
    plain.get_by_text("Show every authority as a table").click()
    plain.get_by_role("link", name="Birmingham", exact=True).click()
    expect(plain.get_by_role("heading", level=1, name="Birmingham")).to_be_visible()
    plain.goto("/changes")
    plain.get_by_role("textbox", name="Published after").fill("March 2023")
    plain.get_by_role("textbox", name="and up to").fill("31 Mar 2024")
    plain.get_by_role("button", name="Show").click()
    expect(plain.get_by_role("table", name="Published after 31 March 2023 and up to 31 March 2024")).to_be_visible()
    plain.goto("/compare")
    plain.get_by_role("combobox", name="Compare").select_option("My own choice of authorities")
    plain.get_by_role("button", name="Show").click()
    plain.get_by_role("combobox", name="Authorities (the first is marked)").fill("Dudley, K&C")
    plain.get_by_role("button", name="Show").click()
    expect(shown(plain).locator("#compare-strips-title")).to_contain_text("Dudley and Kensington and Chelsea")
    plain.goto("/visits?lag=focused")
    expect(plain).to_have_url(re.compile(r"/visits/timeliness\?kind=focused$"))
    plain.get_by_role("combobox", name="Region").select_option("London")
    plain.get_by_role("textbox", name="To").fill("March 2025")
    plain.get_by_role("button", name="Show").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text(
        "How long reports of focused visits take in London, to 31 March 2025"
    )
    expect(shown(plain).locator("#visits-published-title")).to_contain_text("reports of focused visits")


@pytest.mark.parametrize("path", ["/", "/authority/dudley", "/national", "/compare", "/find?q=north"])
def test_it_is_accessible_before_any_script(path: str, page: Page, accessible: Check, fits: Check) -> None:
    page.route("**/_dash-component-suites/**", lambda route: route.abort())
    page.route("**/*.js?*", lambda route: route.abort())
    page.on("console", lambda message: None)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(path)
        expect(shown(page).get_by_role("heading", level=1)).to_be_visible()
        fits(page)
        accessible(page)


@pytest.fixture(autouse=True)
def aborted_scripts_are_no_fault(guard: Guard) -> None:
    guard.allow("Failed to load resource|DashRenderer is not defined")  # scripts that a test keeps away


def held(page: Page) -> None:
    """Keep the interactive page back until it is let go."""
    page.route(f"**{STATES}*", lambda route: None)


def let_go(page: Page) -> None:
    page.unroute(f"**{STATES}*")  # what waited goes on
    expect(page.locator("#first-paint")).to_have_count(0)
    settle(page)


def test_where_the_reader_is_stays_when_the_interactive_page_comes(page: Page) -> None:
    held(page)
    page.goto("/national?as_at=2024-03-31")
    expect(shown(page).locator("#national-bars-title")).to_be_visible()
    page.wait_for_function(
        "() => document.querySelector('#_dash-app-content, #react-entry-point > div:not(._dash-loading-callback)')"
    )
    field = page.get_by_role("textbox", name="Changes since")
    field.fill("1/4/20")
    table = page.locator("details", has_text="Show this chart as a table").first
    table.locator("summary").click()
    field.focus()
    page.evaluate("window.scrollTo(0, 900)")
    page.wait_for_function("() => window.scrollY === 900")
    height = page.evaluate("document.documentElement.scrollHeight")
    let_go(page)
    assert page.evaluate("window.scrollY") == 900
    assert abs(page.evaluate("document.documentElement.scrollHeight") - height) <= 2
    expect(field).to_be_focused()
    expect(field).to_have_value("1/4/20")
    expect(page.locator("details", has_text="Show this chart as a table").first).to_have_attribute("open", "")


SHIFT = """() => {
  window.shift = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shift += entry.value)))
    .observe({ type: "layout-shift", buffered: true });
}"""
PATHS = (
    "/",
    "/authority/dudley",
    "/compare?set=neighbours:dudley",
    "/national",
    "/map",
    "/visits",
    "/changes",
    "/data",
)


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_jumps(path: str, width: int, new_context: NewContext, guard: Guard) -> None:
    phone = {"user_agent": "Mozilla/5.0 (Linux; Android 14) Mobile", "is_mobile": True, "has_touch": True}
    page = new_context(viewport={"width": width, "height": 800}, **(phone if width < 600 else {})).new_page()
    guard.watch(page)
    page.add_init_script(f"({SHIFT})()")
    page.goto(path)
    expect(page.locator("#first-paint")).to_have_count(0)
    settle(page)
    assert page.evaluate("window.shift") <= 0.05


STRUCTURE = """(root) => {
  const told = (element) => [element.localName, element.className.baseVal ?? element.className,
    [...element.children].filter((one) => !one.matches("option, optgroup, datalist, [role=listbox]")).map(told)];
  return [...document.querySelectorAll(root + " .control, " + root + " .search")].map(told);
}"""


@pytest.mark.parametrize("path", ["/", "/national?as_at=banana", "/compare", "/visits", "/authority/dudley"])
def test_the_controls_are_the_same_elements_before_and_after(path: str, page: Page) -> None:
    held(page)
    page.goto(path)
    before = page.evaluate(STRUCTURE, "#first-paint")
    assert before
    let_go(page)
    assert without_chosen(page.evaluate(STRUCTURE, "#react-entry-point")) == before


def without_chosen(element: Any) -> Any:
    """The structure without lists of chosen names to be taken away, which without script stand in the field."""
    if isinstance(element, list):
        return [
            without_chosen(part) for part in element if not (isinstance(part, list) and part[:2] == ["ul", "chosen"])
        ]
    return element


NARROW = (
    "Object.defineProperty(navigator, 'connection', {value: {effectiveType: '3g', downlink: 1.6, saveData: false}})"
)
MOST = 700_000
"""Bytes that a first visit may take before the reader touches anything."""


@pytest.mark.parametrize("path", PATHS)
def test_a_phone_fetches_little_and_plotly_only_when_a_drawing_is_used(
    path: str, new_context: NewContext, guard: Guard
) -> None:
    agent = "Mozilla/5.0 (Linux; Android 14) Mobile"
    page = new_context(
        viewport={"width": 390, "height": 800}, user_agent=agent, is_mobile=True, has_touch=True
    ).new_page()
    guard.watch(page)
    sizes: dict[str, int] = {}
    names: dict[str, str] = {}
    network = page.context.new_cdp_session(page)
    network.on("Network.requestWillBeSent", lambda event: names.update({event["requestId"]: event["request"]["url"]}))
    network.on(
        "Network.loadingFinished",
        lambda event: sizes.update({names[event["requestId"]]: int(event["encodedDataLength"])}),
    )
    network.send("Network.enable")
    page.add_init_script(NARROW)
    page.goto(path)
    expect(page.locator("#first-paint")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    assert sum(sizes.values()) <= MOST, sorted(sizes.items(), key=lambda item: -item[1])[:5]
    assert [name for name in sizes if "markdown" in name or "highlight" in name] == []
    if page.locator(".drawn .scene").count() < page.locator(".drawn").count() or path == "/data":
        return  # a drawing without a scene is plotly's from the first
    assert [name for name in sizes if "plotly" in name] == []
    if page.locator(".drawn").count():
        page.locator(".drawn").first.tap(position={"x": 5, "y": 5})
        expect(page.locator(".drawn").first).to_have_attribute("data-drawn", "plotly")
