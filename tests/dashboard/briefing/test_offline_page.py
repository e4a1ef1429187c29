"""The offline page, parsed, and opened in Chromium without a network."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from handmade import NAMES, PICTURE, content

from dashboard.briefing.formats.html import write_page
from dashboard.drawing.scene import Scene, Words


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
    (drawing,) = BeautifulSoup(page, "html.parser").find_all("svg")
    assert drawing.title.string == PICTURE.title and drawing.desc.string == PICTURE.alt
    assert [text.get_text() for text in drawing.find_all("text")] == [
        "Inadequate", "Requires improvement", "Dudley & its <visits>",
    ]  # fmt: skip
    assert len(page) < 60_000


def test_it_draws_in_chromium_without_a_network(page: str, tmp_path: Path) -> None:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no browser is installed")
    file = tmp_path / "page.html"
    file.write_text(page, encoding="utf-8")
    # in a thread of its own: the browser tests keep an event loop in this one
    with ThreadPoolExecutor(1) as pool:
        said, fits, read = pool.submit(_opened, str(path), file.as_uri()).result()
    assert said == []
    assert fits
    assert read == "Overall: Inadequate\nJune 2016"


def _opened(browser_path: str, address: str) -> tuple[list[str], bool, str]:
    """What the console said of the page, whether it fits its window, and what a pointer reads over a block."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        try:
            tab = browser.new_context(offline=True, bypass_csp=False).new_page()
            said: list[str] = []
            tab.on("console", lambda message: said.append(message.text))
            tab.on("pageerror", lambda error: said.append(str(error)))
            tab.goto(address)
            tab.locator("svg.scene [data-name=a1] rect").hover()
            read = tab.locator(".said").inner_text()
            return said, bool(tab.evaluate("document.documentElement.scrollWidth <= innerWidth")), read
        finally:
            browser.close()
