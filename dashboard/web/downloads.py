"""The dataset as files: every table as CSV and XLSX, and all of them as a Data Package and as SQLite.

A file is made once per dataset, when it is first asked for, and answered with an ETag.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

import flask
import pandas as pd
from dash import Dash

from dashboard.web.open_data import sqlite_file
from loaders import Dataset

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
            return (dataset.folder / name).read_bytes(), CSV
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


def workbook(dataset: Dataset, table: str) -> bytes:
    """A table as an Excel workbook: a sheet of data with real dates, and a sheet that says what the columns mean."""
    import xlsxwriter  # only a visitor who asks for a workbook needs it

    resource = next(item for item in dataset.package["resources"] if item["name"] == table)
    fields = resource["schema"]["fields"]
    frame = pd.read_csv(dataset.folder / resource["path"], dtype="string", keep_default_na=False)
    buffer = io.BytesIO()
    # Text that begins with "=" stays text: a cell of ours never is a formula or a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    # Excel's "created" is the reach of the dataset: the time of day would change the bytes.
    created = dt.datetime.combine(dataset.built or dt.date(2026, 1, 1), dt.time())
    book.set_properties({"title": resource["title"], "comments": "Open Government Licence v3.0", "created": created})
    head = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "d mmm yyyy", "align": "left"})
    sheet = book.add_worksheet(table[:31])
    sheet.freeze_panes(1, 1)
    for position, field in enumerate(fields):
        sheet.write_string(0, position, field["name"], head)
        write = _writer(sheet, field["type"], day)
        for row, text in enumerate(frame[field["name"]], start=1):
            if text:
                write(row, position, text)
    sheet.autofit()
    notes = book.add_worksheet("notes")
    notes.write_row(0, 0, ["column", "what it holds"], head)
    for row, field in enumerate(fields, start=1):
        notes.write_row(row, 0, [field["name"], field.get("description", "")])
    notes.write_row(
        len(fields) + 2, 0, ["source", "Ofsted and others, named in the Data Package; Open Government Licence v3.0"]
    )
    notes.autofit()
    book.close()
    return buffer.getvalue()


def _writer(sheet: Any, kind: str, day: Any) -> Callable[[int, int, str], object]:
    """How a column of this type is written, from its text."""
    if kind == "date":
        return lambda row, column, text: sheet.write_datetime(row, column, dt.datetime.fromisoformat(text), day)
    if kind == "number":
        return lambda row, column, text: sheet.write_number(row, column, float(text))
    if kind == "integer":
        return lambda row, column, text: sheet.write_number(row, column, int(text))
    return lambda row, column, text: sheet.write_string(row, column, text)
