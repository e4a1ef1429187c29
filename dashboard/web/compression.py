"""Responses as gzip, small enough to need no library; what never changes is compressed once."""

from __future__ import annotations

import gzip

import flask
from dash import Dash

SMALLEST = 1_000
"""Bytes below which gzip gains nothing."""
KEPT = 64
"""Compressed files kept in memory: the scripts of Dash and plotly, and our assets."""
TEXT = {"application/json", "application/javascript", "image/svg+xml", "application/atom+xml", "application/geo+json"}


def compress(app: Dash) -> None:
    """Send text as gzip to every browser that takes it."""
    kept: dict[str, bytes] = {}

    @app.server.after_request
    def shrink(response: flask.Response) -> flask.Response:
        if not _worth_it(response):
            return response
        response.vary.add("Accept-Encoding")
        if not flask.request.accept_encodings["gzip"] or flask.request.method == "HEAD":
            return response
        response.direct_passthrough = False
        body = response.get_data()
        if len(body) < SMALLEST:
            return response
        address = flask.request.full_path
        fixed = flask.request.path.startswith("/_dash-component-suites/")
        packed = kept.get(address) if fixed else None
        if packed is None:
            # Slow and tight for what is sent many times, fast for what is sent once.
            packed = gzip.compress(body, compresslevel=9 if fixed else 6, mtime=0)
            if fixed and len(kept) < KEPT:
                kept[address] = packed
        response.set_data(packed)
        response.headers["Content-Encoding"] = "gzip"
        if tag := response.get_etag()[0]:
            response.set_etag(tag, weak=True)  # the same content, not the same bytes
        return response


def _worth_it(response: flask.Response) -> bool:
    is_text = (response.mimetype or "").startswith("text/") or response.mimetype in TEXT
    return is_text and response.status_code == 200 and "Content-Encoding" not in response.headers
