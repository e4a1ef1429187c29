"""Spreadsheets, read back with openpyxl and the csv module."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import time
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.briefing.content import content_for
from dashboard.briefing.formats.xlsx import write_csv, write_workbook
from dashboard.briefing.model import Table
from dashboard.briefing.subjects import read_one
from loaders import Dataset
from loaders.paths import DATA
from tests.dashboard.briefing.handmade import VISITS, content

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


def sheet_of(book: openpyxl.Workbook, start: str) -> list[dict[str, Any]]:
    """The rows of the sheet whose heading begins so, by their headers."""
    (sheet,) = (sheet for sheet in book.worksheets if str(sheet["A1"].value).startswith(start))
    head, *rows = sheet.iter_rows(min_row=header_row(sheet))
    return [{str(name.value): cell for name, cell in zip(head, row, strict=True)} for row in rows]


def workbook_of(who: str, dataset: Dataset) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_workbook(content_for(dataset, read_one(who, dataset)))))


@pytest.mark.parametrize("who", ["dudley", "compare:neighbours:dudley", "compare:region:london", "national:2024-03-31"])
def test_no_number_and_no_date_is_text(dataset: Dataset, who: str) -> None:
    number = re.compile(r"-?[\d,]+(\.\d+)?%?")
    day = re.compile(r"(publ\. )?(\d{1,2} )?[A-Z][a-z]{2} \d{4}")
    for sheet in workbook_of(who, dataset).worksheets[1:]:
        for row in sheet.iter_rows(min_row=header_row(sheet) + 1):
            for cell in row:
                text = cell.value if isinstance(cell.value, str) else ""
                assert not number.fullmatch(text) and not day.fullmatch(text), (sheet.title, cell.coordinate, text)


def test_a_month_is_never_a_day_and_says_so_beside_it(dataset: Dataset) -> None:
    """Dudley's monitoring visits known to the month: shown as such, and so said in the column next to them."""
    table = pd.read_csv(DATA / "inspections.csv")
    mine = table[(table["authority_code"] == "E08000027")]
    months = mine[mine["date_precision"] == "month"]["start_date"].tolist()
    letters = mine[mine["publication_precision"] == "month"]["publication_date"].tolist()
    assert months and letters
    rows = sheet_of(workbook_of("dudley", dataset), "Inspections and visits of Dudley")
    for date, precision, wanted in (
        ("Start date", "Date known to the", months),
        ("Publication date", "Publication known to the", letters),
    ):
        found = [row for row in rows if row[precision].value == "month"]
        assert sorted(row[date].value.strftime("%Y-%m") for row in found) == sorted(day[:7] for day in wanted)
        assert {row[date].number_format for row in found} == {"mmm yyyy"}
        assert all(row[date].number_format == "d mmm yyyy" for row in rows if row[precision].value == "day")
    made = content_for(dataset, read_one("dudley", dataset))
    written = list(csv.DictReader(io.StringIO(write_csv(made.tables[0]).decode("utf-8-sig"))))
    said = {row["Start date"] for row in written if row["Date known to the"] == "month"}
    assert said == {day[:7] for day in months}


def test_grades_have_their_colour_and_their_letter(dataset: Dataset) -> None:
    looks = {"Outstanding": ("12436D", "O"), "Good": ("6BACE6", "G"), "Requires improvement": ("F6B26B", "RI"), "Inadequate": ("9E3A06", "I")}  # fmt: skip
    rows = sheet_of(workbook_of("dudley", dataset), "Judgements now: Dudley")
    seen = set()
    for row in rows:
        for cell in list(row.values())[3:]:
            filled = cell.fill.fgColor.rgb[-6:] if cell.fill.fill_type else None
            assert filled == (looks[cell.value][0] if cell.value in looks else None), cell.value
            if cell.value in looks:
                assert cell.number_format == f'@" ({looks[cell.value][1]})"'
                seen.add(cell.value)
    assert seen == set(looks)


def test_the_notes_hold_definitions(dataset: Dataset) -> None:
    rows = [row[:2] for row in workbook_of("dudley", dataset)["Notes"].iter_rows(values_only=True)]
    defined = {str(text).partition(":")[0] for kind, text in rows if kind == "Definition"}
    assert {"Grade", "Overall effectiveness", "Focused visit", "Known to the"} <= defined


def test_the_file_of_a_view_holds_every_grade_that_its_table_shows(dataset: Dataset) -> None:
    """Help and protection of Dudley and its neighbours, against the published judgements."""
    judgements = pd.read_csv(DATA / "judgements.csv").query("judgement == 'help_and_protection' and grade.notna()")
    events = pd.read_csv(DATA / "inspections.csv").set_index("inspection_id")
    dated = judgements[["inspection_id", "grade"]].join(events, on="inspection_id")
    mine = dated[(dated["authority_code"] == "E08000027") & dated["publication_date"].notna()]
    wanted = [(row["publication_date"], row["grade"]) for _, row in mine.sort_values("publication_date").iterrows()]
    made = content_for(dataset, read_one("compare:neighbours:dudley:help_and_protection", dataset))
    rows = list(csv.DictReader(io.StringIO(write_csv(made.tables[0]).decode("utf-8-sig"))))
    dudley = next(row for row in rows if row["Authority"] == "Dudley")
    said = [part.rsplit(", ", 1) for part in dudley["All grades, oldest first"].split("; ")]
    assert [grade.casefold() for grade, _ in said] == [grade.casefold() for _, grade in wanted]
    assert dudley["Published"] == wanted[-1][0]
    assert dudley["Grade before"].casefold() == wanted[-2][1].casefold()
    every = sheet_of(
        workbook_of("compare:neighbours:dudley:help_and_protection", dataset), "Every grade of each authority"
    )
    found = [
        (f"{row['Published'].value:%Y-%m-%d}", str(row["Grade"].value))
        for row in every
        if row["Body"].value == "Dudley"
    ]
    assert [(day, grade.casefold()) for day, grade in found] == [(day, grade.casefold()) for day, grade in wanted]
