"""The theme of a focused or monitoring visit in Ofsted's own list, by the sentence that says what was looked at."""

from __future__ import annotations

import re
from collections.abc import Sequence

FRONT_DOOR = "Front door"
IN_NEED = "Children in need/subject to a plan"
ADOLESCENTS = "Vulnerable adolescents"
IN_CARE = "Children in care"
PERMANENCE = "Achieving permanence"
CARE_LEAVERS = "Care leavers"
ASSURANCE = "Covid assurance visit"
"""Ofsted's six themes, and the visits of the pandemic that looked at all services."""

_MARKS: tuple[tuple[str, str], ...] = (
    (IN_CARE, r"placement decision|placement-making|decision-making (?:about|on|for) placements?"),
    (
        ADOLESCENTS,
        r"vulnerable adolescents?|\badolescents?\b|extra-? ?familial|contextual safeguarding|exploitation|"
        r"vulnerable young people|young people who are aged between|missing from (?:home|care)|go missing",
    ),
    (
        PERMANENCE,
        r"\bpermanen(?:ce|cy)\b|permanent (?:homes|placements)|long-term (?:matching|placement)",
    ),
    (CARE_LEAVERS, r"(?:young people|children) in care aged 16 and 17|care[- ]leavers?|pathway plan|care-?\s?experienced young|leaving care|former looked[- ]after"),
    (
        FRONT_DOOR,
        r"front[- ]door|contacts?,? (?:and )?referrals?|multi-agency safeguarding hub|\bMASH\b|first point of contact|"
        r"single point of access|initial (?:contact|response|assessment)|early help",
    ),
    (IN_CARE, r"children (?:and young people )?in care|children looked after|looked[- ]after children|young people in care|care planning|children who come into care|placement"),
    (
        IN_NEED,
        r"child(?:ren)?[- ]in[- ]need(?! of\b)|child(?:ren)?'?s?,? (?:who are )?subject to|protection plan|child[- ]protection|"
        r"public law outline|pre-proceedings",
    ),
)  # fmt: skip
_PATTERNS = tuple((theme, re.compile(pattern, re.IGNORECASE)) for theme, pattern in _MARKS)


_WEAK = re.compile(
    r"\b(?:need|needs) (?:of )?(?:help|protection|support)|help and protection|"
    r"\bassessments?\b(?!(?: and (?-i:[A-Z])\w+| and intervention| and safeguarding)*(?: \([A-Z&]+\))? (?:service|team|hub|pod)s?\b)",
    re.IGNORECASE,
)
"""Words that every theme can bring along; the name of a team ("the Contact and Assessment Service") says nothing."""


def theme_of(words: str) -> str | None:
    """The theme whose mark comes first in the words; None where no mark does."""
    found = [
        (match.start(), order, theme)
        for order, (theme, pattern) in enumerate(_PATTERNS)
        if (match := pattern.search(words))
    ]
    return min(found)[2] if found else None


def theme_of_sentences(sentences: Sequence[str], narrower: Sequence[str] = ()) -> str | None:
    """The theme that the first telling sentence names; one that says more narrowly what was looked at comes first.

    "Children who need help and protection" tells nothing yet, for the front door is part
    of it, nor does "assessments", which are made of all: they stand for children in need only where no later sentence is more exact.
    """
    exact = next((theme for sentence in (*narrower, *sentences) if (theme := theme_of(sentence))), None)
    return exact or (IN_NEED if any(_WEAK.search(sentence) for sentence in sentences) else None)
