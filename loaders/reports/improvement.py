"""What a report lists under "What needs to improve" and "Areas for priority action": how many, and which elements they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.reports.national_framework import elements_of
from loaders.reports.text import flat

_NEEDS = re.compile(
    r"(?<!• )\bWhat needs to (?:be )?improved?(?: in this (?:area of )?(?:[a-z]+ ){0,3}?practice)?(?! in)\b"
)
_AREAS = re.compile(
    r"(?<!• )\bAreas? for [Ii]mprovement\b"
    r"(?! (?:is|are|was|were|and|in|that|include|identified|from|at|have|has|since|for|noted|raised|set|made)\b)"
)
_PRIORITY = re.compile(
    r"\bAreas? for [Pp]riority [Aa]ctions?\b(?! (?:is|are|was|were|and|in|that|identified|from|at)\b)"
)
_NONE = re.compile(r"\b(?:There are|were) no (?:additional |new |further )?(?:areas? for )?priority actions?\b")
_SINGLE = re.compile(r"\bArea for [Pp]riority [Aa]ction\b")
_EARLIER = re.compile(r"\b(?:last|previous|remain)\b")
_END = re.compile(
    r"(?<=[.?!:;a-z)\]\d] )(?:Main findings|(?:Inspection )?Findings\b(?= (?:[A-Z•\d]|$))|Headline findings|Overview\b(?= [A-Z•])|"
    r"Yours (?:sincerely|faithfully)|Ofsted will |The experiences and progress of|The impact of leaders|1\. [A-Z]|"
    r"Areas? for [Pp]riority|What needs to improve|Areas? for [Ii]mprovement|Progress since|Strengths\b|Areas? of strength|"
    r"Evaluation of|Next steps|I am copying|Case study)"
)
_OTHER_HEADING = re.compile(
    r"(?<=[.?!:;)\d] )(?:What (?:needs|must|should|has)\b|Where (?:practice|improvement)|Areas? (?:for|of|to|in need|where)\b|"
    r"Points? for\b|Recommendations?\b|Improvements? (?:needed|required)|Priorit(?:y|ies)\b)"
)
"""Words at the start of a sentence that may head a list of a kind that is not known."""


def _section(text: str, heading: re.Pattern[str]) -> list[str]:
    """The texts of the sections that bear the heading, each up to the next known heading."""
    sections = []
    for match in heading.finditer(text):
        end = _END.search(text, match.end() + 1)
        sections.append(text[match.end() : end.start() if end else len(text)])
    return sections


def _lists(text: str, heading: re.Pattern[str]) -> list[list[str]]:
    """The points of each section under the heading that has any."""
    return [points for section in _section(text, heading) if (points := section.split("•")[1:])]


def _points(text: str, heading: re.Pattern[str]) -> list[str] | None:
    """The points under the heading; None where it has none, or two lists of different length."""
    lists = _lists(text, heading)
    return lists[0] if len({len(points) for points in lists}) == 1 else None


@dataclass(frozen=True, slots=True)
class Improvements:
    """What a document lists as needing to improve; `count` is None where that cannot be said."""

    count: int | None = None
    elements: tuple[tuple[str, ...], ...] = ()
    """A tuple a point: the elements of the national framework that it names."""


def improvements(pages: Sequence[str], *, ends: re.Pattern[str]) -> Improvements:
    """The points under "What needs to improve".

    A document without such a section lists none, where nothing else in it looks like the
    heading of such a list and it is there to its end, which `ends` finds. A section without
    a list of its own (it refers to an earlier report, or tells in prose) gives no count.
    """
    text = flat("\n".join(pages))
    heading = _NEEDS if _NEEDS.search(text) else _AREAS
    points = _points(text, heading)
    if points is not None:
        return Improvements(len(points), tuple(map(elements_of, points)))
    if heading.search(text) or _OTHER_HEADING.search(text) or not ends.search(text):
        return Improvements()
    return Improvements(0)


def priority_actions(pages: Sequence[str]) -> int | None:
    """The number of areas for priority action that the document sets: 0 without such a heading, None where unclear.

    Areas that an earlier document set, and that remain, are not counted.
    """
    text = flat("\n".join(pages))
    sections = _section(text, _PRIORITY)
    if all(_NONE.search(section) for section in sections):
        return 0
    if len(sections) == 1 and "•" not in sections[0]:
        return 1 if _SINGLE.search(text) and not _EARLIER.search(sections[0]) else None
    points = _points(text, _PRIORITY)
    return None if points is None else len(points)
