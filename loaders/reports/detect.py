"""Which family a document belongs to: by the heading or the table that it opens with, never by its file name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.refused import OTHER_FAMILY
from loaders.reports.reading import Document
from loaders.reports.text import flat

_HEADINGS: tuple[tuple[Document, str], ...] = (
    (
        Document.FOCUSED_VISIT,
        r"\bFocused visit (?:to|of|in)\b|\bfindings (?:of|from) (?:the|a|our|this) (?:[\w-]+ )?(?i:focused) visit\b",
    ),
    (
        Document.MONITORING_VISIT,
        r"\b(?:Ofsted )?[Mm]onitoring visit (?:to|of|in) |\bfindings (?:of|from) (?:the|a|our|this) (?:[\w-]+ ){0,2}monitoring visit\b",
    ),
    (
        Document.JTAI,
        r"\bJoint targeted area inspection\b|\bfindings of the joint targeted area inspection\b",
    ),
    (
        Document.AREA_SEND,
        r"\bArea SEND (?:full |monitoring )?inspection\b|\bJoint (?:local )?area (?:SEND|special educational needs)[\w\s/,-]{0,60}?\b(?:re)?(?:inspection|visit)\b",
    ),
    (
        Document.SIF,
        r"\b(?:Re-?)?[Ii]nspection of (?:local authority )?services for (?:children in need of help and protection|"
        r"children who need help and protection)\b",
    ),
    (
        Document.ILACS,
        r"\bInspection of (?:(?!Inspection of )(?:[^.•]|St\.)){0,110}?\b[Cc]hildren's (?:social care )?services\b"
        r"(?=(?:(?!Dear ).){0,700}?\bJudge?ments? Grades?\b)",
    ),
    (Document.ILACS, r"\bJudge?ments? Grades?\b(?=.{0,160}?\b(?:impact of leaders on|experiences and progress of)\b)"),
    (Document.TLAC, r"\bInspection of looked after children(?:'s)? services\b"),
    (
        Document.BOARD_REVIEW,
        r"\bReview of the effectiveness of the (?:[A-Z][\w-]+ ){0,5}?[Ll]ocal [Ss]afeguarding [Cc]hildren(?:'s)? [Bb]oard\b",
    ),
)  # fmt: skip
_PATTERNS = tuple((document, re.compile(pattern)) for document, pattern in _HEADINGS)

_OTHERS: tuple[tuple[str, str], ...] = (
    (r"(?i)report not found|page not found", "the page says that the report was not found"),
    (r"(?i)inspection of safeguarding and looked after children", "an inspection of safeguarding and looked after children (2009 to 2012)"),
    (r"(?i)arrangements for the protection of children", "a child protection inspection (2012 to 2013)"),
    (r"(?i)joint area review|inspection of progress made", "a joint area review or its progress inspection"),
)  # fmt: skip

OPENING = 3_500
"""Characters within which a document says what it is."""


def opening(pages: Sequence[str]) -> str:
    """The first two pages in one line."""
    return flat("\n".join(pages[:2]))


def detect(pages: Sequence[str]) -> tuple[Document, str | None]:
    """The family of a document, and the reason where it is none that is read.

    Several headings may be there (a letter names earlier visits; an inspection with a
    board review prints both): the one that comes first is the document's own.
    """
    text = opening(pages)[:OPENING]
    if len(text) < 40:
        return Document.NOT_A_REPORT, "no text could be found on its first pages: they may be images"
    found = [
        (match.start(), document) for document, pattern in _PATTERNS if (match := pattern.search(text)) is not None
    ]
    if found:
        return min(found)[1], None
    for pattern, reason in _OTHERS:
        if re.search(pattern, text):
            return Document.NOT_A_REPORT, f"{reason}, {OTHER_FAMILY}"
    return Document.NOT_A_REPORT, "it opens with no heading of a report that is read"
