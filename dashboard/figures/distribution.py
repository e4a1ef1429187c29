"""How authorities are spread over the grades: bars for areas on one date, and shares through time."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from dashboard import theme
from dashboard.dates import long_date, month_year
from dashboard.drawing.placing import spread
from dashboard.drawing.segments import segments
from dashboard.drawing.text_width import first_that_fits, text_width
from dashboard.statistics.over_time import FEWEST
from loaders import Grade

NARROW = 560
"""Pixels; below it the names of areas stand above their bars."""

GRADES = [grade.value for grade in Grade]


def good_share(shares: pd.DataFrame) -> pd.Series:
    """Per cent good or outstanding of each area of `statistics.as_at.shares`, highest first; England leads."""
    good = shares[shares["grade"].isin(GRADES[:2])].groupby("area")["percent"].sum().sort_values(ascending=False)
    first = [area for area in ("England",) if area in good.index]
    return good.reindex([*first, *(area for area in good.index if area not in first)])


def bars(shares: pd.DataFrame, *, width: int = 1100) -> dict[str, Any]:
    """A stacked bar of 100 per cent for each area, England first, then by share good or outstanding.

    `shares` is a frame of `statistics.as_at.shares`. Each segment says its grade's letter and number.
    """
    narrow = width < NARROW
    order = list(good_share(shares).index)
    totals = shares.groupby("area")["total"].first()
    labels = [f"{area}, n = {totals[area]}" for area in order]
    left = 0 if narrow else int(max(text_width(label, 14, bold=True) for label in labels)) + 12
    pitch, thick = (50, 0.5) if narrow else (36, 0.74)
    inner = width - left
    traces = []
    for grade in Grade:
        mine = shares[shares["grade"] == grade.value].set_index("area").reindex(order)
        look = theme.GRADES[grade]
        percents = [float(value) if pd.notna(value) else 0.0 for value in mine["percent"]]
        counts = [int(n) for n in mine["n"]]
        traces.append(
            segments(
                grade.value,
                percents,
                range(len(order)),
                fill=look.fill,
                ink=look.ink,
                edge={"color": theme.PAPER, "width": 2},
                thick=thick,
                words=[
                    first_that_fits((f"{look.letter} {n}", f"{n}"), percent / 100 * inner - 4, 14) if n else ""
                    for n, percent in zip(counts, percents, strict=True)
                ],
                hover="%{customdata} (%{x:.0f}%)",
                customdata=[f"<b>{area}</b><br>{grade.value}: {n}" for area, n in zip(order, counts, strict=True)],
                offset=-0.08 if narrow else -thick / 2,
                constraintext="none",
            )
        )
    place = {"x": 0, "xanchor": "left"} if narrow else {"x": 0, "xanchor": "right", "xshift": -8}
    words = [
        {
            **place,
            "xref": "paper",
            "yref": "y",
            "y": index - (0.28 if narrow else 0),
            "yanchor": "middle",
            "text": f"<b>{label}</b>" if area == "England" else label,
            "showarrow": False,
            "font": {"size": 14},
        }
        for index, (area, label) in enumerate(zip(order, labels, strict=True))
    ]
    return {
        "data": traces,
        "layout": {
            "template": theme.template(),
            "barmode": "stack",
            "height": pitch * len(order) + 30,
            "margin": {"l": left, "r": 1, "t": 26, "b": 4, "pad": 0},
            "xaxis": {**_percent_axis(), "range": [0, 100], "side": "top"},
            "yaxis": {"visible": False, "fixedrange": True, "range": [len(order) - 0.5, -0.5]},
            "annotations": words,
        },
    }


def over_time(shares: pd.DataFrame, *, marked: dt.date | None = None, width: int = 1100) -> dict[str, Any]:
    """Shares of authorities at each grade through time, as stacked steps with the words at their ends.

    `shares` is England's part of `statistics.over_time.shares`; months with fewer than FEWEST graded
    authorities are left out. From the bottom: outstanding, good, requires improvement, inadequate, so that
    the height of the second is "good or outstanding". `marked` draws a line on a date.
    """
    drawn = shares[shares["total"] >= FEWEST]
    narrow = width < NARROW
    words = {grade: grade.letter if narrow else grade.value for grade in Grade}
    right = int(max(text_width(f"{text} 100%", 14) for text in words.values())) + 14
    traces: list[dict[str, Any]] = []
    for grade in Grade:
        mine = drawn[drawn["grade"] == grade.value]
        look = theme.GRADES[grade]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "stackgroup": "grades",
                "name": grade.value,
                "x": [day.date().isoformat() for day in mine["date"]],
                "y": [round(float(percent), 2) for percent in mine["percent"]],
                "line": {"shape": "hv", "color": theme.PAPER, "width": 1.5},
                "fillcolor": look.fill,
                "customdata": [
                    f"{month_year(day.date())}<br>{grade.value}: {n} of {total}"
                    for day, n, total in zip(mine["date"], mine["n"], mine["total"], strict=True)
                ],
                "hovertemplate": "%{customdata} (%{y:.0f}%)<extra></extra>",
            }
        )
    layout: dict[str, Any] = {
        "template": theme.template(),
        "height": 300 if narrow else 380,
        "margin": {"l": 44, "r": right, "t": 30, "b": 28, "pad": 0},
        "xaxis": {
            "type": "date",
            "fixedrange": True,
            "showgrid": False,
            "dtick": "M48" if narrow else "M12",
            "tick0": "2014-01-01",
            "tickformat": "%Y",
            "automargin": False,
        },
        "yaxis": {**_percent_axis(), "range": [0, 100], "automargin": False},
        "annotations": _end_labels(drawn, words, 300 - 58 if narrow else 380 - 58),
        "shapes": [],
    }
    if len(drawn) and marked is not None and drawn["date"].min() <= pd.Timestamp(marked) <= drawn["date"].max():
        layout["shapes"].append(_line(marked))
        layout["annotations"].append(_line_label(marked, drawn))
    return {"data": traces, "layout": layout}


def _end_labels(drawn: pd.DataFrame, words: dict[Grade, str], height: int) -> list[dict[str, Any]]:
    """Each grade's word and share at the right end, in the middle of its band, never upon one another."""
    if drawn.empty:
        return []
    last = drawn[drawn["date"] == drawn["date"].max()].set_index("grade")["percent"]
    shares = [float(last[grade.value]) for grade in Grade]
    middles = [sum(shares[:place]) + share / 2 for place, share in enumerate(shares)]
    places = spread(middles, 100 * 19 / height, 2, 102)
    return [
        {
            "xref": "paper",
            "yref": "y",
            "x": 1,
            "xanchor": "left",
            "xshift": 6,
            "y": place,
            "yanchor": "middle",
            "text": f"{words[grade]} <b>{last[grade.value]:.0f}%</b>",
            "showarrow": False,
            "font": {"size": 14},
        }
        for grade, place in zip(Grade, places, strict=True)
    ]


def _line(day: dt.date) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": day.isoformat(),
        "x1": day.isoformat(),
        "y0": 0,
        "y1": 1.02,
        "line": {"color": theme.INK, "width": 2},
    }


def _line_label(day: dt.date, drawn: pd.DataFrame) -> dict[str, Any]:
    span = drawn["date"].max() - drawn["date"].min()
    part = (pd.Timestamp(day) - drawn["date"].min()) / span if span else 0.0
    anchor = "left" if part < 0.15 else "right" if part > 0.85 else "center"
    return {
        "xref": "x",
        "yref": "paper",
        "x": day.isoformat(),
        "y": 1.02,
        "xanchor": anchor,
        "yanchor": "bottom",
        "text": long_date(day),
        "showarrow": False,
        "font": {"size": 14},
    }


def _percent_axis() -> dict[str, Any]:
    return {
        "fixedrange": True,
        "tickvals": [0, 25, 50, 75, 100],
        "ticktext": ["0", "25%", "50%", "75%", "100%"],
        "tickfont": {"size": 13, "color": theme.MUTED},
        "showgrid": False,
        "zeroline": False,
    }
