"""Bytes of a first visit, as Chromium counts them, against a minimal Dash page with one figure in the same run.

Both are served by waitress with the same compression. Run from the repository's root: python -m bench.transfer
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

MINIMAL = """
import plotly.graph_objects as go
import waitress
from dash import Dash, dcc
from dashboard.web.compression import compress

app = Dash("minimal")
app.layout = dcc.Graph(figure=go.Figure(go.Bar(x=["a", "b"], y=[1, 2])))
compress(app)
waitress.serve(app.server, host="127.0.0.1", port={port}, threads=8, ident=None)
"""
OURS = "import app, waitress; waitress.serve(app.server, host='127.0.0.1', port={port}, threads=8, ident=None)"
PATHS = ("/", "/authority/dudley", "/national", "/data")
AIM = 0.4


@contextmanager
def served(code: str, port: int) -> Iterator[str]:
    """The address of a server in a process of its own, once it answers."""
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen([sys.executable, "-c", code.format(port=port)])
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(address, timeout=2).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait()


def visit(browser: Browser, address: str) -> dict[str, int]:
    """Bytes over the wire by address, headers and all, of a first visit in a browser that has kept nothing."""
    context = browser.new_context()
    page = context.new_page()
    network = context.new_cdp_session(page)
    names: dict[str, str] = {}
    sizes: dict[str, int] = {}
    network.on("Network.requestWillBeSent", lambda event: names.update({event["requestId"]: event["request"]["url"]}))
    network.on(
        "Network.loadingFinished",
        lambda event: sizes.update({names[event["requestId"]]: int(event["encodedDataLength"])}),
    )
    network.send("Network.enable")
    page.goto(address)
    page.wait_for_selector(".main-svg, #react-entry-point main .page", state="attached")
    page.wait_for_load_state("networkidle")
    context.close()
    return sizes


def main() -> None:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright, served(MINIMAL, 8951) as minimal, served(OURS, 8952) as ours:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        floor = sum(visit(browser, minimal).values())
        for path in PATHS:
            sizes = visit(browser, ours + path)
            total = sum(sizes.values())
            print(
                f"first visit of {path}: {total / 1000:.0f} kB against {floor / 1000:.0f} kB for a minimal Dash page "
                f"with one figure: ratio {total / floor:.2f} (aim {AIM})",
                flush=True,
            )
        largest = sorted(sizes.items(), key=lambda item: -item[1])[:6]
        print(
            "largest: " + ", ".join(f"{name.split('?')[0].rsplit('/', 1)[1]} {n / 1000:.0f} kB" for name, n in largest)
        )
        browser.close()


if __name__ == "__main__":
    main()
