"""What colours, letters and signs mean, written out: a drawing that says otherwise is wrong."""

from __future__ import annotations

from bisect import bisect_right

import pandas as pd

GRADES = ["Outstanding", "Good", "Requires improvement", "Inadequate"]
COLOURS = {"#12436D": "Outstanding", "#6BACE6": "Good", "#F6B26B": "Requires improvement", "#9E3A06": "Inadequate"}
LETTERS = {"O": "Outstanding", "G": "Good", "RI": "Requires improvement", "I": "Inadequate"}
INKS = {"Outstanding": "#ffffff", "Good": "#0b0c0c", "Requires improvement": "#0b0c0c", "Inadequate": "#ffffff"}
MOVES = {"#00703c": "improved", "#b5dcc6": "retained", "#dcdde0": "same", "#5a3a7e": "declined"}
SIGNS = {"improved": "▲", "retained": "=", "same": "=", "declined": "▼"}
PAPER = "#ffffff"


def letter_of(grade: str) -> str:
    return next(letter for letter, name in LETTERS.items() if name == grade)


def ruler(ticks: pd.DataFrame, values: list[float], along: str) -> tuple[float, float]:
    """From the words of an axis: the pixel of 0, and pixels a unit. All of them must tell the same."""
    places = list(ticks[along])
    unit = (places[-1] - places[0]) / (values[-1] - values[0])
    zero = places[0] - values[0] * unit
    for place, value in zip(places, values, strict=True):
        assert abs(zero + value * unit - place) < 0.75, f"{value} stands at {place}"
    return zero, unit


def under_labels(rects: pd.DataFrame, labels: pd.DataFrame) -> pd.Series:
    """For each rectangle the label of its row: the last one that does not begin below it."""
    heights = labels.sort_values("y")
    tops, names = list(heights["y"]), list(heights["text"])
    return pd.Series([names[bisect_right(tops, y) - 1] for y in rects["bottom"]], index=rects.index, dtype=object)
