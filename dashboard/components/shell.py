"""What surrounds every page: skip link, header, navigation, footer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import dash
from dash import dcc, html

from dashboard import ids
from dashboard.dates import long_date
from dashboard.web.routing import SERVICE, Page

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def shell(pages: Iterable[Page], reach: dt.date | None, content: Any = None, path: str = "") -> html.Div:
    """The layout of the app; `reach` is the newest publication in the dataset.

    `content` is the page at `path`, for the first HTML; where there is none Dash puts the page in.
    """
    return html.Div(
        [
            html.A("Skip to main content", href=f"#{ids.MAIN}", className="skip-link"),
            _header([page for page in pages if page.nav], path),
            html.Main(dash.page_container if content is None else content, id=ids.MAIN, tabIndex=-1, className="width"),
            _footer(reach),
            dcc.Store(id=ids.SHELL_SINK),
        ]
    )


def _header(pages: list[Page], path: str) -> html.Header:
    links = [html.Li(_nav_link(page, path)) for page in pages]
    return html.Header(
        html.Div(
            [
                dcc.Link(SERVICE, href="/", className="service-name"),
                html.Nav(html.Ul(links), id=ids.NAV, **{"aria-label": "Main"}),
            ],
            className="width",
        ),
        className="shell-header",
    )


def _nav_link(page: Page, path: str) -> html.A | dcc.Link:
    """A link of the navigation; assets/shell.js marks the current page once Dash swaps pages in."""
    known = {"href": page.path, "id": ids.nav_link(page.key), "className": "nav-link"}
    own = page.path or "/"
    is_current = path == own or (own != "/" and path.startswith(f"{own}/"))
    return html.A(page.nav, **known, **{"aria-current": "page"}) if is_current else dcc.Link(page.nav, **known)


def _footer(reach: dt.date | None) -> html.Footer:
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
            ],
            className="width",
        ),
        className="shell-footer",
    )
