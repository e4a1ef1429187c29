"""Where the service stands: what a request, a proxy and the settings say of it."""

from __future__ import annotations

from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.factory import create_app
from dashboard.settings import Settings, SettingsError
from dashboard.web.address import Mover, Placed, is_trusted
from loaders import Dataset

MOVER = Mover(["authority", "changes.atom", "api", "_dash-layout"])


@pytest.mark.parametrize(
    ("text", "below"),
    [
        ('<a href="/authority/dudley">', '<a href="/o/authority/dudley">'),
        ('<a href="/">', '<a href="/o/">'),
        ('<form action="/?q=1">', '<form action="/o/?q=1">'),
        ("<code>/api/v1/authorities.json</code>", "<code>/o/api/v1/authorities.json</code>"),
        ('{"href":"/changes.atom"}', '{"href":"/o/changes.atom"}'),
        ('{"customdata":["/authority/a",null,"/authority/b"]}', '{"customdata":["/o/authority/a",null,"/o/authority/b"]}'),
        (r'{"svg":"\u003ca href=\"\u002fauthority\u002fa\"\u003e"}', r'{"svg":"\u003ca href=\"/o\u002fauthority\u002fa\"\u003e"}'),
        (r'{"href":"\u002f"}', r'{"href":"/o\u002f"}'),
        # no addresses of ours
        ('<a href="https://example.org/authority/a">', '<a href="https://example.org/authority/a">'),
        ('<a href="//authority/a">', '<a href="//authority/a">'),
        ('<a href="#authority">', '<a href="#authority">'),
        ('<p>either/or, and/authority</p>', '<p>either/or, and/authority</p>'),
        ('{"shape":"/"}', '{"shape":"/"}'),
        ('<a href="/authorityish">', '<a href="/authorityish">'),
    ],
)  # fmt: skip
def test_what_is_put_below_a_path(text: str, below: str) -> None:
    assert MOVER(text, "/o") == below
    assert MOVER(below, "/o") == below, "what is below it stays there"
    assert MOVER(text, "") == text


def placed(settings: Settings, **environ: str) -> dict[str, Any]:
    """What an application is told of a request."""
    told: dict[str, Any] = {}

    def application(environ: dict[str, Any], _start: Any) -> list[bytes]:
        told.update(environ)
        return []

    base = {"wsgi.url_scheme": "http", "HTTP_HOST": "inside:8050", "REMOTE_ADDR": "127.0.0.1", "SCRIPT_NAME": ""}
    list(Placed(application, settings)({**base, "PATH_INFO": "/map", **environ}, None))
    return told


def where(told: dict[str, Any]) -> str:
    return f"{told['wsgi.url_scheme']}://{told['HTTP_HOST']}{told['SCRIPT_NAME']} {told['PATH_INFO']}"


FORWARDED = {
    "HTTP_X_FORWARDED_PROTO": "https",
    "HTTP_X_FORWARDED_HOST": "example.org",
    "HTTP_X_FORWARDED_PREFIX": "/ofsted",
}
TRUSTED = Settings.from_environment({"TRUSTED_PROXIES": "127.0.0.1, 2001:db8::/32"})


def test_a_request_alone_says_where_it_came() -> None:
    assert where(placed(Settings())) == "http://inside:8050 /map"


def test_nothing_forwarded_is_believed_of_a_stranger() -> None:
    assert where(placed(Settings(), **FORWARDED)) == "http://inside:8050 /map"
    assert where(placed(TRUSTED, **FORWARDED, REMOTE_ADDR="192.0.2.7")) == "http://inside:8050 /map"


@pytest.mark.parametrize("peer", ["127.0.0.1", "::ffff:127.0.0.1", "2001:db8::7"])
def test_a_named_proxy_is_believed(peer: str) -> None:
    assert where(placed(TRUSTED, **FORWARDED, REMOTE_ADDR=peer)) == "https://example.org/ofsted /map"
    unstripped = placed(TRUSTED, **FORWARDED, REMOTE_ADDR=peer, PATH_INFO="/ofsted/map")
    assert where(unstripped) == "https://example.org/ofsted /map"


def test_a_socket_is_believed_where_it_is_named() -> None:
    assert is_trusted("", Settings.from_environment({"TRUSTED_PROXIES": "unix"}))
    assert not is_trusted("", TRUSTED)


def test_the_settings_win_over_the_proxy() -> None:
    told = Settings(base_path="/data-hub/", public_url="https://example.net", trusted_proxies=TRUSTED.trusted_proxies)
    assert where(placed(told, **FORWARDED)) == "https://example.net/data-hub /map"
    assert where(placed(told, PATH_INFO="/data-hub/map")) == "https://example.net/data-hub /map"
    assert where(placed(told, PATH_INFO="/data-hub")) == "https://example.net/data-hub "
    assert where(placed(told, PATH_INFO="/data-hubs")) == "https://example.net/data-hub /data-hubs"
    assert where(placed(Settings(https=True))) == "https://inside:8050 /map"


@pytest.mark.parametrize(
    "wrong",
    [
        {"HTTP_X_FORWARDED_PROTO": "javascript"},
        {"HTTP_X_FORWARDED_HOST": "a><script>"},
        {"HTTP_X_FORWARDED_PREFIX": "/a><script>"},
        {"HTTP_X_FORWARDED_PREFIX": "//evil.example"},
        {"HTTP_HOST": "a b"},
        {"HTTP_HOST": "evil.example/path"},
    ],
)
def test_what_cannot_be_is_refused_in_words(wrong: dict[str, str]) -> None:
    told = placed(TRUSTED, **wrong)
    assert told["trajectories.fault"]
    assert "<" not in where(told) and "evil" not in where(told)


def test_the_app_refuses_it(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Host": 'x"><b>'})
    assert answer.status_code == 400
    assert answer.text == "The request names no host that could be ours."


def test_a_base_path_that_is_an_address_within_is_refused(dataset: Dataset) -> None:
    with pytest.raises(SettingsError, match="/map is an address within the service; choose another name"):
        create_app(dataset, Settings(base_path="/map/"))


def test_two_prefixes_share_no_answer(dash_app: Dash) -> None:
    client = dash_app.server.test_client()
    at_root, below = (client.get("/about", base_url=f"http://localhost{prefix}").text for prefix in ("", "/ofsted"))
    assert 'href="/map' in at_root and "/ofsted" not in at_root
    assert 'href="/ofsted/map' in below and 'href="/map' not in below
