"""A 16:9 PowerPoint deck of a briefing: a slide a section, native tables and charts, notes, alt text."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from dashboard.briefing.formats.pptx_tables import add_table, from_hex, table_height
from dashboard.briefing.formats.pptx_template import TITLE_SIZE, Box, Stage, open_stage
from dashboard.briefing.formats.settled_zip import settle
from dashboard.briefing.formats.wrapping import count_lines, fit_size, text_height
from dashboard.briefing.model import DECK, Content, Draw, Picture, Section, Size, drawn
from dashboard.dates import long_date
from dashboard.drawing.render.slide import add_scene

INK, QUIET = from_hex("0B0C0C"), from_hex("505A5F")
GAP, FINE, ONE_LINE = 7, 12, 24
LEAST_WIDTH = 640
"""Points across which a chart is drawn at least; on a narrower slide it is shown smaller."""
"""Points after a paragraph, the size of a chart's small print, and the least size of a title in one line."""


def write_deck(content: Content, draw: Draw = drawn, *, template: Path | None = None) -> bytes:
    """A .pptx whose charts are shapes; a section whose chart cannot be drawn shows its table or words instead.

    Raises TemplateError for a template that cannot be used.
    """
    stage = open_stage(template)
    for section in content.sections:
        for part in _slides_of(section):
            _slide(stage, content, part, draw)
    _sources(stage, content)
    _properties(stage.deck, content)
    target = io.BytesIO()
    stage.deck.save(target)
    return settle(target.getvalue(), content.moment)


def _slides_of(section: Section) -> list[Section]:
    """The section, once for each of the parts that its picture is cut into."""
    parts = section.parts
    return [
        replace(section, picture=part, title=f"{section.title} ({number} of {len(parts)})")
        for number, part in enumerate(parts, start=1)
    ] or [section]


def _slide(stage: Stage, content: Content, section: Section, draw: Draw) -> None:
    slide, box = _begin(stage, content, section.title)
    picture = section.picture
    if picture and (scene := draw(picture, _room(box))):
        width, height = box.points
        scale = min(1.0, width / scene.width, height / scene.height)
        left = box.left + int((width - scene.width * scale) / 2 * 12700)
        add_scene(slide, scene, left, box.top, scale=scale, name=picture.title)
        _, lower = box.rows(min(box.height, int(scene.height * scale * 12700)), Inches(0.08))
        if words := _fitting(picture, lower):
            _text_box(slide, [words], lower, FINE, colour=QUIET)
    elif section.table is not None and len(section.table.frame):
        _table_slide(slide, section, box, stage)
    else:
        _words(slide, [*section.paragraphs, *section.points], box, 20, bullets=len(section.points), stage=stage)
    _notes(slide, section, content)


def _room(box: Box) -> Size:
    """The room for a chart on a slide: that of our own slides, or what a template leaves."""
    width, height = box.points
    return replace(DECK, width=max(LEAST_WIDTH, min(DECK.width, int(width))), height=min(DECK.height, int(height)))


def _fitting(picture: Picture, box: Box) -> str:
    """As many sentences on how to read the picture as fit the box: the notes have all, the footer date and source."""
    kept = ""
    for sentence in re.split(r"(?<=\.) ", f"{picture.left_out} {picture.reading}".strip()):
        more = f"{kept} {sentence}".strip()
        if text_height([more], FINE, box.points[0]) > box.points[1]:
            break
        kept = more
    return kept


def _table_slide(slide: Any, section: Section, box: Box, stage: Stage) -> None:
    """Words above a wide table, or beside a narrow one; the words take what the table leaves."""
    assert section.table is not None
    words = [*section.paragraphs, *section.points]
    if not words:
        add_table(slide, section.table, box)
        return
    if len(section.table.shown.columns) <= 3:
        left, right = box.columns(0.6)
        _words(slide, words, left, 18, bullets=len(section.points), stage=stage)
        add_table(slide, section.table, right)
        return
    width, height = box.points
    room = max(height - table_height(section.table, width) - 16, height * 0.2)
    size = fit_size(words, width * _slack(stage) - 20, room, largest=18, least=12, gap=GAP)
    used = text_height(words, size, width * _slack(stage) - 20, gap=GAP)
    top, below = box.rows(int(used * 12700))
    _text_box(slide, words, top, size, gap=GAP, bullets=len(section.points))
    add_table(slide, section.table, below)


def _slack(stage: Stage) -> float:
    return 0.88 if stage.own_template else 1.0  # a template's type may be wider than Arial


def _begin(stage: Stage, content: Content, title: str) -> tuple[Any, Box]:
    """A slide with its title and footer, and the room between them."""
    slide = stage.deck.slides.add_slide(stage.layout)
    for place in list(slide.placeholders):
        if place.placeholder_format.idx != 0:
            place._element.getparent().remove(place._element)
    heading = slide.shapes.title
    heading.text_frame.text = title
    heading.text_frame.word_wrap = True
    width, height = stage.title.points
    size = _title_size(title, width * _slack(stage) - 16, height - 6)
    for run in heading.text_frame.paragraphs[0].runs:
        run.font.size = Pt(size)
        _language(run)
    footer = f"{content.subject}. Source: {content.publishers}. As at {long_date(content.as_at)}."
    _text_box(slide, [footer], stage.footer, 12, colour=QUIET, anchor=MSO_ANCHOR.MIDDLE)
    body = stage.body
    if not stage.own_template:  # our titles stand at the top of their box, so that a short one leaves room
        top = stage.title.top + int(text_height([title], size, width, bold=True) * 12700) + Inches(0.22)
        body = Box(body.left, top, body.width, body.top + body.height - top)
    return slide, body


def _title_size(title: str, width: float, height: float) -> float:
    """The largest type at which a title fits one line, or else the box."""
    for size in range(TITLE_SIZE, ONE_LINE - 1, -1):
        if count_lines(title, size, width, bold=True) == 1:
            return size
    return fit_size([title], width, height, largest=TITLE_SIZE, least=16, bold=True)


def _words(slide: Any, words: list[str], box: Box, largest: float, *, bullets: int, stage: Stage) -> None:
    width, height = box.points
    size = fit_size(words, width * _slack(stage) - 20, height, largest=largest, least=12, gap=GAP)
    _text_box(slide, words, box, size, gap=GAP, bullets=bullets)


def _text_box(
    slide: Any,
    words: list[str],
    box: Box,
    size: float,
    *,
    gap: float = 0,
    bullets: int = 0,
    colour: Any = INK,
    anchor: Any = MSO_ANCHOR.TOP,
) -> Any:
    shape = slide.shapes.add_textbox(*(Emu(value) for value in (box.left, box.top, box.width, box.height)))
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, line in enumerate(words):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.color.rgb = Pt(size), colour
        _language(run)
        paragraph.space_after = Pt(gap)
        if number >= len(words) - bullets:
            _bullet(paragraph)
    return shape


def _bullet(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "228600")
    properties.set("indent", "-228600")
    mark = properties.makeelement(qn("a:buChar"), {"char": "•"})
    properties.append(mark)


def _language(run: Any) -> None:
    run._r.get_or_add_rPr().set("lang", "en-GB")


def _sources(stage: Stage, content: Content) -> None:
    slide, box = _begin(stage, content, "Sources and method")
    words = [*content.method, *(source.label for source in content.sources), content.licence]
    _words(slide, words, box, 16, bullets=len(words), stage=stage)
    notes = [*content.method, "Sources:", *(str(source) for source in content.sources), content.licence]
    slide.notes_slide.notes_text_frame.text = "\n".join(notes)


def _notes(slide: Any, section: Section, content: Content) -> None:
    words = [section.notes, *section.paragraphs, *section.points]
    if section.picture:
        words += [f"What the chart shows: {section.picture.alt}", section.picture.caption]
    if section.table is not None:
        words.append(section.table.caption)
    words.append(f"Source: {content.publishers}. {content.licence}")
    slide.notes_slide.notes_text_frame.text = "\n".join(dict.fromkeys(line for line in words if line))


def _properties(deck: Any, content: Content) -> None:
    properties = deck.core_properties
    properties.title, properties.subject = content.headline, content.subject
    properties.author = properties.last_modified_by = content.publishers
    properties.keywords, properties.comments = ", ".join(content.keywords), content.licence
    properties.language = "en-GB"
    properties.created = properties.modified = content.moment
    properties.revision = 1
