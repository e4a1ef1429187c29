"""How long authorities stay inadequate: the product-limit curve, with unfinished cases marked."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from dashboard import theme
from loaders import Grade

NARROW = 560
YEAR = 365.25
"""Days."""


def duration(days: float) -> str:
    """A length of time in words: 3 years and 2 months."""
    months = round(days / YEAR * 12)
    years, rest = divmod(months, 12)
    parts = [(years, "year"), (rest, "month")]
    return " and ".join(f"{n} {word}{'s' if n != 1 else ''}" for n, word in parts if n) or "less than a month"


def curve(frame: pd.DataFrame, *, middle: float | None, width: int = 1100) -> dict[str, Any]:
    """The share still inadequate by years since the report that said so, with its 95% interval.

    `frame` is that of `statistics.survival.time_to_leave`, `middle` its median in days. Unfinished cases are
    ticks on the line; the number still at risk stands under the axis.
    """
    narrow = width < NARROW
    years = frame["duration"] / YEAR
    remaining = 100 * frame["remaining"]
    half = 196 * frame["standard_error"].fillna(0)
    ink = theme.GRADES[Grade.INADEQUATE].fill
    step = {"type": "scatter", "mode": "lines", "x": list(years), "hoverinfo": "skip"}
    unfinished = frame[frame["censored"] > 0]
    end = int(np.ceil(years.max())) if len(years) else 1
    traces: list[dict[str, Any]] = [
        {**step, "y": list((remaining + half).clip(upper=100)), "line": {"shape": "hv", "width": 0}},
        {
            **step,
            "y": list((remaining - half).clip(lower=0)),
            "line": {"shape": "hv", "width": 0},
            "fill": "tonexty",
            "fillcolor": "rgba(158,58,6,0.14)",
        },
        {
            **step,
            "y": list(remaining),
            "line": {"shape": "hv", "width": 3, "color": ink},
            "hoverinfo": "all",
            "hovertemplate": "%{y:.0f}% still inadequate<br>after %{x:.1f} years<extra></extra>",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "x": list(unfinished["duration"] / YEAR),
            "y": list(100 * unfinished["remaining"]),
            "marker": {"symbol": "line-ns", "size": 13, "line": {"width": 2, "color": theme.INK}},
            "hovertemplate": "not finished after %{x:.1f} years<extra></extra>",
        },
    ]
    layout: dict[str, Any] = {
        "template": theme.template(),
        "height": 380,
        "margin": {"l": 58, "r": 12, "t": 26, "b": 86, "pad": 0},
        "xaxis": {
            "range": [0, end + 0.05],
            "tickvals": list(range(end + 1)),
            "fixedrange": True,
            "automargin": False,
            "title": {"text": "Years since the report", "standoff": 4, "font": {"size": 14}},
        },
        "yaxis": {
            "range": [0, 101],
            "tickvals": [0, 25, 50, 75, 100],
            "ticktext": ["0", "25%", "50%", "75%", "100%"],
            "showgrid": True,
            "fixedrange": True,
            "automargin": False,
        },
        "annotations": [_under("Cases", None), *(_under(str(_at_risk(frame, year)), year) for year in range(end + 1))],
        "shapes": [],
    }
    if middle is not None:
        layout["annotations"].append(
            {
                "x": middle / YEAR,
                "y": 50,
                "ax": 64 if narrow else 24,
                "ay": -78 if narrow else -44,
                "xanchor": "center" if narrow else "left",
                "align": "left",
                "text": f"half had left after<br><b>{duration(middle)}</b>",
                "showarrow": True,
                "arrowhead": 0,
                "arrowwidth": 1.5,
                "arrowcolor": theme.INK,
                "font": {"size": 14},
            }
        )
    return {"data": traces, "layout": layout}


def _at_risk(frame: pd.DataFrame, year: int) -> int:
    """Cases not over and still observed at the start of a year."""
    later = frame[frame["duration"] >= year * YEAR]
    return int(later["at_risk"].iloc[0]) if len(later) else 0


def _under(text: str, year: int | None) -> dict[str, Any]:
    """The number at risk under a year of the axis, or the word for the row."""
    place = {"xref": "paper", "x": 0, "xanchor": "left", "xshift": -58} if year is None else {"xref": "x", "x": year}
    return {
        **place,
        "yref": "paper",
        "y": 0,
        "yanchor": "top",
        "yshift": -60,
        "text": text,
        "showarrow": False,
        "font": {"size": 13, "color": theme.MUTED},
    }
