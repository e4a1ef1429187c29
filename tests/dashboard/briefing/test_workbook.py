"""Spreadsheets, read back with openpyxl and the csv module."""

from __future__ import annotations

import csv
import datetime as dt
import io
import time

import openpyxl
import pandas as pd
from handmade import VISITS, content
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.briefing.formats.xlsx import write_csv, write_workbook
from dashboard.briefing.model import Table

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def read() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_workbook(content())))


def test_one_table_a_sheet_after_the_notes() -> None:
    book = read()
    assert book.sheetnames[0] == "Notes"
    assert len(book.sheetnames) == 1 + len(content().tables)
    notes = " ".join(str(cell) for row in book["Notes"].values for cell in row if cell)
    assert "Open Government Licence v3.0" in notes
    assert "12 May 2026" in notes
    assert content().headline in notes


def test_dates_are_dates_headers_stay_and_nothing_is_merged() -> None:
    book = read()
    for sheet, table in zip(book.worksheets[1:], content().tables, strict=True):
        top = header_row(sheet)
        assert sheet.freeze_panes == f"B{top + 1}"
        assert not sheet.merged_cells.ranges
        assert sheet["A1"].value == table.title
        assert [cell.value for cell in sheet[top]] == list(table.frame.columns)
        assert sheet.max_row == top + len(table.frame)
    visits = book.worksheets[2]
    first = visits.cell(header_row(visits) + 1, 1)
    assert isinstance(first.value, dt.datetime)
    assert first.number_format == "d mmm yyyy"


def header_row(sheet: Worksheet) -> int:
    """Where the one table of a sheet begins, below its heading and notes."""
    (table,) = sheet.tables.values()
    return openpyxl.utils.range_boundaries(table.ref)[1]


def test_a_table_has_a_heading_its_caption_and_a_word_on_blanks_above_it() -> None:
    for sheet, table in zip(read().worksheets[1:], content().tables, strict=True):
        above = [row[0].value for row in sheet.iter_rows(max_row=header_row(sheet) - 1)]
        assert above[0] == table.title
        assert not table.caption or " ".join(above[1:]).startswith(table.caption)
        assert not table.frame.isna().to_numpy().any() or any("blank" in line.casefold() for line in above[1:])


def test_a_cell_that_looks_like_a_formula_is_text() -> None:
    visits = read().worksheets[2]
    cell = visits.cell(header_row(visits) + 14, 2)
    assert cell.value == "=2+5"
    assert cell.data_type == "s"


def test_properties_and_bytes_depend_on_the_content_alone() -> None:
    first = write_workbook(content())
    time.sleep(1.1)
    assert write_workbook(content()) == first
    properties = openpyxl.load_workbook(io.BytesIO(first)).properties
    assert properties.created == dt.datetime(2026, 5, 12)
    assert properties.title == content().headline


def test_csv_opens_right_in_excel() -> None:
    data = write_csv(VISITS)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0]["Date"] == "2012-03-04"
    assert rows[-1]["Visit"] == "'=2+5"
    assert rows[1]["Areas for priority action"] == "1"
    assert rows[2]["Areas for priority action"] == ""


@given(st.text(max_size=20))
def test_no_csv_cell_starts_a_formula(text: str) -> None:
    frame = pd.DataFrame({"words": pd.array([text], dtype="string")})
    data = write_csv(Table(name="t", title="t", frame=frame)).decode("utf-8-sig")
    cells = list(csv.reader(io.StringIO(data, newline="")))[1:]
    assert all(len(cell) < 2 or not cell.startswith(FORMULA_STARTS) for row in cells for cell in row)
