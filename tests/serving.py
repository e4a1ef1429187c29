"""Servers as they are run: the app under waitress or gunicorn in processes of their own, and a proxy before them."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WAITRESS = (sys.executable, "app.py")
START_SECONDS = 60


def gunicorn(port: int, *options: str) -> tuple[str, ...]:
    """The command that serves the app under gunicorn."""
    return (sys.executable, "-m", "gunicorn", "app:server", "--bind", f"127.0.0.1:{port}", *options)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass(frozen=True)
class Served:
    """A server that answers: where, its process, and the file that holds what it says."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path


@contextmanager
def served(
    log: Path, command: tuple[str, ...] = WAITRESS, *, port: int | None = None, cwd: Path = ROOT, **settings: str
) -> Iterator[Served]:
    """The app under a command, with settings in its environment, from when it answers until the block ends.

    Afterwards it has logged no fault.
    """
    port = port or free_port()
    environment = {**os.environ, "HOST": "127.0.0.1", "PORT": str(port), **settings}
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=out, stderr=out)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(process, url, log)
        yield Served(url, process, log)
    finally:
        process.terminate()
        process.wait(timeout=30)
    said = log.read_text()
    assert "Traceback" not in said and '"level": "error"' not in said, f"the server met a fault:\n{said}"


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise AssertionError(f"the server ended at once:\n{log.read_text()}")
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the server did not answer within {START_SECONDS} s:\n{log.read_text()}")


@contextmanager
def proxied(upstream: str, *, prefix: str, strips: bool, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """A proxy that serves `upstream` below a prefix, and nothing else; yields its address, without the prefix."""
    host = upstream.removeprefix("http://")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if not (self.path == prefix or self.path.startswith((f"{prefix}/", f"{prefix}?"))):
                self._answer(404, [], b"outside the prefix")
                return
            path = self.path.removeprefix(prefix) if strips else self.path
            sent = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
            with closing(http.client.HTTPConnection(host, timeout=60)) as connection:
                connection.request(self.command, path or "/", body or None, {**sent, **(headers or {})})
                answer = connection.getresponse()
                got = answer.read()
            self._answer(answer.status, answer.getheaders(), got)

        def _answer(self, status: int, given: list[tuple[str, str]], body: bytes) -> None:
            self.send_response_only(status)
            for name, value in given:
                if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_GET = do_POST = do_HEAD = _pass_on  # noqa: N815  # the names that http.server calls

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
