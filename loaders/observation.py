"""What one source says of one event: the form that every loader hands to the merge."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from loaders.grades import EventType, Framework, Grade, Judgement, Precision, Status


@dataclass(frozen=True, slots=True)
class JudgementRecord:
    """One judgement as a source gives it; `grade` is None exactly where `status` is not graded."""

    judgement: Judgement
    grade: Grade | None
    as_published: str = ""
    status: Status = Status.GRADED


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What one source says of one inspection or visit.

    `source` names a source in datapackage.json; `where` is for messages and the ledger
    (file, sheet and row, or the document's name). None means that the source does not say.
    """

    authority_code: str
    framework: Framework
    event_type: EventType
    source: str
    where: str
    start_date: dt.date | None = None
    end_date: dt.date | None = None
    date_precision: Precision = Precision.UNKNOWN
    publication_date: dt.date | None = None
    publication_precision: Precision = Precision.UNKNOWN
    theme: str | None = None
    visit_number: int | None = None
    priority_action_areas: int | None = None
    improvement_areas: int | None = None
    outcome: str | None = None
    lead_inspector: str | None = None
    report_url: str | None = None
    document: str | None = None
    """sha256 of the report that was read, where a report was."""
    printed_publication_date: dt.date | None = None
    """The date that a report prints, where its link gives another; kept for the ledger alone."""
    judgements: tuple[JudgementRecord, ...] = ()
    elements: tuple[tuple[str, ...], ...] = ()
    """A tuple a point to improve, with the elements of the national framework that it names; () where no point names any."""
    printed_start_date: dt.date | None = None
    printed_end_date: dt.date | None = None
    """The days on site as printed, where a year is a misprint; kept for the ledger alone."""
