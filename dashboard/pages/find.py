"""Find: which authority a name means, for those who search without script or find nothing with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import flask
from dash import Dash, dcc, html

from dashboard.components.headings import heading, page
from dashboard.components.search import ADDRESS, page_search
from dashboard.searching import Entry, entries, search
from dashboard.text.finding import NOTHING
from dashboard.web.routing import Page, add_page
from loaders import Dataset, register_of


def register(app: Dash, dataset: Dataset) -> None:
    """Add the page, and the way from a name that is one authority's to its page."""

    def layout(q: str = "", **_query: str) -> html.Div:
        return _layout(dataset, q, *search(entries(dataset), q))

    add_page(app, Page(key="find", path=ADDRESS, title="Find an authority", layout=layout, keys=("q",)))

    @app.server.before_request
    def go() -> flask.typing.ResponseReturnValue | None:
        if flask.request.path != ADDRESS or flask.request.method not in ("GET", "HEAD"):
            return None
        address = certain(dataset, flask.request.args.get("q", ""))
        return flask.redirect(address, 302) if address else None


def certain(dataset: Dataset, text: str) -> str | None:
    """The page of the one authority that a text means; None where there are several, or a slip of typing in it."""
    meant = register_of(dataset).find(text).body if text.strip() else None
    if meant:
        return f"/authority/{meant.slug}"
    found, is_near = search(entries(dataset), text)
    return found[0].address if len(found) == 1 and not is_near else None


def _layout(dataset: Dataset, asked: str, found: Sequence[Entry], is_near: bool) -> html.Div:
    answer: list[Any] = []
    if found:
        words = f"Nothing here is called “{asked}”. Did you mean:" if is_near else f"“{asked}” may mean:"
        answer = [html.P(words, role="status"), html.Ul([html.Li(_link(one)) for one in found], className="found")]
    elif asked.strip():
        answer = [html.P([html.Strong(f"“{asked}” was not found."), f" {NOTHING}"], role="status")]
    return page(
        heading("Find an authority", "Each English local authority whose children’s services Ofsted inspects."),
        html.Div(answer) if answer else None,
        page_search(dataset, asked),
        html.P(dcc.Link("Every authority, A to Z", href="/#every-authority")),
        key="find",
    )


def _link(one: Entry) -> html.Div:
    return html.Div([dcc.Link(one.name, href=one.address), html.Span(one.what, className="option-what")])
