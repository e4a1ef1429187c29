"""Addresses as people write and paste them: any name or code of an authority leads to its one address."""

from __future__ import annotations

import re
from urllib.parse import unquote

import flask
from dash import Dash

from loaders import Dataset, register_of

AUTHORITY = "/authority/"
_PASTED = re.compile(r"^[\s\"'“‘(<\[]+|[\s.,;:!?\"'”’)>\]]+$")
"""What a sentence leaves at the ends of an address."""


def add_redirects(app: Dash, dataset: Dataset) -> None:
    """Send an address that names an authority in another way to the one that the service uses, query and all."""

    def redirect() -> flask.typing.ResponseReturnValue | None:
        request = flask.request
        if request.method not in ("GET", "HEAD") or not request.path.startswith(AUTHORITY):
            return None
        asked, register = named_in(request.path), register_of(dataset)
        if asked in {body.slug for body in register.bodies()} and request.path.rstrip("/") == AUTHORITY + asked:
            return None
        found = register.find(asked)
        if found.body is None:
            return None
        query = request.query_string.decode("latin-1")
        return flask.redirect(f"{AUTHORITY}{found.body.slug}" + (f"?{query}" if query else ""), 302)

    app.server.before_request(redirect)


def named_in(path: str) -> str:
    """What the address of an authority's page names: without what a sentence left at its ends."""
    text = unquote(path.removeprefix(AUTHORITY)).strip("/")
    while (shorter := _PASTED.sub("", text)) != text:
        text = shorter
    return text
