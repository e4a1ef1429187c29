"""The closed vocabularies of the product: grades, judgements, statuses, frameworks and their dates, event types.

Everything that a loader writes is one of these words; an unknown word stops the load.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from loaders.errors import LoaderError

SIF_FROM = dt.date(2013, 11, 1)
"""The first day of the single inspection framework, the first with an overall effectiveness grade."""
ILACS_FROM = dt.date(2018, 1, 1)
"""The first day of the inspections of local authority children's services (ILACS)."""
OVERALL_UNTIL = dt.date(2026, 4, 1)
"""Inspections that start on or after this day give no overall effectiveness grade (Ofsted, ILACS 2026)."""


class Grade(StrEnum):
    """Ofsted's four grades, best first."""

    OUTSTANDING = "Outstanding"
    GOOD = "Good"
    REQUIRES_IMPROVEMENT = "Requires improvement"
    INADEQUATE = "Inadequate"

    @property
    def rank(self) -> int:
        """4 for outstanding down to 1 for inadequate: an order, never a score to average."""
        return 4 - list(Grade).index(self)

    @property
    def letter(self) -> str:
        """The short form that every mark carries beside its colour: O, G, RI or I."""
        return {"Outstanding": "O", "Good": "G", "Requires improvement": "RI", "Inadequate": "I"}[self.value]


class Judgement(StrEnum):
    """What is judged; the value is the key in the tables."""

    OVERALL = "overall_effectiveness"
    LEADERSHIP = "leadership"
    HELP_AND_PROTECTION = "help_and_protection"
    CHILDREN_IN_CARE = "children_in_care"
    CARE_LEAVERS = "care_leavers"
    ADOPTION = "adoption"
    LSCB = "lscb"
    SAFEGUARDING = "safeguarding"
    LOOKED_AFTER_CHILDREN = "looked_after_children"
    CHILD_PROTECTION = "child_protection"


class Status(StrEnum):
    """Why a judgement has a grade, or has none."""

    GRADED = "graded"
    NOT_JUDGED = "not_judged"
    NOT_SEPARATE = "not_separate"
    NOT_GIVEN = "not_given"
    UNREADABLE = "unreadable"


class FigureStatus(StrEnum):
    """What stands beside a figure of context: why there is none, or that two bodies made one return."""

    SUPPRESSED = "suppressed"
    NOT_AVAILABLE = "not_available"
    NOT_APPLICABLE = "not_applicable"
    LOW_RELIABILITY = "low_reliability"
    ROUNDS_TO_ZERO = "rounds_to_zero"
    JOINT = "joint"


ELEMENTS = (
    *(f"outcome {number}" for number in range(1, 5)),
    *(f"enabler {number}" for number in range(1, 4)),
    *(f"principle {number}" for number in range(1, 7)),
)
"""The parts of the children's social care national framework (DfE, statutory guidance) that a point can name."""


class Framework(StrEnum):
    """The inspection framework that an event belongs to."""

    SLAC = "SLAC"
    CPI = "CPI"
    TLAC = "TLAC"
    SIF = "SIF"
    ILACS = "ILACS"
    JTAI = "JTAI"
    AREA_SEND = "Area SEND"
    LSCB = "LSCB"


class EventType(StrEnum):
    """What happened."""

    FULL_INSPECTION = "full inspection"
    REINSPECTION = "re-inspection"
    STANDARD_INSPECTION = "standard inspection"
    SHORT_INSPECTION = "short inspection"
    FOCUSED_VISIT = "focused visit"
    MONITORING_VISIT = "monitoring visit"
    JTAI = "joint targeted area inspection"
    AREA_SEND = "area SEND inspection"
    BOARD_REVIEW = "board review"

    @property
    def is_full(self) -> bool:
        """Whether the event is a full inspection of the authority, which carries grades."""
        return self in FULL_INSPECTIONS


WHOLE_SERVICE = frozenset({Framework.SIF, Framework.ILACS})
"""The frameworks whose full inspections judge the whole service: the only ones that count."""

FULL_INSPECTIONS = frozenset(
    {
        EventType.FULL_INSPECTION,
        EventType.REINSPECTION,
        EventType.STANDARD_INSPECTION,
        EventType.SHORT_INSPECTION,
    }
)


class Kind(StrEnum):
    """The kinds of event whose record is complete from one day to another, each to its own."""

    FULL = "full inspection"
    EARLIER = "earlier full inspection (SLAC; CPI; TLAC)"
    FOCUSED_VISIT = "focused visit"
    MONITORING_VISIT = "monitoring visit"
    JTAI = "joint targeted area inspection"
    AREA_SEND = "area SEND inspection"


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    UNKNOWN = "unknown"


GRADE_WORDS = {
    "outstanding": Grade.OUTSTANDING,
    "good": Grade.GOOD,
    "requires improvement": Grade.REQUIRES_IMPROVEMENT,
    "requires improvement to be good": Grade.REQUIRES_IMPROVEMENT,
    "adequate": Grade.REQUIRES_IMPROVEMENT,
    "inadequate": Grade.INADEQUATE,
}
"""Every printed form of a grade. "Adequate" was the second grade until November 2013."""


def parse_grade(text: str) -> Grade:
    """The grade that a printed word names; raises LoaderError for any other word."""
    grade = GRADE_WORDS.get(" ".join(text.split()).casefold())
    if grade is None:
        expected = ", ".join(sorted(GRADE_WORDS))
        raise LoaderError(f"{text!r} is not a grade of Ofsted's; expected one of: {expected}.")
    return grade
