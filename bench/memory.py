"""Memory of a server over 50,000 requests of every kind: what it holds after some, and after all.

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


def measured(server: Server, count: int) -> tuple[int, int, int]:
    """Bytes held before, after a tenth of the requests, and after all."""
    server.get("/")
    start = server.memory()
    listed = json.loads(server.get("/api/v1/authorities.json"))["authorities"]
    asked = itertools.cycle(pages([one["slug"] for one in listed]))
    tenth = start
    for number in range(1, count + 1):
        path = next(asked)
        is_call = number % 5 == 0 and path.startswith("/authority/")
        status = server.ask("/_dash-update-component", call(path)) if is_call else server.ask(path)
        assert status < 500, f"{path}: {status}"
        if number == count // 10:
            tenth = server.memory()
    return start, tenth, server.memory()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with Server() as server:
        begun = time.monotonic()
        start, tenth, end = (one / 1e6 for one in measured(server, count))
    print(
        f"{count} requests in {time.monotonic() - begun:.0f} s: {start:.0f} MB at first, {tenth:.0f} MB after a tenth, "
        f"{end:.0f} MB at the end ({end - tenth:+.1f} MB)"
    )


if __name__ == "__main__":
    main()
