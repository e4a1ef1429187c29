"""What a slow phone sees, and when: 1.6 Mbit/s, 150 ms there and back, a processor four times slower.

Words and the drawing are in the first HTML. Run from the repository's root: python -m bench.first_paint
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from bench.transfer import OURS, served

PATHS = ("/", "/authority/dudley", "/compare?set=neighbours:dudley", "/national", "/map", "/visits", "/data")
PHONE: ViewportSize = {"width": 390, "height": 844}
AGENT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
"""Bytes a second and milliseconds."""
SLOWER = 4
SEEN, SHIFT, BYTES = 2_500, 0.05, 700_000
"""Aims: milliseconds to the drawing, layout shift, bytes before the reader touches anything."""

WATCH = """() => {
  window.seen = {shift: 0};
  const note = (name) => (window.seen[name] ??= performance.now());
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.seen.shift += entry.value)))
    .observe({type: "layout-shift", buffered: true});
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => note(entry.name)))
    .observe({type: "paint", buffered: true});
  new MutationObserver(() => {
    if (document.querySelector(".scene path, .scene rect, .main-svg")) requestAnimationFrame(() => note("drawing"));
    if (document.querySelector("#react-entry-point main .page")) note("interactive");
  }).observe(document, {childList: true, subtree: true});
}"""


@dataclass(frozen=True, slots=True)
class Seen:
    """Milliseconds to the first words, the first drawing and the interactive page; shift; bytes over the wire."""

    words: float
    drawing: float
    interactive: float
    shift: float
    size: int


def visit(browser: Browser, address: str) -> Seen:
    """A first visit by a slow phone that has kept nothing and touches nothing."""
    context = browser.new_context(viewport=PHONE, user_agent=AGENT, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.set_default_timeout(120_000)
    devtools = context.new_cdp_session(page)
    sizes: list[int] = []
    devtools.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", LINE)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(f"({WATCH})()")
    page.goto(address)
    page.wait_for_function("() => window.seen.interactive")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(4_000)  # what would come by itself
    page.wait_for_load_state("networkidle")
    seen = page.evaluate("window.seen")
    context.close()
    words = seen["first-contentful-paint"]
    return Seen(words, seen.get("drawing", float("nan")), seen["interactive"], seen["shift"], sum(sizes))


def main() -> None:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright, served(OURS, 8953) as ours:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for path in PATHS:
            seen = visit(browser, ours + path)
            print(
                f"slow phone, {path}: words after {seen.words:.0f} ms, drawing after {seen.drawing:.0f} ms (aim {SEEN}), "
                f"interactive after {seen.interactive:.0f} ms, shift {seen.shift:.3f} (aim {SHIFT}), "
                f"{seen.size / 1000:.0f} kB (aim {BYTES / 1000:.0f})",
                flush=True,
            )
        browser.close()


if __name__ == "__main__":
    main()
