"""The offline page, parsed, and opened in Chromium without a network."""

from __future__ import annotations

import base64
import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from handmade import NAMES, PICTURE, content

from dashboard.briefing.formats.html import write_page
from dashboard.briefing.pictures.browser import find_browser


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
    picture = replace(PICTURE, draw=lambda size: {"data": [{"type": "scatter", "name": evil}], "layout": {}})
    section = replace(made.sections[1], picture=picture, title=evil)
    found = write_page(replace(made, sections=(section,))).decode()
    assert evil not in found
    assert "\\u003c/script>" in found


def test_it_draws_in_chromium_without_a_network(page: str, tmp_path: Path) -> None:
    path = find_browser()
    if path is None:
        pytest.skip("no browser is installed")
    file = tmp_path / "page.html"
    file.write_text(page, encoding="utf-8")
    # in a thread of its own: the browser tests keep an event loop in this one
    with ThreadPoolExecutor(1) as pool:
        said, fits = pool.submit(_opened, str(path), file.as_uri()).result()
    assert said == []
    assert fits


def _opened(browser_path: str, address: str) -> tuple[list[str], bool]:
    """What the console said of the page, and whether it fits its window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        try:
            tab = browser.new_context(offline=True, bypass_csp=False).new_page()
            said: list[str] = []
            tab.on("console", lambda message: said.append(message.text))
            tab.on("pageerror", lambda error: said.append(str(error)))
            tab.goto(address)
            tab.wait_for_selector(".main-svg")
            return said, bool(tab.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        finally:
            browser.close()
