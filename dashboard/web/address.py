"""Where the service stands for its visitors: scheme, host and the path that it is below, in one place.

Inside, every address begins at "/". On the way in `Placed` takes the path that the service is below off the request, and
on the way out `moved` puts it before every address of ours: in pages, answers of callbacks, JSON and redirects. Whole
addresses begin with `whole_root()`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import Any

import flask
from dash import Dash
from werkzeug.exceptions import BadRequest
from werkzeug.middleware.proxy_fix import ProxyFix

from dashboard.settings import HOST, PREFIX, UNIX, Settings, SettingsError

FAULT = "trajectories.fault"
"""What is wrong with the address of a request, in its environment."""

_SLASH = r"(?:/|\\u002f)"
"""A slash in HTML, and as Dash writes it in JSON."""

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Placed:
    """A WSGI application that sees every request as if it stood at the root of its host.

    The settings say where the service stands; what they leave open, X-Forwarded-Proto, -Host and -Prefix say, if the
    request comes from a trusted proxy. A proxy may take the prefix off or leave it there.
    """

    def __init__(self, application: Application, settings: Settings) -> None:
        self._application, self._settings = application, settings
        self._behind_proxy = ProxyFix(self._place, x_for=0, x_proto=1, x_host=1, x_prefix=1)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a request."""
        if is_trusted(environ.get("REMOTE_ADDR", ""), self._settings):
            answer: Iterable[bytes] = self._behind_proxy(environ, start_response)
            return answer
        return self._place(environ, start_response)

    def _place(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        settings = self._settings
        scheme, host = environ["wsgi.url_scheme"], environ.get("HTTP_HOST")
        prefix = settings.base_path.rstrip("/") or environ.get("SCRIPT_NAME", "")
        if settings.public_url:
            scheme, _, host = settings.public_url.partition("://")
        elif settings.https:
            scheme = "https"
        if scheme not in ("http", "https"):
            environ[FAULT], scheme = "X-Forwarded-Proto has to be http or https.", "http"
        if host and not HOST.fullmatch(host):
            environ[FAULT], host = "The request names no host that could be ours.", "localhost"
        if not PREFIX.fullmatch(prefix):
            environ[FAULT], prefix = "X-Forwarded-Prefix has to be a path such as /ofsted.", ""
        prefix, path = prefix.rstrip("/"), environ.get("PATH_INFO", "")
        environ["wsgi.url_scheme"], environ["SCRIPT_NAME"] = scheme, prefix
        environ["PATH_INFO"] = path.removeprefix(prefix) if f"{path}/".startswith(f"{prefix}/") else path
        if host:
            environ["HTTP_HOST"] = host
        return self._application(environ, start_response)


def is_trusted(peer: str, settings: Settings) -> bool:
    """Whether what a peer forwards is believed; a peer without an IP address came by a Unix socket."""
    try:
        address = ip_address(peer)
    except ValueError:
        return UNIX in settings.trusted_proxies
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in network for network in settings.trusted_proxies if network != UNIX)


def place(app: Dash, settings: Settings, pages: Iterable[str]) -> None:
    """Let an app stand where the settings say; called when it knows every address, `pages` being those of its pages.

    Raises SettingsError where BASE_PATH cannot be told from an address of ours.
    """
    names = first_parts([*(rule.rule for rule in app.server.url_map.iter_rules()), *pages])
    if (first := settings.base_path.split("/")[1]) in names:
        raise SettingsError(
            f"BASE_PATH is {settings.base_path!r}, and /{first} is an address within the service; choose another name."
        )
    mover = app.server.extensions["mover"] = Mover(names)
    app.server.wsgi_app = Placed(app.server.wsgi_app, settings)

    @app.server.before_request
    def check() -> None:
        if words := flask.request.environ.get(FAULT):
            raise BadRequest(words)

    @app.server.after_request
    def keep_below(response: flask.Response) -> flask.Response:
        if not (prefix := root()):
            return response
        if (goal := response.headers.get("Location", "")).startswith("/"):
            response.headers["Location"] = prefix + goal
        is_kept = "Content-Encoding" in response.headers  # as it was sent before: its addresses are below the path
        if response.mimetype == "application/json" and not response.direct_passthrough and not is_kept:
            response.set_data(mover(response.get_data(as_text=True), prefix))
        return response


def first_parts(paths: Iterable[str]) -> frozenset[str]:
    """What addresses begin with: authority, compare, download, changes.atom and so on."""
    return frozenset(part for path in paths if (part := path.split("/")[1]) and "<" not in part)


class Mover:
    """Puts a path before every address of ours in HTML that we wrote, or in JSON.

    An address is what begins a text, the value of an attribute or a value in JSON, and has a first part of ours; "/"
    alone is one where it is the value of href or action. All our attributes stand between double quotes.
    """

    def __init__(self, names: Iterable[str]) -> None:
        known = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
        before = r'(?:(?<=[">])|(?<=\\u003e))'
        self._named = re.compile(rf'{before}(?={_SLASH}(?:{known})(?:[/?#"<\\.]|$))')
        self._home = re.compile(rf'((?:href|action)(?:=\\?"|":\s?"))(?={_SLASH}(?:[?#"]|\\"))')

    def __call__(self, text: str, prefix: str) -> str:
        """`text` with `prefix`, such as /ofsted, before its addresses."""
        return self._home.sub(rf"\g<1>{prefix}", self._named.sub(prefix, text)) if prefix else text


def moved(text: str) -> str:
    """HTML of ours or JSON, with its addresses below the path that the request came by."""
    mover: Mover = flask.current_app.extensions["mover"]
    return mover(text, root())


def root() -> str:
    """The path that the service is below for this request: "" or such as /ofsted."""
    return flask.request.script_root


def whole_root() -> str:
    """What every whole address of the service begins with, such as https://example.org/ofsted."""
    return flask.request.root_url.rstrip("/")


def asked() -> str:
    """The whole address that is asked for, with its query."""
    return whole_root() + flask.request.full_path.rstrip("?")


def within(path: str) -> str:
    """A path of the browser's as the app knows it."""
    prefix = root()
    return path.removeprefix(prefix) or "/" if prefix and f"{path}/".startswith(f"{prefix}/") else path
