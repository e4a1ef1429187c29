"""How many points a report lists under "What needs to improve" and "Areas for priority action"."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
_NONE = re.compile(r"\b(?:There are|were) no (?:areas? for )?priority actions?\b")
_SINGLE = re.compile(r"\bArea for [Pp]riority [Aa]ction\b")
_EARLIER = re.compile(r"\b(?:last|previous|remain)\b")
_END = re.compile(
    r"(?<=[.?!:;a-z)\]\d] )(?:Main findings|(?:Inspection )?Findings\b|Headline findings|Overview\b|"
    r"Yours (?:sincerely|faithfully)|Ofsted will |The experiences and progress of|The impact of leaders|1\. [A-Z]|"
    r"Areas? for [Pp]riority|What needs to improve|Areas? for [Ii]mprovement|Progress since|Strengths\b|Areas? of strength|"
    r"Evaluation of|Next steps|I am copying|Case study)"
)


def _section(text: str, heading: re.Pattern[str]) -> list[str]:
    """The texts of the sections that bear the heading, each up to the next known heading."""
    sections = []
    for match in heading.finditer(text):
        end = _END.search(text, match.end() + 1)
        sections.append(text[match.end() : end.start() if end else len(text)])
    return sections


def _points(text: str, heading: re.Pattern[str]) -> int | None:
    counts = {count for section in _section(text, heading) if (count := section.count("•"))}
    return counts.pop() if len(counts) == 1 else None


def improvement_points(pages: Sequence[str]) -> int | None:
    """The number of points under "What needs to improve"; None where no such list is found, or two are."""
    text = flat("\n".join(pages))
    return _points(text, _NEEDS if _NEEDS.search(text) else _AREAS)


def priority_actions(pages: Sequence[str]) -> int | None:
    """The number of areas for priority action: 0 without such a heading, None where they cannot be counted."""
    text = flat("\n".join(pages))
    sections = _section(text, _PRIORITY)
    if all(_NONE.search(section) for section in sections):
        return 0
    if len(sections) == 1 and "•" not in sections[0]:
        return 1 if _SINGLE.search(text) and not _EARLIER.search(sections[0]) else None
    return _points(text, _PRIORITY)
