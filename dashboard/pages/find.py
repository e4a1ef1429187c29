"""Find: which authority a name means, for those who search without script."""

from __future__ import annotations

from typing import Any

import flask
import pandas as pd
from dash import Dash, dcc, html

from dashboard.components.finder import ADDRESS, finder
from dashboard.components.headings import heading, page
from dashboard.web.routing import Page, add_page
from loaders import Body, Dataset, Register, register_of


def register(app: Dash, dataset: Dataset) -> None:
    """Add the page, and the way from a name that is one authority's to its page."""
    known = register_of(dataset)

    def layout(q: str = "", **_query: str) -> html.Div:
        return _layout(dataset.bodies(), found(known, q), q)

    add_page(app, Page(key="find", path=ADDRESS, title="Find an authority", layout=layout, keys=("q",)))

    @app.server.before_request
    def go() -> flask.typing.ResponseReturnValue | None:
        if flask.request.path != ADDRESS or flask.request.method not in ("GET", "HEAD"):
            return None
        bodies = found(known, flask.request.args.get("q", ""))
        return flask.redirect(f"/authority/{bodies[0].slug}", 302) if len(bodies) == 1 else None


def found(register: Register, text: str) -> tuple[Body, ...]:
    """The authorities that a text means, or else those whose names have words that begin so."""
    if not text.strip():
        return ()
    meant = register.find(text)
    if meant.body:
        return (meant.body,)
    words = text.casefold().split()
    begun = [body for body in register.bodies() if all(_begins(body.name, word) for word in words)]
    return tuple(begun) or meant.choices


def _begins(name: str, word: str) -> bool:
    return any(part.startswith(word) for part in name.casefold().replace("-", " ").split())


def _layout(authorities: pd.DataFrame, bodies: tuple[Body, ...], asked: str) -> html.Div:
    parts: list[Any] = [
        heading("Find an authority", "Each English local authority whose children’s services Ofsted inspects.")
    ]
    if bodies:
        links = [html.Li(dcc.Link(body.name, href=f"/authority/{body.slug}")) for body in bodies]
        parts += [html.P(f"“{asked}” may mean:"), html.Ul(links)]
    elif asked:
        parts.append(
            html.P(f"No authority has the name “{asked}”. Districts are listed under their county.", role="status")
        )
    return page(*parts, finder(authorities), html.P(dcc.Link("Every authority, A to Z", href="/")), key="find")
