"""Observations to and from the table that keeps them, so that a refresh merges all that was ever read."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pandas as pd

from loaders.grades import EventType, Framework, Grade, Judgement, Precision, Status
from loaders.observation import JudgementRecord, Observation
from loaders.schema import OBSERVATIONS

_DATES = frozenset(column.name for column in OBSERVATIONS.columns if column.type == "date")
_COUNTS = frozenset(column.name for column in OBSERVATIONS.columns if column.type == "integer")
_WORDS = {
    "framework": Framework,
    "event_type": EventType,
    "date_precision": Precision,
    "publication_precision": Precision,
}
_FIELDS = tuple(field.name for field in dataclasses.fields(Observation))


def to_frame(observations: Iterable[tuple[str, Observation]]) -> pd.DataFrame:
    """(inspection_id, observation) pairs as the table `schema.OBSERVATIONS`, as text, sorted."""
    rows = []
    for inspection_id, observation in observations:
        row: dict[str, str | None] = {"inspection_id": inspection_id}
        for name in _FIELDS:
            value = getattr(observation, name)
            row[name] = _TO_TEXT[name](value) if name in _TO_TEXT else as_text(value)
        rows.append(row)
    frame = pd.DataFrame(rows, columns=OBSERVATIONS.column_names, dtype="str")
    return frame.sort_values(list(OBSERVATIONS.key), kind="stable", ignore_index=True)


def from_frame(frame: pd.DataFrame) -> Iterator[tuple[str, Observation]]:
    """The (inspection_id, observation) pairs of a table that `dataset.read_table` read."""
    for row in frame.to_dict("records"):
        values: dict[str, object] = {}
        for name in _FIELDS:
            value = row[name]
            if name in _FROM_TEXT:
                values[name] = () if pd.isna(value) else _FROM_TEXT[name](str(value))
            elif pd.isna(value):
                values[name] = None
            elif name in _DATES:
                values[name] = value.date()
            elif name in _COUNTS:
                values[name] = int(value)
            else:
                values[name] = _WORDS[name](value) if name in _WORDS else str(value)
        yield str(row["inspection_id"]), Observation(**values)  # type: ignore[arg-type]  # typed by the schema


def as_text(value: object) -> str | None:
    """A value as the tables print it: ISO dates, plain words, None for what is not known."""
    if value is None:
        return None
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _judgements_to_text(judgements: tuple[JudgementRecord, ...]) -> str | None:
    items = sorted(judgements, key=lambda item: item.judgement)
    return "|".join(f"{item.judgement}={item.status}={item.grade or ''}={item.as_published}" for item in items) or None


def _judgements_from_text(text: str) -> tuple[JudgementRecord, ...]:
    records = []
    for item in text.split("|"):
        judgement, status, grade, words = item.split("=", 3)
        records.append(JudgementRecord(Judgement(judgement), Grade(grade) if grade else None, words, Status(status)))
    return tuple(records)


def _elements_to_text(elements: tuple[tuple[str, ...], ...]) -> str | None:
    return "|".join(";".join(point) for point in elements) or None


def _elements_from_text(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(filter(None, point.split(";"))) for point in text.split("|"))


_TO_TEXT: dict[str, Callable[[Any], str | None]] = {"judgements": _judgements_to_text, "elements": _elements_to_text}
_FROM_TEXT: dict[str, Callable[[str], object]] = {"judgements": _judgements_from_text, "elements": _elements_from_text}
