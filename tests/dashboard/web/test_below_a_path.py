"""The service below a path: every address that it gives is below it, has the right scheme, and answers."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

import lxml.html
import pytest
import requests
from bs4 import BeautifulSoup
from dash import Dash
from lxml import etree

from dashboard.web import routing
from tests.dashboard.asking import page_request
from tests.serving import WAITRESS, Served, free_port, gunicorn, proxied, served

PREFIX, PUBLIC = "/ofsted", "https://example.org"
FORWARDED = {
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "example.org",
    "X-Forwarded-Prefix": PREFIX,
    "X-Forwarded-For": "192.0.2.1",
}
ATTRIBUTES = ("href", "src", "action", "formaction", "poster", "xlink:href", "data-href", "data-src")
FEW = {"map", "changes"}
SOME_FILES = (
    "/api/v1/as-at/2024-03-31.json",
    "/api/v1/context/dudley.json",
    "/download/authorities.csv",
    "/changes.atom",
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Waitress, to which the settings say where it stands."""
    log = tmp_path_factory.mktemp("waitress") / "log.txt"
    with served(log, WAITRESS, BASE_PATH="/ofsted/", PUBLIC_URL=PUBLIC) as server:
        yield server


@pytest.fixture(scope="module")
def trusting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Gunicorn, which believes the proxy on this machine."""
    log, port = tmp_path_factory.mktemp("gunicorn") / "log.txt", free_port()
    with served(log, gunicorn(port, "--workers", "2"), port=port, TRUSTED_PROXIES="10.0.0.0/8, 127.0.0.1") as server:
        yield server


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    elif isinstance(value, str):
        yield value


def in_html(html: str) -> Iterator[str]:
    """Every address in HTML: attributes, contents of the head's meta elements, url() of styles."""
    for element in lxml.html.document_fromstring(html).iter(etree.Element):
        for name, value in element.attrib.items():
            is_told = element.tag == "meta" and name == "content" and re.match(r"https?://|/", value)
            if name in ATTRIBUTES or is_told:
                yield value
            elif name == "style":
                yield from re.findall(r"url\(['\"]?([^'\")]+)", value)


def in_json(value: Any) -> Iterator[str]:
    """Every address in an answer to a callback, links within drawings too."""
    for text in strings(value):
        if text.startswith("<"):
            yield from in_html(text)
        elif re.fullmatch(r"/\w\S*|https?://127\.0\.0\.1\S*", text):
            yield text


class Visitor:
    """Follows addresses through a proxy, as a browser does whose address bar holds `public`."""

    def __init__(self, proxy: str, public: str = PUBLIC) -> None:
        self.proxy, self.public, self.session = proxy, public, requests.Session()
        self.session.headers["Host"] = urlsplit(public).netloc
        self.found: dict[str, str] = {}
        """Address below the prefix -> where it was found."""
        self.wrong: list[tuple[str, str]] = []

    def get(self, path: str) -> requests.Response:
        return self.session.get(self.proxy + path, allow_redirects=False, timeout=60)

    def note(self, addresses: Iterator[str], where: str) -> None:
        for address in addresses:
            if address.startswith(("#", "data:", "mailto:")):
                continue
            whole = urljoin(self.public + where, address)
            parts = urlsplit(whole)
            if parts.hostname not in ("example.org", "127.0.0.1", "localhost"):
                continue  # Ofsted's, and other sources
            if not whole.startswith(f"{self.public}{PREFIX}/"):
                self.wrong.append((where, address))
            else:
                self.found.setdefault(whole.removeprefix(self.public).partition("#")[0], where)


def kind(address: str) -> tuple[str, ...]:
    """The first part of the path, its ending and the names in the query: addresses that share them are alike."""
    parts = urlsplit(address)
    pieces = parts.path.removeprefix(PREFIX).split("/")
    if pieces[1] == "_dash-component-suites":
        return parts.path, ""
    names = sorted(name for name, _ in parse_qsl(parts.query))
    return (pieces[1], str(len(pieces)), Path(parts.path).suffix, *names)


def crawl(visitor: Visitor, pages: Collection[str], follows: bool) -> Counter[str]:
    """Visit pages and, if it `follows`, one address of each kind that is found; how many answered of each first part."""
    starts = ["/", *(f"/{name}" for name in sorted(pages)), "/authority/dudley", *SOME_FILES]
    visitor.note((PREFIX + start for start in starts), f"{PREFIX}/")
    asked_for = set(visitor.found)
    seen: set[str] = set()
    kinds: Counter[tuple[str, ...]] = Counter()
    answered: Counter[str] = Counter()
    while left := [address for address in visitor.found if address not in seen]:
        for address in left:
            seen.add(address)
            kinds[kind(address)] += 1
            if address not in asked_for and (kinds[kind(address)] > 1 or not follows):
                continue
            answer = visitor.get(address)
            where = visitor.found[address]
            if answer.status_code in (301, 302, 308):
                visitor.note(iter([answer.headers["Location"]]), address)
                continue
            assert answer.status_code in (200, 202), f"{address} (on {where}): {answer.status_code}"
            answered[address.removeprefix(PREFIX).split("/")[1].split("?")[0]] += 1
            media = answer.headers["Content-Type"].partition(";")[0]
            if media == "text/html":
                visitor.note(in_html(answer.text), address)
            elif media == "text/css":
                visitor.note(iter(re.findall(r"url\(['\"]?([^'\")]+)", answer.text)), address)
            elif media in ("application/atom+xml", "application/xml", "image/svg+xml"):
                visitor.note(iter(re.findall(r'href="([^"]+)"', answer.text)), address)
            elif media == "text/calendar":
                visitor.note(iter(re.findall(r"https?://\S+", answer.text.replace("\r\n ", ""))), address)
            elif media == "application/json" and "openapi" not in address:
                visitor.note(in_json(answer.json()), address)
            if media == "text/html" and 'id="_dash-config"' in answer.text:
                parts = urlsplit(address)
                asked = page_request(unquote(parts.path), f"?{parts.query}" if parts.query else "")
                swapped = visitor.session.post(
                    f"{visitor.proxy}{PREFIX}/_dash-update-component", json=asked, timeout=60
                )
                assert swapped.status_code == 200, address
                said = swapped.json()["response"]
                assert "Page not found" not in said["_pages_store"]["data"]["title"], address
                visitor.note(in_json(said), address)
    return answered


@pytest.mark.parametrize(
    ("server", "strips", "headers", "follows"),
    [
        ("told", True, {}, True),
        ("told", False, {}, True),
        ("trusting", True, FORWARDED, True),
        ("trusting", False, FORWARDED, False),
    ],
    ids=["waitress, stripped", "waitress, not stripped", "gunicorn, stripped", "gunicorn, not stripped"],
)
def test_every_address_is_below_the_path_and_answers(
    server: str, strips: bool, headers: dict[str, str], follows: bool, dash_app: Dash, request: pytest.FixtureRequest
) -> None:
    upstream = request.getfixturevalue(server).url
    with proxied(upstream, prefix=PREFIX, strips=strips, headers=headers) as proxy:
        visitor = Visitor(proxy)
        every = {page.path.strip("/") for page in routing.pages(dash_app.server).values() if page.path and page.nav}
        pages = every | {"find"} if follows else FEW
        answered = crawl(visitor, pages, follows)
        assert visitor.wrong == []
        assert {"national", "map", "compare", "visits"} <= every
        assert {*pages, "authority", *(file.split("/")[1] for file in SOME_FILES)} <= answered.keys()
        assert not follows or {"export", "card", "assets", "_dash-component-suites"} <= answered.keys()
        # what a visitor is sent on to
        for path, goal in (
            ("/authority/E08000027?utm=1", "/authority/dudley?utm=1"),
            ("/find?q=dudl", "/authority/dudley"),
        ):
            assert visitor.get(PREFIX + path).headers["Location"] == PREFIX + goal
        assert visitor.get(f"{PREFIX}/api/v1/authority/E08000027.json").headers["Location"] == (
            f"{PREFIX}/api/v1/authority/dudley.json"
        )
        assert visitor.get(PREFIX).status_code in (200, 308)
        listed = visitor.get(f"{PREFIX}/api/v1/authorities.json").json()["authorities"]
        assert all(one["json"] == f"{PREFIX}/api/v1/authority/{one['slug']}.json" for one in listed)
        described = visitor.get(f"{PREFIX}/api/v1/openapi.json").json()
        assert all(path.startswith((f"{PREFIX}/api/v1/", f"{PREFIX}/export/")) for path in described["paths"])
        page = BeautifulSoup(visitor.get(f"{PREFIX}/authority/dudley").text, "lxml")
        config = json.loads(page.find(id="_dash-config").text)
        assert config["requests_pathname_prefix"] == f"{PREFIX}/"
        assert page.body["data-root"] == PREFIX
        feed = page.find("link", type="application/atom+xml")
        assert feed["href"] == f"{PUBLIC}{PREFIX}/changes.atom" and feed["rel"] == ["alternate"]
        assert page.find("link", rel="canonical")["href"] == f"{PUBLIC}{PREFIX}/authority/dudley"
        assert page.find("meta", property="og:image")["content"] == f"{PUBLIC}{PREFIX}/card/authority/dudley.png"
        assert visitor.get(f"{PREFIX}/nowhere").status_code == 404
