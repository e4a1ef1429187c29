"""What surrounds every page: skip link, header, navigation, footer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import dash
from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.components.search import header_search
from dashboard.dates import long_date
from dashboard.web.routing import SERVICE, Page
from dashboard.web.search_file import search_file
from loaders import Dataset

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def shell(pages: Iterable[Page], dataset: Dataset, content: Any = None, path: str = "", address: str = "") -> html.Div:
    """The layout of the app.

    `address` is the whole one, for paper: assets/paper.js says it with the date.
    `content` is the page at `path`, for the first HTML; where there is none Dash puts the page in.
    """
    return html.Div(
        [
            html.A("Skip to main content", href=f"#{ids.MAIN}", className="skip-link"),
            _header(list(pages), header_search(search_file(dataset)), path),
            html.Main(dash.page_container if content is None else content, id=ids.MAIN, tabIndex=-1, className="width"),
            _footer(dataset.built, address),
            dcc.Store(id=ids.SHELL_SINK),
        ]
    )


def _header(pages: list[Page], search: Component, path: str) -> html.Header:
    links = [_nav_item(page, _family(page, pages), path) for page in pages if page.nav]
    return html.Header(
        html.Div(
            [
                dcc.Link(SERVICE, href="/", className="service-name"),
                search,
                html.Nav(html.Ul(links), id=ids.NAV, **{"aria-label": "Main"}),
            ],
            className="width",
        ),
        className="shell-header",
    )


def _family(page: Page, pages: list[Page]) -> list[str]:
    """The addresses under which a link of the navigation is the current one: its own, and those of its family."""
    kin = [one.path or "" for one in pages if one.family == page.key and one is not page]
    return [page.path or "", *kin]


def _nav_item(page: Page, addresses: list[str], path: str) -> html.Li:
    """A link of the navigation; assets/shell.js marks the current one once Dash swaps pages in."""
    known = {"href": page.path, "id": ids.nav_link(page.key), "className": "nav-link"}
    place = next((n for n, one in enumerate(addresses) if path.rstrip("/") == one), None)
    link = (
        dcc.Link(page.nav, **known)
        if place is None
        else html.A(page.nav, **known, **{"aria-current": "true" if place else "page"})
    )
    return html.Li(link, **{"data-family": " ".join(addresses), "data-words": page.nav})


def _footer(reach: dt.date | None, address: str) -> html.Footer:
    reached = f"The data reach reports published by {long_date(reach)}." if reach else "The dataset is empty."
    return html.Footer(
        html.Div(
            [
                html.P([html.Strong("This is not an Ofsted service."), " ", reached]),
                html.P(
                    [
                        "Contains information published by Ofsted, the Department for Education and the Office for "
                        "National Statistics under the ",
                        html.A("Open Government Licence v3.0", href=LICENCE),
                        ".",
                    ]
                ),
                html.P(
                    [
                        dcc.Link("About and method", href="/about"),
                        dcc.Link("Accessibility", href="/about#accessibility"),
                    ],
                    className="footer-links",
                ),
                html.P(f"From {address}" if address else "", className="printed"),
            ],
            className="width",
        ),
        className="shell-footer",
    )
