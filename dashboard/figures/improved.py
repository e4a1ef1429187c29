"""Who improved and who declined: a row an authority, from the grade before to the grade now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import theme
from dashboard.drawing.scene import AnyItem, Line, Mark, Scene, Words
from dashboard.drawing.short_names import SHORT_NAMES
from dashboard.drawing.text_width import first_that_fits, text_width
from loaders import Grade

GRADES = tuple(reversed(Grade))
"""Worst first: better lies to the right."""
TWO_COLUMNS, FEW = 760, 12
"""Pixels from which rows stand in two columns, where they are more than a few."""
HEAD, GAP, SMALLEST = 30.0, 36.0, 22.0
"""Pixels of the heads of the grades, between two columns, and of the closest row."""
NEEDED = 120.0
"""Pixels that four grades take at least."""
RADIUS, BEFORE = 9.0, 4.5


@dataclass(frozen=True, slots=True)
class Moved:
    """An authority with the grade before and the grade now; without grades a heading over those that follow."""

    name: str
    old: Grade | None = None
    new: Grade | None = None
    code: str = ""


def rows_per_column(rows: int, width: float) -> int:
    """How many rows stand under each other."""
    return -(-rows // 2) if width >= TWO_COLUMNS and rows > FEW else rows


def moves(rows: Sequence[Moved], *, width: int, pitch: float = 26.0) -> Scene:
    """A line for each authority from a ring at the grade before to a square at the grade now."""
    high = rows_per_column(len(rows), width)
    parts = [rows[start : start + high] for start in range(0, len(rows), high)] if rows else []
    wide = (width - GAP * (len(parts) - 1)) / max(len(parts), 1)
    names = [SHORT_NAMES.get(row.name, row.name) for row in rows]
    longest = max(
        (text_width(name, 13, bold=row.new is None) for name, row in zip(names, rows, strict=True)), default=0
    )
    label = min(longest + 22, wide - NEEDED)
    items: list[AnyItem] = []
    for number, part in enumerate(parts):
        items += _column(part, number * (wide + GAP), label, wide, pitch)
    return Scene(width, round(HEAD + pitch * high + 2), tuple(items))


def _column(rows: Sequence[Moved], left: float, label: float, wide: float, pitch: float) -> list[AnyItem]:
    first, last = left + label + RADIUS + 4, left + wide - RADIUS - 4
    step = (last - first) / (len(GRADES) - 1)
    places = {grade: first + step * number for number, grade in enumerate(GRADES)}
    bottom = HEAD + pitch * len(rows)
    items: list[AnyItem] = []
    for grade, x in places.items():
        items.append(Line((((x, HEAD - 8), (x, bottom)),), theme.FAINT))
        room = step - 8
        words = first_that_fits((grade.value, grade.letter), room, 12) or grade.letter
        edge = "right" if grade is GRADES[-1] else "left" if grade is GRADES[0] else "center"
        at = x + RADIUS if edge == "right" else x - RADIUS if edge == "left" else x
        items.append(Words(at, 9, words, 12, theme.MUTED, edge, name=f"head {grade.value}"))  # type: ignore[arg-type]
    for number, row in enumerate(rows):
        items += _row(row, left, places, HEAD + pitch * (number + 0.5))
    return items


def _row(row: Moved, left: float, places: dict[Grade, float], y: float) -> list[AnyItem]:
    if row.old is None or row.new is None:
        return [Words(left, y, row.name, 13, bold=True)]
    name = SHORT_NAMES.get(row.name, row.name)
    start, end = places[row.old], places[row.new]
    look = theme.GRADES[row.new]
    hover = f"{row.name}\n{row.old.value}, then {row.new.value.lower()}"
    return [
        Words(left, y, name, 13, name=row.code),
        Line((((start, y), (end, y)),), theme.INK, 1.75, name=row.code),
        Mark(x=start, y=y, symbol="circle", radius=BEFORE, fill=theme.PAPER, line=theme.INK, width=1.5,
             name=f"{row.code} before"),
        Mark(x=end, y=y, symbol="square", radius=RADIUS, fill=look.fill, line=theme.INK, name=f"{row.code} now",
             hover=hover),
        Words(end, y, look.letter, 12, look.ink, "center", bold=True, name=f"{row.code} now"),
    ]  # fmt: skip
