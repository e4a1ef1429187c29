"""How far each kind of event is known: the table `coverage`, from a file, from the official lists, or by a refresh."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from loaders.csvfile import at_row, date_in, read_rows
from loaders.errors import LoaderError
from loaders.grades import SIF_FROM, Kind
from loaders.schema import COVERAGE

EARLIER_FROM = dt.date(2009, 4, 1)
LISTED_FROM = dt.date(2022, 4, 1)
"""The first day of the official lists of visits."""

ON_THE_SITE = (Kind.FULL, Kind.FOCUSED_VISIT, Kind.JTAI, Kind.AREA_SEND)
"""What Ofsted's site lists in full, on the pages of authorities. Letters on monitoring visits are taken down again, and
those on first visits are not published: no crawl makes them complete."""


@dataclass(frozen=True, slots=True)
class Covered:
    """One kind of event, and the first and last day between which none is missing."""

    kind: Kind
    complete_from: dt.date
    complete_to: dt.date
    basis: str


def read_coverage(path: Path) -> list[Covered]:
    """The rows of a file in the columns of `schema.COVERAGE`; raises LoaderError naming file, row and column."""
    found: list[Covered] = []
    for number, row in enumerate(read_rows(path, COVERAGE.column_names, LoaderError), start=2):
        with at_row(path, number):
            covered = _covered(row)
            if any(covered.kind is other.kind for other in found):
                raise LoaderError(f"column kind: {covered.kind.value!r} stands twice. Keep one row of it.")
        found.append(covered)
    return found


def _covered(row: dict[str, str]) -> Covered:
    try:
        kind = Kind(row["kind"])
    except ValueError as error:
        expected = ", ".join(word.value for word in Kind)
        raise LoaderError(f"column kind: expected one of {expected}; found {row['kind']!r}.") from error
    begin, end = (date_in(row, name, such_as="2025-03-31") for name in ("complete_from", "complete_to"))
    if begin > end:
        raise LoaderError(f"column complete_to: expected a day on or after complete_from, {begin}; found {end}.")
    if not row["basis"]:
        raise LoaderError("column basis: expected what the row rests on; found nothing.")
    return Covered(kind, begin, end, row["basis"])


def by_releases(as_at: dt.date) -> list[Covered]:
    """What the official statistics alone cover, the newest as at a day."""
    return [
        Covered(Kind.FULL, SIF_FROM, as_at, "official tables"),
        Covered(Kind.EARLIER, EARLIER_FROM, SIF_FROM, "official sheet 2009 to 2023"),
        Covered(Kind.FOCUSED_VISIT, LISTED_FROM, as_at, "official lists"),
        Covered(Kind.MONITORING_VISIT, LISTED_FROM, as_at, "official lists"),
    ]


def extended(known: Iterable[Covered], listed: Iterable[Covered]) -> list[Covered]:
    """What is known, to the end of official lists that reach further and leave no gap before."""
    lists = {one.kind: one for one in listed}
    return [
        replace(one, complete_to=new.complete_to)
        if (new := lists.get(one.kind)) and new.complete_from <= one.complete_to < new.complete_to
        else one
        for one in known
    ]


def moved_on(known: Iterable[Covered], day: dt.date) -> list[Covered]:
    """The same after Ofsted's pages of all authorities were seen on a day: what they list is complete to it."""
    return [
        replace(one, complete_to=day, basis=_with_crawl(one.basis, day))
        if one.kind in ON_THE_SITE and one.complete_to < day
        else one
        for one in known
    ]


def _with_crawl(basis: str, day: dt.date) -> str:
    before, _, _ = basis.partition("; pages of all authorities seen on ")
    return f"{before}; pages of all authorities seen on {day.day} {day:%B %Y}"


def coverage_frame(rows: Iterable[Covered]) -> pd.DataFrame:
    """The table `schema.COVERAGE`, as text, in the order of the kinds."""
    order = list(Kind)
    listed = [
        (row.kind.value, row.complete_from.isoformat(), row.complete_to.isoformat(), row.basis)
        for row in sorted(rows, key=lambda row: order.index(row.kind))
    ]
    return pd.DataFrame(listed, columns=COVERAGE.column_names, dtype="str")


def known_coverage(folder: Path) -> list[Covered]:
    """The table of a dataset's folder; none where there is no dataset yet."""
    path = folder / COVERAGE.path
    return read_coverage(path) if path.is_file() else []
