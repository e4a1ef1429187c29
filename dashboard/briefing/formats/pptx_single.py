"""A briefing on one slide: its finding, its chart, and beside it a small table and a few words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dashboard.briefing.formats.pptx import add_page, begun, begun_deck, close, finished, fitting_words, room_below
from dashboard.briefing.formats.pptx_plan import BETWEEN, GAP, LEAST, Line, blocks_of, lines_of, pages
from dashboard.briefing.formats.pptx_tables import SHORT_KEY, Rows, add_table
from dashboard.briefing.formats.pptx_template import Box, Deck
from dashboard.briefing.formats.pptx_words import FINE, set_small, set_words
from dashboard.briefing.formats.wrapping import text_height
from dashboard.briefing.house import PLAIN, House
from dashboard.briefing.model import DECK, Content, Draw, Section, drawn
from dashboard.drawing.render.slide import add_scene
from dashboard.drawing.scene import Scene

CHART, GUTTER = 0.645, 22
LARGEST = 18.0
"""Of the width, what the chart takes beside a table, and the points between the two."""
LEAST_WIDTH = 500
"""Points across which a chart is drawn at least; on a narrower slide it is shown smaller."""


def write_slide(content: Content, draw: Draw = drawn, *, house: House = PLAIN) -> bytes:
    """A .pptx of one slide; raises TemplateError for a template that cannot be used."""
    deck = begun_deck(house)
    section = replace(content.single, title=content.headline)
    if section.picture is None:
        found = pages(blocks_of(section), *room_below(deck, section.title).points, slack=deck.slack)
        if len(found) == 1:
            add_page(deck, content, (section,), found[0], section.title)
            return finished(deck, content)
    slide, box, place = begun(deck, section.title, has_words=bool(section.table is not None or not section.picture))
    chart, side = box, box
    if section.table is not None and section.picture:
        chart, side = box.columns(CHART, GUTTER * 12700)
    scene = _scene(section, draw, chart.points)
    if scene is not None:
        _chart(slide, deck, section, scene, chart)
    if scene is None or side != box:
        _beside(slide, deck, section, side if scene else box, place)
    elif place is not None:
        place._element.getparent().remove(place._element)
    close(slide, deck, content, section)
    return finished(deck, content)


def _scene(section: Section, draw: Draw, room: tuple[float, float]) -> Scene | None:
    """The chart in its room, less what the words on how to read it take; a timeline has none that must be there."""
    if section.picture is None:
        return None
    width, height = room
    if section.table is None:
        height -= text_height([section.picture.reading], FINE, width) + 8
    return draw(section.picture, replace(DECK, width=max(LEAST_WIDTH, int(width)), height=int(height)))


def _chart(slide: Any, deck: Deck, section: Section, scene: Scene, box: Box) -> None:
    assert section.picture is not None
    width, height = box.points
    scale = min(1.0, width / scene.width, height / scene.height)
    add_scene(slide, scene, box.left, box.top, scale=scale, name=section.picture.title, inks=deck.inks)
    _, lower = box.rows(min(box.height, int(scene.height * scale * 12700)), 8 * 12700)
    if words := fitting_words(section.picture, lower, deck.slack):
        set_small(slide, deck, words, lower)


def _beside(slide: Any, deck: Deck, section: Section, box: Box, place: Any | None) -> None:
    """The table, and below it as many of the words as there is room for."""
    width, height = box.points
    lines = list(lines_of(section))
    if section.table is not None:
        rows = Rows(section.table, 0, len(section.table.frame))
        if rows.is_cramped(LEAST, width, deck.slack):  # letters rather than words that break
            rows, lines = rows.short, [Line(SHORT_KEY), *lines]
        used = sum(rows.heights(LEAST, width, deck.slack))
        add_table(slide, rows, box, LEAST, deck.inks, deck.slack)
        _, box = box.rows(int(used * 12700), int(BETWEEN * 12700))
        height = box.points[1]
    while lines and _height(lines, LEAST, width * deck.slack) > height:
        lines.pop()
    size = LARGEST if section.table is None else 14.0
    while size > LEAST and _height(lines, size, width * deck.slack) > height:
        size -= 1
    if lines:
        set_words(slide, deck, lines, box, size, place)
    elif place is not None:
        place._element.getparent().remove(place._element)


def _height(lines: list[Line], size: float, width: float) -> float:
    return sum(line.height(size, width) for line in lines) - GAP
