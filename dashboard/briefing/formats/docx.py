"""A two-page Word briefing: real headings, the chart, native tables, footnoted sources and links."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dashboard.briefing.formats.docx_tables import fitting_rows
from dashboard.briefing.formats.docx_template import open_sheet
from dashboard.briefing.formats.docx_writing import LOGO, Writing, shown, table_words
from dashboard.briefing.formats.logo import read_logo
from dashboard.briefing.house import PLAIN, House
from dashboard.briefing.model import Content, Picture, Section, Table
from dashboard.dates import long_date

FEWEST_ROWS = 4
"""Rows of a long table that are worth its head; for fewer a sentence stands there."""
_LEAST_TABLE, _SLACK = 96.0, 12.0
_PAGES = 2
_MOST = 0.75
"""Of a page, what a figure takes that does not stand first."""


def write_document(
    content: Content,
    pictures: Mapping[str, bytes] | None = None,
    *,
    house: House = PLAIN,
) -> bytes:
    """A .docx of two A4 pages; `pictures` are PNGs by name, and without them the tables stand alone.

    Every sentence has its place first, and the first chart on the first page. What room is left is shared by the
    other charts and the tables: a long one is cut to it and says so.
    """
    writing = Writing(open_sheet(house.document), content, pictures or {})
    if house.logo:
        writing.logo(read_logo(house.logo))
    writing.heading(content.subject, level=0)
    writing.words(f"Briefing, as at {long_date(content.as_at)}", style="Subtitle")
    _Briefing(writing, content, has_logo=house.logo is not None).write()
    return writing.bytes()


class _Briefing:
    """What stands where in a briefing of two pages."""

    def __init__(self, writing: Writing, content: Content, *, has_logo: bool) -> None:
        self._writing, self._content = writing, content
        self._top = writing.title_height(content.subject) + (LOGO + 8) * has_logo
        self._drawn = {
            one.key: one.picture
            for number, one in enumerate(content.sections)
            if one.picture and writing.has(one.picture) and self._has_room(one, one.picture, is_first=not number)
        }
        first = next((number for number, one in enumerate(content.sections) if one.key in self._drawn), None)
        self._opening = content.sections[: 1 + first] if first is not None and first <= 1 else content.sections[:1]
        self._rest = content.sections[len(self._opening) :]

    def _has_room(self, section: Section, picture: Picture, *, is_first: bool) -> bool:
        """Whether a page holds the figure: the first one under title and words, a later one beside other matter."""
        high, page = self._writing.figure_height(picture), self._writing.paper.height
        if is_first:
            return high <= page - _SLACK - self._top - self._height_of_words(section, has_points=False)
        return high <= page * _MOST

    def write(self) -> None:
        """Write everything under the title."""
        writing, lead, figure = self._writing, self._opening[0], self._first_figure()
        room = writing.paper.height - _SLACK - self._top - self._height_of_words(lead, has_points=False)
        if figure:
            room -= writing.figure_height(figure) + sum(self._height_of_words(one) for one in self._opening[1:])
        # what has no room before the chart comes after it; a heading without a paragraph has some points at least
        early: Sequence[str] = lead.points if writing.points_height(lead.points) <= room else ()
        if not early and not lead.paragraphs:
            early = _fitting(lead.points, room, writing.points_height)
        room -= writing.points_height(early)
        cites = _fitting(lead.cites, room, writing.notes_height)
        self._share()
        writing.heading(lead.title)
        if lead.paragraphs:  # without them the method names the sources
            writing.words(" ".join(lead.paragraphs), cites=cites)
        writing.points(early)
        for one in self._opening[1:]:
            self._section(one)
        if lead.key in self._drawn:
            writing.figure(self._drawn[lead.key])
        writing.points(lead.points[len(early) :])
        if lead.key in self._rooms:
            self._table(lead, self._rooms[lead.key])
        for one in self._rest:
            self._section(one)
        self._ending()

    def _first_figure(self) -> Picture | None:
        return next((self._drawn[one.key] for one in self._opening if one.key in self._drawn), None)

    def _share(self) -> None:
        """Give the room that words leave on both pages to the figures, then to the tables."""
        writing, figure = self._writing, self._first_figure()
        room = _PAGES * (writing.paper.height - _SLACK) - self._top - self._height_of_ending()
        room -= sum(self._height_of_words(one) for one in self._content.sections)
        room -= writing.figure_height(figure) if figure else 0
        tables = {one.key: table for one in self._content.sections if (table := self._wanted(one)) is not None}
        for one in self._rest:
            if one.key in self._drawn:
                high = writing.figure_height(self._drawn[one.key])
                if high + sum(min(writing.table_height(table), _LEAST_TABLE) for table in tables.values()) <= room:
                    room -= high
                    tables.pop(one.key, None)
                else:
                    del self._drawn[one.key]
        given = share_room([writing.table_height(table) for table in tables.values()], room)
        self._rooms = dict(zip(tables, given, strict=True))

    def _wanted(self, section: Section) -> Table | None:
        """The table of a section that has a place here: not one that a picture shows, nor one that comes again."""
        table = shown(section)
        is_shown = section.key in self._drawn and section in self._opening
        if table is None or section.is_table_extra or is_shown:
            return None
        later = self._content.sections[self._content.sections.index(section) + 1 :]
        return None if any(one.table is table for one in later) else table

    def _section(self, section: Section) -> None:
        """A section that says something: its heading, words, and what was drawn or has room."""
        writing = self._writing
        has_figure, has_table = section.key in self._drawn, section.key in self._rooms
        if not (section.paragraphs or section.points or section.links or has_figure or has_table):
            if not (section.picture or section.table):  # its title is all that it says
                writing.words(f"{section.title}.", cites=section.cites)
            return
        writing.heading(section.title)
        if section.paragraphs:
            writing.words(" ".join(section.paragraphs), cites=section.cites)
        writing.points(section.points)
        if has_figure:
            writing.figure(self._drawn[section.key])
        if section.links:
            writing.links(section.links_lead, section.links)
        if has_table:
            self._table(section, self._rooms[section.key])

    def _table(self, section: Section, room: float) -> None:
        """The table, or words alone where so little of a long one has room that it would say less."""
        table = shown(section)
        assert table is not None
        rows = fitting_rows(table, self._writing.paper, room - self._writing.caption_height(table_words(table)))
        if rows >= min(FEWEST_ROWS, len(table.frame)) or not (section.brief or section.paragraphs or section.points):
            self._writing.table(table, room)
        else:
            self._writing.words(section.brief or f"See the workbook for the table “{table.title}”.")

    def _ending(self) -> None:
        self._writing.heading("Method and sources")
        self._writing.words(self._method, style="Caption", cites=self._content.sources)
        if self._content.links:
            self._writing.links("More", self._content.links)

    @property
    def _method(self) -> str:
        """Method and licence, without what a point has said."""
        said = {point for section in self._content.sections for point in section.points}
        return " ".join([*(words for words in self._content.method if words not in said), self._content.licence])

    def _height_of_ending(self) -> float:
        writing, content = self._writing, self._content
        return (
            writing.heading_height("Method and sources")
            + writing.caption_height(self._method)
            + writing.notes_height(content.sources)
            + writing.links_height("More", content.links)
        )

    def _height_of_words(self, section: Section, *, has_points: bool = True) -> float:
        writing = self._writing
        return (
            writing.heading_height(section.title)
            + (writing.words_height(" ".join(section.paragraphs)) if section.paragraphs else 0)
            + writing.links_height(section.links_lead, section.links)
            + (writing.points_height(section.points) if has_points else 0)
        )


def _fitting(items: Sequence[Any], room: float, height: Callable[[Sequence[Any]], float]) -> Sequence[Any]:
    """The first of the items that fit the room."""
    kept = 0
    while kept < len(items) and height(items[: kept + 1]) <= room:
        kept += 1
    return items[:kept]


def share_room(wanted: Sequence[float], room: float) -> list[float]:
    """Room for each table, in order: what it wants, as long as each that follows keeps a little."""
    given: list[float] = []
    for number, want in enumerate(wanted):
        later = sum(min(other, _LEAST_TABLE) for other in wanted[number + 1 :])
        given.append(max(min(want, room - sum(given) - later), 0.0))
    return given
