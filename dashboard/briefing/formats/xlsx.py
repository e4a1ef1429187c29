"""Tables for spreadsheets: an Excel workbook with one table a sheet, and CSV that Excel opens right."""

from __future__ import annotations

import io
from typing import Any

import pandas as pd
import xlsxwriter

from dashboard.briefing.formats.settled_zip import settle
from dashboard.briefing.model import Content, Table
from dashboard.dates import long_date
from dashboard.spreadsheet import SAFE, Formats, place_table, sheet_name, table_name
from dashboard.text.definitions import DEFINITIONS
from loaders import csv_bytes


def write_workbook(content: Content) -> bytes:
    """An .xlsx: a sheet of notes, then a sheet a table; dates are dates, headers stay in view, no cell is merged."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, **SAFE})
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
    sheets, names, formats = {"notes"}, set[str](), Formats.of(book)
    for table in content.tables:
        sheet = book.add_worksheet(sheet_name(table.title, sheets))
        name = table_name(table.title, names)
        place_table(sheet, table.data, formats, title=table.title, notes=[table.caption], name=name)
    book.close()
    return settle(target.getvalue(), content.moment)


def write_csv(table: Table) -> bytes:
    """One table as CSV for people, as `loaders.csv_bytes` writes it."""
    return csv_bytes(table.data.map(_iso), for_people=True)


def _iso(value: object) -> object:
    """A date or a month among words as ISO text: 2022-10-31, 2022-10."""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return str(value) if isinstance(value, pd.Period) else value


def _notes(book: Any, content: Content) -> None:
    sheet = book.add_worksheet("Notes")
    bold = book.add_format({"bold": True, "font_name": "Arial", "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "font_name": "Arial", "valign": "top"})
    rows = [
        ("About", content.subject),
        ("In short", content.headline),
        ("As at", long_date(content.as_at)),
        *(("Table", f"{table.title}. {table.caption}".strip()) for table in content.tables),
        *(("Definition", f"{term}: {meaning}") for term, meaning in DEFINITIONS),
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
