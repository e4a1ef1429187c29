from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.factory import create_app
from dashboard.pages import map as map_page
from dashboard.web.kept_answers import ENTRY, Answer, Kept
from loaders import load_dataset
from tests.dashboard.asking import page_request, smaller_dataset

CALLBACKS = "/_dash-update-component"
PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Mobile"}


def not_again(*_: object) -> None:
    raise AssertionError("drawn again")


def test_the_oldest_answers_make_room() -> None:
    kept = Kept(2 * ENTRY + 10)
    for asked in "abc":
        kept.put(asked, Answer(b"1234", None))
    assert [kept.get(asked) is not None for asked in "abc"] == [False, True, True]


def test_what_was_asked_for_last_stays() -> None:
    kept = Kept(2 * ENTRY + 10)
    kept.put("a", Answer(b"1234", None))
    kept.put("b", Answer(b"1234", None))
    kept.get("a")
    kept.put("c", Answer(b"1234", None))
    assert [kept.get(asked) is not None for asked in "abc"] == [True, False, True]


def test_an_answer_larger_than_the_room_is_not_kept() -> None:
    kept = Kept(ENTRY + 10)
    kept.put("a", Answer(b"12345678901", None))
    assert kept.get("a") is None
    kept.put("b", Answer(b"1234567890", None))
    assert kept.get("b") is not None


def test_a_state_is_drawn_once_and_answered_alike(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = page_request("/map", "?date=2021-05-04")
    first = client.post(CALLBACKS, json=asked)
    monkeypatch.setattr(map_page, "_layout", not_again)
    again = client.post(CALLBACKS, json=asked)
    assert again.data == first.data
    assert dict(again.headers) == dict(first.headers)


def test_a_phone_and_a_desk_have_answers_of_their_own(client: FlaskClient) -> None:
    asked = page_request("/map", "?date=2021-05-05")
    desk, phone = client.post(CALLBACKS, json=asked), client.post(CALLBACKS, json=asked, headers=PHONE)
    assert desk.data != phone.data
    assert client.post(CALLBACKS, json=asked, headers=PHONE).data == phone.data


def test_gzip_is_sent_to_who_takes_it_alone(client: FlaskClient) -> None:
    asked = page_request("/map", "?date=2021-05-06")
    packed = [client.post(CALLBACKS, json=asked, headers={"Accept-Encoding": "gzip"}) for _ in range(2)]
    plain = client.post(CALLBACKS, json=asked)
    assert packed[0].data == packed[1].data
    assert packed[1].headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed[1].headers["Vary"]
    assert gzip.decompress(packed[1].data) == plain.data


def test_two_apps_keep_their_answers_apart(client: FlaskClient, tmp_path: Path) -> None:
    asked = page_request("/authority/birmingham")
    ours = client.post(CALLBACKS, json=asked)
    other = create_app(load_dataset(smaller_dataset(tmp_path))).server.test_client().post(CALLBACKS, json=asked)
    assert "Birmingham" in ours.text
    assert "Elsewhere" in other.text


def test_a_failure_is_not_kept(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = page_request("/map", "?date=2021-05-07")
    with monkeypatch.context() as broken:
        broken.setattr(map_page, "_layout", not_again)
        assert client.post(CALLBACKS, json=asked).status_code == 500
    assert client.post(CALLBACKS, json=asked).status_code == 200
