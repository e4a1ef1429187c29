"""What stands in our tables, in a sentence each, for files that leave the pages behind."""

from __future__ import annotations

from dashboard.judgements import NAMES
from dashboard.text.glossary import TERMS
from loaders import Judgement

DEFINITIONS = (
    ("Grade", "Outstanding (O), good (G), requires improvement to be good (RI) or inadequate (I), as Ofsted gave it."),
    (
        NAMES[Judgement.OVERALL],
        "Ofsted’s grade of the services as a whole; inspections that begin on or after 1 April 2026 give none.",
    ),
    ("Known to the", "How exactly the date before it is known: to the day, or to the month alone (no day is given)."),
    *((term.name, term.meaning) for term in TERMS),
)
"""Each column or word and what it means."""
