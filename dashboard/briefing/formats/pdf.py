"""A briefing as a tagged A4 document (PDF/UA-1): the whole of it, and its best on one page."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2

from dashboard.briefing.chapters import table_beside
from dashboard.briefing.formats.docx_fields import leads_somewhere
from dashboard.briefing.formats.docx_style import SMALLEST
from dashboard.briefing.formats.docx_tables import cells_of
from dashboard.briefing.formats.docx_writing import table_words
from dashboard.briefing.formats.grades import FILLS, grade_in
from dashboard.briefing.formats.logo import Logo, read_logo
from dashboard.briefing.formats.pptx_tables import column_widths
from dashboard.briefing.house import PLAIN, House
from dashboard.briefing.model import DOCUMENT, Content, Draw, Link, Picture, Section, Source, Table, drawn
from dashboard.dates import long_date
from dashboard.drawing.render.svg import svg
from dashboard.drawing.render.typesetting import typeset

WIDTH, HEIGHT = 17.4 / 2.54 * 72, 26.1 / 2.54 * 72
"""The room for text on a page, in points."""
WHOLE = 16
"""Rows of a table that stays on one page."""
TOLD = frozenset({"neighbours", "now", "regions"})
"""Sections whose finding a point, or the table that stands for them, has told."""
MOST = 0.8 * HEIGHT
"""Points that a figure may be high: what is higher has a table in its place."""
MOST_ROWS = 40
"""Rows of a table that one page can hold at most, with little else."""
Part = dict[str, Any]


def write_briefing(content: Content, draw: Draw = drawn, *, house: House = PLAIN) -> bytes:
    """Every section on as many pages as it takes: words, charts with their alternatives, whole tables, sources."""
    parts: list[Part] = []
    said = {section.title for section in content.sections}
    for section in _shown_once(content.sections):
        parts += _section(section, draw, said)
    parts += [_heading("Method and sources"), _words(" ".join(content.method))]
    end = [_sources(content.sources), _words(content.licence), *_links("More", content.links)]
    parts.append({"kind": "together", "parts": end})
    return _set(content, parts, house)


def write_one_page(content: Content, draw: Draw = drawn, *, house: House = PLAIN) -> bytes:
    """What matters most on one page: one part after another is added, the most important first, while it has room."""
    parts = _best(content, draw)
    order = sorted(range(len(parts)), key=lambda number: (parts[number][0], number))
    kept = {number for number in order if parts[number][0] == 0}
    page = _set(content, [parts[one][1] for one in sorted(kept)], house)
    for number in order[len(kept) :]:
        tried = _set(content, [parts[one][1] for one in sorted(kept | {number})], house)
        if _pages(tried) == 1:
            kept, page = kept | {number}, tried
    return page


def _best(content: Content, draw: Draw) -> list[tuple[int, Part]]:
    """The parts of one page, each with its rank: 0 stays, the highest comes last."""
    lead, *rest = content.sections
    figures = [(one, scene) for one in content.sections[:2] if (scene := _figure(one.picture, draw, {lead.title}))]
    tables = [one.table for one in (*rest, lead) if one.table is not None and 0 < len(one.table.frame) <= MOST_ROWS]
    told = [one for one in rest if not one.picture or any(one is shown for shown, _ in figures)]
    parts: list[tuple[int, Part]] = [(0, _heading(lead.title))]
    parts += [(5 if number else 0, _words(words)) for number, words in enumerate(lead.paragraphs)]
    parts += [(1, _points([point])) for point in lead.points]
    findings = [f"{one.title}." for one in told if one.picture is None and one.key not in TOLD]
    parts += [(4, _points([finding])) for finding in findings if finding not in lead.points]
    parts += [(2, figure) for _, figure in figures[:1]]
    parts += [(6, _table(table)) for table in tables]
    parts += [(3, _small(f"{content.licence} Sources: {'; '.join(source.label for source in content.sources)}."))]
    parts += [(3, part) for part in _links("More", content.links)]
    return parts


def _shown_once(sections: Sequence[Section]) -> Iterator[Section]:
    """The sections, a table that comes twice where it comes first, and none that would be a bare heading without it."""
    for number, section in enumerate(sections):
        again = any(section.table is earlier.table for earlier in sections[:number])
        if section.table is None or not again:
            yield section
        elif section.paragraphs or section.points or section.picture:
            yield replace(section, table=None)


def _section(section: Section, draw: Draw, said: Collection[str]) -> Iterator[Part]:
    """A section under its finding; one that says nothing more is a sentence. `said` are the findings of headings."""
    figure = _figure(section.picture, draw, said)
    table = table_beside(section, has_figure=figure is not None)
    if not (section.paragraphs or section.points or section.links or figure or table):
        if not (section.picture or section.table):
            yield _words(f"{section.title}.")
        return
    lead = [_heading(section.title), *(_words(words) for words in section.paragraphs)]
    if section.points:
        lead.append(_points(section.points))
    rest = _links(section.links_lead, section.links)
    if table is not None:
        rest.append(_table(table))
    if figure and rest:
        yield {"kind": "section", "lead": lead, "figure": figure, "rest": rest}
    else:
        yield from (*lead, *([figure] if figure else rest))


def _heading(words: str) -> Part:
    return {"kind": "heading", "level": 1, "words": words}


def _words(words: str) -> Part:
    return {"kind": "words", "words": words}


def _small(words: str) -> Part:
    return {"kind": "small", "words": words}


def _points(points: Sequence[str]) -> Part:
    return {"kind": "points", "points": list(points)}


def _links(lead: str, links: Sequence[Link]) -> list[Part]:
    listed = [{"words": link.words, "address": link.address} for link in links]
    return [{"kind": "links", "words": lead, "links": listed}] if links else []


def _sources(sources: Sequence[Source]) -> Part:
    listed = [
        {"words": one.label if leads_somewhere(one.url) else str(one), "address": one.url or ""} for one in sources
    ]
    return {"kind": "sources", "links": listed}


def _figure(picture: Picture | None, draw: Draw, said: Collection[str]) -> Part | None:
    """A chart that was drawn and that a page can hold, with its caption, and its finding where no heading has `said` it."""
    if picture is None:
        return None
    scene, here = draw(picture, DOCUMENT), picture.at(DOCUMENT)
    if scene is None or scene.height * WIDTH / scene.width > MOST:
        return None
    title = "" if here.title in said else f"{here.title}."
    words = " ".join(part for part in (title, here.reading, here.left_out, here.source) if part)
    return {"kind": "figure", "svg": svg(scene, is_file=True), "alt": here.alt, "words": words}


def _table(table: Table) -> Part:
    head, *rows = cells_of(table)
    widths = column_widths([head, *rows], SMALLEST, WIDTH)
    addresses = list(table.frame[table.links[1]]) if table.links else []
    linked = head.index(str(table.links[0])) if table.links else -1
    made = []
    for number, row in enumerate(rows):
        is_strong = bool(table.strong and row[0] == table.strong)
        made.append(
            [
                _cell(words, place, addresses[number] if place == linked else "", is_strong=is_strong)
                for place, words in enumerate(row)
            ]
        )
    return {
        "kind": "table",
        "head": head,
        "rows": made,
        "widths": widths,
        "words": table_words(table),
        "whole": len(rows) <= WHOLE,
    }


def _cell(words: str, place: int, address: object, *, is_strong: bool) -> Part:
    grade = grade_in(words) if place else None
    fill, ink = FILLS[grade] if grade else ("", "")
    link = address if leads_somewhere(address) else ""
    return {"words": words, "fill": fill, "ink": ink, "link": link, "bold": is_strong and not place}


def _set(content: Content, parts: Sequence[Part], house: House) -> bytes:
    logo = read_logo(house.logo) if house.logo else None
    said = {
        "title": content.subject,
        "description": content.headline,
        "author": content.publishers,
        "keywords": list(content.keywords),
        "footer": f"{content.subject}. As at {long_date(content.as_at)}.",
        "under": f"Briefing, as at {long_date(content.as_at)}",
        "logo": _as_svg(logo) if logo else "",
        "logo_alt": logo.alt if logo else "",
        "parts": list(parts),
    }
    return typeset(_look(), {"content": json.dumps(said)}, content.moment)


def _as_svg(logo: Logo) -> str:
    """A logo inside an SVG: typst takes words, and a picture as words is one."""
    from PIL import Image

    with Image.open(io.BytesIO(logo.data)) as image:
        wide, high, media = image.width, image.height, f"image/{(image.format or 'png').lower()}"
    inside = base64.b64encode(logo.data).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}">'
        f'<image href="data:{media};base64,{inside}" width="{wide}" height="{high}"/></svg>'
    )


def _pages(data: bytes) -> int:
    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


@cache
def _look() -> bytes:
    return Path(__file__).with_name("pdf.typ").read_bytes()
