"""Putting the app together: a dataset and settings in, a Dash app out."""

from __future__ import annotations

from typing import Any

import flask
from dash import ClientsideFunction, Dash, Input, Output

from dashboard import ids
from dashboard.briefing.house import House, HouseError
from dashboard.components.shell import shell
from dashboard.pages import PAGES
from dashboard.settings import Settings, SettingsError
from dashboard.web import address, headers, routing
from dashboard.web.api import add_api
from dashboard.web.asked_dates import add_date_reader
from dashboard.web.by_grade_file import add_by_grade_file
from dashboard.web.cards import add_cards
from dashboard.web.changes_file import add_changes_file
from dashboard.web.chart_files import add_chart_files
from dashboard.web.compression import compress
from dashboard.web.downloads import add_downloads
from dashboard.web.exports import add_exports
from dashboard.web.feed import add_feed
from dashboard.web.fingerprints import settled
from dashboard.web.first_paint import FirstPaints
from dashboard.web.health import add_health
from dashboard.web.improved_file import add_improved_file
from dashboard.web.kept_answers import keep_answers
from dashboard.web.observed import observe
from dashboard.web.open_data import allow_other_origins
from dashboard.web.redirects import add_redirects
from dashboard.web.request_guard import guard
from dashboard.web.search_file import add_search_file
from loaders import Dataset

INDEX = """<!DOCTYPE html>
<html lang="en-GB">
  <head>
    {metas}
    {head}
    {favicon}
    {css}
    <noscript><style>.script-only, #react-entry-point {{ display: none !important }} .controls .without-script {{ display: inline-block }}</style></noscript>
  </head>
  <body class="{body_class}" data-root="{root}">
    <div id="first-paint">{first}</div>
    {app_entry}
    {config}
    {scripts}
    {renderer}
  </body>
</html>"""


class App(Dash):
    """A Dash app whose first HTML holds the whole page, and knows whether it stands in another site's frame."""

    first_paints: FirstPaints

    def interpolate_index(self, **parts: Any) -> str:
        """The HTML of the first request."""
        first = self.first_paints.at_request()
        body_class = "embed" if headers.is_embedded(flask.request) else "whole"
        own = {"head": first.head, "first": first.body, "body_class": body_class}
        own |= {name: address.moved(settled(parts[name])) for name in ("css", "favicon", "scripts")}
        return INDEX.format(**{**parts, **own, "root": address.root()})

    def _config(self) -> dict[str, Any]:
        """What Dash's scripts are told, for the path that the service is below."""
        told = {**super()._config(), "requests_pathname_prefix": f"{address.root()}/"}
        # A number that is new at each request and that no page uses: without it an address that has not changed is
        # answered with the same bytes, and so with 304.
        del told["end_id"]
        del told["python_version"]  # nobody's business, and another on another server
        return told

    def strip_relative_path(self, path: str) -> str | None:
        """The path of a page without slashes at its ends, as Dash looks it up, from the browser's."""
        found: str | None = super().strip_relative_path(address.within(path))
        return found


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
        include_pages_meta=False,  # the head of the first HTML says more
    )
    observe(app, settings)
    # Flask runs these in reverse order after a request: headers are set on what is then compressed, and kept so.
    app.server.config["CONTACT"] = settings.contact
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
    add_improved_file(app, dataset)  # /download/improved.csv
    add_exports(app, dataset, _house(settings))  # /export/
    add_feed(app, dataset)  # /changes.atom, /changes.ics, and of each region and authority
    add_changes_file(app, dataset)  # /download/changes.csv
    add_date_reader(app)  # /read-date
    add_cards(app, dataset)  # /card/
    add_search_file(app, dataset)  # /search/
    add_chart_files(app)  # /chart/
    pages = routing.pages(app.server).values()
    address.place(app, settings, [page.path or str(page.path_template) for page in pages])
    app.layout = shell(pages, dataset)
    app.first_paints = FirstPaints(lambda layout, path: shell(pages, dataset, layout, path, address.asked()))
    app.clientside_callback(
        ClientsideFunction("shell", "pageShown"),
        Output(ids.SHELL_SINK, "data"),
        Input(ids.PAGE_STORE, "data"),
        Input(ids.LOCATION, "pathname"),
        prevent_initial_call=True,
    )
    return app


def _house(settings: Settings) -> House:
    """The look of exported files; raises SettingsError for a logo that is none, before a visitor meets it."""
    if settings.export_logo is not None:
        # what paints pictures costs start-up time, which a service without a logo does not spend
        from dashboard.briefing.formats.logo import read_logo

        try:
            read_logo(settings.export_logo)
        except HouseError as error:
            raise SettingsError(f"EXPORT_LOGO: {error}") from None
    return House(logo=settings.export_logo, address=settings.address)
