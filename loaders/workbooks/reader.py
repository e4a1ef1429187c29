"""Ofsted's official statistics: every sheet about local authorities, to observations.

The layouts are data (data/reference): a sheet is known by its set of columns, whatever its name,
the order of its columns and the row that its table begins on.
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from pathlib import Path

from loaders import paths
from loaders.errors import RegisterError, WorkbookError
from loaders.grades import Precision
from loaders.observation import Observation
from loaders.register.authorities import Register
from loaders.workbooks.cells import LONGEST_WAIT, read_dates, read_judgements, read_kind, read_theme, says_nothing
from loaders.workbooks.joining import join_sheets
from loaders.workbooks.layouts import Group, Layouts, load_layouts, text_key
from loaders.workbooks.releases import Release, describe_release, release_of
from loaders.workbooks.settled import load_settled
from loaders.workbooks.sheets import Row, Table, read_grids, tables_in

__all__ = ["Release", "read_noted", "read_workbook", "release_of"]

log = logging.getLogger(__name__)


def read_workbook(
    path: Path, register: Register, source: str | None = None, reference: Path = paths.REFERENCE
) -> list[Observation]:
    """One observation for each inspection or visit in a workbook; `read_noted` without its notes."""
    return read_noted(path, register, source, reference)[0]


def read_noted(
    path: Path, register: Register, source: str | None = None, reference: Path = paths.REFERENCE
) -> tuple[list[Observation], list[str]]:
    """One observation for each inspection or visit in an .ods, .xlsx or .csv workbook, in the order of the sheets.

    With them, in words and each with its place, what is printed beside values, in their place or below a table, and
    cells that were settled by hand. `source` names the release, by default as `release_of` does. What several sheets
    say of one inspection is joined; where they differ each keeps its own. Raises WorkbookError naming file,
    sheet, row and column for anything that is not known.
    """
    known, settlements = load_layouts(reference), load_settled(reference, path.name)
    grids = read_grids(path)
    release = describe_release(path, grids)
    tables = [table for sheet, grid in grids.items() for table in tables_in(path.name, sheet, grid, known, settlements)]
    if not tables:
        raise WorkbookError(
            f"{path.name}: no sheet has a table about local authorities; found {', '.join(grids) or 'no sheet'}. "
            "Check that it is a workbook of local authority inspection outcomes."
        )
    reader = _Reader(known, register, release.as_at, source or release.name)
    settlements.refuse_unmet(path.name)
    notes = [note for table in tables for note in table.notes]
    return join_sheets([item for table in tables for item in reader.read(table)]), notes


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the tables of one release."""

    known: Layouts
    register: Register
    as_at: dt.date
    source: str

    def read(self, table: Table) -> list[Observation]:
        found: list[Observation] = []
        listed: dict[str, int] = {}
        for row in table.rows:
            items = [item for group in table.layout.groups if (item := self._observation(row, group))]
            codes = {item.authority_code for item in items}
            if not items:
                codes = {self._authority(row, self.as_at)}
                log.info("%s: no inspection of %s is listed.", row.where(), row.cell("authority"))
            if table.layout.once:
                _refuse_repeated(row, codes, listed)
            found += items
        return found

    def _observation(self, row: Row, group: Group) -> Observation | None:
        """What a row says of the inspection that a group of its columns is; None where it says nothing."""
        if says_nothing(row, group, self.known):
            return None
        dates = read_dates(row, group, self.known, self.as_at + LONGEST_WAIT)
        kind = read_kind(row, group, self.known)
        return Observation(
            authority_code=self._authority(row, dates.best),
            framework=kind[0],
            event_type=kind[1],
            source=self.source,
            where=row.where(),
            start_date=dates.start,
            date_precision=Precision.DAY if dates.start else Precision.UNKNOWN,
            publication_date=dates.publication,
            publication_precision=Precision.DAY if dates.publication else Precision.UNKNOWN,
            theme=read_theme(row, group, self.known, kind[1]),
            judgements=read_judgements(row, group, self.known, kind, dates),
        )

    def _authority(self, row: Row, on: dt.date) -> str:
        """The one body that a row's name means on a day, and its code where the row has one."""
        name, given = " ".join(str(row.cell("authority")).split()), str(row.cell("code")).strip()
        field = "authority"
        try:
            code = self.register.resolve(name, on)
            field = "code"
            coded = self.register.resolve(given, on) if given else code
        except RegisterError as error:
            raise WorkbookError(f"{row.where(field)}: {error}") from error
        if coded != code:
            raise WorkbookError(
                f"{row.where('code')}: {given} is not the code of {name} on {on}, which is {code}. "
                "Correct the row, or the register in data/reference."
            )
        self._check_status(row, code)
        return code

    def _check_status(self, row: Row, code: str) -> None:
        """Stop where a row says that an authority exists, or no longer does, and the register says otherwise."""
        said = row.cell("status")
        if not said:
            return
        body = self.register.body(code)
        exists = self.known.still_exists.get(text_key(said))
        if exists is None or exists != body.exists(self.as_at):
            raise WorkbookError(
                f"{row.where('status')}: {said!r} does not fit {body.described} as at {self.as_at}. "
                "Put the change of authorities into data/reference/succession.csv, or correct the row."
            )


def _refuse_repeated(row: Row, codes: set[str], listed: dict[str, int]) -> None:
    """Stop where a table with one row an authority has two of one; note the row in `listed`."""
    for code in sorted(codes):
        if code in listed:
            raise WorkbookError(
                f"{row.where('authority')}: expected each authority once; {row.cell('authority')!r} is in "
                f"row {listed[code]} too. Keep the row that is right."
            )
        listed[code] = row.number
