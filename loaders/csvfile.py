"""CSV: the small files that are kept by hand or looked up are read here, and every CSV file is written here."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from loaders.errors import DatasetError, LoaderError
from loaders.paths import REFERENCE

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that a spreadsheet may take for a formula."""


def csv_bytes(frame: pd.DataFrame, *, for_people: bool = False) -> bytes:
    """A frame as CSV in UTF-8, dates as ISO text, blank for what is not known.

    The dataset's own files are plain: lines end in a line feed. A file for people opens right in Excel: it begins with
    a byte order mark, lines end as RFC 4180 has it, and no cell can run as a formula.
    """
    written = frame.copy(deep=False)
    for column in written.columns:
        if pd.api.types.is_datetime64_any_dtype(written[column]):
            written[column] = written[column].dt.strftime("%Y-%m-%d")
        elif for_people and not pd.api.types.is_numeric_dtype(written[column]):
            written[column] = written[column].map(_disarmed, na_action="ignore")
    text: str = written.to_csv(index=False, lineterminator="\r\n" if for_people else "\n", na_rep="")
    return text.encode("utf-8-sig" if for_people else "utf-8")


def _disarmed(value: object) -> object:
    """Text that a spreadsheet would run, behind an apostrophe; a dash alone, as Ofsted prints it, runs nothing."""
    return f"'{value}" if isinstance(value, str) and len(value) > 1 and value.startswith(FORMULA_STARTS) else value


def read_rows(
    path: Path, columns: Sequence[str], error: type[LoaderError], *, may_be_short: bool = False
) -> list[dict[str, str]]:
    """Rows of a CSV file as text, each with at least `columns`; raises `error` naming file, column or row.

    Where a row `may_be_short`, the cells that it lacks at its end are blank.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True, restval="" if may_be_short else None)
            found = list(reader.fieldnames or ())
            missing = [column for column in columns if column not in found]
            if missing:
                raise error(
                    f"{path}: no column {', '.join(missing)}; found {', '.join(found) or 'none'}. "
                    "Restore the file, or name the folder that holds it."
                )
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise error(f"{path} cannot be read: {fault}. Restore the file, or name the folder that holds it.") from fault
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise error(
                f"{path}, row {number}: expected {len(found)} cells; found another number. "
                "Put text that holds a comma in quotation marks."
            )
    return [{name: value.strip() for name, value in row.items()} for row in rows]


@contextmanager
def at_row(path: Path, number: int) -> Iterator[None]:
    """What is wrong with a row is raised with its file and number before it."""
    try:
        yield
    except LoaderError as error:
        raise LoaderError(f"{path}, row {number}, {error}") from error


def date_in(row: dict[str, str], column: str, *, such_as: str) -> dt.date:
    """The date in a cell; raises LoaderError naming the column, with an example of what is expected."""
    try:
        return dt.date.fromisoformat(row[column])
    except ValueError as error:
        raise LoaderError(f"column {column}: expected a date such as {such_as}; found {row[column]!r}.") from error


def reference_rows(name: str, columns: Sequence[str]) -> list[dict[str, str]]:
    """Rows of a table of data/reference that is kept by hand; raises DatasetError."""
    return read_rows(REFERENCE / name, columns, DatasetError)
