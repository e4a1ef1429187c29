"""The cells of a row to dates, kinds, themes and judgements, or an error that names the cell."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass

from loaders.errors import LoaderError, WorkbookError
from loaders.grades import EventType, Framework, Judgement, Status, parse_grade
from loaders.observation import JudgementRecord
from loaders.workbooks.layouts import Group, Layouts, text_key
from loaders.workbooks.sheets import Row, as_date

EARLIEST = dt.date(2009, 1, 1)
"""The first framework of the workbooks began in 2009."""

LONGEST_WAIT = dt.timedelta(days=366)
"""Longer than any report has waited for its publication (225 days)."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Dates:
    """The two days of an inspection; at least one is known."""

    start: dt.date | None
    publication: dt.date | None

    @property
    def best(self) -> dt.date:
        """The start, or failing that the publication."""
        best = self.start or self.publication
        assert best is not None
        return best


def says_nothing(row: Row, group: Group, known: Layouts) -> bool:
    """Whether a row has no inspection in this group: its cells are blank, or say "Not yet inspected"."""
    said = [field for field in sorted(group.fields) if text_key(row.cell(field)) not in known.blank]
    words = [field for field in said if text_key(row.cell(field)) in known.not_inspected]
    if words and len(words) < len(said):
        other = next(field for field in said if field not in words)
        raise WorkbookError(
            f"{row.where(other)}: expected nothing beside {str(row.cell(words[0]))!r}; found {row.cell(other)!r}. "
            "Check the row against Ofsted's site."
        )
    return len(said) == len(words)


def read_dates(row: Row, group: Group, known: Layouts, latest: dt.date) -> Dates:
    """The dates of the inspection that a group is; `latest` is the last day that the release can know."""
    fields = [group.field(name) for name in (group.start, group.publication)]
    start, publication = (_date(row, field, known, latest) for field in fields)
    if start is None and publication is None:
        field = next(field for field in fields if field in row.table.places)
        raise WorkbookError(
            f"{row.where(field)}: expected a date, since the row gives a judgement, type or theme; found none. "
            "Get the date from Ofsted's report, and settle the cell in data/reference/settled_cells.csv."
        )
    if start and publication and not start <= publication <= start + LONGEST_WAIT:
        raise WorkbookError(
            f"{row.where(fields[1])}: expected a day within a year after the inspection on {start}; "
            f"found {publication}. Check both dates against the report."
        )
    return Dates(start, publication)


def read_kind(row: Row, group: Group, known: Layouts) -> tuple[Framework, EventType]:
    """The framework and the type of event, of the group or of the row."""
    if group.framework and group.event_type:
        return group.framework, group.event_type
    field = group.field(group.type)
    kind = known.event_types.get(text_key(row.cell(field)))
    if kind is None:
        raise WorkbookError(
            f"{row.where(field)}: {row.cell(field)!r} is no type of inspection or visit that is known; expected one "
            f"of {', '.join(sorted(known.event_types))}. Add it to [event_types] in data/reference/workbooks.toml."
        )
    return kind


def read_theme(row: Row, group: Group, known: Layouts, event_type: EventType) -> str | None:
    """The theme of a visit as the list of themes spells it.

    A theme that is not in the list is kept as printed, with a warning: Ofsted adds themes, and
    nothing is computed from their words.
    """
    field = group.field(group.theme)
    cell = row.cell(field)
    if _is_empty(cell, known):
        return None
    if event_type.is_full or not isinstance(cell, str):
        expected = f"no theme for a {event_type}" if event_type.is_full else "the words of a theme"
        raise WorkbookError(f"{row.where(field)}: expected {expected}; found {cell!r}. Check the row's type.")
    printed = " ".join(cell.split())
    if text_key(cell) not in known.themes:
        log.warning("%s: the theme %r is new; add it to [themes] in workbooks.toml.", row.where(field), printed)
    return known.themes.get(text_key(cell), printed)


def read_judgements(
    row: Row, group: Group, known: Layouts, kind: tuple[Framework, EventType], dates: Dates
) -> tuple[JudgementRecord, ...]:
    """Every judgement of a full inspection with its grade, or the reason why it has none; nothing of a visit."""
    framework, event_type = kind
    if event_type.is_full:
        return tuple(_judgement(row, group, known, framework, judgement, dates) for judgement in group.judgements)
    for judgement in group.judgements:
        field = group.field(judgement)
        if not _is_empty(row.cell(field), known):
            raise WorkbookError(
                f"{row.where(field)}: expected no grade for a {event_type}; found {row.cell(field)!r}. "
                "Check the row's type."
            )
    return ()


def _judgement(
    row: Row, group: Group, known: Layouts, framework: Framework, judgement: Judgement, dates: Dates
) -> JudgementRecord:
    field = group.field(judgement)
    cell = row.cell(field)
    words = " ".join(str(cell).split())
    not_judged = text_key(cell) in known.not_judged
    if not_judged or _is_empty(cell, known):
        status = _status_outside(known, framework, judgement, dates) or (Status.NOT_JUDGED if not_judged else None)
        if status is None:
            raise WorkbookError(
                f"{row.where(field)}: expected a grade; found {words or 'a blank cell'!r}. "
                "Get it from the report, or 'Not judged' where the report says so, and settle the cell in "
                "data/reference/settled_cells.csv."
            )
        return JudgementRecord(judgement, None, words, status)
    try:
        return JudgementRecord(judgement, parse_grade(words), words)
    except LoaderError as error:
        raise WorkbookError(
            f"{row.where(field)}: {error} Check it against the report; words that stand for 'no grade' go into "
            "[words] in data/reference/workbooks.toml."
        ) from error


def _status_outside(known: Layouts, framework: Framework, judgement: Judgement, dates: Dates) -> Status | None:
    """Why an inspection has no grade here, where its framework did not give that judgement then.

    A start that is not known lies up to a year before the publication.
    """
    period = known.periods.get((framework, judgement))
    if period is None or period.status_outside is None:
        return None
    earliest = dates.start or dates.best - LONGEST_WAIT
    before = period.judged_from is not None and earliest < period.judged_from
    after = period.judged_until is not None and dates.best >= period.judged_until
    return period.status_outside if before or after else None


def _date(row: Row, field: str | None, known: Layouts, latest: dt.date) -> dt.date | None:
    cell = row.cell(field)
    if _is_empty(cell, known):
        return None
    day = as_date(cell)
    if day is None or not EARLIEST <= day <= latest:
        raise WorkbookError(
            f"{row.where(field)}: expected a date from {EARLIEST} to {latest}; found {cell!r}. "
            "Check it against the report, and settle the cell in data/reference/settled_cells.csv."
        )
    return day


def _is_empty(cell: object, known: Layouts) -> bool:
    """Whether a cell gives no value: it is blank, or says that there is none."""
    return text_key(cell) in known.blank or text_key(cell) in known.unknown
