"""The blocks of the strips: a bar for each grade held, the letter upon it, and the mark after today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard import theme
from dashboard.dates import long_date, month_year
from dashboard.drawing.placing import Box
from dashboard.drawing.scene import AnyItem, Rect, Words, line
from dashboard.drawing.text_width import first_that_fits, text_width
from dashboard.figures.strips.panels import Measures, Panel, Row
from dashboard.history.compared import Blocks
from dashboard.history.spans import Span
from dashboard.judgements import ABSENCES
from dashboard.words import upper_first
from loaders import Grade, Status

SLIVER = 3
"""Pixels that the newest grade takes at least: a record can end on the day of its last report."""


def bars(
    rows: Sequence[Row], blocks: Blocks, panel: Panel, size: Measures, lift: float, links: Mapping[str, str]
) -> list[AnyItem]:
    """The blocks of every row in one panel, `lift` rows below its middle, each with its word; a grade after the other.

    In that order a renderer can draw all blocks of a grade at once.
    """
    found: list[tuple[Grade | None, list[AnyItem]]] = []
    for place, row in enumerate(rows):
        y, half = size.y(place + lift), size.bar / 2 * (0.62 if row.predecessor else 1)
        for block in blocks.get((row.code, panel.judgement), ()):
            whose = (f"{row.code} {panel.judgement.value}", _hover(block, row), links.get(row.code, ""))
            left, right = panel.scale.x(max(block.start, panel.scale.start)), panel.scale.x(block.until)
            if block.is_last and not row.predecessor:
                left = min(left, right - SLIVER)
            if right > left:
                text = _room_words(block, right - left, size.letter, words=not panel.chip)
                # white on both sides keeps neighbours of one grade apart
                edge = min(1, (right - left) / 4)
                box = Box(left + edge, y - half, right - edge, y + half)
                found.append((block.grade, _bar(block.grade, box, text, size.letter, theme.RULE, whose)))
                if not (text or panel.chip or row.predecessor) and block.is_last:
                    found.append((block.grade, _beside(block, right, y, size.letter, whose[0])))
            if panel.chip and block.is_last and not row.predecessor:
                box = Box(panel.scale.right + 4, y - half, panel.right - 1, y + half)
                letter = block.grade.letter if block.grade else "–"
                found.append((block.grade, _bar(block.grade, box, letter, size.letter, theme.INK, whose)))
    order = [*Grade, None]
    return [item for _, items in sorted(found, key=lambda one: order.index(one[0])) for item in items]


def _beside(block: Span, right: float, y: float, size: float, name: str) -> list[AnyItem]:
    """The letter of a block that is too narrow for it, after a short line."""
    letter = block.grade.letter if block.grade else "–"
    return [
        line(right, y, right + 5, y, theme.INK, 1),
        Words(
            right + 7 + text_width(letter, size, True) / 2, y, letter, size, theme.INK, "center", bold=True, name=name
        ),
    ]


def _bar(
    grade: Grade | None, box: Box, text: str, size: float, edge: str, whose: tuple[str, str, str]
) -> list[AnyItem]:
    look = theme.swatch(grade)
    line = edge if edge == theme.INK or not grade else ""
    x, y = box.middle
    name, hover, link = whose
    items: list[AnyItem] = [Rect(box=box, fill=look.fill, line=line, name=name, hover=hover, link=link)]
    if text:
        items.append(Words(x, y, text, size, look.ink, "center", name=name))
    return items


def _room_words(block: Span, room: float, font: int, *, words: bool) -> str:
    """The grade in full where its block has room, else its letter; the reason where there is none."""
    if block.grade:
        letter = block.grade.letter
        return first_that_fits((block.grade, letter) if words else (letter,), room - 5, font)
    short = "not given" if block.judged.status is Status.NOT_GIVEN else "not judged"
    return first_that_fits((ABSENCES[block.judged.status], short), room - 8, font)


def _hover(block: Span, row: Row) -> str:
    words = block.grade or upper_first(ABSENCES[block.judged.status])
    until = "now" if block.is_last and not row.predecessor else month_year(block.until)
    return f"{row.name}\n{words}\n{long_date(block.start)} to {until} ({block.event.framework})"
