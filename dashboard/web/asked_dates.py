"""/read-date: what a typed date means, by the reader that addresses use."""

from __future__ import annotations

import datetime as dt

import flask
from dash import Dash

from dashboard.asking import UnreadDateError, read_day
from dashboard.dates import long_date

READER = "/read-date"


def add_date_reader(app: Dash) -> None:
    """Answer /read-date?text=31/3/2024, with limits as ISO dates: the date and its words, or what is wrong."""

    @app.server.get(READER)
    def read_date() -> flask.Response:
        query = flask.request.args
        try:
            day = read_day(query.get("text", ""), earliest=_limit("earliest"), latest=_limit("latest"))
        except UnreadDateError as error:
            return flask.jsonify({"error": str(error)})
        return flask.jsonify({"date": day.isoformat(), "words": long_date(day)})


def _limit(name: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(flask.request.args.get(name, ""))
    except ValueError:
        return None
