"""Sheets of a workbook to tables whose columns are known, wherever in the sheet they begin."""

from __future__ import annotations

import csv
import datetime as dt
import difflib
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from python_calamine import CalamineError

from loaders.errors import WorkbookError
from loaders.workbooks.layouts import Layout, Layouts, text_key
from loaders.workbooks.marks import is_legend, unknown_mark, unmarked
from loaders.workbooks.settled import Settlements

Grid = list[list[object]]

LONGEST_HEADING = 120
"""Characters; a longer cell is a sentence, not the heading of a column."""


TOP_ROWS = 30
"""A table begins within the first rows of its sheet."""

_AUTHORITY = re.compile(r"authorit|council|area code|\bLA\b", re.IGNORECASE)

_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+", re.IGNORECASE)
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
_FORMS = (
    *("%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"),
    *("%d/%m/%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y"),
)

LONGEST_NAME = 60
"""Characters; a longer text alone in its row is a note or a title, not the name of an authority."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a sheet: its layout, the place and heading of each field, and its rows with their numbers."""

    file: str
    sheet: str
    layout: Layout
    places: dict[str, int]
    headings: dict[str, str]
    numbered: list[tuple[int, list[object]]]
    notes: list[str]
    """What is printed beside values, below the table, or settled by hand, each with its place."""

    @property
    def rows(self) -> list[Row]:
        """The rows that name an authority."""
        return [Row(self, number, cells) for number, cells in self.numbered]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, read by field."""

    table: Table
    number: int
    cells: Sequence[object]

    def cell(self, field: str | None) -> object:
        """The cell of a field, "" where it is blank or the table has no such column."""
        place = self.table.places.get(field) if field else None
        cell = "" if place is None or place >= len(self.cells) else self.cells[place]
        return "" if is_blank(cell) else cell

    def where(self, field: str | None = None) -> str:
        """The place for messages: file, sheet, row, and column where a field is named."""
        column = f", column {self.table.headings.get(field, field)!r}" if field else ""
        return f"{self.table.file}, sheet {self.table.sheet!r}, row {self.number}{column}"


def read_grids(path: Path) -> dict[str, Grid]:
    """Every sheet of an .ods or .xlsx workbook as rows of cells, blanks as ""; raises WorkbookError.

    A .csv file is a workbook of one sheet, which has the file's name.
    """
    try:
        if path.suffix.casefold() == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                rows = list(csv.reader(file))
            longest = max(map(len, rows), default=0)
            return {path.stem: [[*row, *[""] * (longest - len(row))] for row in rows]}
        frames = pd.read_excel(path, sheet_name=None, header=None, dtype=object, na_filter=False, engine="calamine")
    except FileNotFoundError as error:
        raise WorkbookError(f"{path}: there is no such file. Check the folder of the official statistics.") from error
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError, csv.Error) as error:
        raise WorkbookError(
            f"{path.name}: expected a workbook (.ods, .xlsx or .csv); it cannot be opened ({error}). Download it again."
        ) from error
    return {str(name): frame.to_numpy(dtype=object).tolist() for name, frame in frames.items()}


def tables_in(file: str, sheet: str, grid: Grid, known: Layouts, settlements: Settlements | None = None) -> list[Table]:
    """The tables about authorities in one sheet, none where the sheet is one that is to be ignored.

    Raises WorkbookError for a heading that is not known, a column that is missing, a table far
    shorter than it should be, and for a sheet that speaks of authorities in a form that is not known.
    """
    if any(text_key(cell) in known.ignored_columns for row in grid[:TOP_ROWS] for cell in row):
        return []
    headers = [place for place, row in enumerate(grid) if _is_header(row, known)]
    if not headers:
        # A name alone never hides a table that is known.
        if not any(pattern.search(sheet.strip()) for pattern in known.ignored_names):
            _refuse_unknown(file, sheet, grid, known)
        return []
    tables = []
    for place, end in zip(headers, [*headers[1:], len(grid)], strict=True):
        tables.append(_table(file, sheet, grid, place, end, known, settlements or Settlements()))
    return tables


def _is_header(row: Sequence[object], known: Layouts) -> bool:
    fields = {known.columns.get(_heading_key(cell, known)) for cell in row} - {None}
    return "authority" in fields and len(fields) >= 3


def _heading_key(cell: object, known: Layouts) -> str:
    """A heading to compare, without the markers of notes."""
    return text_key(unmarked(str(cell), known.marks)[0])


def _table(file: str, sheet: str, grid: Grid, place: int, end: int, known: Layouts, settlements: Settlements) -> Table:
    where = f"{file}, sheet {sheet!r}, row {place + 1}"
    body = [(number, list(row)) for number, row in enumerate(grid[place + 1 : end], start=place + 2)]
    notes: list[str] = []
    places: dict[str, int] = {}
    headings: dict[str, str] = {}
    for index, cell in enumerate(grid[place]):
        heading, marks = unmarked(" ".join(str(cell).split()), known.marks)
        notes += [f"{where}, column {heading!r}: {mark}" for mark in marks]
        if not heading:
            _refuse_headless(where, index, body)
            continue
        field = known.columns.get(text_key(heading))
        if field is None:
            near = difflib.get_close_matches(text_key(heading), known.columns, n=1, cutoff=0.6)
            hint = f" The nearest known one is {near[0]!r}." if near else ""
            raise WorkbookError(
                f"{where}, column {heading!r}: the heading is not known.{hint} "
                "Add it with its meaning to data/reference/workbook_columns.csv."
            )
        if field in places:
            raise WorkbookError(
                f"{where}, column {heading!r}: means the same as the column {headings[field]!r}. Keep one of them."
            )
        places[field], headings[field] = index, heading
    layout = _layout(where, frozenset(places), known)
    columns = {text_key(heading): places[field] for field, heading in headings.items()}
    notes += [f"{file}, {done}" for done in settlements.apply(sheet, columns, places["authority"], body)]
    notes += _legends(where, body)
    numbered = _rows(where, body, places["authority"])
    for field, index in places.items():
        notes += _marks(where, headings[field], index, numbered, known)
    table = Table(file, sheet, layout, places, headings, numbered, notes)
    _refuse_length(table, where)
    return table


def _layout(where: str, fields: frozenset[str], known: Layouts) -> Layout:
    """The layout that has just these columns; failing that, an error against the nearest one."""

    def faults(layout: Layout) -> int:
        # A column that is there says more of which table it is than one that is not.
        return len(layout.required - fields) + 2 * len(fields - layout.required - layout.optional)

    nearest = min(known.layouts, key=faults)
    missing = sorted(nearest.required - fields)
    surplus = sorted(fields - nearest.required - nearest.optional)
    if missing:
        raise WorkbookError(
            f"{where}: missing column {', '.join(missing)}, which the table of {nearest.what} has; "
            f"found {', '.join(sorted(fields))}. Get the whole table, or describe the new set of columns "
            "in data/reference/workbooks.toml."
        )
    if surplus:
        raise WorkbookError(
            f"{where}: column {', '.join(surplus)} is not expected in the table of {nearest.what}. "
            "Describe the new set of columns in data/reference/workbooks.toml."
        )
    return nearest


def _rows(where: str, body: list[tuple[int, list[object]]], authority: int) -> list[tuple[int, list[object]]]:
    """Rows that name an authority; blank rows and rows of one text (a title, a note) are none."""
    rows = []
    for number, row in body:
        filled = [cell for cell in row if not is_blank(cell)]
        if len(filled) == 1 and len(str(filled[0])) > LONGEST_NAME:
            continue
        if not is_blank(row[authority]):
            rows.append((number, row))
        elif len(filled) > 1:
            raise WorkbookError(
                f"{where.rsplit(', row', 1)[0]}, row {number}: expected the name of an authority; the cell is blank, "
                f"and {len(filled)} others are not. Get the row in full."
            )
    return rows


def _legends(where: str, body: list[tuple[int, list[object]]]) -> list[str]:
    """Rows that say what a marker means, in words; they are blanked, so that none is read as an authority."""
    notes = []
    for number, row in body:
        texts = [" ".join(str(cell).split()) for cell in row if not is_blank(cell)]
        if is_legend(texts):
            notes.append(f"{where.rsplit(', row', 1)[0]}, row {number}: {' '.join(texts)}")
            row[:] = [""] * len(row)
    return notes


def _marks(where: str, heading: str, index: int, numbered: list[tuple[int, list[object]]], known: Layouts) -> list[str]:
    """The markers beside the values of a column and the words that give none; markers are taken off the values.

    Raises WorkbookError for a marker beside a value whose meaning is not known.
    """
    notes = []
    for number, row in numbered:
        cell = row[index]
        if not isinstance(cell, str) or not cell.strip():
            continue
        place = f"{where.rsplit(', row', 1)[0]}, row {number}, column {heading!r}"
        row[index], marks = unmarked(cell, known.marks)
        if unknown := unknown_mark(str(row[index])):
            raise WorkbookError(
                f"{place}: expected a value, or one with a mark of {', '.join(f'[{mark}]' for mark in known.marks)} or "
                f"[note 1]; found {cell!r}. Add {unknown} to [marks] in data/reference/workbooks.toml where the value "
                "holds beside it, or settle the cell in data/reference/settled_cells.csv."
            )
        notes += [f"{place}: {cell!r}: {mark}" for mark in marks]
        if text_key(row[index]) in known.unknown:
            notes.append(f"{place}: {cell!r} gives no value")
    return notes


def _refuse_length(table: Table, where: str) -> None:
    layout, count = table.layout, len(table.numbered)
    if count < layout.least_rows:
        raise WorkbookError(
            f"{where}: expected at least {layout.least_rows} rows in the table of {layout.what}; found {count}. "
            "The sheet seems cut off: download it again. If it is right, lower least_rows in "
            "data/reference/workbooks.toml."
        )
    if layout.most_rows is not None and count > layout.most_rows:
        raise WorkbookError(
            f"{where}: expected at most {layout.most_rows} rows in the table of {layout.what}; found {count}. "
            "Columns seem to be missing from the table: get it in full."
        )


def _refuse_headless(where: str, index: int, body: list[tuple[int, list[object]]]) -> None:
    filled = [number for number, row in body if not is_blank(row[index])]
    if filled:
        raise WorkbookError(
            f"{where}, column {index + 1}: the heading is blank, but row {filled[0]} has a value there. "
            "Give the column its heading."
        )


def _refuse_unknown(file: str, sheet: str, grid: Grid, known: Layouts) -> None:
    """Stop at a table that speaks of authorities and is neither known nor to be ignored."""
    for number, row in enumerate(grid, start=1):
        texts = [text_key(cell) for cell in row if isinstance(cell, str) and not is_blank(cell)]
        headings = [text for text in texts if len(text) <= LONGEST_HEADING]
        if len(headings) < 3:
            continue
        about = next((text for text in headings if _AUTHORITY.search(text)), None)
        if about is None and sum(text in known.columns for text in headings) >= 3:
            about = headings[0]
        if about:
            raise WorkbookError(
                f"{file}, sheet {sheet!r}, row {number}, column {about!r}: a table about authorities that is unknown. "
                "Add its headings to data/reference/workbook_columns.csv, or the sheet to [[ignored]] in "
                "data/reference/workbooks.toml."
            )


def is_blank(cell: object) -> bool:
    """Whether a cell holds nothing that can be seen."""
    return cell is None or (isinstance(cell, str) and not cell.strip()) or (cell is pd.NaT) or cell != cell


def as_date(cell: object) -> dt.date | None:
    """The day in a cell: a date of the sheet, or the text of one, day first (31/03/2025, 31 March 2025, 2025-03-31).

    A year of two digits is none: it could be a day.
    """
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, str):
        text = _ORDINAL.sub(r"\1", _WEEKDAY.sub("", " ".join(cell.split()))).replace("Sept ", "Sep ")
        for form in _FORMS:
            try:
                return dt.datetime.strptime(text, form).date()
            except ValueError:
                continue
    return None
