"""The words of a committee report that the briefing does not have: its purpose, what is inspected, and what the author adds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from dashboard.dates import long_date
from dashboard.text.briefing import FRAMEWORK_CHANGE
from dashboard.text.script import NO_CAUSE
from dashboard.words import called

PURPOSE, BACKGROUND, FINDINGS, COMPARISON, AHEAD = "Purpose", "Background", "Findings", "Comparison", "What may come"
IMPLICATIONS, SOURCES = "Implications", "Sources"

INSPECTED = (
    "Ofsted inspects the children’s services of each English local authority. A full inspection gives each judgement "
    "one of four grades: outstanding, good, requires improvement to be good, and inadequate. Focused visits and "
    "monitoring visits between full inspections give no grade."
)
BLANKS = (
    ("Recommendations", "what members are asked to decide or to note"),
    ("Financial implications", "for the author to complete"),
    ("Legal implications", "for the author to complete"),
    ("Equality implications", "for the author to complete"),
    ("Risks", "for the author to complete"),
)
"""What a report says that no published fact does, as a heading and what stands in its blank."""
FRONT = ("Report to: name of the committee", "Date of meeting: day, month and year", "Report of: name and post")


def purpose(who: str, as_at: dt.date) -> str:
    """What the report is for; `who` is an authority, several, or England."""
    name = called(who[0].lower() + who[1:] if who.startswith(("The ", "All ")) else who)
    return (
        f"To set out what has been published about the children’s services of {name} as at {long_date(as_at)}. It states published facts "
        "alone: it gives no reasons for a grade, and no advice."
    )


def background(method: Iterable[str]) -> str:
    """How the facts of a briefing are to be read, without what the report says elsewhere."""
    notes = [note for note in method if note not in (FRAMEWORK_CHANGE, NO_CAUSE)]
    return " ".join(notes).replace(" Visits carry no grade.", "", 1)


def ahead_of_all() -> str:
    """What may come, where nothing is said of one authority's next inspection."""
    return FRAMEWORK_CHANGE
