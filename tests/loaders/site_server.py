"""A small reports site on the loopback address, which goes wrong exactly as a test tells it to."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import html
import socket
import struct
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

NOT_FOUND = (
    b"<!DOCTYPE html>\n<html><head><title>Report not found - Ofsted</title></head>"
    b'<body><main><h1 class="heading--title">Report not found</h1></main></body></html>'
)
BUSY_PAGE = b"<!DOCTYPE html>\n<html><head><title>Busy</title></head><body><h1>We will be back soon</h1></body></html>"


def pdf(text: str, size: int = 3000) -> bytes:
    """Bytes that look like a PDF to whoever fetches them."""
    return b"%PDF-1.4\n" + text.encode() + b"\n" + b"x" * size + b"\n%%EOF\n"


@dataclass
class Asked:
    path: str
    headers: dict[str, str]
    at: float


Fault = Callable[["_Handler"], bool | None]
"""Acts on a request; returns True when the proper answer should follow."""


@dataclass
class Site:
    """Authorities, their documents, and faults still to come for an address (or "*": any address)."""

    authorities: dict[str, str] = field(default_factory=dict)
    reports: dict[str, list[tuple[str, str, str]]] = field(default_factory=lambda: defaultdict(list))
    files: dict[str, bytes] = field(default_factory=dict)
    extra: dict[str, bytes] = field(default_factory=dict)
    faults: dict[str, list[Fault]] = field(default_factory=lambda: defaultdict(list))
    has_validators: bool = True
    delay: float = 0.0
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    url: str = ""

    @classmethod
    def made(cls, authorities: int = 3, reports: int = 4) -> Site:
        site = cls()
        for number in range(authorities):
            site.add_authority(str(80400 + number), f"Made & Place {number}")
            for index in range(reports):
                site.add_report(
                    str(80400 + number),
                    f"5{number:03}{index:03}",
                    f"{dt.date(2016, 5, 1) + dt.timedelta(weeks=index):%d %B %Y}",
                )
        return site

    def add_authority(self, urn: str, name: str) -> None:
        self.authorities[urn] = name

    def add_report(self, urn: str, file_id: str, day: str, kind: str = "Children's services inspection") -> None:
        self.reports[urn].append((file_id, kind, day))
        self.files[file_id] = pdf(f"document {file_id}")

    def paths(self, start: str = "/") -> list[str]:
        return [asked.path for asked in self.asked if asked.path.startswith(start)]

    def body(self, path: str, query: dict[str, list[str]]) -> bytes | None:
        parts = path.strip("/").split("/")
        if path in self.extra:
            return self.extra[path]
        if path == "/search":
            return self.search(int(query.get("start", ["0"])[0]), min(int(query.get("rows", ["10"])[0]), 100))
        if parts[:2] == ["provider", "44"] and parts[2] in self.authorities:
            return self.authority(parts[2])
        return self.files.get(parts[2]) if parts[:2] == ["v1", "file"] else None

    def search(self, start: int, rows: int) -> bytes:
        found = sorted(self.authorities.items())
        items = "".join(
            f'<li><h3 class="search-result__title"><a href="/provider/44/{urn}">{html.escape(name)}</a></h3></li>'
            for urn, name in found[start : start + rows]
        )
        more = f"/search?start={start + rows}&amp;rows={rows}"
        following = f'<ul><li class="next"><a href="{more}">Next</a></li></ul>' if start + rows < len(found) else ""
        return _page(f"<p>{len(found)} results</p><ul>{items}</ul>{following}")

    def authority(self, urn: str) -> bytes:
        items = "".join(
            f'<li><time>{day}</time> <a class="publication-link" href="{self.url}/v1/file/{file_id}">{kind}'
            f'<span class="nonvisual">{kind},{" " * (1 + int(file_id) % 2)}pdf - {day}</span></a></li>'
            for file_id, kind, day in self.reports[urn]
        )
        return _page(f"<h1>{html.escape(self.authorities[urn])}</h1><p>URN: {urn}</p><ol>{items}</ol>")


def _page(body: str) -> bytes:
    return f"<!DOCTYPE html>\n<html><body><main>{body}</main></body></html>".encode()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    site: Site

    def setup(self) -> None:
        super().setup()
        self.site.connections += 1

    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        self.site.asked.append(Asked(self.path, dict(self.headers), time.monotonic()))
        time.sleep(self.site.delay)
        for key in (url.path, "*"):
            if self.site.faults[key]:
                if self.site.faults[key].pop(0)(self):
                    break
                return
        body = self.site.body(url.path, parse_qs(url.query))
        if body is None:
            self.answer(NOT_FOUND, 404)
            return
        tag = f'"{hashlib.sha1(body).hexdigest()}"'
        if self.site.has_validators and self.headers.get("If-None-Match") == tag:
            self.answer(b"", 304, {"ETag": tag})
            return
        self.answer(body, 200, {"ETag": tag} if self.site.has_validators else {})

    def answer(
        self, body: bytes, status: int = 200, headers: dict[str, str] | None = None, cut: int | None = None
    ) -> None:
        is_pdf = body.startswith(b"%PDF")
        self.send_response(status)
        all_headers = {
            "Content-Type": "application/pdf" if is_pdf else "text/html; charset=utf-8",
            "Content-Length": str(len(body)),
            **(headers or {}),
        }
        for name, value in all_headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[:cut])
        self.wfile.flush()
        self.close_connection = self.close_connection or cut is not None


def status(code: int, **headers: str) -> Fault:
    return lambda handler: handler.answer(b"busy", code, {name.replace("_", "-"): v for name, v in headers.items()})


def html_page(body: bytes) -> Fault:
    return lambda handler: handler.answer(body)


def reset(handler: _Handler) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def hang_up(handler: _Handler) -> None:
    handler.close_connection = True


def short_body(handler: _Handler) -> None:
    handler.answer(pdf("cut short"), cut=500)


def short_chunks(handler: _Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/pdf")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"400\r\n%PDF-1.4 " + b"x" * 100)
    handler.wfile.flush()
    handler.close_connection = True


def short_without_length(handler: _Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/pdf")
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.wfile.write(pdf("no length")[:800])
    handler.wfile.flush()
    handler.close_connection = True


def slow(seconds: float) -> Fault:
    def fault(handler: _Handler) -> bool:
        time.sleep(seconds)
        return True

    return fault


def drip(handler: _Handler) -> None:
    """A body that comes a byte at a time, never silent for long."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    _drip(handler, b"x" * 100)


def drip_headers(handler: _Handler) -> None:
    """Headers that come a byte at a time, never silent for long."""
    _drip(handler, b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 100)


def _drip(handler: _Handler, what: bytes) -> None:
    with contextlib.suppress(OSError):
        for byte in what:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(0.02)
    handler.close_connection = True


def redirect(target: str) -> Fault:
    return lambda handler: handler.answer(b"", 302, {"Location": target})


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Connections broken off by the client are part of the tests."""


@contextlib.contextmanager
def serving(site: Site) -> Iterator[Site]:
    handler = type("Handler", (_Handler,), {"site": site})
    server = _Server(("127.0.0.1", 0), handler)
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
