"""The top of a page, and the page itself."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.components.glossary import explained

GLOSSARY = "about"
"""The page that holds all terms."""


def heading(text: str, lead: Any = None, *below: Any, caption: str | None = None, id: str | None = None) -> html.Div:
    """The one h1 of a page, with an optional small line above it, a lead below, and what follows that.

    With an `id` the h1 can be drawn anew.
    """
    return html.Div(
        [
            html.Span(caption, className="heading-caption") if caption else None,
            html.H1(text, tabIndex=-1, **({"id": id} if id else {})),
            html.P(lead, className="lead") if isinstance(lead, str) else lead,
            *below,
        ],
        className="heading",
    )


def page(*children: Any, key: str) -> html.Div:
    """The body of a page, with the first mention of each term explained; give every page one, around everything."""
    body = [child for child in children if child is not None]
    return html.Div(body if key == GLOSSARY else explained(body), className=f"page page-{key}")


def section(title: str, *children: Any, id: str | None = None, level: int = 2, in_embed: bool = False) -> html.Section:
    """A part of a page under its own heading; with `in_embed` it is among what `?embed=1` leaves of its page."""
    element = {2: html.H2, 3: html.H3}[level](title)
    body = [element, *(child for child in children if child is not None)]
    own = {"id": id} if id else {}
    return html.Section(body, className="in-embed" if in_embed else None, **own)


def columns(*children: Any) -> html.Div:
    """Children side by side where there is room, below each other where there is not."""
    return html.Div([html.Div(child, className="column") for child in children], className="columns")
