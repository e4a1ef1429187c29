"""Which measures there are and where each is published: data/reference/measures.csv."""

from __future__ import annotations

import datetime as dt
import fnmatch
from dataclasses import dataclass
from pathlib import Path

from loaders.csvfile import read_rows
from loaders.errors import ContextError
from loaders.schema import MEASURES

UNITS = ("percent", "cases", "children", "per 10,000 children")

_COLUMNS = (*MEASURES.column_names, "file", "source")


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: the column of a data set that holds it, the rows that count, and what it means.

    `file` is a pattern of file names, `period_end` the month and day on which a period of it ends,
    `source` the name of its data set in datapackage.json, without the year.
    """

    name: str
    label: str
    file: str
    column: str
    filters: tuple[tuple[str, str], ...]
    unit: str
    period: str
    period_end: tuple[int, int]
    source: str
    title: str
    publisher: str
    page: str
    definition: str

    def is_in(self, path: Path) -> bool:
        """Whether a file of this name holds the measure."""
        return fnmatch.fnmatchcase(path.name.casefold(), self.file.casefold())

    def ends(self, year: int) -> dt.date:
        """The last day of the period that ends in a year."""
        return dt.date(year, *self.period_end)


def load_measures(path: Path) -> list[Measure]:
    """The measures in a table, in its order; raises ContextError naming file, row and column."""
    rows = read_rows(path, _COLUMNS, ContextError)
    measures: list[Measure] = []
    for number, row in enumerate(rows, start=2):
        try:
            measure = _measure(row)
        except ValueError as error:
            raise ContextError(f"{path}, row {number}, {error}") from error
        if any(measure.name == other.name for other in measures):
            raise ContextError(f"{path}, row {number}, column measure: {measure.name} stands twice. Keep one row.")
        for other in measures:
            if (measure.file == other.file) != (measure.source == other.source):
                raise ContextError(
                    f"{path}, row {number}, column source: {measure.name} and {other.name} have one file or one source "
                    "in common, and not both. A source is one data set, and a data set one source."
                )
        measures.append(measure)
    return measures


def _measure(row: dict[str, str]) -> Measure:
    for column in ("measure", "label", "file", "column", "period", "source", "title", "publisher", "definition"):
        if not row[column]:
            raise ValueError(f"column {column}: blank, and every measure needs one.")
    if row["unit"] not in UNITS:
        raise ValueError(f"column unit: expected one of {'; '.join(UNITS)}; found {row['unit']!r}.")
    try:
        ends = dt.datetime.strptime(f"2001-{row['period_end']}", "%Y-%m-%d").date()
    except ValueError:
        raise ValueError(
            f"column period_end: expected a month and a day such as 09-30; found {row['period_end']!r}."
        ) from None
    return Measure(
        name=row["measure"],
        filters=tuple(_filter(text) for text in row["filters"].split(";") if text.strip()),
        period_end=(ends.month, ends.day),
        **{
            name: row[name]
            for name in ("label", "file", "column", "unit", "period", "source", "title", "publisher", "page")
        },
        definition=row["definition"],
    )


def _filter(text: str) -> tuple[str, str]:
    column, sign, value = text.partition("=")
    if not (sign and column.strip() and value.strip()):
        raise ValueError(f"column filters: expected column=value, several separated by ;; found {text!r}.")
    return column.strip(), value.strip()
