"""Two servers behind one address: other program, other workers, files written at other times, and the same bytes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
import requests

from tests.dashboard.asking import page_request
from tests.serving import ROOT, WAITRESS, free_port, gunicorn, served

ADDRESSES = (
    *("/", "/authority/dudley", "/authority/cumbria?by=inspection", "/compare?set=neighbours:dudley", "/national"),
    *("/map?date=2024-03-31", "/visits", "/changes", "/by-grade", "/data", "/about", "/find?q=richmond", "/nowhere"),
    *(
        "/healthz",
        "/api/v1/authorities.json",
        "/api/v1/authority/dudley.json",
        "/api/v1/as-at/2024-03-31.json?by=region",
    ),
    *("/api/v1/openapi.json", "/api/v1/context/dudley.json", "/changes.atom", "/changes.atom?from=2025-01-01"),
    *("/download/inspections.csv", "/download/inspections.xlsx", "/download/datapackage.zip"),
    *("/download/childrens-services.sqlite", "/download/by-grade.csv?measure=caseload&year=2025"),
    *(f"/export/dudley.{suffix}" for suffix in ("pptx", "docx", "xlsx", "csv", "png", "svg", "pdf", "html")),
    *("/export/compare:neighbours:dudley.pptx", "/export/map:2024-03-31.png?size=page", "/card/authority/dudley.png"),
    *("/authority/E08000027", "/read-date?text=31/3/2024", "/api/v1/as-at/1900-01-01.json"),
)
CALLBACKS = ("/", "/authority/dudley", "/national", "/map", "/changes")
PUBLIC = "https://example.org"
OTHER = {"PUBLIC_URL": PUBLIC, "WEB_CONCURRENCY": "2", "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
OWN = ("Date", "Server", "Connection", "Transfer-Encoding", "Content-Length")
"""What of an answer belongs to a connection; the body is compared as a whole."""


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Waitress here, and gunicorn with two workers in a copy whose files are a day older."""
    folder = tmp_path_factory.mktemp("two")
    copy = folder / "elsewhere"
    copy.mkdir()
    for name in ("dashboard", "loaders", "data"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("app.py", "gunicorn.conf.py", "pyproject.toml"):
        shutil.copy(ROOT / name, copy)
    for file in (path for path in copy.rglob("*") if path.is_file()):
        os.utime(file, (1_700_000_000, 1_700_000_000))
    port = free_port()
    with (
        served(folder / "one.txt", WAITRESS, PUBLIC_URL=PUBLIC) as one,
        served(folder / "two.txt", gunicorn(port), port=port, cwd=copy, **OTHER) as two,
    ):
        yield one.url, two.url


def answer(url: str, address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    session = requests.Session()
    for _ in range(60):
        found = session.get(url + address, headers=headers, allow_redirects=False, timeout=60)
        if found.status_code != 202:
            break
    kept = {name.title(): value for name, value in found.headers.items() if name.title() not in OWN}
    return found.status_code, kept, found.content


@pytest.mark.parametrize("address", ADDRESSES)
def test_they_answer_alike(servers: tuple[str, str], address: str) -> None:
    one, two = (answer(url, address) for url in servers)
    assert one[0] == two[0]
    assert dict(set(one[1].items()) ^ set(two[1].items())) == {}
    assert one[2] == two[2], f"{address}: other bytes"
    assert one[0] in (200, 302, 400, 404)
    # whoever answered first, the other takes the visitor's copy for current
    if one[0] == 200 and (tag := one[1].get("Etag")):
        assert answer(servers[1], address, **{"If-None-Match": tag})[0] == 304


@pytest.mark.parametrize("path", CALLBACKS)
def test_callbacks_are_answered_alike(servers: tuple[str, str], path: str) -> None:
    bodies = []
    for url in servers:
        requests.get(url, timeout=60)  # Dash makes its callback of pages at the first request
        found = requests.post(f"{url}/_dash-update-component", json=page_request(path), timeout=60)
        assert found.status_code == 200
        bodies.append(found.content)
    assert bodies[0] == bodies[1]
