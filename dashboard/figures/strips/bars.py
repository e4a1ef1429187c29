"""The blocks of the strips: a bar for each grade held, the letter upon it, and the mark after today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import theme
from dashboard.dates import long_date, month_year
from dashboard.drawing.text_width import first_that_fits
from dashboard.figures.strips.panels import Measures, Panel, Row
from dashboard.history.compared import Blocks
from dashboard.history.spans import Span
from dashboard.judgements import ABSENCES
from dashboard.words import upper_first
from loaders import Grade, Status

DAY = 86_400_000
"""Milliseconds, the unit of lengths on an axis of dates."""

SLIVER = 3
"""Pixels that the newest grade takes at least: a record can end on the day of its last report."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One bar: a block of time, or the mark after today that repeats the grade held."""

    grade: Grade | None
    y: float
    begins: dt.datetime
    days: float
    thick: float
    text: str
    hover: str
    is_chip: bool = False

    @property
    def middle(self) -> str:
        """The time in the middle, where its word stands."""
        return (self.begins + dt.timedelta(days=self.days / 2)).isoformat(sep=" ", timespec="minutes")


def pieces(
    rows: Sequence[Row], blocks: Blocks, places: Mapping[int, float], panel: Panel, size: Measures, lift: float
) -> list[Piece]:
    """The bars of every row in one panel; `places` are the heights of the rows, `lift` is added to them."""
    made = []
    chip_begins, chip_days = panel.after(4), (panel.chip - 5) / panel.per_day
    for index, row in enumerate(rows):
        y, thick = places[index] + lift, size.bar / size.pitch * (0.62 if row.predecessor else 1)
        for block in blocks.get((row.code, panel.judgement), ()):
            begins, hover = max(block.start, panel.first), _hover(block, row)
            days: float = (block.until - begins).days
            if block.is_last and not row.predecessor:
                days = max(days, SLIVER / panel.per_day)
            if days > 0:
                text = _room_words(block, days * panel.per_day, size.letter, words=not panel.chip)
                start = min(dt.datetime.combine(begins, dt.time()), panel.after(-days * panel.per_day))
                made.append(Piece(block.grade, y, start, days, thick, text, hover))
            if panel.chip and block.is_last and not row.predecessor:
                letter = block.grade.letter if block.grade else "–"
                made.append(Piece(block.grade, y, chip_begins, chip_days, thick, letter, hover, is_chip=True))
    return made


def bars(drawn: Sequence[Piece], panel: Panel) -> list[dict[str, Any]]:
    """One trace for each grade."""
    return [_bar(grade, mine, panel) for grade in (*Grade, None) if (mine := [p for p in drawn if p.grade is grade])]


def _bar(grade: Grade | None, pieces: Sequence[Piece], panel: Panel) -> dict[str, Any]:
    edge = theme.PAPER if grade else theme.RULE
    return {
        "type": "bar",
        "orientation": "h",
        "name": grade or "No grade",
        "y": [piece.y for piece in pieces],
        "base": [piece.begins.isoformat(sep=" ", timespec="minutes") for piece in pieces],
        "x": [round(piece.days * DAY) for piece in pieces],
        "width": [round(piece.thick, 3) for piece in pieces],
        "customdata": [piece.hover for piece in pieces],
        "xaxis": f"x{panel.suffix}",
        "yaxis": "y",
        "marker": {
            "color": theme.swatch(grade).fill,
            "line": {
                "color": [theme.INK if piece.is_chip else edge for piece in pieces],
                "width": [1 if piece.is_chip or not grade else 2 for piece in pieces],
            },
        },
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def letters(drawn: Sequence[Piece], panel: Panel, size: Measures) -> dict[str, Any]:
    """The words upon the bars, as points: a bar's own text is measured by the browser, one by one, for seconds."""
    said = [piece for piece in drawn if piece.text]
    return {
        "type": "scatter",
        "mode": "text",
        "name": "Letters",
        "x": [piece.middle for piece in said],
        "y": [piece.y for piece in said],
        "text": [piece.text for piece in said],
        "textfont": {"size": size.letter, "color": [theme.swatch(piece.grade).ink for piece in said]},
        "xaxis": f"x{panel.suffix}",
        "yaxis": "y",
        "hoverinfo": "skip",
    }


def _room_words(block: Span, room: float, font: int, *, words: bool) -> str:
    """The grade in full where its block has room, else its letter; the reason where there is none."""
    if block.grade:
        letter = block.grade.letter
        return first_that_fits((block.grade, letter) if words else (letter,), room - 5, font)
    short = "not given" if block.verdict.status is Status.NOT_GIVEN else "not judged"
    return first_that_fits((ABSENCES[block.verdict.status], short), room - 8, font)


def _hover(block: Span, row: Row) -> str:
    words = block.grade or upper_first(ABSENCES[block.verdict.status])
    until = "now" if block.is_last and not row.predecessor else month_year(block.until)
    return f"<b>{row.name}</b><br>{words}<br>{long_date(block.start)} to {until} ({block.event.framework})"
