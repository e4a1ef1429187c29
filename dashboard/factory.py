"""Putting the app together: a dataset and settings in, a Dash app out."""

from __future__ import annotations

from html import escape
from typing import Any

import flask
from dash import ClientsideFunction, Dash, Input, Output

from dashboard import ids
from dashboard.components.shell import shell
from dashboard.pages import PAGES
from dashboard.settings import Settings
from dashboard.web import headers, routing
from dashboard.web.api import add_api
from dashboard.web.asked_dates import add_date_reader
from dashboard.web.by_grade_file import add_by_grade_file
from dashboard.web.compression import compress
from dashboard.web.downloads import add_downloads
from dashboard.web.exports import add_exports
from dashboard.web.feed import add_feed
from dashboard.web.health import add_health
from dashboard.web.kept_answers import keep_answers
from dashboard.web.open_data import allow_other_origins
from dashboard.web.redirects import add_redirects
from dashboard.web.request_guard import guard
from loaders import Dataset

INDEX = """<!DOCTYPE html>
<html lang="en-GB">
  <head>
    {metas}
    <title>{title}</title>
    {favicon}
    {css}
  </head>
  <body class="{body_class}">
    <noscript><p class="width">This service draws in your browser and needs JavaScript.
      It is not an Ofsted service; Ofsted’s reports are at https://reports.ofsted.gov.uk.</p></noscript>
    {app_entry}
    {config}
    {scripts}
    {renderer}
  </body>
</html>"""


class App(Dash):
    """A Dash app whose first HTML knows the page's title, and whether it stands in another site's frame."""

    def interpolate_index(self, **parts: Any) -> str:
        """The HTML of the first request."""
        title = escape(routing.page_title(flask.request.path))
        body_class = "embed" if headers.is_embedded(flask.request) else "whole"
        return INDEX.format(**{**parts, "title": title, "body_class": body_class})


def create_app(dataset: Dataset, settings: Settings | None = None) -> Dash:
    """The app that shows `dataset`. Nothing is kept about a visitor, and two apps in a process share nothing."""
    settings = settings or Settings()
    app = App(
        "dashboard",
        use_pages=True,
        pages_folder="",
        suppress_callback_exceptions=True,  # a page's components are there only while it is shown
        update_title=None,
        title=routing.SERVICE,
    )
    # Flask runs these in reverse order after a request: headers are set on what is then compressed, and kept so.
    keep_answers(app)
    compress(app)
    headers.protect(app, settings)
    allow_other_origins(app)
    guard(app)
    add_redirects(app, dataset)
    # every address that the app answers: the pages, and these beside them
    for module in PAGES:
        module.register(app, dataset)
    add_health(app, dataset)  # /healthz
    add_api(app, dataset)  # /api/v1/
    add_downloads(app, dataset)  # /download/
    add_by_grade_file(app, dataset)  # /download/by-grade.csv
    add_exports(app, dataset)  # /export/
    add_feed(app, dataset)  # /changes.atom
    add_date_reader(app)  # /read-date
    app.layout = shell(routing.pages(app.server).values(), dataset.built)
    app.clientside_callback(
        ClientsideFunction("shell", "pageShown"),
        Output(ids.SHELL_SINK, "data"),
        Input(ids.PAGE_STORE, "data"),
        Input(ids.LOCATION, "pathname"),
        prevent_initial_call=True,
    )
    return app
