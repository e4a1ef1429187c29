"""About: method, definitions, accessibility statement, licence."""

from __future__ import annotations

from dash import Dash, html

from dashboard.components.headings import heading, page
from dashboard.routing import Page, add_page
from dashboard.settings import Settings
from loaders import Dataset


def register(app: Dash, dataset: Dataset, settings: Settings) -> None:
    """Add the page."""
    add_page(app, Page(key="about", path="/about", title="About", nav="About", layout=layout))


def layout(**_query: str) -> html.Div:
    """The page."""
    return page(heading("About this service"), key="about")
