"""Movement between grades: who rose and fell, which grade followed which, and why a count changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard import theme
from dashboard.drawing.segments import segments
from dashboard.drawing.text_width import first_that_fits, text_width
from dashboard.statistics.movement import Movement
from loaders import Grade

NARROW = 560
"""Pixels; below it labels stand above what they name."""

LOOKS = {
    Movement.IMPROVED: ("#00703c", "#ffffff", "▲"),
    Movement.RETAINED: ("#b5dcc6", theme.INK, "="),
    Movement.SAME: ("#dcdde0", theme.INK, "="),
    Movement.DECLINED: ("#5a3a7e", "#ffffff", "▼"),
}
"""Fill, ink and sign of each movement: other colours than those of the grades, which they are not."""


def bars(rows: Sequence[tuple[str, pd.DataFrame]], *, width: int = 1100) -> dict[str, Any]:
    """A stacked bar of 100 per cent for each comparison: label and a frame of `statistics.movement.summary`."""
    inner = width
    traces = []
    for kind in Movement:
        fill, ink, sign = LOOKS[kind]
        counts = [int(frame.loc[frame["movement"] == kind.value, "n"].sum()) for _, frame in rows]
        percents = [100 * n / max(1, int(frame["n"].sum())) for n, (_, frame) in zip(counts, rows, strict=True)]
        traces.append(
            segments(
                kind.value,
                percents,
                range(len(rows)),
                fill=fill,
                ink=ink,
                edge={"color": theme.PAPER, "width": 2},
                thick=0.52,
                words=[
                    first_that_fits((f"{sign} {n} {kind.value}", f"{sign} {n}", f"{n}"), share / 100 * inner - 6, 14)
                    for n, share in zip(counts, percents, strict=True)
                ],
                hover=f"{kind.value}: %{{x:.0f}}%",
                offset=-0.14,
                constraintext="none",
            )
        )
    return {
        "data": traces,
        "layout": {
            "template": theme.template(),
            "barmode": "stack",
            "height": 70 * len(rows) + 6,
            "margin": {"l": 0, "r": 1, "t": 2, "b": 2, "pad": 0},
            "xaxis": {"visible": False, "fixedrange": True, "range": [0, 100]},
            "yaxis": {"visible": False, "fixedrange": True, "range": [len(rows) - 0.5, -0.5]},
            "annotations": [_left(label, index - 0.32) for index, (label, _) in enumerate(rows)],
        },
    }


def transitions(frame: pd.DataFrame, *, width: int = 1100) -> dict[str, Any]:
    """Which grade followed which: a square of cells, darker for a larger share of its row.

    `frame` is that of `statistics.movement.transitions`.
    """
    narrow = width < NARROW
    names = {grade: grade.letter if narrow else grade.value for grade in Grade}
    grades = [grade.value for grade in Grade]
    counts = {
        (before, after): (int(n), int(total))
        for before, after, n, total in zip(
            frame["from_grade"], frame["to_grade"], frame["n"], frame["total"], strict=True
        )
    }
    totals = {before: total for (before, _), (_, total) in counts.items()}
    shares = [[100 * counts[before, after][0] / max(1, totals[before]) for after in grades] for before in grades]
    cells = [
        {
            "x": column,
            "y": row,
            "text": f"<b>{shares[row][column]:.0f}%</b><br>{counts[before, after][0]}" if totals[before] else "–",
            "showarrow": False,
            "font": {"size": 14, "color": theme.PAPER if shares[row][column] > 50 else theme.INK},
        }
        for row, before in enumerate(grades)
        for column, after in enumerate(grades)
    ]
    left = 70 if narrow else 210
    rows = [f"{names[grade]}<br>n = {totals[grade.value]}" for grade in Grade]
    return {
        "data": [
            {
                "type": "heatmap",
                "z": shares,
                "zmin": 0,
                "zmax": 100,
                "colorscale": [[0, "#ffffff"], [1, theme.GRADES[Grade.OUTSTANDING].fill]],
                "showscale": False,
                "xgap": 2,
                "ygap": 2,
                "hoverinfo": "skip",
            }
        ],
        "layout": {
            "template": theme.template(),
            "height": 340,
            "margin": {"l": left, "r": 1, "t": 52, "b": 4, "pad": 0},
            "plot_bgcolor": "#e4e5e6",
            "xaxis": {
                "side": "top",
                "tickvals": [0, 1, 2, 3],
                "ticktext": list(names.values()),
                "title": {"text": "Next grade", "standoff": 6, "font": {"size": 14}},
                "fixedrange": True,
                "automargin": False,
                "range": [-0.5, 3.5],
            },
            "yaxis": {
                "tickvals": [0, 1, 2, 3],
                "ticktext": rows,
                "fixedrange": True,
                "automargin": False,
                "range": [3.5, -0.5],
            },
            "annotations": cells,
        },
    }


def bridge(
    before: tuple[str, int], moves: Sequence[tuple[str, int]], after: tuple[str, int], *, width: int = 1100
) -> dict[str, Any]:
    """How one count became another: each reason as a bar that starts where the last one ended.

    `before` and `after` are words and counts; `moves` words and changes, which add up.
    """
    narrow = width < NARROW
    labels = [before[0], *(label for label, _ in moves), after[0]]
    left = 0 if narrow else int(max(text_width(label, 14, bold=True) for label in labels)) + 14
    starts, level = [], before[1]
    for _, change in moves:
        starts.append(level)
        level += change
    reached = [
        before[1],
        after[1],
        *starts,
        *(start + change for start, (_, change) in zip(starts, moves, strict=True)),
    ]
    reach = max(reached) - min(reached)
    margin = max(2.0, reach * (0.5 if narrow else 0.2))
    last = len(moves) + 1
    lift = 0.18 if narrow else 0.0
    places = [index + lift for index in range(last + 1)]
    rising = [change > 0 for _, change in moves]
    place: dict[str, Any] = {"x": 0, "xanchor": "left"} if narrow else {"x": 0, "xanchor": "right", "xshift": -10}
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "base": starts,
                "x": [change for _, change in moves],
                "y": places[1:-1],
                "width": 0.5,
                "marker": {"color": [LOOKS[Movement.IMPROVED if up else Movement.DECLINED][0] for up in rising]},
                "text": [f"{change:+d}".replace("-", "−") for _, change in moves],
                "textposition": "outside",
                "textfont": {"size": 14, "color": theme.INK},
                "cliponaxis": False,
                "hoverinfo": "skip",
            },
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": [before[1], after[1]],
                "y": [places[0], places[-1]],
                "marker": {"size": 13, "color": theme.INK},
                "text": [f"<b>{before[1]}</b>", f"<b>{after[1]}</b>"],
                "textposition": "middle right",
                "textfont": {"size": 16},
                "hoverinfo": "skip",
            },
        ],
        "layout": {
            "template": theme.template(),
            "height": (52 if narrow else 40) * (last + 1) + 8,
            "margin": {"l": left, "r": 8, "t": 4, "b": 4, "pad": 0},
            "xaxis": {"visible": False, "fixedrange": True, "range": [min(reached) - margin, max(reached) + margin]},
            "yaxis": {"visible": False, "fixedrange": True, "range": [last + 0.5, -0.5]},
            "annotations": [
                {
                    **place,
                    "xref": "paper",
                    "yref": "y",
                    "y": index - (0.24 if narrow else 0),
                    "yanchor": "middle",
                    "text": f"<b>{label}</b>" if index in (0, last) else label,
                    "showarrow": False,
                    "font": {"size": 14},
                }
                for index, label in enumerate(labels)
            ],
            "shapes": [
                {
                    "type": "line",
                    "layer": "below",
                    "x0": value,
                    "x1": value,
                    "y0": places[index],
                    "y1": places[index + 1],
                    "line": {"color": theme.RULE, "width": 1, "dash": "dot"},
                }
                for index, value in enumerate([before[1], *(s + c for s, (_, c) in zip(starts, moves, strict=True))])
            ],
        },
    }


def _left(label: str, y: float) -> dict[str, Any]:
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": y,
        "yref": "y",
        "yanchor": "middle",
        "text": label,
        "showarrow": False,
        "font": {"size": 15},
    }
