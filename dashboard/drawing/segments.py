"""The segments of stacked bars: a trace for each grade or movement, with words in each segment that has room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def segments(
    name: str,
    lengths: Sequence[float],
    places: Sequence[float],
    *,
    fill: str,
    ink: str,
    edge: dict[str, Any],
    thick: float,
    words: Sequence[str],
    hover: str,
    **more: Any,
) -> dict[str, Any]:
    """One segment for each of `places` along the bars, `lengths` long; `more` are further properties of the trace."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": list(lengths),
        "y": list(places),
        "width": thick,
        "marker": {"color": fill, "line": edge},
        "text": list(words),
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": ink, "size": 14},
        "hovertemplate": f"{hover}<extra></extra>",
        **more,
    }
