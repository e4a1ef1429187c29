from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from dash import Dash
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.web.request_guard import LARGEST_BODY, LONGEST_ADDRESS
from tests.dashboard.asking import page_request

CALLBACKS = "/_dash-update-component"

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


def refused(answer: Any) -> bool:
    return 400 <= answer.status_code < 500 and "Traceback" not in answer.text


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        {"output": 3},
        {"output": "no.such"},
        {**page_request("/"), "inputs": None},
        {**page_request("/"), "inputs": []},
        {**page_request("/"), "inputs": [3, 4]},
        {**page_request("/"), "inputs": [{"id": "x", "property": "y"}] * 2},
        {**page_request("/"), "state": [{"id": "x", "property": "y", "value": 1}]},
        {**page_request("/"), "changedPropIds": 7},
        {**page_request("/"), "changedPropIds": [{}]},
        {**page_request("/"), "outputs": "everything"},
    ],
)
def test_what_is_no_call_of_a_callback_is_refused(client: FlaskClient, body: Any) -> None:
    assert refused(client.post(CALLBACKS, json=body))


def test_what_is_not_even_json_is_refused(client: FlaskClient) -> None:
    assert refused(client.post(CALLBACKS, data="{", content_type="application/json"))
    assert refused(client.post(CALLBACKS, data="a=1"))
    assert refused(client.post(CALLBACKS, data=b"\xff\xfe", content_type="application/json"))
    assert refused(client.get(CALLBACKS))


def test_too_much_is_refused(client: FlaskClient) -> None:
    assert client.post(CALLBACKS, data=b"1" * (LARGEST_BODY + 1), content_type="application/json").status_code == 413
    assert client.get("/" + "a" * LONGEST_ADDRESS).status_code == 414
    assert client.get("/?q=" + "a" * LONGEST_ADDRESS).status_code == 414


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=JSON, part=st.sampled_from(["output", "inputs", "outputs", "state", "changedPropIds"]))
def test_no_body_whatever_makes_the_server_fail(dash_app: Dash, body: Any, part: str) -> None:
    client = dash_app.server.test_client()
    assert client.post(CALLBACKS, json=body).status_code < 500
    assert client.post(CALLBACKS, json={**page_request("/about"), part: body}).status_code < 500


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.text(max_size=40), search=st.text(max_size=60))
def test_no_address_whatever_makes_the_server_fail(dash_app: Dash, path: str, search: str) -> None:
    client = dash_app.server.test_client()
    assert client.post(CALLBACKS, json=page_request("/" + path, "?" + search)).status_code == 200
    assert client.get("/" + quote(path, safe=""), query_string={"q": search}).status_code < 500


@pytest.mark.parametrize("value", [3, None, {"a": 1}, ["/about"], True])
def test_a_pathname_of_another_type_shows_a_page_or_is_refused(client: FlaskClient, value: Any) -> None:
    body = page_request("/")
    body["inputs"][0]["value"] = value
    assert client.post(CALLBACKS, json=body).status_code < 500
    body["inputs"][1]["value"] = value
    assert client.post(CALLBACKS, json=body).status_code < 500


@pytest.mark.parametrize("name", ["self", "cls", "slug", "layout", "1", "a b", "", "kwargs", "values"])
def test_no_name_of_a_query_parameter_makes_a_page_fail(page_at: Any, name: str) -> None:
    for path in ("/", "/about"):
        page_at(path, f"?{name}=1&{name}=2")


def test_a_fault_of_ours_shows_no_traceback(dash_app: Dash, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("secret words")

    monkeypatch.setitem(dash_app.server.view_functions, "healthz", broken)
    answer = dash_app.server.test_client().get("/healthz")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
