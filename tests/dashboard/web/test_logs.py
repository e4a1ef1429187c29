"""Logs and figures: what the service did, and nothing of who asked."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import flask
import pytest
from flask.testing import FlaskClient

from dashboard.factory import create_app
from dashboard.settings import Settings
from dashboard.web.logs import OneLine
from loaders import Dataset

SECRET = "Jane-Smith-of-Elm-Road"


@pytest.fixture(scope="module")
def watched(dataset: Dataset) -> FlaskClient:
    app = create_app(dataset, Settings(log_requests=True, metrics=True))

    @app.server.get("/download/breaks/<name>")
    def breaks(name: str) -> flask.Response:
        raise KeyError(name)

    client: FlaskClient = app.server.test_client()
    return client


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(OneLine())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def test_a_request_is_one_line_without_who_asked(watched: FlaskClient, lines: io.StringIO) -> None:
    addresses = {
        "/about": "/about",
        "/authority/dudley": "/authority/<slug>",
        f"/authority/{SECRET}": "none",
        f"/find?q={SECRET}": "/find",
        f"/nowhere/{SECRET}?x={SECRET}": "none",
        f"/api/v1/authority/{SECRET}.json": "/api/v1/authority/<slug>.json",
        f"/download/breaks/{SECRET}": "/download/breaks/<name>",
    }
    sent = {"X-Forwarded-For": "192.0.2.99", "User-Agent": SECRET, "Referer": f"https://x.example/{SECRET}"}
    for address in addresses:
        watched.get(address, headers=sent, environ_overrides={"REMOTE_ADDR": "192.0.2.77"})
    text = lines.getvalue()
    assert SECRET not in text and "192.0.2." not in text
    told = [json.loads(line) for line in text.splitlines()]
    requests = [line for line in told if line["message"] == "request"]
    assert [line["route"] for line in requests] == list(addresses.values())
    assert [line["status"] for line in requests] == [200, 200, 404, 200, 404, 404, 500]
    assert all(line["method"] == "GET" and line["ms"] >= 0 for line in requests)
    (fault,) = [line for line in told if line.get("error")]
    assert (fault["level"], fault["error"], fault["message"]) == ("error", "KeyError", "/download/breaks/<name> failed")
    assert "test_logs.py" in fault["at"][0]


def test_figures_are_counted_by_route(watched: FlaskClient) -> None:
    watched.get("/healthz")
    watched.get(f"/authority/{SECRET}")
    watched.open("/healthz", method="BREW")
    answer = watched.get("/metrics")
    assert answer.content_type.startswith("text/plain")
    assert answer.headers["Cache-Control"] == "no-store"
    said = answer.text
    assert 'trajectories_requests_total{method="GET",route="/healthz",status="200"}' in said
    assert 'method="other"' in said and "BREW" not in said
    assert 'trajectories_request_seconds_bucket{le="0.1",route="/healthz"}' in said
    assert SECRET not in said


def test_they_are_off_by_default(client: FlaskClient, lines: io.StringIO) -> None:
    assert client.get("/metrics").status_code == 404
    assert lines.getvalue() == ""


def test_what_servers_write_of_a_bad_request_is_cut() -> None:
    record = logging.LogRecord(
        "gunicorn.error", logging.WARNING, "", 0, "Invalid request from ip=%s: %s", ("192.0.2.1", SECRET), None
    )
    assert json.loads(OneLine().format(record))["message"] == "Invalid request"
    record = logging.LogRecord(
        "gunicorn.error", logging.ERROR, "", 0, "Error handling request %s", (f"/?q={SECRET}",), None
    )
    assert json.loads(OneLine().format(record))["message"] == "Error handling request"
