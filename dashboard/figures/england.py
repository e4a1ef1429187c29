"""England on one date as stacked bars, one for each judgement, with its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard import theme
from dashboard.drawing.scene import AnyItem, Scene, Words
from dashboard.drawing.segments import Part, stacked
from dashboard.frames import records
from loaders import Grade

ROW, LABEL, THICK = 74, 10, 35
"""Pixels for one bar and the words above it, to the middle of these, and of the bar: enough for a finger."""


def figure(frame: pd.DataFrame, *, width: int = 1100) -> Scene:
    """A bar for each row of `england.standing`, of authorities by grade, with those without a grade at the end."""
    whole = max(1, int((frame["total"] + frame["ungraded"]).max())) if len(frame) else 1
    per_one = (width - 2) / whole
    items: list[AnyItem] = []
    for number, row in enumerate(records(frame)):
        top = 4 + ROW * number
        items.append(Words(0, top + LABEL, str(row["label"]), 15))
        items += stacked(_parts(row, per_one), 1, top + 26, THICK, line=theme.INK)
    return Scene(width, ROW * len(frame) + 4, tuple(items))


def _parts(row: Mapping[str, Any], per_one: float) -> list[Part]:
    looks = [(grade.value, theme.GRADES[grade]) for grade in Grade]
    parts = []
    for column, look in [*looks, ("ungraded", theme.UNGRADED)]:
        n, means = int(row[column]), "No grade" if column == "ungraded" else column
        parts.append(
            Part(
                length=n * per_one,
                fill=look.fill,
                ink=look.ink,
                words=(f"{look.letter or means} {n}", f"{n}"),
                hover=f"{row['label']}\n{means}: {n}",
                name=f"{row['label']}: {means}",
            )
        )
    return parts
