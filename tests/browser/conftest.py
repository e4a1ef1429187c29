"""The app as a visitor meets it: a server in its own process, Chromium, and guards that every test stands under."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page, Request, TimeoutError, expect

from tests import chromium
from tests.serving import served

expect.set_options(timeout=20_000)  # a busy machine is slow, and no timing decides a test


@pytest.fixture(scope="session")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `python app.py`, serving the bundled dataset on a free port."""
    log = tmp_path_factory.mktemp("server") / "log.txt"
    with served(log) as server:
        yield server.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of this machine, or the one that CHROMIUM names."""
    path = chromium.installed()
    if path is None:
        pytest.fail(
            "the browser tests need Chromium: install it (apt-get install chromium-headless-shell), "
            "or set CHROMIUM to its path."
        )
    return {**browser_type_launch_args, "executable_path": path, "args": chromium.ARGUMENTS}


@dataclass
class Guard:
    """What the browser complained of, and whom else it asked."""

    base_url: str
    complaints: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def allow(self, pattern: str) -> None:
        """Expect complaints that match this pattern: say why where you call it."""
        self.allowed.append(pattern)

    def watch(self, page: Page) -> None:
        """Listen to a page; for tests that open pages of their own."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"exception: {error}"))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        self.complaints.append(f"console {message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.base_url, "data:", "blob:")):
            self.complaints.append(f"request to another host: {request.url}")

    def check(self) -> None:
        """Fail on what was not allowed."""
        left = [line for line in self.complaints if not any(re.search(pattern, line) for pattern in self.allowed)]
        assert left == []


@pytest.fixture
def guard(base_url: str) -> Iterator[Guard]:
    """The guard over a test: its console stays empty and it asks no other host."""
    watching = Guard(base_url)
    yield watching
    watching.check()


@pytest.fixture
def page(page: Page, guard: Guard) -> Page:
    """A page of the browser, under guard."""
    guard.watch(page)
    page.set_default_timeout(20_000)
    return page


@pytest.fixture
def visit(page: Page) -> Callable[[str], Page]:
    """Go to an address of the app and wait until its page and charts are there."""

    def go(path: str) -> Page:
        page.goto(path)
        settle(page)
        return page

    return go


STILL = """() => {
  if (document.getAnimations().some(one => one.playState === 'running' && Number.isFinite(one.effect.getComputedTiming().endTime)))
    return false;
  const graphs = [...document.querySelectorAll('#react-entry-point .drawn')];
  graphs.forEach(graph => graph.dispatchEvent(new Event('touchstart', {bubbles: true})));  // plotly draws what is used
  if (!graphs.every(graph => graph.querySelector('.main-svg'))) return false;
  const drawn = graphs.map(graph => graph.querySelector('.main-svg').getAttribute('width'));
  const seen = [innerWidth, document.body.innerHTML.length, document.documentElement.scrollHeight, ...drawn].join();
  const same = window.seenBefore === seen;
  window.seenBefore = seen;
  return same;
}"""
"""Whether nothing moves or fades, every chart is drawn and nothing has changed since the last look."""


def settle(page: Page) -> None:
    """Wait until the page that was asked for has been swapped in, its charts are drawn, and it changes no more."""
    page.wait_for_selector("main h1", state="attached")
    page.wait_for_load_state("networkidle")
    page.wait_for_function(STILL, polling=150)


AXE = """(context) => axe.run(context ?? document, {
    resultTypes: ["violations"], preload: false, rules: { "target-size": { enabled: true } } })
  .then((found) => found.violations.map((fault) => [fault.id, fault.impact, fault.nodes.slice(0, 3).map((node) => node.target)]))"""
"""What axe finds, targets below 24 pixels too; what it passes is not told at length, and there are no media to fetch."""


def violations(page: Page, part: str | None = None) -> list[Any]:
    """What axe finds in the page as it is, or in the parts that a selector names: rule, impact and where."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(AXE, {"include": [[part]]} if part else None)
    return list(found)


@pytest.fixture
def accessible() -> Callable[..., None]:
    """Fail on any violation that axe finds in the page as it is, or in a part of it."""

    def check(page: Page, part: str | None = None) -> None:
        assert violations(page, part) == []

    return check


@pytest.fixture
def fits() -> Callable[[Page], None]:
    """Fail where the page is wider than its window."""

    def check(page: Page) -> None:
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        try:  # charts take a moment to follow a window that has changed
            page.wait_for_function(f"() => {wide} <= 0", timeout=30_000)
        except TimeoutError:
            pytest.fail(f"{page.url} is {page.evaluate(wide)} px wider than its window of {page.viewport_size}")

    return check
