"""The row above the strips: England's share that is good or outstanding, through time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from dashboard import theme
from dashboard.dates import month_year
from dashboard.figures.strips.panels import Measures, Panel
from loaders import Grade

ENGLAND_LABEL = "England, % good or better"


def england_row(
    share: Sequence[tuple[dt.date, float]], panel: Panel, lift: float, size: Measures
) -> list[dict[str, Any]]:
    """The share that is good or outstanding, as a filled step at the top."""
    share = [(day, value) for day, value in share if day >= panel.first]
    if not share:
        return []
    top, bottom = -0.35 + lift, 0.75 + lift
    dates = [day.isoformat() for day, _ in share]
    dates.append(panel.last.isoformat())
    heights = [bottom - (bottom - top) * value for _, value in share]
    heights.append(heights[-1])
    axes = {"xaxis": f"x{panel.suffix}", "yaxis": "y", "type": "scatter"}
    base = {**axes, "x": [dates[0], dates[-1]], "y": [bottom, bottom], "mode": "lines", "hoverinfo": "skip"}
    steps = {
        **axes,
        "x": dates,
        "y": heights,
        "mode": "lines",
        "line": {"shape": "hv", "color": theme.GRADES[Grade.OUTSTANDING].fill, "width": 1.5},
        "fill": "tonexty",
        "fillcolor": "#dbe9f6",
        "customdata": [f"{value:.0%}, {month_year(day)}" for day, value in [*share, share[-1]]],
        "hovertemplate": "<b>England</b><br>good or outstanding: %{customdata}<extra></extra>",
    }
    labels = _year_labels(share, panel, size)
    text = {
        **axes,
        "x": [day for day, _ in labels],
        "y": [bottom - (bottom - top) * value - (0 if panel.chip else 0.24) for _, value in labels],
        "mode": "text",
        "text": [f"{value:.0%}" for _, value in labels],
        "textposition": "middle center" if not panel.chip else "middle left",
        "textfont": {"size": max(size.letter, 12), "color": theme.INK},
        "hoverinfo": "skip",
    }
    return [{**base, "line": {"color": theme.RULE, "width": 1}}, steps, text]


def _year_labels(share: Sequence[tuple[dt.date, float]], panel: Panel, size: Measures) -> list[tuple[str, float]]:
    """Dates and the share then: every year where there is room, the last day alone in one of several panels."""
    if panel.chip:
        return [(panel.end.isoformat(), share[-1][1])]
    years = range(panel.first.year + 1, panel.last.year + 1)
    step = 1 if size.inner / len(years) > 38 else 3
    labels = []
    for year in (year for year in years if (panel.last.year - year) % step == 0):
        middle = min(dt.date(year, 7, 1), panel.last - dt.timedelta(days=120 if step == 1 else 240))
        before = [value for day, value in share if day <= middle]
        if before and middle.year == year:
            labels.append((middle.isoformat(), before[-1]))
    return labels
