"""Joint targeted area inspections: a letter of several inspectorates on one theme, without grades."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.reports.dates import parse_date, parse_range
from loaders.reports.detect import opening
from loaders.reports.fields import Faults, sound_dates
from loaders.reports.improvement import improvements, priority_actions
from loaders.reports.names import authority_name
from loaders.reports.reading import Document, Reading

_THEMES = (
    (
        "child exploitation, sexual and criminal",
        r"\bsexual(?:ly)? (?:exploit\w*\b[^.]{0,60}?)?(?:and|or)\b[^.]{0,60}?criminal(?:ly)? exploit",
    ),
    ("serious youth violence", r"serious youth violence"),
    ("criminal exploitation of children", r"criminal(?:ly)? exploit\w*"),
    ("child exploitation, gangs and missing children", r"\bgangs\b"),
    ("child sexual exploitation and missing children", r"child sexual exploitation|\bCSE\b"),
    ("child sexual abuse in the family environment", r"sexual abuse"),
    ("domestic abuse", r"domestic abuse|domestic violence"),
    ("children's mental health", r"mental (?:ill[ -])?health"),
    ("identification of initial need and risk", r"identif\w+ (?:of )?(?:and response to )?initial need|initial need and risk"),
    ("children and families who need help", r"children and families (?:in [\w ,'-]{2,50} )?who need help"),
    ("neglect", r"experiencing neglect|living with neglect|\bneglect(?:ed)?\b"),
)  # fmt: skip
_END = re.compile(r"\bNext steps\b|\bYours (?:sincerely|faithfully)\b")
_GENERAL = re.compile(r"\babuse,? (?:and )?neglect(?: and exploitation)?\b|\ball forms of abuse\b", re.IGNORECASE)
_DEEP_DIVE = re.compile(
    r"\bdeep dive['\"]? (?:theme )?(?:focus(?:ed)?|theme)?(?P<theme>.{10,330}?)(?=\. |\.\d|$)", re.IGNORECASE
)
_RESPONSE = re.compile(
    r"\bmulti-agency (?:response (?:to|for)|identification and response to|identification of) (?P<theme>.{3,200}?)"
    r"(?= Between\b| From\b| This inspection\b|\. )",
    re.IGNORECASE,
)
_FOCUS = re.compile(r"\b(?:focused on|focus on) (?P<theme>.{3,200}?)(?=\. )", re.IGNORECASE)
_SITE = re.compile(
    r"\b(?:took place(?: from| between| on)?|Between|From|On) (?=(?:\w+day,? )?\d{1,2}(?:st|nd|rd|th)?\b)"
)
_NAMES = (
    re.compile(r"\bJoint targeted area inspection of (?!the multi-agency)(?:the )?(?P<name>[A-Z].{1,60}?) (?=This letter\b|Between\b|From\b)"),
    re.compile(r"\bwork of individual agencies in (?:the )?(?P<name>[A-Z][\w&', -]{1,50}?)(?: local authority)?(?=\.|\d| The \b)"),
    re.compile(r"\b[Jj]oint targeted area inspection of the multi-agency .{3,150}? in (?:the )?(?P<name>[A-Z][\w&', -]{1,50}?) (?=Between\b|From\b)"),
)  # fmt: skip


def theme_of(words: str) -> str | None:
    """The first theme of the list that the words name, the more telling before those that are said beside them."""
    general = _GENERAL.sub(" ", words)
    found = [name for name, pattern in _THEMES if re.search(pattern, general, re.IGNORECASE)]
    return found[0] if found else None


def _theme(text: str) -> str | None:
    for pattern in (_DEEP_DIVE, _RESPONSE):
        for match in pattern.finditer(text):
            if (theme := theme_of(match["theme"])) is not None:
                return theme
    if re.search(r"neglect", text, re.IGNORECASE):
        for match in _FOCUS.finditer(text):
            if (theme := theme_of(match["theme"])) is not None:
                return theme
    return None


def parse_jtai(pages: Sequence[str]) -> Reading:
    """The facts of a joint targeted area inspection's letter."""
    text = opening(pages)
    faults = Faults()
    start = re.search(r"\bDear\b", text)
    letterhead, body = (text[: start.start()], text[start.start() :]) if start else ("", text)
    published = next(
        (
            date
            for match in re.finditer(r"\b\d{1,2}(?:st|nd|rd|th)? [A-Z]|\b\d{1,2}/", letterhead)
            if (date := parse_date(letterhead[match.start() :]))
        ),
        None,
    )
    site = _SITE.search(body)
    days = parse_range(body[site.end() : site.end() + 80], letter_date=published) if site else None
    if days is None:
        faults.add("its days on site cannot be understood")
    days, published = sound_dates(days, published, faults)
    authority = next(
        (name for pattern in _NAMES if (match := pattern.search(body)) and (name := authority_name(match["name"]))),
        None,
    )
    if authority is None:
        faults.add("the name of the area was not found")
    theme = _theme(body)
    if theme is None:
        faults.add("its theme is not among those that are known")
    points = improvements(pages, ends=_END)
    return Reading(
        document=Document.JTAI,
        authority=authority,
        start_date=days.start if days else None,
        end_date=days.end if days else None,
        printed_days=days.printed if days else None,
        publication_date=published,
        theme=theme,
        priority_action_areas=priority_actions(pages),
        improvement_areas=points.count,
        elements=points.elements,
        error=faults.text,
    )
