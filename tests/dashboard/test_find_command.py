"""`python -m dashboard find`, and the addresses that lead to an authority."""

from __future__ import annotations

import io
import json

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.__main__ import main


def test_a_line_a_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "Bristol, City of", "Dorset", "nowhere at all"]) == 0
    assert capsys.readouterr().out.splitlines() == ["bristol", "dorset or dorset-county-to-2019", "null"]


def test_json_from_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("80464\n\nRichmond\nxyz\n"))
    assert main(["find", "--json", "-"]) == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {"text": "80464", "slug": "dudley", "code": "E08000027", "name": "Dudley", "choices": []},
        {
            "text": "Richmond",
            "slug": None,
            "code": None,
            "name": None,
            "choices": ["richmond-upon-thames", "north-yorkshire"],
        },
        {"text": "xyz", "slug": None, "code": None, "name": None, "choices": []},
    ]


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/Compare?set=all&utm_source=x", "/compare?set=all&utm_source=x"),
        ("/compare.)", "/compare"),
        ("/National,", "/national"),
        ("/map%20", "/map"),
        ("/visits/Waiting.", "/visits/waiting"),
    ],
)
def test_the_address_of_a_page_may_be_pasted(visitor: FlaskClient, path: str, there: str) -> None:
    response = visitor.get(path)
    assert (response.status_code, response.location) == (302, there)


@pytest.mark.parametrize("path", ["/", "/compare", "/compare/", "/healthz", "/download/inspections.csv", "/nowhere."])
def test_no_other_address_is_led_elsewhere(visitor: FlaskClient, path: str) -> None:
    assert visitor.get(path).status_code in (200, 404)


@pytest.fixture(scope="module")
def visitor(dash_app: Dash) -> FlaskClient:
    return dash_app.server.test_client()


@pytest.mark.parametrize(
    "path",
    [
        "/authority/Dudley",
        "/authority/E08000027",
        "/authority/332",
        "/authority/80464",
        "/authority/dudley.)",
        "/authority/dudley%20",
        "/authority/Dudley%20MBC",
        "/authority/(dudley)",
    ],
)
def test_other_names_and_pasted_addresses_lead_to_the_one_address(visitor: FlaskClient, path: str) -> None:
    response = visitor.get(f"{path}?by=inspection&utm_source=x")
    assert response.status_code == 302
    assert response.location == "/authority/dudley?by=inspection&utm_source=x"


def test_the_address_itself_stays_and_what_is_unknown_is_no_address(visitor: FlaskClient) -> None:
    assert visitor.get("/authority/dudley").status_code == 200
    assert visitor.get("/authority/dudley/").status_code == 200
    assert visitor.get("/authority/dudley/extra").status_code == 404
    assert visitor.get("/authority/").status_code == 404
    assert visitor.get("/authority/atlantis").status_code == 404


@pytest.mark.parametrize(
    ("name", "meanings"),
    [
        ("Dorset", ("dorset", "dorset-county-to-2019")),
        ("richmond", ("richmond-upon-thames", "north-yorkshire")),
        ("WCC", ("warwickshire", "westminster", "worcestershire")),
        ("dudly", ("dudley",)),
    ],
)
def test_an_address_that_may_be_several_offers_them(name: str, meanings: tuple[str, ...], visitor: FlaskClient) -> None:
    response = visitor.get(f"/authority/{name}")
    assert (response.status_code, response.location) == (302, f"/find?q={name}")
    page = visitor.get(response.location).text
    assert all(f'href="/authority/{slug}"' in page for slug in meanings)


@pytest.mark.parametrize(
    ("pasted", "there"),
    [
        ("/api/v1/authority/dudley.json)", "/api/v1/authority/dudley.json"),
        ("/API/v1/authority/dudley.JSON", "/api/v1/authority/dudley.json"),
        ("/export/dudley.csv.", "/export/dudley.csv"),
        ("/export/Bristol,%20City%20of.CSV%20", "/export/Bristol,%20City%20of.csv"),
        ("/changes.atom).?from=2024", "/changes.atom?from=2024"),
        ("/download/Inspections.csv,", "/download/inspections.csv"),
        ("/Authority/dudley.ics.", "/authority/dudley.ics"),
        ("/authority/dudley&utm_source=x", "/authority/dudley"),
        ("/Authority/Hammersmith%20%26%20Fulham", "/authority/hammersmith-and-fulham"),
    ],
)
def test_the_address_of_a_file_may_be_pasted_too(pasted: str, there: str, visitor: FlaskClient) -> None:
    response = visitor.get(pasted)
    assert (response.status_code, response.location) == (302, there)
    assert visitor.get(there).status_code == 200


def test_a_date_with_strokes_may_stand_in_a_path(visitor: FlaskClient) -> None:
    said = [visitor.get(f"/api/v1/as-at/{date}.json").get_json() for date in ("31/03/2024", "2024-03-31", "31.3.24")]
    assert said[0]["as_at"] == "2024-03-31" and said[0] == said[1] == said[2]


def test_the_api_knows_the_same_names(visitor: FlaskClient) -> None:
    for name in ("E08000027", "332", "80464", "Dudley", "Dudley MBC"):
        response = visitor.get(f"/api/v1/authority/{name}.json")
        assert response.status_code == 302 and response.location == "/api/v1/authority/dudley.json"
    assert visitor.get("/api/v1/authority/dudley.json").status_code == 200
    refused = visitor.get("/api/v1/authority/richmond.json")
    assert refused.status_code == 404
    assert "richmond-upon-thames, north-yorkshire" in refused.get_json()["error"]
