"""/changes.atom: what was published lately, for feed readers."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import flask
from dash import Dash

from dashboard.asking import UnreadDateError, asked_date
from dashboard.statistics.recent import FIRST_DAY
from dashboard.web.address import whole_root
from dashboard.web.downloads import answer
from loaders import SIF_FROM, Dataset

if TYPE_CHECKING:
    from dashboard.web.atom import Range

MEDIA = "application/atom+xml; charset=utf-8"


def add_feed(app: Dash, dataset: Dataset) -> None:
    """Serve /changes.atom: the newest publications, or with `from` and `to` those between two dates."""

    @lru_cache(maxsize=32)
    def feed_at(base: str, between: Range | None) -> bytes:
        from dashboard.web.atom import feed  # for the first who asks: start-up need not wait for what writes XML

        return feed(dataset, base, between)

    def serve() -> flask.Response:
        query = flask.request.args
        try:
            asked = [
                asked_date(query[name], earliest=SIF_FROM, latest=dataset.reach) if name in query else None
                for name in ("from", "to")
            ]
        except UnreadDateError as error:
            return flask.Response(f"from and to: {error}.\n", 400, content_type="text/plain; charset=utf-8")
        first, last = asked[0] or FIRST_DAY, asked[1] or dataset.reach
        between = (first, last) if any(asked) else None
        return answer(feed_at(whole_root(), between), MEDIA)

    app.server.add_url_rule("/changes.atom", "feed", serve)
