"""Monitoring visits that councils, committees and newspapers reported, kept by hand in data/reference."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TypeVar

from loaders.csvfile import at_row, date_in, read_rows
from loaders.errors import LoaderError, RegisterError
from loaders.grades import EventType, Framework, Precision
from loaders.observation import Observation
from loaders.register.authorities import Register

SOURCE = "press"

_Word = TypeVar("_Word", Framework, Precision)

COLUMNS = (
    *("authority", "framework", "start_date", "end_date", "date_precision"),
    *("publication_date", "publication_precision", "visit_number", "theme", "report_url"),
)

FIRST_VISITS = dt.date(2016, 5, 1)
"""Monitoring visits began in May 2016."""


def read_press(path: Path, register: Register) -> list[Observation]:
    """One observation a row of press_visits.csv, in the order of the file.

    A visit known by its number alone keeps no date, and one known by its month stands on the
    first of it, with the precision that says so. Raises LoaderError naming file, row and column.
    """
    rows = read_rows(path, COLUMNS, LoaderError)
    observations: list[Observation] = []
    for number, row in enumerate(rows, start=2):
        with at_row(path, number):
            observation = _observation(row, f"{path.name}, row {number}", register)
            if any(_same(observation, other) for other in observations):
                raise LoaderError("authority: the visit is listed twice. Keep one row of it.")
        observations.append(observation)
    return observations


def _observation(row: dict[str, str], where: str, register: Register) -> Observation:
    start, precision = _dated(row, "start_date", "date_precision")
    end = _date(row, "end_date")
    published, publication_precision = _dated(row, "publication_date", "publication_precision")
    number = row["visit_number"]
    if number and not (number.isdecimal() and int(number) > 0):
        raise LoaderError(f"column visit_number: expected a number from 1, or nothing; found {number!r}.")
    if end and (precision is not Precision.DAY or start is None or not start <= end <= start + dt.timedelta(days=14)):
        raise LoaderError(f"column end_date: expected a day at most two weeks after start_date; found {end}.")
    if start and published and (published < start or published > start + dt.timedelta(days=366)):
        raise LoaderError(f"column publication_date: expected a day within a year after {start}; found {published}.")
    if not (start or published or number):
        raise LoaderError("column start_date: expected a date, a publication date or a visit number; found none.")
    if not row["report_url"].startswith(("https://", "http://")):
        raise LoaderError(f"column report_url: expected the address of the page; found {row['report_url']!r}.")
    try:
        code = register.resolve(row["authority"], start or published)
    except RegisterError as error:
        raise LoaderError(f"column authority: {error}") from error
    return Observation(
        authority_code=code,
        framework=_word(row, "framework", Framework),
        event_type=EventType.MONITORING_VISIT,
        source=SOURCE,
        where=where,
        start_date=start,
        end_date=end,
        date_precision=precision,
        publication_date=published,
        publication_precision=publication_precision,
        theme=row["theme"] or None,
        visit_number=int(number) if number else None,
        report_url=row["report_url"],
    )


def _dated(row: dict[str, str], column: str, precision_column: str) -> tuple[dt.date | None, Precision]:
    day, precision = _date(row, column), _word(row, precision_column, Precision)
    if (day is None) != (precision is Precision.UNKNOWN):
        raise LoaderError(
            f"column {precision_column}: expected 'unknown' exactly where {column} is blank; "
            f"found {row[precision_column]!r} beside {row[column]!r}."
        )
    if precision is Precision.MONTH and day is not None and day.day != 1:
        raise LoaderError(f"column {column}: a date known to the month stands on its first day; found {day}.")
    return day, precision


def _date(row: dict[str, str], column: str) -> dt.date | None:
    if not row[column]:
        return None
    day = date_in(row, column, such_as="2018-05-25")
    if day < FIRST_VISITS:
        raise LoaderError(f"column {column}: monitoring visits began in May 2016; found {row[column]}.")
    return day


def _word(row: dict[str, str], column: str, vocabulary: type[_Word]) -> _Word:
    try:
        return vocabulary(row[column])
    except ValueError as error:
        expected = ", ".join(word.value for word in vocabulary)
        raise LoaderError(f"column {column}: expected one of {expected}; found {row[column]!r}.") from error


def _same(a: Observation, b: Observation) -> bool:
    def facts(item: Observation) -> tuple[object, ...]:
        return item.authority_code, item.start_date, item.publication_date, item.visit_number

    return facts(a) == facts(b)
