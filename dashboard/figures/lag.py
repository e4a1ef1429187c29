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

    `frame` is of `statistics.lag.by_year`. n stands under each year, on a narrow screen the median too; a year
    without a known wait is not drawn.
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
                "mode": "markers" if narrow else "markers+text",
                "x": years,
                "y": medians,
                "marker": {"size": 8 if narrow else 11, "color": theme.PAPER, "line": {"color": BLUE, "width": 3}},
                "text": [f"<b>{median:.0f}</b>" for median in medians],
                "textposition": "middle right",
                "textfont": {"size": 14, "color": theme.INK},
                "customdata": hovers,
                "hovertemplate": "%{customdata}<extra></extra>",
                "cliponaxis": False,
            },
        ],
        "layout": {
            "template": theme.template(),
            "height": 340 if narrow else 380,
            "margin": {"l": 40, "r": 12, "t": 26, "b": 72 if narrow else 52, "pad": 0},
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
            "annotations": [_days(), *_under(drawn, narrow)],
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


def _under(drawn: pd.DataFrame, narrow: bool) -> list[dict[str, Any]]:
    """The rows of figures under the years: how many reports, and before it the median where dots have no room for it."""
    counts = _row("n", [(int(row.year), str(row.n)) for row in _rows(drawn)], -48 if narrow else -28)
    if not narrow:
        return counts
    middles = [(int(row.year), f"<b>{row.median:.0f}</b>") for row in _rows(drawn)]
    return [*_row("half", middles, -28), *counts]


def _row(name: str, cells: list[tuple[int, str]], shift: int) -> list[dict[str, Any]]:
    place = {"yref": "paper", "y": 0, "yanchor": "top", "yshift": shift, "showarrow": False, "textangle": 0}
    font = {"size": 12, "color": theme.MUTED}
    head = {**place, "xref": "paper", "x": 0, "xshift": -38, "xanchor": "left", "text": name, "font": font}
    return [head, *({**place, "xref": "x", "x": year, "text": text, "font": font} for year, text in cells)]


def _rows(frame: pd.DataFrame) -> Iterable[Any]:
    """The rows of a frame, by the names of its columns."""
    return frame.itertuples()
