"""What the words of our tables mean, in a sentence each, for files that leave the pages behind."""

from __future__ import annotations

from dashboard.judgements import NAMES
from loaders import Judgement

DEFINITIONS = (
    ("Grade", "Outstanding (O), good (G), requires improvement to be good (RI) or inadequate (I), as Ofsted gave it."),
    (
        NAMES[Judgement.OVERALL],
        "Ofsted’s grade of the services as a whole; inspections that begin on or after 1 April 2026 give none.",
    ),
    (
        "Full inspection",
        "An inspection that gives each judgement a grade: under SIF from November 2013 to early 2018, under ILACS since.",
    ),
    ("Focused visit", "A visit between full inspections that looks at one theme and gives no grade."),
    ("Monitoring visit", "A visit to an authority that was judged inadequate; it gives no grade."),
    ("JTAI", "A joint targeted area inspection, by several inspectorates on one theme; it gives no grade."),
    ("Area SEND", "An inspection of the local area’s services for special educational needs and disabilities."),
    ("Area for priority action", "A weakness that a focused visit found to need swift action by the authority."),
    ("Statistical neighbours", "The ten authorities most alike by the Department for Education’s model of 2025."),
    ("Known to the", "How exactly the date before it is known: to the day, or to the month alone (no day is given)."),
)
"""Each term and what it means."""
