from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from pathlib import Path

import frictionless
import openpyxl
import pytest
from flask.testing import FlaskClient

from dashboard.web import downloads
from loaders import Dataset


@pytest.mark.parametrize("table", downloads.TABLES)
def test_a_csv_is_the_file_of_the_dataset(table: str, client: FlaskClient, dataset: Dataset) -> None:
    answer = client.get(f"/download/{table}.csv")
    assert answer.status_code == 200
    assert answer.data == (dataset.folder / f"{table}.csv").read_bytes()
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{table}.csv"'


@pytest.mark.parametrize("table", downloads.TABLES)
def test_a_workbook_holds_every_cell_of_its_table(table: str, client: FlaskClient, dataset: Dataset) -> None:
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/download/{table}.xlsx").data))
    sheet, notes = book.worksheets
    with (dataset.folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    found = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert found[0] == header
    assert len(found) - 1 == len(rows)
    assert [[_text(value) for value in row] for row in found[1:]] == rows
    assert sheet.freeze_panes == "B2"
    assert [cell.value for cell in notes["A"]][1 : len(header) + 1] == header


def _text(value: object) -> str:
    """A cell as the CSV has it."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def test_dates_are_dates_and_numbers_are_numbers(client: FlaskClient) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/download/inspections.xlsx").data)).worksheets[0]
    columns = {cell.value: position for position, cell in enumerate(next(sheet.iter_rows(max_row=1)))}
    rows = list(sheet.iter_rows(min_row=2))
    dates = [row[columns["publication_date"]] for row in rows if row[columns["publication_date"]].value]
    assert dates and all(cell.is_date and isinstance(cell.value, dt.datetime) for cell in dates)
    numbers = [row[columns["visit_number"]].value for row in rows if row[columns["visit_number"]].value is not None]
    assert numbers and all(isinstance(number, int) for number in numbers)


def test_no_cell_is_a_formula_or_a_link(client: FlaskClient) -> None:
    for table in downloads.TABLES:
        sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"/download/{table}.xlsx").data)).worksheets[0]
        assert not any(cell.data_type == "f" or cell.hyperlink for row in sheet.iter_rows() for cell in row)


def test_the_zip_is_a_valid_data_package(client: FlaskClient, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(client.get("/download/datapackage.zip").data)) as archive:
        archive.extractall(tmp_path)
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "fieldName", "rowNumber", "message"])[:5]
    described = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} >= {
        Path(resource["path"]).name for resource in described["resources"] if "/" not in resource["path"]
    }


@pytest.mark.parametrize(
    "path",
    [
        "/download/inspections.csv",
        "/download/inspections.xlsx",
        "/download/datapackage.zip",
        "/api/v1/authorities.json",
        "/api/v1/authority/dudley.json",
        "/api/v1/as-at/2024-03-31.json",
        "/changes.atom",
    ],
)
def test_a_second_request_costs_no_body(path: str, client: FlaskClient) -> None:
    first = client.get(path)
    tag = first.headers["ETag"]
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get(path, headers={"If-None-Match": '"another"'})
    assert (other.status_code, other.data) == (200, first.data)


@pytest.mark.parametrize(
    "name",
    [
        "inspections.exe",
        "unknown.csv",
        "datapackage.json",
        "..%2Fapp.py",
        "inspections",
        ".csv",
        "inspections.csv.zip",
        "datapackage.csv",
    ],
)
def test_nothing_else_is_served(name: str, client: FlaskClient) -> None:
    assert client.get(f"/download/{name}").status_code == 404


def test_the_same_dataset_gives_the_same_bytes(dataset: Dataset) -> None:
    assert downloads.package_zip(dataset) == downloads.package_zip(dataset)
    assert downloads.workbook(dataset, "authorities") == downloads.workbook(dataset, "authorities")
