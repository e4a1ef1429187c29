"""Which release of Ofsted's statistics a workbook is, by what it says of itself."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.errors import WorkbookError
from loaders.workbooks.sheets import Grid, as_date, is_blank, read_grids

_AS_AT = re.compile(
    r"(?:as[ _]at|at)[ _](?:(\d{1,2})[ _])?(Mar|Aug|Sep|Jun|Oct)[a-z]*[ _](20\d\d)",
    re.IGNORECASE,
)
_MONTHS = {"mar": (3, 31), "jun": (6, 30), "aug": (8, 31), "sep": (9, 30), "oct": (10, 31)}

TOP_ROWS = 8
"""A cover or a sheet says within its first rows what date it describes."""

LONGEST_TITLE = 120
"""Characters; a longer text is a note, and notes speak of other releases."""


@dataclass(frozen=True, slots=True)
class Release:
    """One release: the name of its source, its title, the date it describes and its day of publication ("" unknown)."""

    name: str
    title: str
    as_at: dt.date
    published: str


def release_of(path: Path) -> Release:
    """The release that a workbook is; raises WorkbookError where neither its sheets nor its name say the date."""
    return describe_release(path, read_grids(path))


def describe_release(path: Path, grids: dict[str, Grid]) -> Release:
    """The release that the sheets of a workbook are."""
    as_at = max(_dates_in_sheets(grids), default=None) or next(_dates_in_names(grids, path), None)
    if as_at is None:
        raise WorkbookError(
            f"{path.name}: no sheet says which date it describes; expected words such as 'as at 31 March 2026' "
            "in the first rows of a sheet. Put them into the file's name, as in Outcomes_as_at_31_March_2026."
        )
    name = f"ofsted-{as_at.year}" if (as_at.month, as_at.day) == (3, 31) else f"ofsted-{as_at.isoformat()}"
    cover = next(iter(grids.values()), [])
    return Release(name, _title(cover, as_at), as_at, _published(cover))


def _dates_in_sheets(grids: dict[str, Grid]) -> Iterator[dt.date]:
    """The dates that titles and covers name; a release names earlier ones too, but none that is later than its own."""
    for grid in grids.values():
        for row in grid[:TOP_ROWS]:
            for cell in row:
                if isinstance(cell, str) and len(cell) <= LONGEST_TITLE:
                    yield from _date_in(cell)


def _dates_in_names(grids: dict[str, Grid], path: Path) -> Iterator[dt.date]:
    for text in (*grids, path.stem):
        yield from _date_in(text)


def _date_in(text: str) -> Iterator[dt.date]:
    for day, month, year in _AS_AT.findall(text):
        number, last = _MONTHS[month[:3].casefold()]
        yield dt.date(int(year), number, min(int(day or last), last))


def _title(cover: Grid, as_at: dt.date) -> str:
    first = next((str(cell).strip() for row in cover[:1] for cell in row if not is_blank(cell)), "")
    # The cover of 2023 calls itself a cover and gives the title as the policy area.
    if "cover" in first.casefold():
        first = next((str(row[1]).strip() for row in cover if len(row) > 1 and _starts(row, "policy area")), "")
    return first or f"Local authority inspection outcomes as at {as_at.day} {as_at:%B %Y}"


def _published(cover: Grid) -> str:
    days = (as_date(row[1]) for row in cover if len(row) > 1 and _starts(row, "published on"))
    day = next(days, None)
    return day.isoformat() if day else ""


def _starts(row: list[object], words: str) -> bool:
    return str(row[0]).strip().casefold().startswith(words)
