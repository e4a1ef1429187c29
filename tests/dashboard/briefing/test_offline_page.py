"""The offline page, parsed, and opened in Chromium without a network."""

from __future__ import annotations

import base64
import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
import pytest
from bs4 import BeautifulSoup

from dashboard.briefing.content import content_for
from dashboard.briefing.formats.html import write_page
from dashboard.briefing.model import say_value
from dashboard.briefing.subjects import read_one
from dashboard.drawing.scene import Scene, Words
from loaders import Dataset
from tests import chromium
from tests.dashboard.briefing.handmade import NAMES, PICTURE, content


@pytest.fixture(scope="module")
def page() -> str:
    return write_page(content()).decode()


def test_it_fetches_nothing_and_its_policy_knows_its_scripts(page: str) -> None:
    soup = BeautifulSoup(page, "html.parser")
    assert not soup.find_all(src=True)
    assert not soup.find_all("link")
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    scripts = [script.string for script in soup.find_all("script") if not script.get("type")]
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


def test_it_holds_the_words_and_the_tables(page: str) -> None:
    soup = BeautifulSoup(page, "html.parser")
    assert soup.html["lang"] == "en-GB"
    assert soup.h1.string == content().subject
    assert [heading.get_text() for heading in soup.find_all("h2")][:-1] == [
        section.title for section in content().sections
    ]
    names = [row.th.get_text() for row in soup.find("table").tbody.find_all("tr")]
    assert names == list(NAMES)
    links = [link["href"] for link in soup.find_all("table")[1].find_all("a")]
    assert links[0] == "https://reports.ofsted.gov.uk/file/0"


def test_words_cannot_become_markup() -> None:
    evil = "</script><img src=x onerror=alert(1)>"
    made = content()
    picture = replace(PICTURE, draw=lambda size: Scene(9, 9, (Words(0, 0, evil, name=evil, hover=evil),)), title=evil)
    section = replace(made.sections[1], picture=picture, title=evil)
    found = write_page(replace(made, sections=(section,))).decode()
    assert evil not in found
    assert found.count("&lt;img src=x") >= 4


def test_its_drawing_is_there_without_a_script(page: str) -> None:
    drawings = BeautifulSoup(page, "html.parser").find_all("svg")
    assert [drawing["width"] for drawing in drawings] == ["1000", "280"]  # for a desk, and for a phone
    for drawing in drawings:
        assert drawing.title.string == PICTURE.title and drawing.desc.string == PICTURE.alt
        assert [text.get_text() for text in drawing.find_all("text")] == [
            "Inadequate", "Requires improvement", "Dudley & its <visits>",
        ]  # fmt: skip
    ids = [one["id"] for one in BeautifulSoup(page, "html.parser").find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert len(page) < 80_000


@pytest.mark.parametrize("who", ["compare:all", "compare:region:london", "map:2024-03-31", "north-northamptonshire"])
def test_a_page_has_at_most_600_kilobytes_and_no_table_twice(dataset: Dataset, who: str) -> None:
    page = write_page(content_for(dataset, read_one(who, dataset)))
    assert len(page) < 600_000
    assert b"plotly" not in page.lower()
    soup = BeautifulSoup(page, "html.parser")
    titles = [caption.get_text() for caption in soup.select("table caption")]
    assert titles and len(titles) == len(set(titles))


def test_a_cell_says_which_column_it_is_of_where_rows_are_lists(page: str) -> None:
    for table in BeautifulSoup(page, "html.parser").find_all("table"):
        heads = [head.get_text() for head in table.select("thead th")]
        for row in table.select("tbody tr"):
            assert [cell["data-name"] for cell in row.find_all("td")] == heads[1:]
        roles = {one["role"] for one in table.find_all(True) if one.get("role")}
        assert roles == {"rowgroup", "row", "columnheader", "rowheader", "cell"}


def test_it_draws_in_chromium_without_a_network(page: str, tmp_path: Path) -> None:
    path = chromium.installed()
    if path is None:
        pytest.skip("no browser is installed")
    file = tmp_path / "page.html"
    file.write_text(page, encoding="utf-8")
    # in a thread of its own: the browser tests keep an event loop in this one
    with ThreadPoolExecutor(1) as pool:
        opened = pool.submit(_opened, path, file.as_uri()).result()
    assert opened.console == []
    assert opened.fits == {1280: True, 320: True}
    assert opened.pointer == opened.keyboard == "Overall: Inadequate\nJune 2016"


def test_the_widest_table_is_printed_whole(dataset: Dataset, tmp_path: Path) -> None:
    """Every cell of Dudley's events is on the sheets, inside their margins."""
    path = chromium.installed()
    if path is None:
        pytest.skip("no browser is installed")
    made = content_for(dataset, read_one("dudley", dataset))
    file = tmp_path / "page.html"
    file.write_bytes(write_page(made))
    with ThreadPoolExecutor(1) as pool:
        opened = pool.submit(_opened, path, file.as_uri(), block="svg.scene a").result()
    document = pypdfium2.PdfDocument(opened.print)
    said, right = "", 0.0
    for sheet in document:
        text = sheet.get_textpage()
        said += squeezed(text.get_text_range())
        right = max([right, *(text.get_rect(one)[2] / sheet.get_width() for one in range(text.count_rects()))])
    document.close()
    assert right < 0.99
    for table in made.tables:
        for row in table.shown.itertuples(index=False, name=None):
            for value in row:
                assert squeezed(say_value(value)) in said, value
    assert opened.fits == {1280: True, 320: True}


def squeezed(text: str) -> str:
    """Words without spaces and hyphens, at which a line may break (pdfium writes a broken hyphen as U+FFFE)."""
    return "".join(text.split()).replace("-", "").replace("\ufffe", "")


@dataclass(frozen=True)
class Opened:
    console: list[str]
    fits: dict[int, bool]
    pointer: str
    keyboard: str
    print: bytes


def _opened(browser_path: str, address: str, block: str = "svg.scene [data-name=a1] rect") -> Opened:
    """What the console says of a page, whether it fits two windows, what pointer and keyboard read, and its print."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        try:
            tab = browser.new_context(offline=True, bypass_csp=False).new_page()
            said: list[str] = []
            tab.on("console", lambda message: said.append(message.text))
            tab.on("pageerror", lambda error: said.append(str(error)))
            tab.goto(address)
            tab.locator(block).first.hover()
            pointer = tab.locator(".said").inner_text()
            tab.mouse.move(1, 1)
            tab.locator("svg.scene a").first.focus()
            keyboard = tab.locator(".said").inner_text()
            fits = {}
            for width in (1280, 320):
                tab.set_viewport_size({"width": width, "height": 800})
                fits[width] = bool(
                    tab.evaluate(
                        "[document.documentElement, ...document.querySelectorAll(innerWidth < 500 ? '.wide, .chart' : '.chart')]"
                        ".every(one => one.scrollWidth <= one.clientWidth + 1)"
                    )
                )
            return Opened(said, fits, pointer, keyboard, tab.pdf(format="A4"))
        finally:
            browser.close()
