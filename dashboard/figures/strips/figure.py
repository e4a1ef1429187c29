"""Strips: one row an authority, a block of time for each grade, and England's share above them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from dashboard.drawing.placing import Box
from dashboard.drawing.scene import AnyItem, Line, Rect, Scene, line
from dashboard.drawing.short_names import SHORT_NAMES
from dashboard.figures.strips.bars import bars
from dashboard.figures.strips.england_row import ENGLAND_LABEL, HEAD, england_row
from dashboard.figures.strips.labels import row_words
from dashboard.figures.strips.panels import Measures, Panel, Row, axis, measures, panels
from dashboard.history.compared import Blocks
from loaders import ILACS_FROM, OVERALL_UNTIL, Judgement

__all__ = ["Row", "strips"]

CHOSEN = "#fff7bf"


def strips(
    rows: Sequence[Row],
    blocks: Blocks,
    *,
    judgements: Sequence[Judgement],
    today: dt.date,
    england: Mapping[Judgement, Sequence[tuple[dt.date, float]]] | None = None,
    width: int = 1100,
    pitch: float | None = None,
    links: Mapping[str, str] | None = None,
) -> Scene:
    """The strips of these rows.

    `blocks` are those of `compared.blocks`; one panel is drawn for each of `judgements`.
    `england`, from `over_time.good_shares`, becomes the row at the top. `width` is the room in pixels
    that it is drawn for: below NARROW the names stand above the strips, unless `pitch` says how far a row is from the
    next. `links` says by code where a name or block leads.
    """
    names = [SHORT_NAMES.get(row.name, row.name) for row in rows]
    size = measures(rows, [*names, ENGLAND_LABEL], width, pitch, head=HEAD if england is not None else 0)
    bottom, side_by_side = size.bottom(len(rows)), panels(judgements, today, size)
    lift = 0.2 if size.narrow else 0.0  # the strip lies below the name where both share a row
    items: list[AnyItem] = _bands(rows, size, width)
    for panel in side_by_side:
        items += axis(panel, len(side_by_side), size, bottom)
    if len(side_by_side) == 1:
        items += _eras(side_by_side[0], today, size, bottom)
    for panel in side_by_side:
        if england is not None:
            items += england_row(england.get(panel.judgement, ()), panel, lift, size)
        items += bars(rows, blocks, panel, size, lift, links or {})
    items += row_words(rows, names, size, links or {}, england=england is not None)
    return Scene(width, int(bottom + 10), tuple(items))


def _bands(rows: Sequence[Row], size: Measures, width: float) -> list[AnyItem]:
    """A pale band behind the chosen authority, across names and strip."""
    return [
        Rect(box=Box(0, size.y(place - 0.5), width, size.y(place + 0.5)), fill=CHOSEN)
        for place, row in enumerate(rows)
        if row.chosen
    ]


def _eras(panel: Panel, today: dt.date, size: Measures, bottom: float) -> list[Line]:
    """Lines where the framework began and where overall effectiveness ended."""
    days = [ILACS_FROM]
    if panel.judgement is Judgement.OVERALL and today > OVERALL_UNTIL:
        days.append(OVERALL_UNTIL)
    return [line(x, size.top, x, bottom, dash="dot") for x in map(panel.scale.x, days)]
