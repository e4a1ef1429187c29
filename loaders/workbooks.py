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
from loaders.authorities import Register
from loaders.errors import LoaderError, RegisterError, WorkbookError
from loaders.grades import EventType, Framework, Judgement, Precision, Status, parse_grade
from loaders.joining import join_sheets
from loaders.layouts import Group, Layouts, load_layouts, text_key
from loaders.records import JudgementRecord, Observation
from loaders.releases import Release, describe_release, release_of
from loaders.sheets import Table, as_date, is_blank, read_grids, tables_in

__all__ = ["Release", "read_workbook", "release_of"]

EARLIEST = dt.date(2009, 1, 1)
"""The first framework of the workbooks began in 2009."""

LONGEST_WAIT = dt.timedelta(days=366)
"""Longer than any report has waited for its publication (225 days)."""

log = logging.getLogger(__name__)


def read_workbook(
    path: Path, register: Register, source: str | None = None, reference: Path = paths.REFERENCE
) -> list[Observation]:
    """One observation for each inspection or visit in an .ods or .xlsx workbook, in the order of the sheets.

    `source` names the release, by default as `release_of` does. What several sheets say of one
    inspection is joined; where they differ each keeps its own. Raises WorkbookError naming file,
    sheet, row and column for anything that is not known.
    """
    known = load_layouts(reference)
    grids = read_grids(path)
    release = describe_release(path, grids)
    tables = [table for sheet, grid in grids.items() for table in tables_in(path.name, sheet, grid, known)]
    if not tables:
        raise WorkbookError(
            f"{path.name}: no sheet has a table about local authorities; found {', '.join(grids) or 'no sheet'}. "
            "Check that it is a workbook of local authority inspection outcomes."
        )
    reader = _Reader(known, register, release, source or release.name)
    return join_sheets([item for table in tables for item in reader.observations(table)])


@dataclass(frozen=True, slots=True)
class _Reader:
    known: Layouts
    register: Register
    release: Release
    source: str

    def observations(self, table: Table) -> list[Observation]:
        found: list[Observation] = []
        listed: dict[str, int] = {}
        for number, row in table.rows:
            items = [item for group in table.layout.groups if (item := self._observation(table, number, row, group))]
            if not items:
                code = self._authority(table, number, row, self.release.as_at)
                log.info("%s: no inspection of %s is listed.", table.where(number), code)
            codes = {item.authority_code for item in items} or {code}
            if table.layout.once:
                for one in codes:
                    if one in listed:
                        raise WorkbookError(
                            f"{table.where(number, 'authority')}: expected each authority once; "
                            f"{table.cell(row, 'authority')!r} is in row {listed[one]} too. Keep the row that is right."
                        )
                listed |= dict.fromkeys(codes, number)
            found += items
        return found

    def _observation(self, table: Table, number: int, row: list[object], group: Group) -> Observation | None:
        """What a row says of the inspection that a group of its columns is; None where it says nothing."""
        start_field, publication_field = group.field(group.start), group.field(group.publication)
        if self._is_empty(table, number, row, group):
            return None
        start = self._date(table, number, row, start_field)
        publication = self._date(table, number, row, publication_field)
        if start is None and publication is None:
            field = next(field for field in (start_field, publication_field) if field in table.places)
            raise WorkbookError(
                f"{table.where(number, field)}: expected a date, since the row gives a judgement, type or theme; "
                "found none. Get the date from Ofsted's report, or blank the whole entry."
            )
        if start and publication and not start <= publication <= start + LONGEST_WAIT:
            raise WorkbookError(
                f"{table.where(number, publication_field)}: expected a day within a year after the inspection "
                f"on {start}; found {publication}. Check both dates against the report."
            )
        framework, event_type = self._kind(table, number, row, group)
        on = start or publication
        assert on is not None  # one of the two is known, as checked above
        return Observation(
            authority_code=self._authority(table, number, row, on),
            framework=framework,
            event_type=event_type,
            source=self.source,
            where=table.where(number),
            start_date=start,
            date_precision=Precision.DAY if start else Precision.UNKNOWN,
            publication_date=publication,
            publication_precision=Precision.DAY if publication else Precision.UNKNOWN,
            theme=self._theme(table, number, row, group, event_type),
            judgements=self._judgements(table, number, row, group, framework, event_type, (start, publication)),
        )

    def _is_empty(self, table: Table, number: int, row: list[object], group: Group) -> bool:
        fields = [field for field in group.fields if field in table.places]
        said = [field for field in fields if text_key(table.cell(row, field)) not in self.known.blank]
        said = [field for field in said if not is_blank(table.cell(row, field))]
        words = [field for field in said if text_key(table.cell(row, field)) in self.known.not_inspected]
        if words and len(words) < len(said):
            other = next(field for field in said if field not in words)
            raise WorkbookError(
                f"{table.where(number, other)}: expected nothing beside {str(table.cell(row, words[0]))!r}; "
                f"found {table.cell(row, other)!r}. Check the row against Ofsted's site."
            )
        return len(said) == len(words)

    def _authority(self, table: Table, number: int, row: list[object], on: dt.date) -> str:
        name = " ".join(str(table.cell(row, "authority")).split())
        field = "authority"
        try:
            code = self.register.resolve(name, on)
            given = table.cell(row, "code")
            if is_blank(given):
                return code
            field = "code"
            coded = self.register.resolve(str(given), on)
        except RegisterError as error:
            raise WorkbookError(f"{table.where(number, field)}: {error}") from error
        if coded != code:
            raise WorkbookError(
                f"{table.where(number, 'code')}: {given!r} is not the code of {name!r} on {on}, which is {code}. "
                "Correct the row, or the register in data/reference."
            )
        return code

    def _date(self, table: Table, number: int, row: list[object], field: str | None) -> dt.date | None:
        cell = table.cell(row, field)
        if is_blank(cell) or text_key(cell) in self.known.blank:
            return None
        day = as_date(cell)
        latest = self.release.as_at + LONGEST_WAIT
        if day is None or not EARLIEST <= day <= latest:
            raise WorkbookError(
                f"{table.where(number, field)}: expected a date from {EARLIEST} to {latest}; found {cell!r}. "
                "Check it against the report and correct the cell."
            )
        return day

    def _kind(self, table: Table, number: int, row: list[object], group: Group) -> tuple[Framework, EventType]:
        if group.framework and group.event_type:
            return group.framework, group.event_type
        field = group.field(group.type)
        cell = table.cell(row, field)
        kind = self.known.event_types.get(text_key(cell))
        if kind is None:
            raise WorkbookError(
                f"{table.where(number, field)}: {cell!r} is no type of inspection or visit that is known; expected one "
                f"of {', '.join(sorted(self.known.event_types))}. "
                "Add it to [event_types] in data/reference/workbooks.toml."
            )
        return kind

    def _theme(self, table: Table, number: int, row: list[object], group: Group, event_type: EventType) -> str | None:
        field = group.field(group.theme)
        cell = table.cell(row, field)
        if is_blank(cell) or text_key(cell) in self.known.blank:
            return None
        theme = self.known.themes.get(text_key(cell))
        if theme is None:
            raise WorkbookError(
                f"{table.where(number, field)}: {cell!r} is no theme that is known; expected one of "
                f"{', '.join(self.known.themes.values())}. Add it to [themes] in data/reference/workbooks.toml."
            )
        if event_type.is_full:
            raise WorkbookError(
                f"{table.where(number, field)}: expected no theme for a {event_type}; found {cell!r}. "
                "Check the row's type."
            )
        return theme

    def _judgements(
        self,
        table: Table,
        number: int,
        row: list[object],
        group: Group,
        framework: Framework,
        event_type: EventType,
        dates: tuple[dt.date | None, dt.date | None],
    ) -> tuple[JudgementRecord, ...]:
        records = []
        for judgement in group.judgements:
            field = group.field(judgement)
            cell = table.cell(row, field)
            key = text_key(cell)
            words = "" if is_blank(cell) else " ".join(str(cell).split())
            if not event_type.is_full:
                if words and key not in self.known.blank:
                    raise WorkbookError(
                        f"{table.where(number, field)}: expected no grade for a {event_type}; found {cell!r}. "
                        "Check the row's type."
                    )
                continue
            if not words or key in self.known.blank:
                records.append(
                    JudgementRecord(
                        judgement, None, words, self._reason(table, number, field, framework, judgement, dates)
                    )
                )
            elif key in self.known.not_judged:
                records.append(JudgementRecord(judgement, None, words, Status.NOT_JUDGED))
            else:
                try:
                    records.append(JudgementRecord(judgement, parse_grade(words), words))
                except LoaderError as error:
                    raise WorkbookError(
                        f"{table.where(number, field)}: {error} Check it against the report; words that stand for "
                        "'no grade' go into [words] in data/reference/workbooks.toml."
                    ) from error
        return tuple(records)

    def _reason(
        self,
        table: Table,
        number: int,
        field: str | None,
        framework: Framework,
        judgement: Judgement,
        dates: tuple[dt.date | None, dt.date | None],
    ) -> Status:
        """Why a full inspection has no grade here: the framework did not give that judgement then.

        Where the start is not known it lies up to a year before the publication.
        """
        start, publication = dates
        period = self.known.periods.get((framework, judgement))
        earliest = start or (publication - LONGEST_WAIT if publication else dt.date.min)
        latest = start or publication or dt.date.max
        if period and period.status_outside:
            before = period.judged_from is not None and earliest < period.judged_from
            after = period.judged_until is not None and latest >= period.judged_until
            if before or after:
                return period.status_outside
        raise WorkbookError(
            f"{table.where(number, field)}: expected a grade; the cell is blank. "
            "Get it from the report, or write 'Not judged' where the report says so."
        )
