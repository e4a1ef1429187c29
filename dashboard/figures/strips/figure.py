"""Strips: one row an authority, a block of time for each grade, and England's share above them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard import theme
from dashboard.drawing.short_names import SHORT_NAMES
from dashboard.figures.strips.bars import bars, letters, pieces
from dashboard.figures.strips.england_row import ENGLAND_LABEL, england_row
from dashboard.figures.strips.labels import WORDS_AXIS, row_words
from dashboard.figures.strips.panels import Panel, Row, measures, panels
from dashboard.history.compared import Blocks
from loaders import ILACS_FROM, OVERALL_UNTIL, Judgement

__all__ = ["Row", "strips"]


def strips(
    rows: Sequence[Row],
    blocks: Blocks,
    *,
    judgements: Sequence[Judgement],
    today: dt.date,
    england: Mapping[Judgement, Sequence[tuple[dt.date, float]]] | None = None,
    width: int = 1100,
    pitch: float | None = None,
) -> dict[str, Any]:
    """The strips as a plotly figure.

    `blocks` are those of `compared.blocks`; one panel is drawn for each of `judgements`.
    `england`, from `over_time.good_shares`, becomes the row at the top. `width` is the room in pixels
    that it is drawn for: below NARROW the names stand above the strips, unless `pitch` says how far a row is from the next.
    """
    names = [SHORT_NAMES.get(row.name, row.name) for row in rows]
    size = measures(rows, [*names, ENGLAND_LABEL], width, pitch)
    narrow = size.narrow
    head = 1.8 if england is not None else 0.0
    places = {index: index + head for index in range(len(rows))}
    side_by_side = panels(judgements, today, size)
    layout: dict[str, Any] = {
        "template": theme.template(),
        "plot_bgcolor": "rgba(0,0,0,0)",  # the words' axis spans the panels and must not cover them
        "margin": {"l": size.left, "r": size.right, "t": size.top, "b": 8, "pad": 0},
        "height": int(size.top + size.pitch * (len(rows) + head) + 10),
        "barmode": "overlay",
        "bargap": 0,
        "hoverdistance": 1,
        "shapes": [],
        "annotations": [],
        "yaxis": {
            "range": [len(rows) + head - 0.5, -0.5],
            "visible": False,
            "fixedrange": True,
        },
    }
    traces: list[dict[str, Any]] = []
    lift = 0.2 if narrow else 0.0  # the strip lies below the name where both share a row
    for panel in side_by_side:
        drawn = pieces(rows, blocks, places, panel, size, lift)
        traces += [*bars(drawn, panel), letters(drawn, panel, size)]
        layout[f"xaxis{panel.suffix}"] = panel.axis(len(side_by_side))
        if england is not None:
            traces += england_row(england.get(panel.judgement, ()), panel, lift, size)
        if len(side_by_side) > 1:
            layout["annotations"].append(panel.heading(narrow))
    traces += row_words(rows, names, places, size, england is not None)
    # Not "overlaying" the first panel's axis: plotly would give it that panel's width alone.
    layout[f"xaxis{WORDS_AXIS[1:]}"] = {
        "anchor": "y",
        "range": [0, 1],
        "domain": [0, 1],
        "visible": False,
        "fixedrange": True,
    }
    layout["shapes"] += _bands(rows, places)
    if len(side_by_side) == 1:
        layout["shapes"] += _eras(side_by_side[0], today)
    return {"data": traces, "layout": layout}


def _bands(rows: Sequence[Row], places: Mapping[int, float]) -> list[dict[str, Any]]:
    """A pale band behind the chosen authority, across names and strip."""
    return [
        {
            "type": "rect",
            "layer": "below",
            "xref": "paper",
            "yref": "y",
            "x0": -1,
            "x1": 2,
            "y0": places[index] - 0.5,
            "y1": places[index] + 0.5,
            "fillcolor": "#fff7bf",
            "line": {"width": 0},
        }
        for index, row in enumerate(rows)
        if row.chosen
    ]


def _eras(panel: Panel, today: dt.date) -> list[dict[str, Any]]:
    """Lines where the framework began and where overall effectiveness ended."""
    days = [ILACS_FROM]
    if panel.judgement is Judgement.OVERALL and today > OVERALL_UNTIL:
        days.append(OVERALL_UNTIL)
    return [
        {
            "type": "line",
            "layer": "below",
            "xref": "x",
            "yref": "paper",
            "x0": day.isoformat(),
            "x1": day.isoformat(),
            "y0": 0,
            "y1": 1,
            "line": {"color": theme.INK, "width": 1, "dash": "dot"},
        }
        for day in days
    ]
