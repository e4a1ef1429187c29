"""/search/names-DIGEST.json: what the search in the header looks through, fetched at its first use."""

from __future__ import annotations

import flask
from dash import Dash

from dashboard.searching import file_of
from dashboard.web.headers import YEAR
from loaders import Dataset

FOLDER = "/search/"


def search_file(dataset: Dataset) -> str:
    """The address of the file, which changes with it."""
    return FOLDER + file_of(dataset)[0]


def add_search_file(app: Dash, dataset: Dataset) -> None:
    """Answer with the file: under its own name it keeps for ever, and under an older one it is the newest."""
    name, content = file_of(dataset)

    @app.server.get(f"{FOLDER}<asked>")
    def names(asked: str) -> flask.Response:
        if not (asked.startswith("names-") and asked.endswith(".json")):
            flask.abort(404)
        response = flask.Response(content, mimetype="application/json")
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if asked == name else "no-cache"
        return response
