"""How many points a report lists under "What needs to improve" and "Areas for priority action"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.reports.text import flat

_IMPROVE = re.compile(
    r"(?<!• )\b(?:What needs to (?:be )?improved?(?: in this (?:area of )?[a-z ]{0,30}?practice)?(?! in)|Areas? for [Ii]mprovement)\b"
    r"(?! (?:is|are|was|were|and|in|that|include|identified|from|at|have|has|since|for)\b)"
)
_PRIORITY = re.compile(
    r"\bAreas? for [Pp]riority [Aa]ctions?\b(?! (?:is|are|was|were|and|in|that|identified|from|at)\b)"
)
_END = re.compile(
    r"(?:(?<=[.?!:;] )|(?<=[a-z)] ))(?:Main findings|(?:Inspection )?Findings\b|Headline findings|Overview\b|"
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
    counts = [section.count("•") for section in _section(text, heading)]
    listed = [count for count in counts if count]
    return listed[0] if len(listed) == 1 else None


def improvement_points(pages: Sequence[str]) -> int | None:
    """The number of points under "What needs to improve"; None where no such list is found, or two are."""
    return _points(flat("\n".join(pages)), _IMPROVE)


def priority_actions(pages: Sequence[str]) -> int | None:
    """The number of areas for priority action: 0 without such a heading, None where they cannot be counted."""
    text = flat("\n".join(pages))
    sections = _section(text, _PRIORITY)
    if not sections:
        return 0
    return _points(text, _PRIORITY)
