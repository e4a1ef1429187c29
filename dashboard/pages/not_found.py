"""What a visitor sees at an address that is not ours."""

from __future__ import annotations

from dash import Dash, dcc, html

from dashboard.components.headings import heading, page
from dashboard.web.routing import Page, add_page
from loaders import Dataset


def register(app: Dash, dataset: Dataset) -> None:
    """Add the not-found page; `routing` shows it wherever no other page is."""
    add_page(app, Page(key="not_found_404", path="/not-found", title="Page not found", layout=layout))


def layout(**_query: str) -> html.Div:
    """The words, and the ways on."""
    return page(
        heading("Page not found"),
        html.P("If you typed the address, check that it is right. If you pasted it, check that you copied all of it."),
        html.P(
            [
                "You can ",
                dcc.Link("find an authority from the home page", href="/"),
                ". An authority’s page has an address such as ",
                dcc.Link("/authority/dudley", href="/authority/dudley"),
                ".",
            ]
        ),
        key="not-found",
    )
