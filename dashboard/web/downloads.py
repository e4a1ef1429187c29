"""The dataset as files: every table as CSV and XLSX, and all of them as a Data Package and as SQLite.

The Data Package and SQLite hold the tables as they lie in data/. CSV and XLSX are for people: names of authorities stand
with their codes, and both open right in Excel. A file is made once per dataset, when it is first asked for, and answered with an ETag.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile
from functools import cache
from typing import Any

import flask
import pandas as pd
from dash import Dash

from dashboard.spreadsheet import SAFE, Formats, place_table, sheet_name, table_name
from dashboard.web.open_data import sqlite_file
from loaders import ENGLAND_CODE, REGION_CODES, Dataset, csv_bytes

TABLES = (
    *(
        "authorities",
        "inspections",
        "judgements",
        "disagreements",
        "improvements",
        "published_figures",
        "observations",
        "documents",
    ),
    *("measures", "context"),
)
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SQLITE = "childrens-services.sqlite"
NAMED_LISTS = {
    "predecessors": "predecessor_names",
    "successors": "successor_names",
    "neighbours": "neighbour_names",
}
"""Columns of several codes, and the columns of their names that files for people have."""
ADDED = {
    "authority_name": "Name of the authority; not in the Data Package, where the table of authorities has it",
    **{
        named: f"Names of the {column}, in their order; not in the Data Package"
        for column, named in NAMED_LISTS.items()
    },
}
"""Columns that files for people have besides those of the dataset, and what they hold."""
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""Every entry of a zip carries this time, so that the same dataset gives the same bytes."""


def add_downloads(app: Dash, dataset: Dataset) -> None:
    """Serve /download/<table>.csv, /download/<table>.xlsx, /download/datapackage.zip and all tables as SQLite."""

    @cache
    def content(name: str) -> tuple[bytes, str]:
        table, _, kind = name.rpartition(".")
        if name == "datapackage.zip":
            return package_zip(dataset), "application/zip"
        if name == SQLITE:
            return sqlite_file(dataset), "application/vnd.sqlite3"
        if kind == "csv":
            return csv_bytes(with_names(dataset, table), for_people=True), CSV
        return workbook(dataset, table), XLSX

    def download(name: str) -> flask.Response:
        table, _, kind = name.rpartition(".")
        if name not in ("datapackage.zip", SQLITE) and not (table in TABLES and kind in ("csv", "xlsx")):
            flask.abort(404)
        body, media = content(name)
        return answer(body, media, filename=name)

    app.server.add_url_rule("/download/<name>", "download", download)


def answer(body: bytes, media: str, *, filename: str | None = None) -> flask.Response:
    """A response that a browser can keep: with an ETag, and 304 where the visitor has it already."""
    response = flask.Response(body, content_type=media)
    response.set_etag(hashlib.sha256(body).hexdigest()[:32])
    response.headers["Cache-Control"] = "no-cache"
    if filename:
        response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.make_conditional(flask.request)
    return response


def package_zip(dataset: Dataset) -> bytes:
    """datapackage.json and every file that it names, as a zip."""
    names = ["datapackage.json", *(resource["path"] for resource in dataset.package["resources"])]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(
                zipfile.ZipInfo(name, ZIP_TIME), (dataset.folder / name).read_bytes(), zipfile.ZIP_DEFLATED
            )
    return buffer.getvalue()


def with_names(dataset: Dataset, table: str) -> pd.DataFrame:
    """A table as the dataset has it, and after its own columns the names of the authorities that its codes mean.

    Where rows have an inspection alone, the name of the authority inspected.
    """
    frame = _typed(dataset, table)
    bodies = dataset.authorities()
    names = dict(zip(bodies["code"], bodies["name"], strict=True)) | REGION_CODES | {ENGLAND_CODE: "England"}
    codes = frame.get("authority_code")
    if codes is None and "inspection_id" in frame:
        inspected = dataset.inspections()
        codes = frame["inspection_id"].map(
            dict(zip(inspected["inspection_id"], inspected["authority_code"], strict=True))
        )
    if codes is not None:
        frame["authority_name"] = codes.map(names).astype("string")
    for column, named in NAMED_LISTS.items():
        if column in frame:
            frame[named] = frame[column].map(
                lambda listed: "; ".join(map(names.__getitem__, listed.split(";"))), "ignore"
            )
    return frame


def _typed(dataset: Dataset, table: str) -> pd.DataFrame:
    """A table with dates as dates and numbers as numbers, each with the decimals that are written."""
    resource = _resource(dataset, table)
    frame = pd.read_csv(dataset.folder / resource["path"], dtype="string", keep_default_na=False, na_values=[""])
    for field in resource["schema"]["fields"]:
        if field["type"] == "date":
            frame[field["name"]] = pd.to_datetime(frame[field["name"]], format="%Y-%m-%d")
        elif field["type"] == "integer":
            frame[field["name"]] = frame[field["name"]].astype("Int64")
        elif field["type"] == "number":
            frame[field["name"]] = frame[field["name"]].map(_number, "ignore").astype("object")
    return frame


def _number(text: str) -> int | float:
    return int(text) if text.lstrip("-").isdigit() else float(text)


def _resource(dataset: Dataset, table: str) -> dict[str, Any]:
    found: dict[str, Any] = next(item for item in dataset.package["resources"] if item["name"] == table)
    return found


def workbook(dataset: Dataset, table: str) -> bytes:
    """A table as an Excel workbook: a sheet of data, names beside codes, and a sheet that says what the columns mean."""
    import xlsxwriter  # only a visitor who asks for a workbook needs it

    resource = _resource(dataset, table)
    frame = with_names(dataset, table)
    order = list(frame.columns)
    for code in ("authority_code", "inspection_id"):
        if code in order and "authority_name" in order:
            order.remove("authority_name")
            order.insert(order.index(code) + 1, "authority_name")
            break
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **SAFE})
    # Excel's "created" is the reach of the dataset: the time of day would change the bytes.
    created = dt.datetime.combine(dataset.built or dt.date(2026, 1, 1), dt.time())
    book.set_properties({"title": resource["title"], "comments": "Open Government Licence v3.0", "created": created})
    formats = Formats.of(book)
    used, names = set[str](), set[str]()
    sheet = book.add_worksheet(sheet_name(table.replace("_", " ").capitalize(), used))
    place_table(
        sheet,
        frame[order],
        formats,
        title=resource["title"],
        notes=["Blank: not known, or not part of that row.", "The sheet Notes says what each column holds."],
        name=table_name(table, names),
    )
    meanings = {field["name"]: field.get("description", "") for field in resource["schema"]["fields"]} | ADDED
    notes = pd.DataFrame([(column, meanings[column]) for column in order], columns=["Column", "What it holds"])
    source = "Source: Ofsted and others, named in the Data Package; Open Government Licence v3.0."
    place_table(
        book.add_worksheet(sheet_name("Notes", used)),
        notes,
        formats,
        title=f"{resource['title']}: what each column holds",
        notes=[source],
        name=table_name("Notes", names),
    )
    book.close()
    return buffer.getvalue()
