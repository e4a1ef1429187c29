"""A briefing in the order of a committee report: which of its sections stand in which chapter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dashboard.briefing.model import Content, Section, Table
from dashboard.text import report as words

COMPARING = frozenset({"neighbours", "around", "strips", "now", "regions"})
"""Sections that set an authority, or a region, beside others."""
AHEAD = frozenset({"next"})


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading, words that come first, and sections."""

    title: str
    words: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()


FIGURE_SAYS_ALL = 60
"""Rows of a table that a figure takes the place of in print; the workbook has them all."""


def table_beside(section: Section, *, has_figure: bool) -> Table | None:
    """The table of a section in print: none that says nothing, and no long one beside the figure that shows it."""
    table = section.table
    if table is None or table.frame.empty or (has_figure and len(table.frame) > FIGURE_SAYS_ALL):
        return None
    return table


def chapters_of(content: Content) -> tuple[Chapter, ...]:
    """The chapters of a report that state facts, in order; a table that comes twice stands where it comes last."""
    sections = list(once_each(content.sections))
    findings = tuple(one for one in sections if one.key not in COMPARING | AHEAD)
    comparison = tuple(one for one in sections if one.key in COMPARING)
    ahead = tuple(one for one in sections if one.key in AHEAD)
    chapters = (
        Chapter(words.PURPOSE, (words.purpose(content.subject.partition(": ")[0], content.as_at),)),
        Chapter(words.BACKGROUND, (words.INSPECTED, words.background(content.method))),
        Chapter(words.FINDINGS, sections=findings),
        Chapter(words.COMPARISON, sections=comparison),
        Chapter(words.AHEAD, () if ahead else (words.ahead_of_all(),), ahead),
    )
    return tuple(one for one in chapters if one.words or one.sections)


def once_each(sections: tuple[Section, ...]) -> Iterator[Section]:
    """The sections, a table that comes twice where it comes last."""
    for number, section in enumerate(sections):
        again = section.table is not None and any(section.table is later.table for later in sections[number + 1 :])
        yield replace(section, table=None) if again else section
