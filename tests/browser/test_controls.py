"""The form elements in a browser: dates as they are typed, names as they are found, with the keyboard and aloud."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from loaders import Dataset

Visit = Callable[[str], Page]
Check = Callable[[Page], None]


@pytest.mark.parametrize("typed", ["1/4/2024", "1 Apr 2024", "2024-04-01"])
def test_a_date_is_read_day_first(typed: str, visit: Visit) -> None:
    page = visit("/map")
    field = page.get_by_role("textbox", name="On this date")
    field.fill(typed)
    field.press("Enter")
    expect(page.locator("#map-england-title")).to_contain_text("On 1 April 2024")
    expect(field).to_have_value("1 April 2024")
    page.wait_for_url("**date=2024-04-01*")
    spoken = page.locator("body > .visually-hidden[role=status]", has_text="On 1 April 2024")
    expect(spoken).to_have_count(1)


def test_what_is_no_date_stays_with_words_beside_it_and_changes_nothing(visit: Visit, accessible: Check) -> None:
    page = visit("/map?date=2024-03-31")
    field = page.get_by_role("textbox", name="On this date")
    for typed, words in (
        ("31/31/2024", "Enter a date such as 31 March 2024"),
        ("2012", "Enter a date from 31 March 2014"),
    ):
        field.fill(typed)
        field.press("Tab")
        expect(page.locator(".control-error[role=alert]").first).to_have_text(re.compile(words))
        expect(field).to_have_value(typed)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(page.locator("#map-england-title")).to_contain_text("On 31 March 2024")
    accessible(page)
    field.fill("31 March 2023")
    field.press("Enter")
    expect(page.locator("#map-england-title")).to_contain_text("On 31 March 2023")
    expect(field).to_have_attribute("aria-invalid", "false")


def test_a_usual_date_is_one_choice_away(visit: Visit) -> None:
    page = visit("/map")
    page.get_by_role("combobox", name="On this date: usual dates").select_option("31 March 2018")
    expect(page.locator("#map-england-title")).to_contain_text("On 31 March 2018")
    expect(page.get_by_role("textbox", name="On this date")).to_have_value("31 March 2018")


def test_the_cut_off_and_the_earlier_date_follow_the_date(visit: Visit) -> None:
    page = visit("/national")
    field = page.get_by_role("textbox", name="On this date")
    field.fill("March 2024")
    field.press("Enter")
    expect(page.get_by_role("textbox", name="Reports published by")).to_have_value("30 June 2024")
    expect(page.get_by_role("textbox", name="Changes since")).to_have_value("31 March 2023")
    expect(page.locator("#national-main")).to_contain_text("by 30 June 2024")
    expect(page.locator("#national-why-title")).to_contain_text("31 March 2023")


def test_authorities_of_ones_own_choice_are_added_and_taken_away(visit: Visit) -> None:
    page = visit("/compare?set=choice")
    field = page.get_by_role("combobox", name="Authorities (the first is marked)")
    for typed in ("dud", "wals"):
        field.press_sequentially(typed)
        field.press("Enter")
    page.wait_for_url("**/compare?set=dudley,walsall")
    expect(page.locator("#compare-strips-title")).to_contain_text("Dudley and Walsall")
    page.get_by_role("button", name="Remove Dudley").click()
    page.wait_for_url("**/compare?set=walsall")


def test_a_slider_runs_through_the_years_and_plays(visit: Visit) -> None:
    page = visit("/map?date=2015-12-31")
    slider, title = page.get_by_role("slider", name="Through the years"), page.locator("#map-england-title")
    slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "31 March 2016")
    expect(title).to_contain_text("On 31 March 2016")
    expect(page.get_by_role("textbox", name="On this date")).to_have_value("31 March 2016")
    page.get_by_role("textbox", name="On this date").fill("1 May 2019")
    page.get_by_role("textbox", name="On this date").press("Enter")
    expect(title).to_contain_text("On 1 May 2019")
    expect(slider).to_have_attribute("aria-valuetext", "31 March 2019")
    # a slow server's answer may be overtaken by the next, so each stop is read where the browser itself sets it
    slider.evaluate("""slider => {
        window.stops = [];
        const read = () => window.stops.push(slider.getAttribute("aria-valuetext"));
        new MutationObserver(read).observe(slider, {attributes: true, attributeFilter: ["aria-valuetext"]});
    }""")
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("() => window.stops.length > 2")
    page.get_by_role("button", name="Stop").click()
    stops = page.evaluate("window.stops")
    assert stops[:3] == ["30 June 2019", "30 September 2019", "31 December 2019"]
    last = str(slider.get_attribute("aria-valuetext"))
    expect(title).to_contain_text(f"On {last}")
    expect(page.get_by_role("textbox", name="On this date")).to_have_value(last)


def test_who_wants_less_motion_is_offered_no_play(visit: Visit, page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    visit("/map")
    expect(page.get_by_role("slider", name="Through the years")).to_be_visible()
    expect(page.get_by_role("button", name="Play")).to_have_count(0)


def test_the_link_and_files_of_a_chart_are_those_of_what_is_shown(visit: Visit) -> None:
    page = visit("/map")
    field = page.get_by_role("textbox", name="On this date")
    field.fill("31/3/2019")
    field.press("Enter")
    page.wait_for_url("**date=2019-03-31*")
    tools = page.get_by_role("group", name=re.compile("Take along: On 31 March 2019"))
    tools.get_by_role("link", name="Data (CSV)").hover()
    expect(tools.get_by_role("link", name="Data (CSV)")).to_have_attribute(
        "href", re.compile(r"/chart/map/map-england\.csv\?date=2019-03-31")
    )
    tools.get_by_text("Embed", exact=True).click()
    expect(tools.get_by_role("textbox")).to_have_value(
        re.compile(r"/map\?date=2019-03-31&amp;.*embed=1&amp;chart=map-england")
    )


def test_the_map_is_walked_by_keys_and_opens_cards(
    visit: Visit, page: Page, accessible: Check, dataset: Dataset
) -> None:
    held = dataset.as_at(dt.date(2024, 3, 31)).set_index("name")
    visit("/map?date=2024-03-31&judgement=overall_effectiveness&form=tiles")
    drawing = page.get_by_role("group", name=re.compile("arrow keys"))
    drawing.focus()
    expect(drawing.locator(".js-plotly-plot")).to_be_visible()
    drawing.press("ArrowDown")
    card = page.locator(".map-card")
    expect(card).to_contain_text(f"Northumberland: {held['grade']['Northumberland']}")
    drawing.press("ArrowDown")
    expect(card).to_contain_text(f"County Durham: {held['grade']['County Durham']}")
    accessible(page)
    drawing.press("ArrowRight")
    expect(card).to_contain_text("Gateshead: ")
    drawing.press("Escape")
    expect(card).to_have_count(0)
    drawing.press("ArrowUp")
    drawing.press("Enter")
    expect(card.get_by_role("link", name="Open its page")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/authority/*")


def test_a_click_on_the_map_opens_a_card_first(visit: Visit, page: Page) -> None:
    visit("/map?date=2024-03-31&judgement=overall_effectiveness&form=tiles")
    drawing = page.get_by_role("group", name=re.compile("arrow keys"))
    drawing.hover()
    expect(drawing.locator(".js-plotly-plot")).to_be_visible()
    expect(drawing).to_have_attribute("data-drawn", "plotly")
    drawing.scroll_into_view_if_needed()
    place = drawing.evaluate("""(drawing) => {
      const plot = drawing.querySelector(".js-plotly-plot"), { xaxis, yaxis, _size: edge } = plot._fullLayout;
      const here = plot.getBoundingClientRect();
      for (const { base, x, y, hovertext } of plot.data) {
        const at = (hovertext ?? []).findIndex((said) => said.includes("Dudley"));
        if (at >= 0) return [here.left + edge.l + xaxis.l2p(base[at] + x[at] / 2), here.top + edge.t + yaxis.l2p(y[at])];
      }
    }""")
    page.mouse.move(*place)
    page.mouse.click(*place)
    card = page.locator(".map-card")
    expect(card).to_contain_text("Dudley: Requires improvement")
    card.get_by_role("button", name="Close").click()
    expect(card).to_have_count(0)
    expect(page).to_have_url(re.compile("/map"))
