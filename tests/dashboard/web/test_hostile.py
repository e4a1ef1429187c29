"""Requests that nobody means well: answered in words, never by a fault, and nothing of them is kept."""

from __future__ import annotations

import resource
from collections import Counter
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from dash import Dash
from flask.testing import FlaskClient

from bench.hostile import Sent, requests

COUNT = 300


def send(client: FlaskClient, sent: Sent) -> int:
    path, _, query = sent.target.partition("?")
    answer = client.open(
        environ_overrides={"PATH_INFO": unquote_to_bytes(path).decode("latin-1"), "QUERY_STRING": query},
        method=sent.method,
        headers=sent.headers,
        data=sent.body,
    )
    answer.get_data()
    answer.close()
    return answer.status_code


def held() -> int:
    """Bytes that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


@pytest.mark.parametrize("seed", [1, 2])
def test_none_is_answered_by_a_fault(dash_app: Dash, seed: int, caplog: pytest.LogCaptureFixture) -> None:
    client = dash_app.server.test_client()
    client.get("/")
    dependencies = client.get("/_dash-dependencies").get_json()
    statuses: Counter[int] = Counter()
    middle = 0
    for number, sent in enumerate(requests(dependencies, COUNT, seed)):
        status = send(client, sent)
        assert status < 500 or status == 503, sent  # 503: more files are asked for than are made at once
        statuses[status] += 1
        if number == COUNT // 2:
            middle = held()
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
    # every kind was among them: answered, refused in form, unknown, and not allowed
    assert {200, 400, 404, 405} <= statuses.keys()
    assert held() - middle < 60_000_000, "what is kept has bounds"
