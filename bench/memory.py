"""Memory of a server over 50,000 requests of every kind: what it holds after each tenth.

`python -m bench.memory [N]`. What is kept has room that is bounded, so that the first tenth fills it.
"""

from __future__ import annotations

import http.client
import itertools
import json
import os
import signal
import socket
import subprocess
import sys
import time
from types import TracebackType
from typing import Any, Self

DATES = [f"{year}-{month:02d}-28" for year in range(2015, 2026) for month in range(1, 13)]


class Server:
    """`gunicorn app:server` with one worker, as its settings file says."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])

    def __enter__(self) -> Self:
        settings = {**os.environ, "WEB_CONCURRENCY": "1", "HOST": "127.0.0.1", "PORT": str(self.port)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "app:server", "--log-level", "error"], env=settings
        )
        for _ in range(600):
            try:
                self.get("/healthz")
                break
            except OSError:
                time.sleep(0.1)
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(timeout=60)

    def get(self, path: str) -> bytes:
        """What is answered, on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("GET", path)
        body = connection.getresponse().read()
        connection.close()
        return body

    def ask(self, path: str, body: bytes | None = None) -> int:
        """The status of an answer, on a connection that is kept."""
        headers = {"Content-Type": "application/json"} if body else {}
        self._connection.request("POST" if body else "GET", path, body, {**headers, "Accept-Encoding": "gzip"})
        answer = self._connection.getresponse()
        answer.read()
        return answer.status

    def memory(self) -> int:
        """Bytes that the worker holds."""
        pid = self._process.pid
        with open(f"/proc/{pid}/task/{pid}/children") as file:  # noqa: PTH123
            (worker,) = file.read().split()
        with open(f"/proc/{worker}/status") as file:  # noqa: PTH123
            return 1024 * next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))


def pages(slugs: list[str]) -> list[str]:
    """Addresses of every kind: pages, files, answers; thousands of different states."""
    return [
        *(f"/authority/{slug}" for slug in slugs),
        *(f"/api/v1/authority/{slug}.json" for slug in slugs),
        *(f"/api/v1/as-at/{date}.json?by=region" for date in DATES),
        *(f"/map?date={date}" for date in DATES),
        *(f"/changes?from={date}" for date in DATES),
        *(f"/changes.atom?from={date}" for date in DATES[-40:]),
        *(f"/find?q={slug[:4]}" for slug in slugs),
        *(f"/export/{slug}.csv" for slug in slugs),
        *(f"/card/authority/{slug}.png" for slug in slugs[:40]),
        *(f"/nowhere/{slug}" for slug in slugs),
        *("/", "/about", "/data", "/visits", "/national", "/by-grade", "/download/inspections.csv", "/healthz"),
    ]


def call(path: str) -> bytes:
    """The callback that shows a page."""
    values = {"pathname": path.partition("?")[0], "search": ""}
    inputs: list[dict[str, Any]] = [
        {"id": "_pages_location", "property": name, "value": values[name]} for name in values
    ]
    outputs = [{"id": "_pages_content", "property": "children"}, {"id": "_pages_store", "property": "data"}]
    output = ".._pages_content.children..._pages_store.data.."
    changed = ["_pages_location.pathname"]
    return json.dumps({"output": output, "outputs": outputs, "inputs": inputs, "changedPropIds": changed}).encode()


def measured(server: Server, count: int) -> list[int]:
    """Bytes held before, and after each tenth of the requests."""
    server.get("/")
    held = [server.memory()]
    listed = json.loads(server.get("/api/v1/authorities.json"))["authorities"]
    asked = itertools.cycle(pages([one["slug"] for one in listed]))
    for number in range(1, count + 1):
        path = next(asked)
        is_call = number % 5 == 0 and path.startswith("/authority/")
        status = server.ask("/_dash-update-component", call(path)) if is_call else server.ask(path)
        assert status < 500, f"{path}: {status}"
        if number % max(count // 10, 1) == 0:
            held.append(server.memory())
    return held


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with Server() as server:
        begun = time.monotonic()
        start, *tenths = (one / 1e6 for one in measured(server, count))
    print(f"{count} requests in {time.monotonic() - begun:.0f} s: {start:.0f} MB at first")
    print(f"after each tenth: {', '.join(f'{held:.0f}' for held in tenths)} MB")
    half = tenths[len(tenths) // 2]
    print(f"the end / the middle: {tenths[-1] / half:.3f}")


if __name__ == "__main__":
    main()
