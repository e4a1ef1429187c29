from __future__ import annotations

import gzip

from flask.testing import FlaskClient

GZIP = {"Accept-Encoding": "gzip, br"}


def test_text_is_sent_as_gzip_to_who_takes_it_and_says_so(client: FlaskClient) -> None:
    plain, packed = client.get("/_dash-layout"), client.get("/_dash-layout", headers=GZIP)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data)
    assert int(packed.headers["Content-Length"]) == len(packed.data)


def test_assets_are_packed_too(client: FlaskClient) -> None:
    packed = client.get("/assets/3-components.css", headers=GZIP)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert b".badge" in gzip.decompress(packed.data)


def test_what_is_small_stays_as_it_is(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/healthz", headers=GZIP).headers


def test_a_packed_answer_is_recognised_when_asked_for_again(client: FlaskClient) -> None:
    first = client.get("/_dash-layout", headers=GZIP)
    again = client.get("/_dash-layout", headers={**GZIP, "If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_a_refusal_of_gzip_is_respected(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/_dash-layout", headers={"Accept-Encoding": "gzip;q=0"}).headers
