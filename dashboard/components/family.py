"""Pages that belong together: a row of links under the heading of each."""

from __future__ import annotations

import flask
from dash import dcc, html

from dashboard.web import routing


def family(key: str) -> html.Nav | None:
    """Links to the pages of a page's family, this one marked; None while it is the only one.

    `key` is the page's own. For the heading: `heading("By grade", "What it shows.", family("by_grade"))`.
    """
    server = flask.current_app
    kin = routing.family(server, key)
    if len(kin) < 2:
        return None
    head = routing.pages(server)[str(kin[0].family)]
    links = [
        html.A(page.member, href=page.path, **{"aria-current": "page"})
        if page.key == key
        else dcc.Link(page.member, href=page.path)
        for page in kin
    ]
    return html.Nav(
        html.Ul([html.Li(link) for link in links]),
        className="family no-print",
        **{"aria-label": f"{head.nav or head.member}: pages"},
    )
