"""Focused visits and monitoring visits: letters of two or three pages, without a grade."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from loaders.reports.dates import DateRange, find_month, parse_date, parse_range
from loaders.reports.fields import Faults, sound_dates
from loaders.reports.improvement import improvements, priority_actions
from loaders.reports.names import authority_name, company_place, person_name
from loaders.reports.reading import Document, Reading
from loaders.reports.text import flat
from loaders.reports.themes import ASSURANCE, theme_of_sentences

ORDINALS = {
    word: number
    for number, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
        ],
        1,
    )
}
_ORDINAL = "|".join(ORDINALS)

_VISIT = r"(?:(?:remote|virtual|recent|\w+) )?(?i:focused|monitoring) visit"
_FINDINGS = re.compile(rf"\bfindings (?:of|from) (?:the|a|an|our|this|your) (?:[\w-]+ )?{_VISIT}\b")
_DAYS = re.compile(r"\b(?:on|between|from)(?: the)? (?=(?:\w+day,? )?\d{1,2}(?:st|nd|rd|th)?\b)", re.IGNORECASE)
_TITLE = r"\b(?:Ofsted )?(?:remote )?(?:focused|monitoring) visit (?:to|of|in) (?:the )?(?P<name>.{2,90}?)"
_SERVICES = r"(?:'s|')?,? (?:local authority )?(?:children'?s?|young people's)(?: social care)? services?\b"
_NAMES = (
    re.compile(_TITLE + _SERVICES, re.IGNORECASE),
    re.compile(_TITLE + r"(?= (?:This letter|His Majesty|Her Majesty|Dear)\b)", re.IGNORECASE),
    re.compile(_TITLE + r",? (?=(?:on|between|from) (?:the )?(?:\w+day,? )?\d)", re.IGNORECASE),
    re.compile(r"\bon behalf of (?:the )?(?P<name>[A-Z][^.,;]{2,60}? Council)\b"),
)
"""Where a letter says whose services were visited, the surest place first."""
_ADDRESSEE = re.compile(r"(?:^|, )(?P<name>[A-Z][^,]{2,60} Council|(?:London|Royal) Borough of [A-Z][^,]{2,40})$")
_LETTER_DATE = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)? (?=[A-Z][a-z]+,? \d{4})|\b\d{1,2}/\d{1,2}/\d{4}")
_THEME = re.compile(
    r"\b(?:(?:[Ii]nspectors|[Tt]hey|[Ww]e|HMI)(?: have)? (?:also )?(?:looked (?:at|carefully at|in detail at)|evaluated|considered|reviewed|focused(?: specifically)? on|"
    r"examined|assessed|concentrated on|inspected|scrutinised)|"
    r"(?:The )?(?:focus|purpose|scope|theme) of (?:this|the) (?:monitoring |focused )?visit was(?: on| to (?:look at|consider|evaluate|review))?|"
    r"(?:This|The) (?:monitoring |focused )?visit (?:focused|concentrated|looked)(?: specifically)?(?: on| at)?|"
    r"(?:[Ii]nspectors|[Tt]hey|[Ww]e) reviewed the progress made in(?: relation to)?)"
    r":? (?=.{5})"
)
_NARROWER = re.compile(
    r"(?<=[.:] )(?:Specifically|More specifically|In particular),? |"
    r"\b(?:[Ii]nspectors|[Tt]hey|[Ww]e|[Tt]his visit|[Tt]he visit)(?: also)? (?:focused|looked|concentrated) (?:specifically|particularly)"
    r"(?: on| at)? "
)
_EVIDENCE = re.compile(
    r"^(?:the )?(?:a )?(?:broad |wide )?(?:range|variety) of evidence|^(?:case|children's) (?:records|files)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"\.['\"]? (?=[A-Z])")
_FINDINGS_HEADING = re.compile(r"(?<=[.?!] )(?:Headline findings|Overview|Main findings|Findings|Summary)\b")
_ASSURANCE = re.compile(r"delivered child-cent(?:red|ered) practice|COVID-?19 \(coronavirus\) pandemic", re.IGNORECASE)
_ONE_THEME = re.compile(
    r"\b(?:looked at|evaluated|considered|reviewed|focused on) (?:the )?(?:local authority's )?arrangements for\b"
)
_NUMBER = re.compile(
    rf"\b(?:This|It|The visit|The monitoring visit|The focused visit)(?: visit)? (?:was|is) (?:the|your|a|Ofsted's|our) (?P<word>{_ORDINAL}|\d{{1,2}}(?:st|nd|rd|th))(?: (?:quarterly|Ofsted|remote|formal|published))?"
    r" (?:monitoring )?visit (?:since|following|after|to)\b",
    re.IGNORECASE,
)
_FIRST_FINDINGS = re.compile(
    rf"\bfindings (?:of|from) (?:the|a|your) (?P<word>{_ORDINAL}|\d{{1,2}}(?:st|nd|rd|th)) monitoring visit\b",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:since|after|following) .{0,90}?\b(?:judged|found)\b [^.]{0,60}?\binadequate\b[^.]{0,60}?"
    r"\b(?:in|on(?: \d{1,2})?) (?P<month>[A-Z][a-z]+ (?:19|20)\d\d)\b"
)
_SIGNED = re.compile(r"\bYours (?:sincerely|faithfully)?,? ?(?P<rest>.{3,90})")
_NAMED_LEAD = re.compile(r"\b[Ll]ead inspector:? (?P<rest>[A-Z].{3,60})")
_TEAM = re.compile(
    r"\b(?:inspectors?(?: for (?:this|the) visit)? (?:was|were)|visit was (?:conducted|carried out|undertaken|led) by)"
    r"(?: H(?:er|is) Majesty's Inspectors?,?| HMI,?)? (?P<rest>.{3,90})",
    re.IGNORECASE,
)
SIGNATURE = 600
"""Characters at the end of a letter within which it is signed."""
_NAME_END = re.compile(r"[,(.]| and\b| H(?:er|is) Majest| HMI\b| Senior\b| Ofsted\b| Social\b| Regional\b")


def _first_name(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    rest = match["rest"]
    end = _NAME_END.search(rest)
    return person_name(rest[: end.start()] if end else rest)


def _lead(body: str) -> str | None:
    """The inspector called lead; else the one who signs: in every letter that prints both they are one.

    Where no signature is understood, the first named, if the end of the letter names them again.
    """
    named = _first_name(_NAMED_LEAD.search(body[:2_500]))
    if named is not None:
        return named
    if (signed := _first_name(_SIGNED.search(body))) is not None:
        return signed
    first = _first_name(_TEAM.search(body[:2_500]))
    return first if first is not None and first in body[-SIGNATURE:] else None


def _letter_date(letterhead: str) -> dt.date | None:
    dates = [date for match in _LETTER_DATE.finditer(letterhead) if (date := parse_date(letterhead[match.start() :]))]
    return dates[0] if len(set(dates)) == 1 else None


def _days(body: str, letter_date: dt.date | None, faults: Faults) -> DateRange | None:
    """The days in the sentence "This letter summarises the findings of the visit to NAME on DAYS"."""
    findings = _FINDINGS.search(body)
    if findings is not None:
        sentence = body[findings.end() : findings.end() + 330]
        match = _DAYS.search(sentence)
        if match and (days := parse_range(sentence[match.end() : match.end() + 90], letter_date=letter_date)):
            return days
    faults.add("its days on site cannot be understood")
    return None


def _theme(body: str, start: int) -> str | None:
    """The theme in the first sentences that say what inspectors looked at, the range of evidence left out."""
    end = _FINDINGS_HEADING.search(body, start)
    introduction = body[start : end.start() if end else start + 2_500]
    sentences, narrower = (
        [
            _SENTENCE_END.split(introduction[match.end() : match.end() + 400], maxsplit=1)[0]
            for match in pattern.finditer(introduction)
        ]
        for pattern in (_THEME, _NARROWER)
    )
    return theme_of_sentences([sentence for sentence in sentences if not _EVIDENCE.match(sentence)], narrower)


def _is_assurance(body: str, days: DateRange | None) -> bool:
    """Whether a visit of autumn 2020 to summer 2021 looked at all services in the pandemic, and not at one theme."""
    return (
        days is not None
        and dt.date(2020, 9, 1) <= days.start <= dt.date(2021, 7, 31)
        and _ASSURANCE.search(body[:3_000]) is not None
        and not _ONE_THEME.search(body[:2_500])
    )


def _authority(pages: Sequence[str], letterhead: str, body: str) -> str | None:
    """The place in the title or the first sentences; else the one council that the letter is addressed to."""
    opening = body[:1_500]
    for pattern in _NAMES:
        for title in pattern.finditer(opening):
            if (name := authority_name(title["name"])) is not None:
                return name
    lines = pages[0].split("\n") if pages else []
    addressed = [match["name"] for line in lines[:30] if line in letterhead and (match := _ADDRESSEE.search(line))]
    names = {name for printed in addressed if (name := authority_name(printed)) is not None}
    return names.pop() if len(names) == 1 else company_place(letterhead + opening)


def _parse(pages: Sequence[str], document: Document) -> Reading:
    text = flat("\n".join(pages))
    faults = Faults()
    dear = re.search(r"\bDear\b", text)
    letterhead, body = (text[: dear.start()], text[dear.start() :]) if dear else (text[:400], text)
    letter_date = _letter_date(letterhead)
    if letter_date is None:
        faults.add("it prints no date of its own that can be understood")
    days, published = sound_dates(_days(body, letter_date, faults), letter_date, faults)
    authority = _authority(pages, letterhead, body)
    if authority is None:
        faults.add("the name of the authority was not found")
    findings = _FINDINGS.search(body)
    theme = _theme(body, findings.end() if findings else 0)
    if document is Document.FOCUSED_VISIT and _is_assurance(body, days):
        theme = ASSURANCE
    if theme is None:
        faults.add("its theme is not among those that are known")
    lead = _lead(body)
    number, since = _visit_number(body, document, faults)
    priority, points = priority_actions(pages), improvements(pages, ends=_SIGNED)
    if priority is None:
        faults.add("its areas for priority action cannot be counted")
    if points.count is None and document is Document.FOCUSED_VISIT:
        faults.add("its list of what needs to improve was not found")
    return Reading(
        document=document,
        authority=authority,
        start_date=days.start if days else None,
        end_date=days.end if days else None,
        printed_days=days.printed if days else None,
        publication_date=published,
        theme=theme,
        visit_number=number,
        inadequate_since=since,
        priority_action_areas=priority,
        improvement_areas=points.count,
        elements=points.elements,
        lead_inspector=lead,
        error=faults.text,
    )


def _ordinal(word: str) -> int:
    return ORDINALS.get(word) or int(re.sub(r"\D", "", word))


def _visit_number(body: str, document: Document, faults: Faults) -> tuple[int | None, dt.date | None]:
    if document is not Document.MONITORING_VISIT:
        return None, None
    words = {
        match["word"].casefold() for pattern in (_NUMBER, _FIRST_FINDINGS) for match in pattern.finditer(body[:3_000])
    }
    number = _ordinal(words.pop()) if len(words) == 1 else None
    if number is None:
        faults.add("the number of the monitoring visit was not found")
    since = _SINCE.search(body[:3_000])
    return number, find_month(since["month"]) if since else None


def parse_focused_visit(pages: Sequence[str]) -> Reading:
    """The facts of the letter that follows an ILACS focused visit."""
    return _parse(pages, Document.FOCUSED_VISIT)


def parse_monitoring_visit(pages: Sequence[str]) -> Reading:
    """The facts of the letter that follows a monitoring visit to an authority judged inadequate."""
    return _parse(pages, Document.MONITORING_VISIT)
