"""What every response says about itself: security, caching, and the status of an address that is not ours."""

from __future__ import annotations

from collections.abc import Sequence

import flask
from dash import Dash

from dashboard.settings import Settings
from dashboard.web import routing, url_state

ASSET_AGE = 3_600
YEAR = 31_536_000


def protect(app: Dash, settings: Settings) -> None:
    """Give every response of the app its headers."""

    @app.server.after_request
    def add(response: flask.Response) -> flask.Response:
        is_html = response.mimetype == "text/html"
        is_page = is_html and flask.request.endpoint in {"/", "/<path:path>"}
        if is_page and response.status_code == 200 and routing.resolve(app.server, flask.request.path) is None:
            response.status_code = 404
        # Dash adds an inline script on the first request, so that the hashes are those of now.
        hashes = app.csp_hashes() if is_page else []
        embedded = is_page and is_embedded(flask.request)
        ancestors = settings.embed_ancestors if embedded else "'none'"
        headers = response.headers
        headers["Content-Security-Policy"] = content_security_policy(hashes, ancestors)
        if not embedded:
            headers["X-Frame-Options"] = "DENY"
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        if settings.https:
            # not for hosts below it, which are others'
            headers["Strict-Transport-Security"] = f"max-age={YEAR}"
        cache(response)
        return response


def is_embedded(request: flask.Request) -> bool:
    """Whether the view is asked for without what surrounds it (`?embed=1`)."""
    return url_state.flag(request.args.get("embed"))


def content_security_policy(script_hashes: Sequence[str], ancestors: str) -> str:
    """The policy: all from this host, inline scripts by hash alone.

    Inline styles are allowed because plotly sets the style of elements, and so does what we write.
    """
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", *script_hashes]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": ancestors,
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def cache(response: flask.Response) -> None:
    """Say how long a response keeps, unless its route has said so."""
    path = flask.request.path
    if flask.request.method not in ("GET", "HEAD") or response.status_code >= 400:
        response.headers["Cache-Control"] = "no-store"
    elif path.startswith("/assets/"):
        response.headers["Cache-Control"] = f"public, max-age={ASSET_AGE}"
    elif path.startswith("/_dash-component-suites/") and response.cache_control.max_age:
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    elif "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-cache"
        if not response.is_streamed and not response.direct_passthrough:
            response.add_etag(weak=True)
            response.make_conditional(flask.request)
