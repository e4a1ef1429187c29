"""What the map shows on a date: the shapes of the day of the boundaries, and the bodies that stood there."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import pandas as pd

from dashboard.dates import long_date
from dashboard.figures.map.figure import Area, Outline, outlines
from loaders import Dataset, Grade


def shapes_of(dataset: Dataset) -> Mapping[str, Outline]:
    """The shapes of authorities by code; none where the dataset has no boundaries."""
    return _shapes(dataset)[0]


def shapes_day(dataset: Dataset) -> dt.date | None:
    """The day whose authorities have the shapes; None where the boundaries do not say it."""
    return _shapes(dataset)[1]


def _shapes(dataset: Dataset) -> tuple[Mapping[str, Outline], dt.date | None]:
    path = dataset.folder / "boundaries.geojson"
    return _read(path, path.stat().st_mtime_ns) if path.exists() else ({}, None)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> tuple[Mapping[str, Outline], dt.date | None]:
    collection = json.loads(path.read_text(encoding="utf-8"))
    day = collection.get("as_at")
    return outlines(collection), dt.date.fromisoformat(day) if day else None


def grade_words(held: pd.DataFrame) -> pd.Series[str]:
    """The grade of each row of `Dataset.as_at`, or why there is none."""
    return held["grade"].astype("string").fillna(held["reason"]).str.capitalize()


def since(published: pd.Timestamp) -> str:
    """Since when a grade stands, as it follows the grade; nothing where there is none."""
    return "" if pd.isna(published) else f"\nsince {long_date(published.date())}, when its report was published"


def areas_on(shapes: Mapping[str, Outline], held: pd.DataFrame, authorities: pd.DataFrame) -> dict[str, Area]:
    """What each shape shows: the body of the date of `held`, or the bodies that it replaced, or that replaced it.

    A shape of several bodies with different grades has none; its words name each.
    """
    others = _others(authorities)
    grades = {code: Grade(grade) for code, grade in zip(held["code"], held["grade"], strict=True) if pd.notna(grade)}
    said = {
        code: f"{name}: {words}{since(published)}"
        for code, name, words, published in zip(
            held["code"],
            held["name"],
            grade_words(held),
            held["publication_date"].where(held["grade"].notna()),
            strict=True,
        )
    }
    areas = {}
    for code in shapes:
        bodies = [body for body in (code, *others.get(code, ())) if body in said]
        found = {grades.get(body) for body in bodies}
        hover = "\n".join(said[body] for body in bodies) or "No authority on this date"
        areas[code] = Area(found.pop() if len(found) == 1 else None, hover)
    return areas


def borrowed(shapes: Mapping[str, Outline], held: pd.DataFrame, authorities: pd.DataFrame) -> dict[str, list[str]]:
    """The bodies of the date of `held` that have no boundaries yet, under the body before them whose area shows them.

    All of them names. Bodies that the shape of their successor shows are not among them: it is theirs today.
    """
    names = dict(zip(authorities["code"], authorities["name"], strict=True))
    before = dict(zip(authorities["code"], authorities["predecessors"].fillna(""), strict=True))
    found: dict[str, list[str]] = {}
    for code, name in zip(held["code"], held["name"], strict=True):
        if code not in shapes:
            for old in before.get(code, "").split(";"):
                if old in shapes:
                    found.setdefault(names[old], []).append(name)
    return found


def _others(authorities: pd.DataFrame) -> dict[str, list[str]]:
    """The bodies before and after each, by code."""
    lists = (authorities[name].fillna("") for name in ("predecessors", "successors"))
    return {
        code: [other for other in f"{before};{after}".split(";") if other]
        for code, before, after in zip(authorities["code"], *lists, strict=True)
    }
