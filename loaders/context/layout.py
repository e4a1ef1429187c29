"""One file in the layout of DfE's explore-education-statistics service: a row a place and period, a column a number.

https://explore-education-statistics.service.gov.uk demands it of every data set: time_period, time_identifier,
geographic_level, codes and names of country, region and authority, then filters and indicators.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from loaders.areas import ENGLAND_CODE, REGION_CODES
from loaders.context.measures import Measure
from loaders.context.places import PARTS_OF_REGIONS
from loaders.errors import ContextError
from loaders.grades import FigureStatus
from loaders.register.authorities import Body

LAYOUT = ("time_period", "time_identifier", "geographic_level", "country_code", "region_code", "new_la_code")
"""The columns of the layout that are read; the others repeat these in words."""

PERIODS = ("reporting year", "calendar year", "financial year", "academic year", "tax year")
"""Kinds of period that end once a year; of 202425 that is the second year."""

MARKS = {
    "c": FigureStatus.SUPPRESSED,
    "x": FigureStatus.NOT_AVAILABLE,
    "z": FigureStatus.NOT_APPLICABLE,
    "u": FigureStatus.LOW_RELIABILITY,
    "low": FigureStatus.ROUNDS_TO_ZERO,
    "k": FigureStatus.ROUNDS_TO_ZERO,
}
"""What stands in place of a number."""

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


class Figure(NamedTuple):
    """One cell: whose it is, of which measure and period; `value` is the number as printed, blank for a mark."""

    authority_code: str
    measure: str
    period_end: str
    value: str
    status: str


class Read(NamedTuple):
    """The figures of a file, the year that it reaches, and what was left out, in words."""

    figures: list[Figure]
    year: int
    left_out: list[str]


def read_file(path: Path, measures: Sequence[Measure], bodies: Mapping[str, Body]) -> Read:
    """Every figure of `measures` in a file; `bodies` as from `places.bodies_by_code`.

    A joint return counts for each of its authorities. A number of a body outside its lifetime is left out and
    told. Raises ContextError naming file, line and column for a missing column, and for a mark, code, level or
    period that is not known.
    """
    figures: dict[tuple[str, str, str], Figure] = {}
    printed: dict[tuple[str, str, str], str] = {}
    left_out: list[str] = []
    found = dict.fromkeys((measure.name for measure in measures), False)
    latest = 0
    for line, row in _rows(path, measures):
        try:
            year = _year(row)
            codes = _places(row, bodies)
            latest = max(latest, year)
            for measure in measures:
                if not all(row[column].casefold() == value.casefold() for column, value in measure.filters):
                    continue
                found[measure.name] = True
                value, status = _cell(row, measure.column)
                ends = measure.ends(year)
                for code in codes:
                    body = bodies.get(code)
                    own = body.code if body else code
                    if value and body and not body.exists(ends):
                        left_out.append(
                            f"left out: {path.name}, line {line}: {measure.name} at {ends} of {body.described}, "
                            "which did not exist then"
                        )
                        continue
                    said = FigureStatus.JOINT.value if value and len(codes) > 1 else status
                    figure = Figure(own, measure.name, ends.isoformat(), value, said)
                    _keep(figure, code, figures, printed, measure.column)
        except ValueError as error:
            raise ContextError(f"{path}, line {line}, {error}") from error
    for measure in measures:
        if not found[measure.name]:
            wanted = " and ".join(f"{column}={value}" for column, value in measure.filters) or "anything"
            raise ContextError(
                f"{path}: no row has {wanted}, which {measure.name} is read from. "
                "Correct its filters in data/reference/measures.csv."
            )
    return Read(list(figures.values()), latest, left_out)


def _rows(path: Path, measures: Sequence[Measure]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with its line in the file, once the columns that are needed are known to be there."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = [name.strip() for name in next(reader, [])]
            needed = dict.fromkeys(LAYOUT, "the layout of DfE's data sets")
            for measure in measures:
                needed |= dict.fromkeys((measure.column, *(name for name, _ in measure.filters)), measure.name)
            for name, what in needed.items():
                if header.count(name) != 1:
                    raise ContextError(
                        f"{path}, line 1: expected one column {name} ({what}); found {', '.join(header) or 'nothing'}. "
                        "Bring the published file, or correct data/reference/measures.csv."
                    )
            places = [(name, header.index(name)) for name in needed]
            for cells in reader:
                if len(cells) != len(header):
                    raise ContextError(
                        f"{path}, line {reader.line_num}: expected {len(header)} cells; found {len(cells)}. "
                        "Bring the published file again."
                    )
                yield reader.line_num, {name: cells[place].strip() for name, place in places}
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise ContextError(f"{path} cannot be read: {fault}. Bring the published file again.") from fault


def _year(row: dict[str, str]) -> int:
    """The year in which the row's period ends."""
    if row["time_identifier"].casefold() not in PERIODS:
        raise ValueError(
            f"column time_identifier: expected one of {', '.join(PERIODS)}; found {row['time_identifier']!r}."
        )
    text = row["time_period"]
    if re.fullmatch(r"(19|20)\d\d", text):
        return int(text)
    if re.fullmatch(r"(19|20)\d{4}", text) and (int(text[:4]) + 1) % 100 == int(text[4:]):
        return int(text[:4]) + 1
    raise ValueError(f"column time_period: expected a year such as 2025, or 202425; found {text!r}.")


def _places(row: dict[str, str], bodies: Mapping[str, Body]) -> list[str]:
    """The codes that a row is of, as printed: several for a joint return, none where it is left out."""
    level = " ".join(row["geographic_level"].casefold().split())
    if level not in _LEVELS:
        raise ValueError(
            f"column geographic_level: expected National, Regional or Local authority; "
            f"found {row['geographic_level']!r}."
        )
    return _LEVELS[level](row, bodies)


def _country(row: dict[str, str], _: Mapping[str, Body]) -> list[str]:
    if row["country_code"] != ENGLAND_CODE:
        raise ValueError(f"column country_code: expected {ENGLAND_CODE}; found {row['country_code']!r}.")
    return [ENGLAND_CODE]


def _region(row: dict[str, str], _: Mapping[str, Body]) -> list[str]:
    code = row["region_code"]
    if code in PARTS_OF_REGIONS:
        return []
    if code not in REGION_CODES:
        raise ValueError(
            f"column region_code: expected one of the nine regions ({', '.join(REGION_CODES)}); found {code!r}."
        )
    return [code]


def _authorities(row: dict[str, str], bodies: Mapping[str, Body]) -> list[str]:
    codes = [code.strip() for code in row["new_la_code"].split("/")]
    for code in codes:
        if code not in bodies:
            raise ValueError(
                f"column new_la_code: {code!r} is the code of no authority that the register knows. "
                "Correct it, or add the body to data/reference/succession.csv."
            )
    return codes


_LEVELS: dict[str, Callable[[dict[str, str], Mapping[str, Body]], list[str]]] = {
    "national": _country,
    "regional": _region,
    "local authority": _authorities,
}


def _cell(row: dict[str, str], column: str) -> tuple[str, str]:
    """A cell as its number and no status, or as no number and the status that its mark means."""
    text = row[column]
    if _NUMBER.fullmatch(text):
        return text, ""
    if text.casefold() in MARKS:
        return "", MARKS[text.casefold()].value
    raise ValueError(f"column {column}: expected a number or one of the marks {', '.join(MARKS)}; found {text!r}.")


def _keep(
    figure: Figure,
    code: str,
    figures: dict[tuple[str, str, str], Figure],
    printed: dict[tuple[str, str, str], str],
    column: str,
) -> None:
    """Add a figure. A body that stands under its old and its new code in one year has the figure of the two."""
    key = figure[:3]
    other = figures.get(key)
    if other is None:
        figures[key], printed[key] = figure, code
        return
    if printed[key] == code or (figure.value and other.value):
        raise ValueError(
            f"column {column}: {figure.authority_code} has a figure for {figure.period_end} already. "
            f"Name the column that tells the rows apart among the filters of {figure.measure} "
            "in data/reference/measures.csv."
        )
    if figure.value:
        figures[key], printed[key] = figure, code
