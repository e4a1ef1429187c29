"""The judgements as readers know them: their names, which of them stand today, and why a grade is missing."""

from __future__ import annotations

from loaders import Judgement, Status

FOUR = (Judgement.LEADERSHIP, Judgement.HELP_AND_PROTECTION, Judgement.CHILDREN_IN_CARE, Judgement.CARE_LEAVERS)
"""The judgements that every ILACS inspection makes, with overall effectiveness or without, in Ofsted's order."""

TODAY = (*FOUR, Judgement.OVERALL)
"""The four that remain, and overall effectiveness, given until April 2026."""

NAMES = {
    Judgement.OVERALL: "Overall effectiveness",
    Judgement.LEADERSHIP: "Impact of leaders",
    Judgement.HELP_AND_PROTECTION: "Help and protection",
    Judgement.CHILDREN_IN_CARE: "Children in care",
    Judgement.CARE_LEAVERS: "Care leavers",
    Judgement.ADOPTION: "Adoption",
    Judgement.LSCB: "Safeguarding board (LSCB)",
    Judgement.SAFEGUARDING: "Safeguarding",
    Judgement.LOOKED_AFTER_CHILDREN: "Looked after children",
    Judgement.CHILD_PROTECTION: "Child protection",
}
"""The one name of each judgement: Ofsted's own words, shortened where they are a sentence."""

OFFERED = {judgement: NAMES[judgement] for judgement in (Judgement.OVERALL, *FOUR)}
"""What a control of judgements offers, in its order."""

SHORT = {
    Judgement.OVERALL: "Overall",
    Judgement.LEADERSHIP: "Leaders",
    Judgement.HELP_AND_PROTECTION: "Help",
    Judgement.CHILDREN_IN_CARE: "In care",
    Judgement.CARE_LEAVERS: "Leavers",
}
"""The one short form of each judgement of today, where a drawing has no room for its name."""

ABSENCES = {
    Status.NOT_SEPARATE: "not judged separately",
    Status.NOT_JUDGED: "not judged: there were no such children",
    Status.NOT_GIVEN: "not given since April 2026",
    Status.UNREADABLE: "the report could not be read",
}
"""Why there is no grade, in words."""


def in_sentence(judgement: Judgement) -> str:
    """A judgement's name within a sentence: help and protection, the impact of leaders."""
    name = NAMES[judgement]
    return "the impact of leaders" if judgement is Judgement.LEADERSHIP else name[0].lower() + name[1:]


def about(judgement: Judgement) -> str:
    """A judgement at the end of a sentence: "overall", "for help and protection"."""
    return "overall" if judgement is Judgement.OVERALL else f"for {in_sentence(judgement)}"
