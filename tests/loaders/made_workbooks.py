"""A made release of Ofsted's statistics in the shape of 2025's, written as .xlsx, .ods or .csv."""

from __future__ import annotations

import csv
import datetime as dt
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl

from loaders.register.authorities import Register

Rows = list[list[object]]
Book = dict[str, Rows]

LATEST, IN_YEAR, HISTORY = "Inspections_as_at_31_March", "In-year_inspections", "ILACS_inspection_history"
JUDGED = [
    "Overall effectiveness",
    "The impact of leaders on social work practice with children and families",
    "The experiences and progress of children who need help and protection",
    "The experiences and progress of children in care",
    "The experiences and progress of care leavers",
]
HEADS = ["Web link", "Local authority area code", "Local authority name"]
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    "</manifest:manifest>"
)
RI = "Requires improvement to be good"


def made_book(register: Register) -> Book:
    """A release as at 31 March 2026 in the columns of 2025, with two inspections and a visit of each."""
    bodies = register.bodies(dt.date(2026, 3, 31))
    latest: Rows = [
        ["Local authority inspection judgements as at 31 March 2026"],
        ["This worksheet contains one table."],
    ]
    history: Rows = [["ILACS inspection history from 2018-2026"], ["This worksheet contains one table."]]
    in_year: Rows = [["Local authority in-year inspection activity 2025-26"], ["One table."]]
    latest.append([*HEADS, "Ofsted region", "Inspection date", "Publication date", *JUDGED])
    history.append(
        [
            *HEADS,
            "Local authority status",
            "Ofsted region",
            "Inspection date",
            "Publication date",
            "Inspection type",
            *JUDGED,
        ]
    )
    in_year.append(
        [*HEADS, "Region", "Inspection/Visit date", "Publication date", "Inspection/Visit type", *JUDGED, "Visit Theme"]
    )
    for place, body in enumerate(bodies):
        who = ["Ofsted Local Authority Webpage", body.code, body.name]
        started = dt.datetime(2023, 4, 3) + dt.timedelta(days=place)
        first = dt.datetime(2023, 4, 1) - dt.timedelta(days=400)
        grades: list[object] = [RI, "Good", RI, "Good", "Outstanding"]
        again = [started, started + dt.timedelta(50), "ILACS Standard Inspection", *grades]
        if body.exists(first.date()):
            short = [first, first + dt.timedelta(50), "ILACS Short Inspection", *["Good"] * 4, ""]
            history.append([*who, "Current", "South", *short])
        history.append([*who, "Current", "South", *again])
        latest.append([*who, "South", started, started + dt.timedelta(50), *grades])
        visited = dt.datetime(2025, 6, 3) + dt.timedelta(days=place)
        visit = "ILACS Focused Visit" if place % 2 else "LA Monitoring visit"
        in_year.append([*who, "South", visited, visited + dt.timedelta(30), visit, *[""] * 5, "Front door"])
    title = "Local authority inspection outcomes as at 31 March 2026"
    cover: Rows = [[title], ["Published on:", dt.datetime(2026, 9, 24)]]
    return {"Cover": cover, LATEST: latest, IN_YEAR: in_year, HISTORY: history}


def save(book: Book, path: Path) -> Path:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in book.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
    workbook.save(path)
    workbook.close()
    return path


def save_ods(book: Book, path: Path) -> Path:
    def cell(value: object) -> str:
        if isinstance(value, dt.datetime):
            return f'<table:table-cell office:value-type="date" office:date-value="{value:%Y-%m-%d}"/>'
        text = escape(str(value))
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    tables = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
        + "</table:table>"
        for name, rows in book.items()
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<office:document-content xmlns:office="{space}office:1.0" xmlns:table="{space}table:1.0" '
        f'xmlns:text="{space}text:1.0"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return path


def save_csv(rows: Rows, path: Path) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(
            [f"{cell:%d/%m/%Y}" if isinstance(cell, dt.datetime) else cell for cell in row] for row in rows
        )
    return path
