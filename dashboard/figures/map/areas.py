"""What the map shows on a date: the shapes of today, and the bodies that stood there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import pandas as pd

from dashboard.figures.map.figure import Area, Outline, outlines
from loaders import Dataset, Grade


def shapes_of(dataset: Dataset) -> Mapping[str, Outline]:
    """The shapes of the authorities of today by code; none where the dataset has no boundaries."""
    path = dataset.folder / "boundaries.geojson"
    return _read(path, path.stat().st_mtime_ns) if path.exists() else {}


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> Mapping[str, Outline]:
    return outlines(json.loads(path.read_text(encoding="utf-8")))


def grade_words(held: pd.DataFrame) -> pd.Series[str]:
    """The grade of each row of `Dataset.as_at`, or why there is none."""
    return held["grade"].astype("string").fillna(held["reason"]).str.capitalize()


def areas_on(shapes: Mapping[str, Outline], held: pd.DataFrame, authorities: pd.DataFrame) -> dict[str, Area]:
    """What each shape shows: the body of the date of `held`, or the bodies that it replaced.

    A shape of several bodies with different grades has none; its words name each.
    """
    before = dict(zip(authorities["code"], authorities["predecessors"].fillna(""), strict=True))
    grades = {code: Grade(grade) for code, grade in zip(held["code"], held["grade"], strict=True) if pd.notna(grade)}
    said = {
        code: f"{name}: {words}"
        for code, name, words in zip(held["code"], held["name"], grade_words(held), strict=True)
    }
    areas = {}
    for code in shapes:
        bodies = [body for body in (code, *before.get(code, "").split(";")) if body in said]
        found = {grades.get(body) for body in bodies}
        hover = "\n".join(said[body] for body in bodies) or "No authority on this date"
        areas[code] = Area(found.pop() if len(found) == 1 else None, hover)
    return areas
