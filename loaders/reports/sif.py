"""SIF inspections (2013 to 2018): five rows of judgements, one overall, and on the first one the safeguarding board."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.grades import Grade, Judgement
from loaders.reports.detect import opening
from loaders.reports.fields import Faults, days_on_site, lead_inspector, printed_publication, sound_dates
from loaders.reports.names import authority_name
from loaders.reports.reading import Document, Reading
from loaders.reports.table import grade_of, read_table
from loaders.reports.text import flat

LABELS = {
    "children who need help and protection": Judgement.HELP_AND_PROTECTION,
    "children looked after and achieving permanence": Judgement.CHILDREN_IN_CARE,
    "adoption performance": Judgement.ADOPTION,
    "experiences and progress of care leavers": Judgement.CARE_LEAVERS,
    "leadership, management and governance": Judgement.LEADERSHIP,
    "leadership management and governance": Judgement.LEADERSHIP,
}
_FIRST_ROW = re.compile(
    r"(?<![\w.])\d\.(?:\d\.?)? ?(?:Children who need help and protection|Children looked after and achieving|Adoption performance|"
    r"Experiences and progress of care|Leadership,? management and)\b"
)
VERDICT = (
    r"(?:is |are )?(?:judged to be )?(?P<grade>[Rr]equires? improvement(?: to be good)?|"
    r"(?:(?<=is )|(?<=are )|(?<=judged to be ))(?:inadequate|good|outstanding))"
)
"""A verb and a grade: a bare "good" after a name is no verdict, while "requires improvement" carries its own verb."""
_SERVICES = r"children's services?(?: in (?:[^.]|St\.){2,90}?)?"
_OVERALL = re.compile(
    rf"\b(?:The overall judge?ment is(?: that)?(?: {_SERVICES})?|{_SERVICES}) {VERDICT}(?=\W|\d|$)"
    rf"|\bThe overall judge?ment {VERDICT.replace('<grade>', '<bare>')}(?=\W|\d|$)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"^(?:\d )?(?P<name>.{2,90}?) (?P<again>re-?)?inspection of (?:local authority )?services for children",
    re.IGNORECASE,
)
_BOARD_ON_FRONT = re.compile(
    r"\bThe (?:judge?ment for the )?effectiveness of the (?:[A-Z][\w'-]+ ){0,6}?(?:LSCB|Local Safeguarding "
    rf"Children(?:'s)? Board(?: \(LSCB\))?) {VERDICT}(?P<bare>)(?=\W|\d|$)",
    re.IGNORECASE,
)
_BOARD_HEADING = re.compile(
    r"\bThe (?:[A-Z][\w'-]+ ){0,6}?Local Safeguarding Children(?:'s)? Board(?: \(LSCB\))? "
    rf"{VERDICT}(?P<bare>)(?= ?(?:[.\d]|$| [A-Z•]))"
)
_BOARD_PAGE = re.compile(r"\bThe Local Safeguarding Children Board(?: \(LSCB\))?[ .]*(?P<page>\d{1,2})\b")
HEAD, TAIL = 12, 14
"""Pages at the front and at the end among which the inspection team is named."""
_FOOTNOTE = re.compile(r"\b\d? ?Ofsted produces this report under its power .{0,600}?Regulations 2013\.?")
_AGAIN = re.compile(r"\bThis (?:is|was) a re-?inspection\b")


def _overall(front: str, faults: Faults) -> tuple[Grade | None, str]:
    """The overall grade in the words ahead of the table, and as it is printed."""
    found = {grade: words for words in _grades(_OVERALL, front) if (grade := grade_of(words)) is not None}
    if len(found) != 1:
        faults.add("the overall judgement was not found" if not found else "it prints two overall judgements")
        return None, ""
    return next(iter(found.items()))


def _grades(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    return (match["grade"] or match["bare"] for match in pattern.finditer(text))


def _board(pages: Sequence[str], text: str, faults: Faults) -> tuple[Grade | None, str]:
    """The judgement of the safeguarding board: on the first page until 2014, later in a chapter of its own."""
    found = {grade: words for words in _grades(_BOARD_ON_FRONT, text) if (grade := grade_of(words)) is not None}
    if len(found) == 1:
        return next(iter(found.items()))
    for number in _likely_pages(pages):
        page = flat(pages[number])
        found = {grade: words for words in _grades(_BOARD_HEADING, page) if (grade := grade_of(words)) is not None}
        if len(found) == 1:
            return next(iter(found.items()))
        if found:
            break
    faults.add("the judgement of the safeguarding board was not found")
    return None, ""


def _likely_pages(pages: Sequence[str]) -> Iterator[int]:
    """The page that the contents name first, then those from the end backwards."""
    seen = set()
    for page in pages[1:7]:
        if (match := _BOARD_PAGE.search(flat(page))) is not None:
            for number in (int(match["page"]) - 1, int(match["page"]), int(match["page"]) - 2):
                if 0 < number < len(pages) and number not in seen:
                    seen.add(number)
                    yield number
            break
    yield from (number for number in range(len(pages) - 1, 5, -1) if number not in seen)


def _lead(pages: Sequence[str], *, is_early: bool) -> str | None:
    """The lead inspector, named with the team: near the front until 2014, on one of the last pages later."""
    front = range(2, min(HEAD, len(pages)))
    back = range(len(pages) - 1, max(HEAD, len(pages) - TAIL) - 1, -1)
    for number in [*front, *back] if is_early else [*back, *front]:
        if (name := lead_inspector(flat(pages[number]))) is not None:
            return name
    return None


def parse_sif(pages: Sequence[str]) -> Reading:
    """The facts of a SIF report: first page, the board's chapter, and the page that names the team."""
    text = _FOOTNOTE.sub(" ", opening(pages))
    faults = Faults()
    title = _TITLE.search(text)
    row = _FIRST_ROW.search(text, title.end() if title else 0)
    front = text[: row.start()] if row else text[:2_500]
    table = read_table(text[row.start() :] if row else "", LABELS)
    missing = set(LABELS.values()) - table.found
    if missing:
        faults.add(table.fault)
        faults.add("the table of judgements could not be understood (missing: " + ", ".join(sorted(missing)) + ")")
        table.judgements, table.as_published, table.not_graded = {}, {}, {}
    judgements, as_published = dict(table.judgements), dict(table.as_published)
    overall, words = _overall(front, faults)
    if overall is not None:
        judgements[Judgement.OVERALL], as_published[Judgement.OVERALL] = overall, words
    again = bool(title and title["again"]) or _AGAIN.search(text) is not None
    is_early = _BOARD_ON_FRONT.search(text) is not None
    if "review of the effectiveness of the" in front.casefold():
        board, words = _board(pages, text, faults)
        if board is not None:
            judgements[Judgement.LSCB], as_published[Judgement.LSCB] = board, words
    days, published = sound_dates(days_on_site(front, faults), printed_publication(front, faults), faults)
    authority = authority_name(title["name"]) if title else None
    if authority is None:
        faults.add("the name of the authority was not found")
    lead = _lead(pages, is_early=is_early)
    if lead is None:
        faults.add("it names no lead inspector")
    return Reading(
        document=Document.SIF,
        authority=authority,
        start_date=days.start if days else None,
        end_date=days.end if days else None,
        publication_date=published,
        judgements=judgements,
        grades_as_published=as_published,
        not_graded=table.not_graded,
        lead_inspector=lead,
        is_reinspection=again,
        error=faults.text,
    )
