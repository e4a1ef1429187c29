"""What other sites and programs may take: CORS, SQLite, and answers that keep to their description."""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from flask.testing import FlaskClient
from openapi_spec_validator import validate

from dashboard.briefing.naming import FORMATS
from dashboard.web.open_data import sqlite_file
from loaders import Dataset

ELSEWHERE = {"Origin": "https://observablehq.com"}


@pytest.mark.parametrize(
    "path", ["/api/v1/authority/dudley.json", "/download/inspections.csv", "/changes.atom", "/api/v1/nowhere"]
)
def test_facts_may_be_read_from_another_origin(client: FlaskClient, path: str) -> None:
    assert client.get(path, headers=ELSEWHERE).headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/", "/authority/dudley", "/healthz", "/assets/shell.js", "/_dash-layout"])
def test_and_nothing_else_may(client: FlaskClient, path: str) -> None:
    assert "Access-Control-Allow-Origin" not in client.get(path, headers=ELSEWHERE).headers


def test_the_sqlite_file_holds_every_cell(client: FlaskClient, dataset: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "all.sqlite"
    response = client.get("/download/childrens-services.sqlite")
    assert response.headers["Content-Disposition"] == 'attachment; filename="childrens-services.sqlite"'
    path.write_bytes(response.data)
    database = sqlite3.connect(path)
    for table in ("authorities", "inspections", "judgements", "context", "documents"):
        with (dataset.folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = list(csv.reader(file))
        found = database.execute(f'SELECT * FROM "{table}"')
        assert [column[0] for column in found.description] == header
        # numbers are numbers: compared as numbers, the rest as text
        assert [[_plain(cell) for cell in row] for row in found] == [[_number(cell) for cell in row] for row in rows]
    (wrong,) = (list(database.execute("PRAGMA foreign_key_check")),)
    assert wrong == []
    query = "SELECT grade FROM judgements JOIN inspections USING (inspection_id) WHERE authority_code = ? AND judgement = ? ORDER BY start_date"
    grades = [row[0] for row in database.execute(query, ("E08000027", "leadership"))]
    assert "Inadequate" in grades and "Requires improvement" in grades
    database.close()


def _plain(cell: object) -> object:
    return "" if cell is None else _number(str(cell))


def _number(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text


def test_the_sqlite_file_has_the_same_bytes_twice(dataset: Dataset) -> None:
    assert sqlite_file(dataset) == sqlite_file(dataset)


@pytest.fixture
def described(client: FlaskClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/v1/openapi.json").get_json()
    return found


def test_the_description_keeps_to_the_standard_and_names_every_address(
    client: FlaskClient, described: dict[str, Any]
) -> None:
    validate(described)
    rules = {str(rule) for rule in client.application.url_map.iter_rules() if str(rule).startswith("/api/")}
    named = {path.split("{")[0] for path in described["paths"]} - {"/export/"} | {"/api/v1/openapi.json"}
    assert {rule.split("<")[0] for rule in rules} == named


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/api/v1/authorities.json", "/api/v1/authorities.json"),
        ("/api/v1/authority/{slug}.json", "/api/v1/authority/dudley.json"),
        ("/api/v1/authority/{slug}.json", "/api/v1/authority/northamptonshire.json"),
        ("/api/v1/authority/{slug}.json", "/api/v1/authority/isles-of-scilly.json"),
        ("/api/v1/authority/{slug}.json", "/api/v1/authority/nowhere-at-all.json"),
        ("/api/v1/as-at/{date}.json", "/api/v1/as-at/2024-03-31.json?by=region"),
        ("/api/v1/as-at/{date}.json", "/api/v1/as-at/2026-07-31.json?judgement=care_leavers"),
        ("/api/v1/as-at/{date}.json", "/api/v1/as-at/soon.json"),
        ("/api/v1/context/{place}.json", "/api/v1/context/dudley.json"),
        ("/api/v1/context/{place}.json", "/api/v1/context/england.json"),
    ],
)
def test_answers_are_as_they_are_described(
    client: FlaskClient, described: dict[str, Any], path: str, address: str
) -> None:
    response = client.get(address)
    answers = described["paths"][path]["get"]["responses"]
    schema = answers[str(response.status_code)]["content"]["application/json"]["schema"]
    jsonschema.validate(response.get_json(), schema | {"components": described["components"]})


FILE = "/export/{what}.{format}"


def test_every_format_and_size_of_a_file_is_described(described: dict[str, Any]) -> None:
    what, suffix, size = described["paths"][FILE]["get"]["parameters"]
    assert (what["name"], suffix["name"], size["name"]) == ("what", "format", "size")
    assert set(suffix["schema"]["enum"]) == {one.ending for one in FORMATS.values()}
    assert size["schema"] == {"type": "string", "enum": ["slide", "page", "web"], "default": "slide"}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("dudley.csv", 200),
        ("dudley.xlsx", 200),
        ("compare:neighbours:dudley.csv", 200),
        ("national:2024-03-31.csv", 200),
        ("improved:region:london.csv", 200),
        ("map.csv", 200),
        ("dudley.svg?size=page", 200),
        ("dudley.png?size=wall", 404),
        ("dudley.odt", 404),
        ("nowhere-at-all.pptx", 404),
    ],
)
def test_files_are_answered_as_described(
    client: FlaskClient, described: dict[str, Any], address: str, status: int
) -> None:
    """As a file or in words, and to a program that asks for JSON."""
    answers = described["paths"][FILE]["get"]["responses"]
    response = client.get(f"/export/{address}")
    assert response.status_code == status
    assert response.mimetype in answers[str(status)]["content"]
    assert response.mimetype == (
        "text/html" if status == 404 else FORMATS[address.partition("?")[0][-4:].strip(".")].media
    )
    asked = client.get(f"/export/{address}", headers={"Accept": "application/json"})
    assert asked.status_code == status
    schema = answers[str(status)]["content"]["application/json"]["schema"]
    jsonschema.validate(asked.get_json(), schema)
    assert asked.get_json()["ready"] is (status == 200)
