"""What surrounds every page: skip link, header, navigation, footer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import dash
from dash import dcc, html

from dashboard import ids
from dashboard.dates import long_date
from dashboard.web.routing import SERVICE, Page

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def shell(pages: Iterable[Page], reach: dt.date | None) -> html.Div:
    """The layout of the app; `reach` is the newest publication in the dataset."""
    return html.Div(
        [
            html.A("Skip to main content", href=f"#{ids.MAIN}", className="skip-link"),
            _header([page for page in pages if page.nav]),
            html.Main(dash.page_container, id=ids.MAIN, tabIndex=-1, className="width"),
            _footer(reach),
            dcc.Store(id=ids.SHELL_SINK),
        ]
    )


def _header(pages: list[Page]) -> html.Header:
    links = [
        html.Li(dcc.Link(page.nav, href=page.path, id=ids.nav_link(page.key), className="nav-link")) for page in pages
    ]
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
