"""Addresses as people write and paste them: any name or code of an authority, and where a page once stood."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote, urlencode

import flask
from dash import Dash

from dashboard.web.routing import resolve
from loaders import Dataset, register_of

AUTHORITY = "/authority/"
VISITS = "/visits"
MOVED = {
    "focused": "/focused",
    "priority": "/focused#priority",
    "monitoring": "#history",
    "themes": "/joint",
    "send": "/joint",
    "lag": "/timeliness",
    "waiting": "/waiting",
    "window": "/waiting",
}
"""Where each part of what was one page of visits stands, after /visits."""
_PASTED = re.compile(r"^[\s\"'“‘(<\[]+|[\s.,;:!?\"'”’)>\]]+$")
"""What a sentence leaves at the ends of an address."""
_PARAMETERS = re.compile(r"&[a-z_]+=.*$", re.IGNORECASE | re.DOTALL)
"""Parameters of trackers, put behind a path that had no question mark."""
_FILES = re.compile(r"^/(?:api/v1|export|download|card)/|\.(?:atom|ics)$")
"""Where files lie."""
_FIXED = re.compile(
    r"^/(?:api/v1/[a-z-]+|export|download/(?:visits/)?[^/]*$|card/[a-z-]+|authority|[a-z-]+\.(?:atom|ics)$)",
    re.IGNORECASE,
)
_ENDING = re.compile(r"\.[a-z]+$", re.IGNORECASE)


def add_redirects(app: Dash, dataset: Dataset) -> None:
    """Send an address that names an authority in another way to the one that the service uses, query and all.

    Views of the former page of visits are sent to where they now are.
    """

    def redirect() -> flask.typing.ResponseReturnValue | None:
        request = flask.request
        if request.method not in ("GET", "HEAD"):
            return None
        if request.path.rstrip("/") == VISITS and (there := visits_address(request.args)):
            return flask.redirect(there, 302)
        if not request.path.casefold().startswith(AUTHORITY):
            return _to_file(request) or _to_page(app.server, request)
        if (tidy := tidied(request.path)).endswith((".atom", ".ics")):  # web/feed.py reads those
            return None if tidy == request.path else _sent(tidy, request)
        asked, register = named_in(request.path), register_of(dataset)
        if asked in {body.slug for body in register.bodies()} and request.path.rstrip("/") == AUTHORITY + asked:
            return None
        found = register.find(asked)
        if found.body:
            return _sent(f"{AUTHORITY}{found.body.slug}", request)
        return flask.redirect(f"/find?{urlencode({'q': asked})}", 302) if found.choices else None

    app.server.before_request(redirect)


def _to_page(server: flask.Flask, request: flask.Request) -> flask.typing.ResponseReturnValue | None:
    """The page that a pasted address means, in capitals or with what a sentence left at its end: /Compare.) is /compare."""
    path = "/" + _bare(request.path).casefold()
    # files and the API have a rule of their own
    if str(request.url_rule) != "/<path:path>" or resolve(server, request.path) or not resolve(server, path):
        return None
    return _sent(path, request)


def _to_file(request: flask.Request) -> flask.typing.ResponseReturnValue | None:
    """The file that a pasted address means: /changes.atom) is /changes.atom."""
    path = tidied(request.path)
    return _sent(path, request) if _FILES.search(path) and path != request.path else None


def _sent(path: str, request: flask.Request) -> flask.typing.ResponseReturnValue:
    """The way to a path, with what the request asks of it."""
    query = request.query_string.decode("latin-1")
    return flask.redirect(quote(path, safe="/:,;&@+") + (f"?{query}" if query else ""), 302)


def tidied(path: str) -> str:
    """The address of a file without what a sentence left at its ends, its fixed parts in small letters."""
    text = "/" + _bare(path)
    text = _ENDING.sub(lambda found: found[0].casefold(), text)
    return _FIXED.sub(lambda found: found[0].casefold(), text)


def _bare(path: str) -> str:
    """A path without what a sentence left at its ends."""
    text = _PARAMETERS.sub("", unquote(path)).strip("/")
    while (shorter := _PASTED.sub("", text)) != text:
        text = shorter
    return text.strip("/")


def visits_address(asked: Mapping[str, str]) -> str:
    """Where a view of the former page of visits now is; "" for an address of today."""
    rest = dict(asked)
    part, sort, lag = (rest.pop(name, "") for name in ("part", "sort", "lag"))
    spells = rest.pop("spells", "")
    if not (part or sort or lag or spells):
        return ""
    place = MOVED.get(part) or ("/timeliness" if lag else "/waiting" if sort else "#history" if spells else "")
    path, mark, fragment = place.partition("#")
    if path == "/timeliness" and lag:
        rest["kind"] = lag
    if path == "/waiting" and sort:
        rest["sort"] = sort
    query = f"?{urlencode(rest, safe=',:')}" if rest else ""
    return f"{VISITS}{path}{query}{mark}{fragment}"


def named_in(path: str) -> str:
    """What the address of an authority's page names: without what a sentence left at its ends."""
    return _bare(path[len(AUTHORITY) :])
