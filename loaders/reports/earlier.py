"""Two small families: the inspection of looked-after children of 2013 (TLAC), and a review of a safeguarding board alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.grades import Grade, Judgement
from loaders.reports.detect import opening
from loaders.reports.fields import Faults, days_on_site, lead_inspector, printed_publication, sound_dates
from loaders.reports.names import authority_name
from loaders.reports.reading import Document, Reading
from loaders.reports.text import flat

_GRADE = r"(?P<grade>[Oo]utstanding|[Gg]ood|[Aa]dequate|[Ii]nadequate|[Rr]equires? improvement(?: to be good)?)"
_TLAC_TITLE = re.compile(
    r"^(?:\d )?Inspection of looked after children(?:'s)? services (?P<name>.{2,80}?) Inspection dates?\b",
    re.IGNORECASE,
)
_TLAC_OVERALL = re.compile(
    r"\bOverall effectiveness of (?:the )?services for looked after children(?: and young people)?"
    rf" (?:Grade )?[1-4] ?\(?{_GRADE}\)?"
)
_BOARD_TITLE = re.compile(
    r"^(?:\d )?(?P<name>.{2,90}?) Review of the effectiveness of the (?:.{2,40} )?Local Safeguarding Children(?:'s)? Board",
    re.IGNORECASE,
)
_BOARD_GRADE = re.compile(
    r"\b(?:effectiveness of the |The )(?:[\w'-]+ ){0,6}?Safeguarding Children(?:'s)? Board(?: \([A-Z]{3,6}\))? "
    rf"(?:is |are )?(?:judged to be )?{_GRADE}(?=\W|\d|$)"
)
_WORDS = {
    "outstanding": Grade.OUTSTANDING,
    "good": Grade.GOOD,
    "adequate": Grade.REQUIRES_IMPROVEMENT,
    "inadequate": Grade.INADEQUATE,
}


def _grade(words: str) -> Grade:
    return _WORDS.get(words.casefold(), Grade.REQUIRES_IMPROVEMENT)


def _single(pattern: re.Pattern[str], text: str) -> tuple[Grade, str] | None:
    found = {_grade(match["grade"]): match["grade"].capitalize() for match in pattern.finditer(text)}
    return next(iter(found.items())) if len(found) == 1 else None


def parse_tlac(pages: Sequence[str]) -> Reading:
    """The facts of a 2013 inspection of services for looked-after children: one overall grade."""
    text = opening(pages)
    faults = Faults()
    title = _TLAC_TITLE.search(text)
    days = days_on_site(text[:600], faults)
    days, published = sound_dates(days, printed_publication(text[:800], faults), faults)
    found = None
    for page in pages[1:8]:
        line = flat(page)
        found = _single(_TLAC_OVERALL, line)
        if found:
            break
    if found is None:
        faults.add("the overall judgement was not found")
    authority = authority_name(title["name"]) if title else None
    if authority is None:
        faults.add("the name of the authority was not found")
    return Reading(
        document=Document.TLAC,
        authority=authority,
        start_date=days.start if days else None,
        end_date=days.end if days else None,
        publication_date=published,
        judgements={Judgement.LOOKED_AFTER_CHILDREN: found[0]} if found else {},
        grades_as_published={Judgement.LOOKED_AFTER_CHILDREN: found[1]} if found else {},
        lead_inspector=lead_inspector(text[:600]),
        error=faults.text,
    )


def parse_board_review(pages: Sequence[str]) -> Reading:
    """The facts of a review of a safeguarding board that stands alone: it grades the board and not the authority."""
    text = opening(pages)
    faults = Faults()
    title = _BOARD_TITLE.search(text)
    row = re.search(r"\bInspection dates?\b|\bReview dates?\b", text)
    days = days_on_site(text[:1_500].replace("Review date", "Inspection date"), faults) if row else None
    if row is None:
        faults.add("it prints no dates of the review")
    days, published = sound_dates(days, printed_publication(text[:1_500], faults), faults)
    found = None
    for page in pages[:8]:
        found = _single(_BOARD_GRADE, flat(page))
        if found:
            break
    if found is None:
        faults.add("the judgement of the safeguarding board was not found")
    authority = authority_name(title["name"]) if title else None
    if authority is None:
        faults.add("the name of the authority was not found")
    lead = next((name for page in pages[::-1][:14] if (name := lead_inspector(flat(page)))), None)
    return Reading(
        document=Document.BOARD_REVIEW,
        authority=authority,
        start_date=days.start if days else None,
        end_date=days.end if days else None,
        publication_date=published,
        judgements={Judgement.LSCB: found[0]} if found else {},
        grades_as_published={Judgement.LSCB: found[1]} if found else {},
        lead_inspector=lead,
        error=faults.text,
    )
