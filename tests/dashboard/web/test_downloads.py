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

NAMES = {"authority_name", "predecessor_names", "successor_names", "neighbour_names"}
"""Columns that files for people have besides those of the dataset."""


def raw(dataset: Dataset, table: str) -> tuple[list[str], list[list[str]]]:
    with (dataset.folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    return header, rows


@pytest.mark.parametrize("table", downloads.TABLES)
def test_a_csv_is_the_file_of_the_dataset_and_names_after_it(table: str, client: FlaskClient, dataset: Dataset) -> None:
    answer = client.get(f"/download/{table}.csv")
    assert answer.status_code == 200
    assert answer.data.startswith(b"\xef\xbb\xbf"), "Excel needs the mark to show accents"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{table}.csv"'
    found, *rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))
    header, expected = raw(dataset, table)
    assert found[: len(header)] == header
    assert set(found[len(header) :]) <= NAMES
    assert [row[: len(header)] for row in rows] == expected


@pytest.mark.parametrize("table", downloads.TABLES)
def test_every_code_of_an_authority_has_its_name(table: str, client: FlaskClient, dataset: Dataset) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(f"/download/{table}.csv").data.decode("utf-8-sig"))))
    _, bodies = raw(dataset, "authorities")
    names = {row[0]: row[3] for row in bodies} | {"E92000001": "England", "E12000009": "South West"}
    _, events = raw(dataset, "inspections")
    inspected = {row[0]: row[1] for row in events}
    for row in rows:
        code = row.get("authority_code") or inspected.get(row.get("inspection_id", ""))
        if code in names:
            assert row["authority_name"] == names[code]
        for several, named in (("neighbours", "neighbour_names"), ("successors", "successor_names")):
            if several in row:
                assert row[named] == "; ".join(names[one] for one in row[several].split(";") if one)


@pytest.mark.parametrize("table", downloads.TABLES)
def test_a_workbook_holds_every_cell_of_its_table(table: str, client: FlaskClient, dataset: Dataset) -> None:
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/download/{table}.xlsx").data))
    sheet, notes = book.worksheets
    header, rows = raw(dataset, table)
    (placed,) = sheet.tables.values()
    assert placed.displayName == table
    top = openpyxl.utils.range_boundaries(placed.ref)[1]
    resource = next(item for item in dataset.package["resources"] if item["name"] == table)
    above = [row[0] for row in sheet.iter_rows(max_row=top - 1, values_only=True)]
    assert above[0] == resource["title"]
    assert any(line.startswith("Blank:") for line in above)
    found = [list(row) for row in sheet.iter_rows(min_row=top, values_only=True)]
    kept = [place for place, name in enumerate(found[0]) if name not in NAMES]
    assert [found[0][place] for place in kept] == header
    assert [[_text(row[place]) for place in kept] for row in found[1:]] == [
        [_plain(cell) for cell in row] for row in rows
    ]
    if "authority_code" in found[0]:
        assert found[0][found[0].index("authority_code") + 1] == "authority_name"
    assert sheet.freeze_panes == f"B{top + 1}"
    told = {row[0]: row[1] for row in notes.iter_rows(values_only=True)}
    assert all(told[name] for name in found[0])


def _text(value: object) -> str:
    """A cell as the CSV has it."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return "" if value is None else _plain(str(value))


def _plain(text: str) -> str:
    """Text with numbers alike: Excel keeps no decimal that is nought."""
    return text.removesuffix(".0")


def test_dates_are_dates_numbers_are_numbers_and_addresses_are_links(client: FlaskClient) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/download/inspections.xlsx").data)).worksheets[0]
    (placed,) = sheet.tables.values()
    top = openpyxl.utils.range_boundaries(placed.ref)[1]
    columns = {cell.value: position for position, cell in enumerate(next(sheet.iter_rows(min_row=top, max_row=top)))}
    rows = list(sheet.iter_rows(min_row=top + 1))
    dates = [row[columns["publication_date"]] for row in rows if row[columns["publication_date"]].value]
    assert dates and all(cell.is_date and isinstance(cell.value, dt.datetime) for cell in dates)
    numbers = [row[columns["visit_number"]].value for row in rows if row[columns["visit_number"]].value is not None]
    assert numbers and all(isinstance(number, int) for number in numbers)
    links = [row[columns["report_url"]] for row in rows if row[columns["report_url"]].value]
    assert len(links) > 1000 and all(cell.hyperlink.target.split("#")[0] in cell.value for cell in links)


def test_no_cell_is_a_formula(client: FlaskClient) -> None:
    for table in downloads.TABLES:
        sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"/download/{table}.xlsx").data)).worksheets[0]
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


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
