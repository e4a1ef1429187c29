"""The theme of a focused or monitoring visit in Ofsted's own list, by the sentence that says what was looked at."""

from __future__ import annotations

import re

FRONT_DOOR = "Front door"
IN_NEED = "Children in need/subject to a plan"
ADOLESCENTS = "Vulnerable adolescents"
IN_CARE = "Children in care"
PERMANENCE = "Achieving permanence"
CARE_LEAVERS = "Care leavers"
PLACEMENT = "Placement decision-making"
ASSURANCE = "Covid-19 assurance"
THEMES = (FRONT_DOOR, IN_NEED, ADOLESCENTS, IN_CARE, PERMANENCE, CARE_LEAVERS, PLACEMENT, ASSURANCE)
"""Ofsted's six themes, and two that only the letters have."""

_MARKS: tuple[tuple[str, str], ...] = (
    (PLACEMENT, r"placement decision|placement-making|decision-making (?:about|on|for) placements?"),
    (
        ADOLESCENTS,
        r"vulnerable adolescents?|\badolescents?\b|extra-? ?familial|contextual safeguarding|exploitation|"
        r"vulnerable young people|young people who are aged between|missing from (?:home|care)|go missing",
    ),
    (
        PERMANENCE,
        r"\bpermanen(?:ce|cy)\b|permanent (?:homes|placements)|long-term (?:matching|placement)",
    ),
    (CARE_LEAVERS, r"care[- ]leavers?|care-?\s?experienced young|leaving care|former looked[- ]after"),
    (
        FRONT_DOOR,
        r"front[- ]door|contacts? and referrals?|multi-agency safeguarding hub|\bMASH\b|first point of contact|"
        r"single point of access|initial (?:contact|response|assessment)|early help",
    ),
    (IN_CARE, r"children (?:and young people )?in care|children looked after|looked[- ]after children|young people in care|care planning|children who come into care|placement"),
    (
        IN_NEED,
        r"child(?:ren)? in need|child(?:ren)?'?s?,? (?:who are )?subject to|child protection plan|protection plan|"
        r"child protection|in need of (?:help|protection)|public law outline|pre-proceedings|assessments?\b|"
        r"children who need (?:help|protection)|need help and protection",
    ),
)  # fmt: skip
_PATTERNS = tuple((theme, re.compile(pattern, re.IGNORECASE)) for theme, pattern in _MARKS)


def theme_of(words: str) -> str | None:
    """The theme whose mark comes first in the words; None where no mark does."""
    found = [
        (match.start(), order, theme)
        for order, (theme, pattern) in enumerate(_PATTERNS)
        if (match := pattern.search(words))
    ]
    return min(found)[2] if found else None
