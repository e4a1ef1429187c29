"""SIF inspections (2013 to 2018): five rows of judgements, one overall, and on the first one the safeguarding board."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from loaders.grades import Grade, Judgement, Status
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
_ANY_CASE = VERDICT.replace("(?:inadequate|good|outstanding)", "(?i:inadequate|good|outstanding)")
_BOARD_HEADINGS = (
    re.compile(
        r"\bThe (?:[A-Z][\w'-]+ ){0,6}?(?:Local )?Safeguarding Children(?:'s)? Board(?: \(LSCB\))? "
        rf"{_ANY_CASE}(?P<bare>)(?= ?(?:[.\d]|$| [A-Z•]))"
    ),
    re.compile(rf"\bThe LSCB {_ANY_CASE}(?P<bare>),? because\b"),
)
_REVIEWED = re.compile(r"\b(?:review|inspection) of the effectiveness of the\b", re.IGNORECASE)
_BOARD_COVER = re.compile(
    r"\b(?:Review|Inspection) of the effectiveness of the (?:.{2,40} )?Local Safeguarding Children(?:'s)? Board\d? "
    r"(?:Inspection|Review) dates?\b",
    re.IGNORECASE,
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


def _board(pages: Sequence[str], numbers: Iterable[int], text: str, faults: Faults) -> tuple[Grade | None, str]:
    """The judgement of the safeguarding board: on the first page until 2014, later in a chapter of its own."""
    found = {grade: words for words in _grades(_BOARD_ON_FRONT, text) if (grade := grade_of(words)) is not None}
    if len(found) == 1:
        return next(iter(found.items()))
    for number in numbers:
        page = flat("".join(pages[number : number + 1]))
        for heading in _BOARD_HEADINGS:
            found = {grade: words for words in _grades(heading, page) if (grade := grade_of(words)) is not None}
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


def _board_cover(pages: Sequence[str]) -> int | None:
    """The page on which the board's own report begins, where it is bound behind the authority's."""
    return next((number for number in range(6, len(pages)) if _BOARD_COVER.search(flat(pages[number])[:400])), None)


def _lead(pages: Sequence[str], *, is_early: bool) -> str | None:
    """The lead inspector, named with the team: near the front until 2014, on one of the last pages later."""
    front = range(2, min(HEAD, len(pages)))
    back = range(len(pages) - 1, max(HEAD, len(pages) - TAIL) - 1, -1)
    middle = range(len(pages) - TAIL - 1, HEAD - 1, -1)
    for number in [*front, *back, *middle] if is_early else [*back, *front, *middle]:
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
    not_graded = dict(table.not_graded)
    cover = None
    if _REVIEWED.search(front) or (cover := _board_cover(pages)) is not None:
        board, words = _board(pages, _likely_pages(pages) if cover is None else (cover, cover + 1), text, faults)
        if board is not None:
            judgements[Judgement.LSCB], as_published[Judgement.LSCB] = board, words
    else:
        not_graded[Judgement.LSCB] = Status.NOT_SEPARATE
    days, published = sound_dates(days_on_site(front, faults), printed_publication(front, faults), faults)
    authority = authority_name(title["name"]) if title else None
    if authority is None:
        faults.add("the name of the authority was not found")
    lead = _lead(pages[:cover] if cover else pages, is_early=is_early)
    if lead is None:
        faults.add("it names no lead inspector")
    return Reading(
        document=Document.SIF,
        authority=authority,
        start_date=days.start if days else None,
        end_date=days.end if days else None,
        printed_days=days.printed if days else None,
        publication_date=published,
        judgements=judgements,
        grades_as_published=as_published,
        not_graded=not_graded,
        lead_inspector=lead,
        is_reinspection=again,
        error=faults.text,
    )
