"""Tables for spreadsheets: an Excel workbook with one table a sheet, and CSV that Excel opens right."""

from __future__ import annotations

import io
import math
import re
from typing import Any

import numpy as np
import pandas as pd
import xlsxwriter

from dashboard.briefing.formats.settled_zip import settle
from dashboard.briefing.model import Content, Table
from dashboard.dates import long_date

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that a spreadsheet may take for a formula."""


def write_workbook(content: Content) -> bytes:
    """An .xlsx: a sheet of notes, then a sheet a table; dates are dates, headers stay in view, no cell is merged."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties(
        {
            "title": content.headline,
            "subject": content.subject,
            "author": content.publishers,
            "keywords": ", ".join(content.keywords),
            "comments": content.licence,
            "created": content.moment,
        }
    )
    _notes(book, content)
    used = {"notes"}
    for number, table in enumerate(content.tables, start=1):
        _sheet(book, table, sheet_name(table.title, used), number)
    book.close()
    return settle(target.getvalue(), content.moment)


def write_csv(table: Table) -> bytes:
    """One table as CSV: UTF-8 with a byte order mark, ISO dates, CRLF; no cell can run as a formula."""
    frame = table.frame.copy()
    for column in frame.columns:
        if pd.api.types.is_datetime64_any_dtype(frame[column]):
            frame[column] = frame[column].dt.strftime("%Y-%m-%d")
        elif not pd.api.types.is_numeric_dtype(frame[column]):
            frame[column] = frame[column].map(_disarm, na_action="ignore")
    return b"\xef\xbb\xbf" + frame.to_csv(index=False, lineterminator="\r\n").encode()


def _disarm(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def sheet_name(title: str, used: set[str]) -> str:
    """A sheet's name of at most 31 characters that Excel allows and `used` does not hold; it is added there."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", title)
    base = " ".join(plain.split())[:31].strip() or "Table"
    name, number = base, 2
    while name.casefold() in used:
        name, number = f"{base[: 31 - len(str(number)) - 1]} {number}", number + 1
    used.add(name.casefold())
    return name


def _notes(book: Any, content: Content) -> None:
    sheet = book.add_worksheet("Notes")
    bold = book.add_format({"bold": True, "font_name": "Arial", "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "font_name": "Arial", "valign": "top"})
    rows = [
        ("About", content.subject),
        ("In short", content.headline),
        ("As at", long_date(content.as_at)),
        *(("Table", f"{table.title}. {table.caption}".strip()) for table in content.tables),
        *(("Method", note) for note in content.method),
        *(("Source", str(source)) for source in content.sources),
        ("Licence", content.licence),
    ]
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 110)
    sheet.write_string(0, 0, "Note", bold)
    sheet.write_string(0, 1, "Text", bold)
    for number, (kind, words) in enumerate(rows, start=1):
        sheet.write_string(number, 0, kind, bold)
        sheet.write_string(number, 1, words, wrap)
    sheet.freeze_panes(1, 0)


def _sheet(book: Any, table: Table, name: str, number: int) -> None:
    sheet = book.add_worksheet(name)
    font = {"font_name": "Arial", "valign": "top"}
    plain, date = book.add_format(font), book.add_format({**font, "num_format": "d mmm yyyy", "align": "left"})
    head = book.add_format({**font, "bold": True, "text_wrap": True})
    frame = table.frame
    for place, column in enumerate(frame.columns):
        values = list(frame[column])
        sheet.write_string(0, place, str(column), head)
        for row, value in enumerate(values, start=1):
            _cell(sheet, row, place, value, plain, date)
        sheet.set_column(place, place, _width(str(column), values))
    if len(frame):
        columns = [{"header": str(column), "header_format": head} for column in frame.columns]
        sheet.add_table(
            0, 0, len(frame), len(columns) - 1,
            {"columns": columns, "name": f"Table{number}", "style": "Table Style Light 1", "description": table.title},
        )  # fmt: skip
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _cell(sheet: Any, row: int, column: int, value: object, plain: Any, date: Any) -> None:
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return
    if isinstance(value, pd.Timestamp):
        sheet.write_datetime(row, column, value.to_pydatetime(), date)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, plain)
    elif isinstance(value, (int, float, np.number)):
        sheet.write_number(row, column, float(value), plain)
    elif str(value).startswith(("https://", "http://")) and len(str(value)) < 2000:
        sheet.write_url(row, column, str(value), string=str(value)[:255])
    else:
        sheet.write_string(row, column, str(value), plain)


def _width(header: str, values: list[object]) -> float:
    longest = max([len(header), *(12 if isinstance(value, pd.Timestamp) else len(str(value)) for value in values)])
    return min(longest + 3, 60)
