"""The words beside the strips: names at the left, the grade now at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import theme
from dashboard.drawing.text_width import first_that_fits, text_width
from dashboard.figures.strips.england_row import ENGLAND_LABEL
from dashboard.figures.strips.panels import Measures, Row

WORDS_AXIS = "x9"


def row_words(
    rows: Sequence[Row], names: Sequence[str], places: Mapping[int, float], size: Measures, england: bool
) -> list[dict[str, Any]]:
    """Names at the left and the grade now at the right; above the strip where there is no room beside it.

    As points on an axis of their own: hundreds of annotations take the browser many seconds.
    """
    lift = 0.28 if size.narrow else 0.0
    left: list[tuple[float, str, str]] = []
    right: list[tuple[float, str, str]] = []
    for index, (row, name) in enumerate(zip(rows, names, strict=True)):
        ink = theme.MUTED if row.predecessor else theme.INK
        words = f"↳ {name}" if row.predecessor else f"<b>{name}</b>" if row.chosen else name
        room = size.inner - text_width(name, size.name, bold=row.chosen) - 8 if size.narrow else size.right
        short = row.now.replace("Requires improvement", "RI").replace("No overall grade", "No grade")
        now = first_that_fits((row.now, short), room, size.name - 1, row.chosen) or short
        left.append((places[index] - lift, words, ink))
        right.append((places[index] - lift, f"<b>{now}</b>" if row.chosen else now, ink))
    if england:
        left.append((-0.3 if size.narrow else 0.2, ENGLAND_LABEL, theme.INK))
    outward = not size.narrow
    gap = "\u00a0\u00a0" if outward else ""  # a point outside the axis would not be drawn
    return [
        _column(left, 0, "middle left" if outward else "middle right", size.name),
        _column(
            [(y, gap + words, ink) for y, words, ink in right],
            1,
            "middle right" if outward else "middle left",
            size.name - 1,
        ),
    ]


def _column(words: Sequence[tuple[float, str, str]], x: int, position: str, font: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "name": "Names" if x == 0 else "Grades now",
        "x": [x] * len(words),
        "y": [y for y, _, _ in words],
        "text": [text for _, text, _ in words],
        "textposition": position,
        "textfont": {"size": font, "color": [ink for _, _, ink in words]},
        "xaxis": WORDS_AXIS,
        "yaxis": "y",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
