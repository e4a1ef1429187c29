"""A committee report in Word: purpose, background, findings, comparison, what may come, and blanks for its author."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.briefing.chapters import chapters_of, table_beside
from dashboard.briefing.formats.docx_template import open_sheet
from dashboard.briefing.formats.docx_writing import Writing
from dashboard.briefing.formats.logo import read_logo
from dashboard.briefing.house import PLAIN, House
from dashboard.briefing.model import Content, Section
from dashboard.dates import long_date
from dashboard.text import report as words

WHOLE = 16
"""Rows of a table that stays on one page."""


def write_report(
    content: Content,
    pictures: Mapping[str, bytes] | None = None,
    *,
    house: House = PLAIN,
) -> bytes:
    """A .docx of as many pages as it takes: every figure and table whole, and yellow marks where its author writes."""
    writing = Writing(open_sheet(house.document), content, pictures or {})
    if house.logo:
        writing.logo(read_logo(house.logo))
    writing.heading(content.subject, level=0)
    writing.words(f"Report, as at {long_date(content.as_at)}", style="Subtitle")
    for line in words.FRONT:
        name, _, wanted = line.partition(": ")
        writing.blank(wanted, lead=f"{name}: ")
    number = 0
    for number, chapter in enumerate(chapters_of(content), start=1):
        writing.heading(f"{number}. {chapter.title}")
        for text in chapter.words:
            writing.words(text)
        for section in chapter.sections:
            _section(writing, section)
    writing.heading(f"{number + 1}. {words.IMPLICATIONS}")
    for title, wanted in words.BLANKS:
        writing.heading(title, level=2)
        writing.blank(wanted)
    writing.heading(f"{number + 2}. {words.SOURCES}")
    for source in content.sources:
        writing.source(source)
    writing.words(content.licence)
    if content.links:
        writing.links("More", content.links)
    return writing.bytes()


def _section(writing: Writing, section: Section) -> None:
    """A section under its finding; nothing where it would be a heading alone."""
    figure = section.picture if section.picture and writing.has(section.picture) else None
    table = table_beside(section, has_figure=figure is not None)
    if not (section.paragraphs or section.points or section.links or figure or table):
        if not (section.picture or section.table):
            writing.words(f"{section.title}.", cites=section.cites)
        return
    writing.heading(section.title, level=2)
    for number, text in enumerate(section.paragraphs, start=1):
        writing.words(text, cites=section.cites if number == len(section.paragraphs) else ())
    writing.points(section.points)
    if figure:
        writing.figure(figure)
    if section.links:
        writing.links(section.links_lead, section.links)
    if table:
        writing.table(table, is_whole=len(table.frame) <= WHOLE)
