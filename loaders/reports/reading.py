"""What a document says: the facts that a parser takes out of a report or letter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from loaders import refused
from loaders.grades import Grade, Judgement, Status

READER = 2
"""The version of the readers, kept with each document: raised whenever a reader comes to say another thing."""


class Document(StrEnum):
    """The family that a document belongs to, by what it says of itself."""

    SIF = "SIF inspection"
    ILACS = "ILACS inspection"
    TLAC = "TLAC inspection"
    FOCUSED_VISIT = "focused visit"
    MONITORING_VISIT = "monitoring visit"
    JTAI = "JTAI"
    AREA_SEND = "area SEND"
    BOARD_REVIEW = "board review"
    NOT_A_REPORT = refused.NOT_A_REPORT


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The facts of one document; None where the document does not say, with the reason in `error`."""

    document: Document
    authority: str | None = None
    start_date: dt.date | None = None
    end_date: dt.date | None = None
    printed_days: tuple[dt.date, dt.date] | None = None
    """The first and last day as printed, where one of their years is a misprint."""
    publication_date: dt.date | None = None
    judgements: dict[Judgement, Grade] = field(default_factory=dict)
    grades_as_published: dict[Judgement, str] = field(default_factory=dict)
    not_graded: dict[Judgement, Status] = field(default_factory=dict)
    theme: str | None = None
    visit_number: int | None = None
    priority_action_areas: int | None = None
    improvement_areas: int | None = None
    elements: tuple[tuple[str, ...], ...] = ()
    """A tuple a point to improve: the elements of the national framework that it names."""
    outcome: str | None = None
    lead_inspector: str | None = None
    is_reinspection: bool = False
    is_short: bool | None = None
    inadequate_since: dt.date | None = None
    """Monitoring visits: the first day of the month of the judgement that they follow."""
    error: str | None = None
