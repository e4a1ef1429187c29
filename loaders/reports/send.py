"""Area SEND inspections: one of three outcomes since 2023; a written statement of action, or none, before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.reports.dates import DateRange, parse_date, parse_range
from loaders.reports.detect import opening
from loaders.reports.fields import Faults, days_on_site
from loaders.reports.names import authority_name, person_name
from loaders.reports.reading import Document, Reading
from loaders.reports.text import flat

TYPICALLY_POSITIVE = "typically positive"
INCONSISTENT = "inconsistent"
SYSTEMIC_FAILINGS = "widespread and/or systemic failings"
STATEMENT = "written statement of action"
NO_STATEMENT = "no written statement of action"
OUTCOMES = (TYPICALLY_POSITIVE, INCONSISTENT, SYSTEMIC_FAILINGS, STATEMENT, NO_STATEMENT)

_SENTENCES = (
    (TYPICALLY_POSITIVE, re.compile(r"\barrangements typically lead to positive experiences and outcomes\b")),
    (INCONSISTENT, re.compile(r"\barrangements lead to inconsistent experiences and outcomes\b")),
    (SYSTEMIC_FAILINGS, re.compile(r"\bThere are widespread and(?:/or)? systemic failings\b")),
)
_OUTCOME = re.compile(r"\bInspection outcome\b")
_STATEMENT = re.compile(
    r"\b(?:has determined that|requires|require|required) [^.]{0,60}?\b[Ww]ritten [Ss]tatement of [Aa]ction\b[^.]{0,40}\bis required\b|"
    r"\brequires? (?:the local area to (?:prepare and )?submit )?a [Ww]ritten [Ss]tatement of [Aa]ction\b"
)
_TITLE = re.compile(
    r"\bArea SEND (?:full |monitoring )?inspection of (?:the )?(?P<name>.{2,80}?) Local Area Partnership\b",
    re.IGNORECASE,
)
_OLD_TITLE = re.compile(
    r"\bJoint (?:local )?area (?:SEND|special educational needs and/or disabilities(?: \(SEND\))?) (?P<again>re)?"
    r"(?:inspection|visit) (?:in|of) (?:the )?(?P<name>[A-Z][^.]{1,60}?) (?=Between\b|On\b|From\b|This letter|Dear\b)",
    re.IGNORECASE,
)
_OLD_DAYS = re.compile(r"\b(?:Between|From|On) (?=(?:\w+day,? )?\d)")
_HMI = r"(?: HMI\b,?| H(?:is|er) Majesty's Inspector,?)"
_LEAD = re.compile(
    rf"(?P<name>[A-Z][\w'-]+(?: [A-Z][\w'.-]+){{1,3}}),?(?:{_HMI}? Ofsted,?{_HMI}?|{_HMI}) [Ll]ead [Ii]nspector\b"
)
_TEAM_HEADING = re.compile(
    r"\b(?:Ofsted )?Care Quality Commission(?: \(CQC\))?(?: (?:Mr|Mrs|Ms|Miss)\b)?|\b(?:Mr|Mrs|Ms|Miss)\b"
)
"""The heading of the table of inspectors runs into the first name when lines are joined."""
_MONITORING = re.compile(r"\bArea SEND monitoring inspection\b", re.IGNORECASE)


def parse_send(pages: Sequence[str]) -> Reading:
    """The facts of an area SEND report (2023 on) or letter (2016 to 2022)."""
    text = opening(pages)
    faults = Faults()
    title = _TITLE.search(text)
    if title is None:
        return _parse_letter(pages, text, faults)
    outcome = None
    if _MONITORING.search(text):
        faults.add("a monitoring inspection gives none of the three outcomes")
    else:
        head = _OUTCOME.search(text)
        part = text[head.end() : head.end() + 400] if head else ""
        found = [name for name, sentence in _SENTENCES if sentence.search(part)]
        outcome = found[0] if len(found) == 1 else None
        if outcome is None:
            faults.add("its outcome is none of the three that are known")
    days = days_on_site(text[:1_000], faults)
    lead = _lead(pages)
    if lead is None:
        faults.add("it names no lead inspector")
    return _reading(title["name"], days, outcome, lead, faults)


def _parse_letter(pages: Sequence[str], text: str, faults: Faults) -> Reading:
    title = _OLD_TITLE.search(text)
    body = text[title.end() :] if title else text
    days = None
    if (match := _OLD_DAYS.search(body)) is not None:
        days = parse_range(body[match.end() : match.end() + 80], letter_date=parse_date(text))
    if days is None:
        faults.add("its days on site cannot be understood")
    outcome = None
    if title and title["again"]:
        faults.add("a revisit gives no outcome of its own")
    elif title:
        whole = flat("\n".join(pages[:3]))
        outcome = STATEMENT if _STATEMENT.search(whole) else None
        if outcome is None and "written statement of action" not in whole.casefold():
            outcome = NO_STATEMENT
        if outcome is None:
            faults.add("whether a written statement of action is required cannot be understood")
    return _reading(title["name"] if title else "", days, outcome, None, faults)


def _lead(pages: Sequence[str]) -> str | None:
    """Ofsted's lead inspector, named before the words, on one of the last pages; the first, where Ofsted has two.

    The Care Quality Commission's is another.
    """
    for number in range(len(pages) - 1, -1, -1):
        page = _TEAM_HEADING.sub(" ; ", flat(pages[number]))
        for match in _LEAD.finditer(page):
            if (name := person_name(match["name"])) is not None:
                return name
    return None


def _reading(name: str, days: DateRange | None, outcome: str | None, lead: str | None, faults: Faults) -> Reading:
    authority = authority_name(name)
    if authority is None:
        faults.add("the name of the area was not found")
    return Reading(
        document=Document.AREA_SEND,
        authority=authority,
        start_date=days.start if days else None,
        end_date=days.end if days else None,
        outcome=outcome,
        lead_inspector=lead,
        error=faults.text,
    )
