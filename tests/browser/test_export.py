"""The Export button: its menu, links that follow the controls, and real files in the browser's downloads."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from loaders import Dataset, Judgement

from .conftest import settle

PAGES = {
    "/authority/dudley": "dudley",
    "/compare?set=neighbours:dudley": "compare:neighbours:dudley",
    "/national?as_at=2024-03-31": "national:2024-03-31:overall_effectiveness",
    "/map?date=2024-03-31": "map:2024-03-31:overall_effectiveness",
}


def links(page: Page) -> list[str]:
    found: list[str] = page.locator(".export-link").evaluate_all("all => all.map(link => link.getAttribute('href'))")
    return found


def download(page: Page, name: str) -> tuple[str, bytes]:
    """Choose a format in the menu and take the file that comes."""
    page.locator(".export-button").click()
    with page.expect_download(timeout=60_000) as coming:
        page.locator(".export-link", has_text=name).first.click()
    expect(page.locator(".export-state")).to_contain_text("is ready")
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


@pytest.mark.parametrize(("path", "width"), [("/authority/dudley", 1366), *((path, 375) for path in PAGES)])
def test_the_menu_is_accessible_shut_and_open(
    path: str,
    width: int,
    page: Page,
    visit: Callable[[str], Page],
    accessible: Callable[[Page], None],
    fits: Callable[[Page], None],
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    visit(path)
    accessible(page)
    page.locator(".export-button").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".export-panel")).to_be_visible()
    box = page.locator(".export-panel").bounding_box()
    assert box is not None
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    accessible(page)
    fits(page)
    assert all(href.startswith(f"/export/{PAGES[path]}.") for href in links(page))
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator(".export-panel")).to_be_hidden()
    expect(page.locator(".export-button")).to_be_focused()


def choose(page: Page, control: str, label: str) -> None:
    page.locator(f"#{control}").locator("xpath=self::select | .//select").select_option(label=label)


def test_the_links_of_compare_follow_its_controls(page: Page, visit: Callable[[str], Page]) -> None:
    visit("/compare?set=neighbours:dudley")
    choose(page, "compare-judgement", "Care leavers")
    choose(page, "compare-sort", "Name")
    expect(page.locator(".export-link").first).to_have_attribute(
        "href", "/export/compare:neighbours:dudley:care_leavers:name.pptx"
    )
    name, data = download(page, "Excel")
    assert name.startswith("neighbours-dudley-comparison-tables-care-leavers-name-")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[1]
    (table,) = sheet.tables.values()
    top = openpyxl.utils.range_boundaries(table.ref)[1]
    authorities = [row[0].value for row in sheet.iter_rows(min_row=top + 1)]
    assert authorities == sorted(authorities)
    assert "Dudley" in authorities and len(authorities) == 11


def test_the_links_of_national_follow_its_controls(page: Page, visit: Callable[[str], Page], dataset: Dataset) -> None:
    visit("/national?as_at=2024-03-31&by=ofsted-region")
    choose(page, "national-judgement", "Help and protection")
    expect(page.locator(".export-link").first).to_have_attribute(
        "href", "/export/national:2024-03-31:help_and_protection:ofsted-region.pptx"
    )
    name, data = download(page, "CSV")
    assert name == "england-national-regions-help-and-protection-ofsted-region-2024-03-31.csv"
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    held = dataset.as_at(dt.date(2024, 3, 31), None, Judgement.HELP_AND_PROTECTION)
    assert rows[0]["Area"] == "England"
    assert int(rows[0]["Good"]) == (held["grade"] == "Good").sum()
    assert len(rows) == 9


def test_the_links_of_the_map_follow_its_controls(page: Page, visit: Callable[[str], Page]) -> None:
    visit("/map?date=2024-03-31")
    for _ in range(4):
        page.get_by_role("slider", name="Through the years").press("ArrowLeft")
    expect(page.locator(".export-link").first).to_have_attribute(
        "href", "/export/map:2023-03-31:overall_effectiveness.pptx"
    )
    name, data = download(page, "PNG for a slide")
    assert name == "england-map-overall-effectiveness-2023-03-31.png"
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        assert picture.size == (2560, 1440)
        assert "On 31 March 2023" in picture.info["Title"]


def test_a_deck_of_an_authority_comes_with_its_chart(page: Page, visit: Callable[[str], Page]) -> None:
    visit("/authority/dudley")
    settle(page)
    name, data = download(page, "PowerPoint")
    assert name.startswith("dudley-deck-") and name.endswith(".pptx")
    deck = Presentation(io.BytesIO(data))
    assert "Dudley" in deck.slides[0].shapes.title.text
    groups = [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    assert any("inadequate" in group._element.xpath("./p:nvGrpSpPr/p:cNvPr/@descr")[0].casefold() for group in groups)
