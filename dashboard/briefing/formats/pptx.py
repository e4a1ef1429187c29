"""A PowerPoint deck of a briefing: charts as shapes, native tables, places of the layout filled, notes to speak from."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pptx.util import Inches

from dashboard.briefing.formats.pptx_base import TITLE_SIZE
from dashboard.briefing.formats.pptx_chart import add_bars
from dashboard.briefing.formats.pptx_logo import add_logo
from dashboard.briefing.formats.pptx_plan import (
    BETWEEN,
    FULL,
    GUTTER,
    LEAST_WORDS,
    SHARE,
    Block,
    Line,
    Page,
    block_height,
    blocks_of,
    pages,
)
from dashboard.briefing.formats.pptx_tables import Rows, add_table
from dashboard.briefing.formats.pptx_template import Box, Deck, open_deck
from dashboard.briefing.formats.pptx_words import (
    FINE,
    begin,
    placed,
    set_furniture,
    set_small,
    set_title,
    set_words,
)
from dashboard.briefing.formats.settled_zip import settle
from dashboard.briefing.formats.wrapping import count_lines, fit_size, text_height
from dashboard.briefing.house import PLAIN, House
from dashboard.briefing.model import DECK, Content, Draw, Picture, Section, Size, drawn, say_value
from dashboard.dates import long_date
from dashboard.drawing.render.slide import add_scene
from dashboard.text.script import length, spoken

ONE_LINE = 24
"""Least size of a title in one line."""
LEAST_WIDTH = 640
"""Points across which a chart is drawn at least; on a narrower slide it is shown smaller."""
TITLE_LEAST = 14.0
LEAST_CHART = 120.0
"""Points of height that bars need under their table."""
NOTES = Box(int(Inches(0.75)), int(Inches(4.75)), int(Inches(6)), int(Inches(4.5)))
"""Where notes stand on their page, below the slide, where the template does not say it."""


def write_deck(content: Content, draw: Draw = drawn, *, house: House = PLAIN) -> bytes:
    """A .pptx whose charts are shapes; a section whose chart cannot be drawn shows its table or words instead.

    Raises TemplateError for a template that cannot be used.
    """
    deck = begun_deck(house)
    for section in joined(content.sections, deck):
        for part in _parts(section):
            _section(deck, content, part, draw)
    _sources(deck, content)
    return finished(deck, content)


def begun_deck(house: House) -> Deck:
    """The empty deck of a house: its template, or ours, with its logo."""
    deck = open_deck(house.slides)
    return add_logo(deck, house.logo) if house.logo else deck


def finished(deck: Deck, content: Content) -> bytes:
    """The deck as a file, the same for the same content."""
    _properties(deck.presentation, content)
    target = io.BytesIO()
    deck.presentation.save(target)
    return settle(target.getvalue(), content.moment)


def joined(sections: Sequence[Section], deck: Deck) -> list[tuple[Section, ...]]:
    """The sections, those put together that would leave their slides nearly empty."""
    made: list[tuple[Section, ...]] = []
    for section in sections:
        if made and not section.picture and not any(one.picture for one in made[-1]):
            together = (*made[-1], section)
            if _fits(together, deck):
                made[-1] = together
                continue
        made.append((section,))
    return made


def _fits(sections: Sequence[Section], deck: Deck) -> bool:
    width, height = deck.body.points
    found = pages(_blocks(sections), width, height * FULL, slack=deck.slack)
    return len(found) == 1 and found[0].size >= LEAST_WORDS and not found[0].is_beside


def _blocks(sections: Sequence[Section]) -> list[Block]:
    """The blocks of sections that share a slide: the first has the title, the others a heading each."""
    made: list[Block] = []
    for place, section in enumerate(sections):
        words, *rest = blocks_of(section) or ((),)
        if isinstance(words, Rows):
            words, rest = (), [words, *rest]
        heading = (Line(section.title, is_heading=True),) if place else ()
        made += [block for block in ((*heading, *words), *rest) if isinstance(block, Rows) or block]
    return made


def _parts(sections: tuple[Section, ...]) -> Iterator[tuple[Section, ...]]:
    """The sections of a slide, once for each of the parts that a picture is cut into."""
    section, parts = sections[0], sections[0].parts
    if len(sections) > 1 or not parts:
        yield sections
    for number, part in enumerate(parts, start=1):
        yield (replace(section, picture=part, title=f"{section.title}{part.span} ({number} of {len(parts)})"),)


def _section(deck: Deck, content: Content, sections: tuple[Section, ...], draw: Draw) -> None:
    section = sections[0]
    scene = (
        draw(section.picture, _room(section.picture, room_below(deck, section.title), deck))
        if section.picture
        else None
    )
    if (
        section.picture
        and scene is None
        and any(one.table is section.table for one in content.sections if one.key != section.key)
    ):
        sections = (replace(section, table=None),)  # another slide shows it already
    if section.picture and scene:
        slide, box, _ = begun(deck, section.title, has_words=False)
        width, height = box.points
        scale = min(1.0, width / scene.width, height / scene.height)
        left = box.left + int((width - scene.width * scale) / 2 * 12700)
        add_scene(slide, scene, left, box.top, scale=scale, name=section.picture.title, inks=deck.inks)
        _, lower = box.rows(min(box.height, int(scene.height * scale * 12700)), Inches(0.08))
        if words := fitting_words(section.picture, lower, deck.slack):
            set_small(slide, deck, words, lower)
        close(slide, deck, content, section)
        return
    blocks = _blocks(sections)
    if not blocks:
        return
    room = room_below(deck, section.title)
    found = pages(blocks, *room.points, slack=deck.slack)
    for number, page in enumerate(found, start=1):
        title = f"{section.title}{_span(page)} ({number} of {len(found)})" if len(found) > 1 else section.title
        add_page(deck, content, sections, page, title, is_first=number == 1)


def add_page(
    deck: Deck, content: Content, sections: tuple[Section, ...], page: Page, title: str, *, is_first: bool = True
) -> None:
    """A slide of words and tables."""
    has_words = any(not isinstance(block, Rows) for block in page.blocks)
    slide, box, place = begun(deck, title, has_words=has_words)
    boxes = list(box.columns(SHARE, int(GUTTER * 12700))) if page.is_beside else list(_stacked(page, box, deck.slack))
    for block, room in zip(page.blocks, boxes, strict=True):
        if isinstance(block, Rows):
            add_table(slide, block, room, page.table_size, deck.inks, deck.slack, spread=page.spread)
            used = int(sum(block.heights(page.table_size, room.points[0], deck.slack)) * page.spread * 12700)
            _, free = room.rows(used, Inches(0.2))
            if block.table.is_counts and block == page.blocks[-1] and free.points[1] >= LEAST_CHART:
                add_bars(slide, block.table, free, deck.inks)
        else:
            set_words(slide, deck, block, room, page.size, place)
            place = None
    close(slide, deck, content, *sections, is_first=is_first)


def _stacked(page: Page, box: Box, slack: float) -> Iterator[Box]:
    """The room of each block, one below the other; the last has all that is left."""
    width = box.points[0]
    for place, block in enumerate(page.blocks, start=1):
        spread = page.spread if isinstance(block, Rows) else 1.0
        high = int(block_height(block, page.size, page.table_size, width, slack) * spread * 12700)
        if place == len(page.blocks):
            yield box
        else:
            upper, box = box.rows(high, int(BETWEEN * 12700))
            yield upper


def _span(page: Page) -> str:
    """Whose rows a slide of a long table has: from the first to the last."""
    rows = [block for block in page.blocks if isinstance(block, Rows)]
    if not rows or rows[0].last - rows[0].first < 2:
        return ""
    names = rows[0].table.frame.iloc[[rows[0].first, rows[0].last - 1], 0]
    return f": {say_value(names.iloc[0])} to {say_value(names.iloc[1])}"


def _room(picture: Picture, box: Box, deck: Deck) -> Size:
    """The room for a chart on a slide: what the title and the words on how to read it leave."""
    width, height = box.points
    reading = f"{picture.left_out} {picture.reading}".strip()
    height -= text_height([reading], FINE, width * deck.slack) + 8 if reading else 0
    return replace(DECK, width=max(LEAST_WIDTH, min(DECK.width, int(width))), height=min(DECK.height, int(height)))


def fitting_words(picture: Picture, box: Box, slack: float) -> str:
    """As many sentences on how to read the picture as fit the box: the notes have all, the footer date and source."""
    kept = ""
    for sentence in re.split(r"(?<=\.) ", f"{picture.left_out} {picture.reading}".strip()):
        more = f"{kept} {sentence}".strip()
        if text_height([more], FINE, box.points[0] * slack) > box.points[1]:
            break
        kept = more
    return kept


def begun(deck: Deck, title: str, *, has_words: bool) -> tuple[Any, Box, Any | None]:
    """A slide with its title, the room below it, and the layout's place for words."""
    slide, place = begin(deck, has_words=has_words)
    set_title(slide, deck, title, _title_size(deck, title))
    return slide, room_below(deck, title), place


def room_below(deck: Deck, title: str) -> Box:
    """The room for content: our titles stand at the top of their box, so that a short one leaves more."""
    body = deck.body
    if deck.own_template:
        return body
    high = text_height([title], _title_size(deck, title), deck.title.points[0], bold=True)
    top = deck.title.top + int(high * 12700) + Inches(0.22)
    return Box(body.left, top, body.width, body.bottom - top)


def _title_size(deck: Deck, title: str) -> float:
    """The largest type at which a title fits one line, or else the box."""
    width, height = deck.title.points
    width = width * deck.slack - 16
    for size in range(TITLE_SIZE, ONE_LINE - 1, -1):
        if count_lines(title, size, width, bold=True) == 1:
            return size
    return fit_size([title], width, height - 6, largest=TITLE_SIZE, least=TITLE_LEAST, bold=True)


def close(slide: Any, deck: Deck, content: Content, *sections: Section, is_first: bool = True) -> None:
    """The footer, the number, and the notes."""
    set_furniture(slide, deck, footer_of(content, deck))
    notes = _notes(content, sections) if is_first else "Continues the slide before."
    set_notes(slide, notes)


def footer_of(content: Content, deck: Deck) -> str:
    """Subject, source and date, as much as two lines of the footer hold."""
    day = long_date(content.as_at)
    publishers = content.publishers.split(", ")
    ways = (
        f"{content.subject}. Source: {content.publishers}. As at {day}.",
        f"{content.subject}. Source: {publishers[0]} and others. As at {day}.",
        f"{content.subject.partition(':')[0]}. Source: {publishers[0]} and others. As at {day}.",
        f"{content.subject.partition(':')[0]}, {day}.",
    )
    width, height = deck.footer.points
    return next((way for way in ways if text_height([way], FINE, width * deck.slack) <= height), ways[-1])


def set_notes(slide: Any, words: str) -> None:
    """What the presenter reads; a place for it is made where the template's notes have none."""
    notes = slide.notes_slide
    if notes.notes_text_frame is None:
        placed(notes, NOTES, '<p:ph type="body" idx="1"/>', "Notes")
    notes.notes_text_frame.text = words


def _sources(deck: Deck, content: Content) -> None:
    title = "Sources and method"
    lines = [
        *(Line(text, is_bullet=True) for text in content.method),
        *(Line(source.label, is_bullet=True, url=source.url) for source in content.sources),
        Line(content.licence, is_bullet=True),
    ]
    room = room_below(deck, title)
    width, height = room.points
    notes = [*content.method, "Sources:", *(str(source) for source in content.sources), content.licence]
    found = pages([tuple(lines)], width, height, slack=deck.slack)
    for number, page in enumerate(found, start=1):
        said = f"{title} ({number} of {len(found)})" if len(found) > 1 else title
        slide, box, place = begun(deck, said, has_words=True)
        (words,) = page.blocks
        assert not isinstance(words, Rows)
        set_words(slide, deck, words, box, min(page.size, 16.0), place)
        set_furniture(slide, deck, footer_of(content, deck))
        set_notes(slide, "\n".join(notes) if number == 1 else "Continues the slide before.")


def _notes(content: Content, sections: Sequence[Section]) -> str:
    """What to say and how long it takes, the questions that may come, then how the chart is read and its sources."""
    say = spoken(
        (one for section in sections for one in section.script.say or (*section.paragraphs, *section.points)),
        (one for section in sections for one in section.script.background),
    )
    lines = [section.notes for section in sections]
    if say:
        lines += [f"To say ({length(say)[:-1].lower()}):", " ".join(say)]
    asked = dict.fromkeys(pair for section in sections for pair in section.script.questions if pair[1])
    if asked:
        lines += ["Questions that members may ask:", *(f"{question} {answer}" for question, answer in asked)]
    for section in sections:
        if section.picture:
            lines += [f"What the chart shows: {section.picture.alt}", section.picture.caption]
        if section.table is not None:
            lines.append(section.table.caption)
    lines.append(f"Source: {content.publishers}. {content.licence}")
    return "\n".join(dict.fromkeys(line for line in lines if line))


def _properties(presentation: Any, content: Content) -> None:
    properties = presentation.core_properties
    properties.title, properties.subject = content.headline, content.subject
    properties.author = properties.last_modified_by = content.publishers
    properties.keywords, properties.comments = ", ".join(content.keywords), content.licence
    properties.language = "en-GB"
    properties.created = properties.modified = content.moment
    properties.revision = 1
