from __future__ import annotations

import base64
import hashlib
import re

import pytest
from flask.testing import FlaskClient

from dashboard.factory import create_app
from dashboard.settings import Settings
from loaders import Dataset


def policy(header: str) -> dict[str, str]:
    return dict(rule.strip().split(" ", 1) for rule in header.split(";"))


@pytest.mark.parametrize("path", ["/", "/about", "/?embed=1", "/nowhere"])
def test_every_inline_script_of_the_html_is_allowed_by_its_hash_and_nothing_else(
    client: FlaskClient, path: str
) -> None:
    answer = client.get(path)
    scripts = re.findall(r"<script(?![^>]*(?:src|application/json))[^>]*>(.*?)</script>", answer.text, re.S)
    assert scripts
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts}
    allowed = policy(answer.headers["Content-Security-Policy"])["script-src"].split()
    assert allowed[0] == "'self'"
    assert set(allowed[1:]) == hashes
    assert "'unsafe-inline'" not in allowed
    assert "'unsafe-eval'" not in allowed


def test_a_page_may_be_framed_only_where_it_is_meant_to_be(client: FlaskClient) -> None:
    whole, embedded = client.get("/"), client.get("/?embed=1")
    assert policy(whole.headers["Content-Security-Policy"])["frame-ancestors"] == "'none'"
    assert whole.headers["X-Frame-Options"] == "DENY"
    assert policy(embedded.headers["Content-Security-Policy"])["frame-ancestors"] == "*"
    assert "X-Frame-Options" not in embedded.headers


@pytest.mark.parametrize("path", ["/", "/healthz", "/nowhere", "/assets/1-tokens.css", "/_dash-layout"])
def test_every_response_has_the_other_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Content-Security-Policy" in headers
    assert "Strict-Transport-Security" not in headers
    assert "Set-Cookie" not in headers


def test_https_alone_is_asked_for_where_the_settings_say_so(dataset: Dataset) -> None:
    app = create_app(dataset, Settings(https=True, embed_ancestors="https://example.org"))
    client = app.server.test_client()
    assert client.get("/").headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "frame-ancestors https://example.org" in client.get("/?embed=1").headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 200), ("/about", 200), ("/about/", 200), ("/nowhere", 404), ("/not-found", 404), ("/about/more", 404)],
)
def test_the_status_says_whether_the_address_is_ours(client: FlaskClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_what_never_changes_is_kept_and_what_may_is_asked_again(client: FlaskClient) -> None:
    html = client.get("/")
    suite = re.search(r'src="(/_dash-component-suites/[^"]+)"', html.text)
    assert suite is not None
    assert client.get(suite[1]).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get("/assets/1-tokens.css").headers["Cache-Control"] == "public, max-age=3600"
    assert html.headers["Cache-Control"] == "no-cache"
    layout = client.get("/_dash-layout")
    again = client.get("/_dash-layout", headers={"If-None-Match": layout.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
