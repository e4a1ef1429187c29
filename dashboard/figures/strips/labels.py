"""The words beside the strips: names at the left, the grade now at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard import theme
from dashboard.drawing.scene import AnyItem, Line, Words
from dashboard.drawing.text_width import first_that_fits, text_width
from dashboard.figures.strips.england_row import ENGLAND_LABEL, HEAD
from dashboard.figures.strips.panels import Measures, Row

HOOK = 14
"""Pixels that the hook before the name of a body that was replaced takes."""


def row_words(
    rows: Sequence[Row], names: Sequence[str], size: Measures, links: Mapping[str, str], *, england: bool
) -> list[AnyItem]:
    """Names at the left and the grade now at the right; above the strip where there is no room beside it."""
    lift = 0.28 if size.narrow else 0.0
    items: list[AnyItem] = []
    if england:
        items.append(_name(ENGLAND_LABEL, size.y((-0.3 if size.narrow else 0.2) - HEAD), size))
    for place, (row, name) in enumerate(zip(rows, names, strict=True)):
        y, ink = size.y(place - lift), theme.MUTED if row.predecessor else theme.INK
        indent = HOOK if row.predecessor and size.narrow else 0
        items.append(_name(name, y, size, ink, row.chosen, indent, row.code, links.get(row.code, "")))
        if row.predecessor:
            items.append(_hook(name, y, size))
        room = size.inner - text_width(name, size.name, bold=row.chosen) - 8 - indent if size.narrow else size.right - 8
        short = row.now.replace("Requires improvement", "RI").replace("No overall grade", "No grade")
        now = first_that_fits((row.now, short), room, size.name - 1, row.chosen) or short
        x, anchor = (size.inner, "right") if size.narrow else (size.left + size.inner + 8, "left")
        items.append(Words(x, y, now, size.name - 1, ink, anchor, row.chosen, name=f"{row.code} now"))  # type: ignore[arg-type]
    return items


def _name(
    text: str,
    y: float,
    size: Measures,
    ink: str = theme.INK,
    bold: bool = False,
    indent: float = 0,
    code: str = "",
    link: str = "",
) -> Words:
    if size.narrow:
        return Words(indent, y, text, size.name, ink, "left", bold, name=code, link=link)
    return Words(size.left - 8, y, text, size.name, ink, "right", bold, name=code, link=link)


def _hook(name: str, y: float, size: Measures) -> Line:
    """From the row above to the name of a body that was replaced."""
    x = 2 if size.narrow else size.left - 8 - text_width(name, size.name) - HOOK
    return Line((((x, y - 6), (x, y), (x + HOOK - 5, y)),), theme.MUTED, 1.25)
