"""What stands in each file: the first HTML of a page as a document of its own, or what the app answers at an address."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.headings import heading, page
from dashboard.components.shell import shell
from dashboard.dates import long_date
from dashboard.factory import create_app
from dashboard.searching import DISTRICT, entries
from dashboard.settings import Settings, contact
from dashboard.site.choices import still
from dashboard.site.links import Links
from dashboard.site.places import View
from dashboard.site.plan import Plan
from dashboard.text.finding import listed
from dashboard.web import followed, routing
from dashboard.web.first_paint import head
from dashboard.web.ical import calendar
from dashboard.web.markup import element, written
from loaders import Dataset, of_before, of_today

HOST = "http://localhost"
"""The host that the app takes itself to be served from, before the site's own address takes its place."""
NOT_FOUND = View("/404", "404.html")
ASSETS = Path(__file__).resolve().parent.parent / "assets"
POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'"

_OWN = re.compile(rf'[ \t]*<(\w+)([^>]*?) (href|content)="{HOST}(/[^"]*)"([^>]*)>\n?')

_PICTURE = re.compile(r'[ \t]*<meta property="og:image[^>]*>\n?')


@dataclass(frozen=True, slots=True)
class Made:
    """A page's HTML, its title, and the files that it links to which are made for a query: address -> place."""

    text: str
    title: str
    asked: dict[str, str]


class Maker:
    """Writes the pages and files of a plan.

    `base` is the path that they stand under; `root` the address before it, such as https://example.org, or "" where
    that is not known: then nothing says what only a whole address can.
    """

    def __init__(self, dataset: Dataset, plan: Plan, base: str = "/", root: str = "") -> None:
        self._dataset, self._plan = dataset, plan
        self._base, self._root = base, root
        self._app = create_app(dataset, Settings(contact=contact()))
        self._links = Links(plan.places, base)

    def page(self, view: View) -> Made:
        """A page as a whole document."""
        with self._app.server.test_request_context(view.address, base_url=HOST):
            query = {name: [value] for name, value in view.query}
            layout = self._every() if view.path == "/find" else routing.layout_at(view.path, dict(view.query))
            title = routing.page_title(view.path)
            about = self._own(head(view.path, query, layout))
            whole = shell(
                routing.pages(self._app.server).values(),
                self._dataset,
                [layout, self._note()],
                view.path,
                f"{self._root}{self._base}{view.place}" if self._root else "",
            )
            text = written(still(whole, view, self._plan.places))
        return Made(self._document(about, self._links.in_html(text)), title, self._links.made_for(text))

    def file(self, address: str) -> bytes:
        """What the app answers at an address, with its own addresses as the site has them."""
        if address.endswith(".ics") and (of := followed.at(self._dataset, address[1:].removesuffix(".ics"))):
            return calendar(self._dataset, of, self._whole)
        answer = self._app.server.test_client().get(address, base_url=HOST)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} was answered with status {answer.status_code}, expected 200")
        data: bytes = answer.data
        if address.partition("?")[0].endswith(".atom"):
            return self._links.in_feed(data, HOST, self._root)
        if address == "/api/v1/openapi.json":
            return self._described(json.loads(data))
        if address.startswith("/api/"):
            return data.replace(b'"/api/v1/', f'"{self._base}api/v1/'.encode())
        return data

    def _whole(self, path: str) -> str:
        """The whole address of a page; "" where that is not known."""
        link = self._links.of(path)
        return self._root + link if self._root and link else ""

    def _described(self, description: dict[str, Any]) -> bytes:
        """The description of the addresses, which here take no query."""
        for methods in description["paths"].values():
            kept = [one for one in methods["get"]["parameters"] if one["in"] == "path"]
            methods["get"]["parameters"] = kept
        description["servers"] = [{"url": (self._root + self._base).rstrip("/") or "/"}]
        return json.dumps(description, ensure_ascii=False, indent=1).encode()

    def _own(self, head: str) -> str:
        """The head with addresses of the site: whole ones, and without a root none that must be whole."""

        def changed(found: re.Match[str]) -> str:
            tag, before, name, address, after = found.groups()
            link = self._links.of(unescape(address))
            if link is None or not (self._root or "alternate" in before):
                return ""
            return f'    <{tag}{before} {name}="{escape(self._root + link)}"{after}>\n'

        return _OWN.sub(changed, head if self._root else _PICTURE.sub("", head))

    def _document(self, about: str, body: str) -> str:
        style = element("link", rel="stylesheet", href=f"{self._base}assets/style.css")
        icon = element("link", rel="icon", href=f"{self._base}assets/favicon.ico")
        return (
            '<!DOCTYPE html>\n<html lang="en-GB">\n  <head>\n    <meta charset="utf-8">\n'
            f'    <meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
            '    <meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"    {about.strip()}\n    {icon}\n    {style}\n  </head>\n"
            f'  <body class="whole copy">\n{body}\n  </body>\n</html>\n'
        )

    def _note(self) -> html.P:
        reach = self._dataset.built
        until_when = f" It was made from the reports published by {long_date(reach)}." if reach else ""
        return html.P(
            f"This is a copy in files, for reading.{until_when} Dates, judgements and orders that are not linked here, "
            "and data by query, are given by the service itself.",
            className="copy-note",
        )

    def _every(self) -> Component:
        """Every authority by the first letter of its name, and by region: what a search would find."""
        bodies = self._dataset.bodies().sort_values("name")
        today, former = of_today(bodies), of_before(bodies)
        parts: list[Any] = []
        letters = list(dict.fromkeys(name[0] for name in today["name"]))
        jump = [html.Li(html.A(letter, href=f"#{letter.lower()}")) for letter in letters]
        parts.append(html.Nav(html.Ul(jump, className="ways"), **{"aria-label": "Letters"}))
        for letter in letters:
            of_letter = today[today["name"].str.startswith(letter)]
            parts += [html.H2(letter, id=letter.lower()), _named(of_letter)]
        parts += [html.H2("Authorities that no longer exist", id="former"), _named(former)]
        parts += [html.H2("Districts, and the authority of each", id="districts"), self._districts()]
        lead = "Each English local authority whose children’s services Ofsted inspects, A to Z."
        return page(heading("Find an authority", lead), *parts, key="find")

    def _districts(self) -> html.Ul:
        """Every district that a search would find."""
        found = [one for one in entries(self._dataset) if one.level == DISTRICT]
        items = [
            html.Li([html.A(one.name, href=one.address), html.Span(one.what, className="option-what")]) for one in found
        ]
        return html.Ul(items, className="letters found")


def _named(bodies: Any) -> html.Ul:
    links = [html.Li(html.A(listed(row), href=f"/authority/{row.slug}")) for row in bodies.itertuples()]
    return html.Ul(links, className="letters")


def style_sheet() -> bytes:
    """Every style of the app in the order that it loads them, then those of the files alone."""
    sheets = [*sorted(ASSETS.glob("*.css")), Path(__file__).with_name("files.css")]
    return "\n".join(sheet.read_text(encoding="utf-8").strip() for sheet in sheets).encode() + b"\n"
