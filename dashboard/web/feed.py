"""/changes.atom, /region/<slug>.atom, /authority/<slug>.atom and the same as .ics: publications for feed readers and calendars."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

import flask
from dash import Dash

from dashboard.asking import UnreadDateError, asked_date
from dashboard.statistics.recent import FIRST_DAY
from dashboard.web import followed
from dashboard.web.address import whole_root
from dashboard.web.downloads import answer
from dashboard.web.followed import Followed
from loaders import SIF_FROM, Dataset

if TYPE_CHECKING:
    from dashboard.web.atom import Range

MEDIA = "application/atom+xml; charset=utf-8"
Serve = Callable[..., flask.typing.ResponseReturnValue]
CALENDAR = "text/calendar; charset=utf-8"


def add_feed(app: Dash, dataset: Dataset) -> None:
    """Serve the feeds and calendars; a feed holds the newest publications, or those between `from` and `to`."""

    @lru_cache(maxsize=32)
    def feed_at(base: str, of: Followed, between: Range | None) -> bytes:
        from dashboard.web.atom import feed  # for the first who asks: start-up need not wait for what writes XML

        return feed(dataset, base, of, between)

    @lru_cache(maxsize=32)
    def calendar_at(base: str, of: Followed) -> bytes:
        from dashboard.web.ical import calendar  # as above

        return calendar(dataset, of, lambda page: base + page)

    def feed(name: str = "changes") -> flask.typing.ResponseReturnValue:
        of = _of(dataset, name)
        if of.feed != flask.request.path:
            return flask.redirect(of.feed)
        query = flask.request.args
        try:
            asked = [
                asked_date(query[name], earliest=SIF_FROM, latest=dataset.reach) if name in query else None
                for name in ("from", "to")
            ]
        except UnreadDateError as error:
            return flask.Response(f"from and to: {error}.\n", 400, content_type="text/plain; charset=utf-8")
        first, last = asked[0] or FIRST_DAY, asked[1] or dataset.reach
        return answer(feed_at(whole_root(), of, (first, last) if any(asked) else None), MEDIA)

    def calendar(name: str = "changes") -> flask.typing.ResponseReturnValue:
        of = _of(dataset, name)
        if of.calendar != flask.request.path:
            return flask.redirect(of.calendar)
        return answer(calendar_at(whole_root(), of), CALENDAR)

    for ending, serve in (("atom", feed), ("ics", calendar)):
        app.server.add_url_rule(f"/changes.{ending}", f"feed_{ending}", serve)
        for kind in ("region", "authority"):
            rule = f"/{kind}/<slug>.{ending}"
            app.server.add_url_rule(rule, f"feed_{kind}_{ending}", _named(kind, serve))


def _named(kind: str, serve: Serve) -> Serve:
    return lambda slug: serve(f"{kind}/{slug}")


def _of(dataset: Dataset, name: str) -> Followed:
    """Whose publications are asked for; answers 404 where that is nobody."""
    found = followed.at(dataset, name)
    if found is None:
        flask.abort(404)
    return found
