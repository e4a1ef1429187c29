"""Publication lag by year: the shortest, the middle and the longest wait for a report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from dashboard import theme

NARROW = 560
BLUE = theme.ACCENT


def ranges(frame: pd.DataFrame, *, width: int = 1100) -> dict[str, Any]:
    """An upright line from the shortest to the longest wait of each year, with a dot and its number at the median.

    `frame` is of `statistics.lag.by_year`. n stands under each year; a year without a known wait is not drawn.
    """
    drawn = frame[frame["n"] > 0]
    narrow = width < NARROW
    years = [int(year) for year in drawn["year"]]
    top = max((int(n) for n in drawn["maximum"]), default=100)
    lines: list[int | None] = []
    heights: list[int | None] = []
    for row in _rows(drawn):
        lines += [int(row.year), int(row.year), None]
        heights += [int(row.minimum), int(row.maximum), None]
    medians = [float(value) for value in drawn["median"]]
    hovers = [
        f"<b>{row.year}</b><br>median {row.median:g} days<br>{row.minimum} to {row.maximum} days, n = {row.n}"
        for row in _rows(drawn)
    ]
    ticks = [year for year in years if not narrow or (year - years[-1]) % 3 == 0]
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "lines",
                "x": lines,
                "y": heights,
                "line": {"color": theme.RULE, "width": 8 if narrow else 12},
                "hoverinfo": "skip",
            },
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": years,
                "y": medians,
                "marker": {"size": 8 if narrow else 11, "color": theme.PAPER, "line": {"color": BLUE, "width": 3}},
                "text": [f"<b>{median:.0f}</b>" for median in medians],
                "textposition": "bottom center" if narrow else "middle right",
                "textfont": {"size": 12 if narrow else 14, "color": theme.INK},
                "customdata": hovers,
                "hovertemplate": "%{customdata}<extra></extra>",
                "cliponaxis": False,
            },
        ],
        "layout": {
            "template": theme.template(),
            "height": 320 if narrow else 380,
            "margin": {"l": 40, "r": 12, "t": 26, "b": 52, "pad": 0},
            "xaxis": {
                "range": [min(years, default=2016) - 0.6, max(years, default=2017) + 0.75],
                "tickvals": ticks,
                "ticktext": [str(year) for year in ticks],
                "fixedrange": True,
                "automargin": False,
            },
            "yaxis": {
                "range": [0, top * 1.05],
                "showgrid": True,
                "fixedrange": True,
                "automargin": False,
                "dtick": 50,
            },
            "annotations": [_days(), *_counts(drawn, narrow)],
        },
    }


def _days() -> dict[str, Any]:
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "xshift": -36,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 6,
        "text": "Days",
        "showarrow": False,
        "font": {"size": 14},
    }


def _counts(drawn: pd.DataFrame, narrow: bool) -> list[dict[str, Any]]:
    place = {"yref": "paper", "y": 0, "yanchor": "top", "yshift": -28, "showarrow": False}
    font = {"size": 12, "color": theme.MUTED}
    counts = [
        {**place, "xref": "x", "x": int(row.year), "text": str(row.n), "font": font, "textangle": 0}
        for row in _rows(drawn)
    ]
    return [{**place, "xref": "paper", "x": 0, "xshift": -38, "xanchor": "left", "text": "n", "font": font}, *counts]


def _rows(frame: pd.DataFrame) -> Iterable[Any]:
    """The rows of a frame, by the names of its columns."""
    return frame.itertuples()
