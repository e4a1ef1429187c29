"""Three people and what they come for: a director before a cabinet meeting, an analyst, a journalist on a phone."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator

import openpyxl
import pptx
import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from dashboard.statistics.counts import GRADES

from .conftest import Guard, settle

Visit = Callable[[str], Page]
Check = Callable[[Page], None]

PHONE = {
    "viewport": {"width": 375, "height": 812},
    "has_touch": True,
    "is_mobile": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36",
}
OFSTED = re.compile(r"^https://(reports|files)\.ofsted\.gov\.uk/")


def tab_to(page: Page, target: Locator, most: int = 60) -> None:
    """Press Tab until the target has the focus; fails where the keyboard does not lead there."""
    for _ in range(most):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{most} times Tab did not reach {target}")


def numbers(table: Locator) -> dict[str, list[int]]:
    """The rows of a table of counts by their headings."""
    rows = table.locator("tbody tr").all()
    return {
        row.get_by_role("rowheader").inner_text(): [int(text) for text in row.locator("td").all_inner_texts()]
        for row in rows
    }


def test_a_director_before_a_cabinet_meeting(visit: Visit, page: Page) -> None:
    visit("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # skip to the main content
    tab_to(page, page.get_by_role("combobox", name="Find a local authority"), most=3)
    page.keyboard.type("dud")
    expect(page.locator(".option-name")).to_have_text(["Dudley"])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Dudley")).to_be_focused()

    summary = page.locator(".authority-summary")
    expect(summary).to_contain_text("requires improvement")
    drawing = page.locator("#authority-timeline")
    expect(drawing).to_contain_text("10 Dec 2018")
    switch = page.get_by_role("radio", name="Date of publication")
    tab_to(page, switch)
    page.keyboard.press("ArrowRight")
    expect(drawing).to_contain_text("29 Oct 2018")
    page.wait_for_url("**/authority/dudley?by=inspection")
    page.keyboard.press("ArrowLeft")
    expect(drawing).to_contain_text("10 Dec 2018")
    page.wait_for_url("**/authority/dudley")
    page.keyboard.press("ArrowRight")
    expect(drawing).to_contain_text("29 Oct 2018")

    neighbours = page.locator(".near li")
    expect(neighbours).to_have_count(10)
    names = [name.inner_text() for name in neighbours.get_by_role("link").all()]
    tab_to(page, page.get_by_role("link", name="Compare Dudley with its statistical neighbours"), most=120)
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare?set=neighbours:dudley&mark=dudley")
    settle(page)
    title = page.locator("#compare-strips-title")
    expect(title).to_contain_text("Dudley and its statistical neighbours")
    for name in ["Dudley", *names]:
        expect(page.locator("#compare-strips")).to_contain_text(name[:12])

    page.go_back()
    page.wait_for_url("**/authority/dudley?by=inspection")
    expect(drawing).to_contain_text("29 Oct 2018")
    expect(page.get_by_role("radio", name="Date of inspection")).to_be_checked()
    page.go_forward()
    page.wait_for_url("**/compare?set=neighbours:dudley&mark=dudley")
    expect(title).to_contain_text("Dudley and its statistical neighbours")
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Dudley")).to_be_visible()

    opener = page.locator("details.export > summary")
    tab_to(page, opener)
    page.keyboard.press("Enter")
    powerpoint = page.locator(".export-link", has_text="slides with notes")
    tab_to(page, powerpoint, most=2)
    with page.expect_download(timeout=120_000) as download:
        page.keyboard.press("Enter")
    assert re.fullmatch(r"dudley-.*\.pptx", download.value.suggested_filename)
    deck = pptx.Presentation(str(download.value.path()))
    words = " ".join(shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame)
    assert "Dudley" in words
    expect(page.locator(".export-state")).to_contain_text("PowerPoint is ready")


def test_an_analyst_checks_a_figure_of_ofsteds(visit: Visit, page: Page, base_url: str) -> None:
    visit("/national?as_at=2024-03-31")
    body = page.locator("#national-main")
    link = page.get_by_role("link", name="Ofsted’s published figure").first
    expect(body).to_contain_text(re.compile(r"Matches Ofsted’s published figure: \d+ of \d+"))
    expect(link).to_have_attribute("href", re.compile(r"^https://(www\.)?gov\.uk/"))

    page.get_by_role("radio", name="Ofsted’s eight regions").check()
    page.wait_for_url("**&by=ofsted-region*")
    chart = page.locator("figure", has=page.locator("#national-bars"))
    expect(chart).to_contain_text("North East joined with Yorkshire")
    chart.get_by_text("Show this chart as a table").click()
    table = chart.get_by_role("table")
    expect(table.locator("tbody tr")).to_have_count(9)
    shown = numbers(table)
    assert sum(row[4] for area, row in shown.items() if area != "England") == shown["England"][4]
    for row in shown.values():
        assert sum(row[:4]) == row[4]

    cut_off = page.get_by_role("textbox", name="Reports published by")
    cut_off.fill("30 April 2024")
    cut_off.press("Enter")
    expect(body).to_contain_text("counts reports published by 30 June 2024")
    expect(body).not_to_contain_text("Matches Ofsted’s published figure")
    page.wait_for_url("**published_by=2024-04-30*")
    cut_off.fill("30 June 2024")
    cut_off.press("Enter")
    expect(body).to_contain_text("Matches Ofsted’s published figure")

    answer = page.request.get(f"{base_url}/api/v1/as-at/2024-03-31.json?by=ofsted-region")
    counted = {area["area"]: area for area in answer.json()["areas"]}
    assert set(counted) == set(shown)
    for area, row in shown.items():
        assert [counted[area]["counts"][grade] for grade in GRADES] == row[:4]
        assert counted[area]["total"] == row[4]
    again = page.request.get(answer.url, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status, again.body()) == (304, b"")

    file = page.request.get(f"{base_url}/export/national:2024-03-31.csv", timeout=60_000)
    assert file.headers["content-type"].startswith("text/csv")
    england = [row for row in csv.reader(io.StringIO(file.body().decode("utf-8-sig"))) if "England" in row[:2]]
    assert england, "the file has no row for England"
    assert [str(n) for n in shown["England"][:4]] == [cell for cell in england[0] if cell.isdigit()][:4]
    book = openpyxl.load_workbook(
        io.BytesIO(page.request.get(f"{base_url}/export/national:2024-03-31.xlsx", timeout=60_000).body())
    )
    rows = [list(row) for sheet in book for row in sheet.iter_rows(values_only=True) if "England" in row[:2]]
    assert any([cell for cell in row if isinstance(cell, int | float)][:4] == shown["England"][:4] for row in rows), (
        rows
    )


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext], guard: Guard) -> Iterator[Page]:
    """A page of a phone, under guard."""
    page = new_context(**PHONE).new_page()
    guard.watch(page)
    page.set_default_timeout(20_000)
    yield page


def test_a_journalist_on_a_phone(phone: Page, fits: Check) -> None:
    phone.goto("/map?date=2018-03-31")
    settle(phone)
    title = phone.locator("#map-england-title")
    expect(title).to_contain_text("On 31 March 2018")
    fits(phone)
    expect(phone.get_by_role("heading", level=2).first).to_be_in_viewport()  # what the page found comes first
    phone.get_by_text("Change view").click()
    field = phone.get_by_role("textbox", name="On this date")
    field.fill("31/3/2024")
    field.press("Enter")
    expect(title).to_contain_text("On 31 March 2024")
    expect(field).to_have_value("31 March 2024")
    phone.wait_for_url("**/map?date=2024-03-31*")
    for _ in range(4):
        phone.get_by_role("slider", name="Through the years").press("ArrowLeft")
    expect(title).to_contain_text("On 31 March 2023")
    fits(phone)

    phone.goto("/changes?from=2023-03-31&to=2024-03-31")
    settle(phone)
    table = phone.get_by_role("table", name="Published after 31 March 2023 and up to 31 March 2024")
    report = table.get_by_role("link", name="Standard inspection").first
    expect(report).to_have_attribute("href", OFSTED)
    fits(phone)
    feed = phone.get_by_role("link", name="England: Atom feed").get_attribute("href")
    assert feed == "/changes.atom"
    answer = phone.request.get(feed)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert b"<entry>" in answer.body()

    phone.get_by_role("navigation", name="Main").get_by_role("link", name="Visits").tap()
    expect(phone.get_by_role("heading", level=1, name="Inadequate now")).to_be_visible()
    settle(phone)
    expect(phone.get_by_role("row", name="Devon")).to_be_visible()
    fits(phone)
    phone.get_by_role("link", name="Waiting times").tap()
    expect(phone.get_by_role("heading", level=1, name="Waiting times")).to_be_visible()
    expect(phone.locator("main")).to_contain_text("Nottingham has waited longest")
    fits(phone)

    phone.goto("/national?as_at=yesterday&judgement=everything&by=2024-03-31")
    settle(phone)
    expect(phone.get_by_role("main").get_by_role("status").first).to_contain_text("does not exist here")
    expect(phone.locator("#national-bars-title")).to_contain_text("good or outstanding")
    fits(phone)
