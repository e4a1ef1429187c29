"""A reading as the JSON object that `python -m loaders read` prints."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from loaders.reports.reading import Reading


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def to_json(path: Path, reading: Reading) -> dict[str, object]:
    """The facts under stable keys: dates are ISO, grades and statuses the words of the tables, None is unknown."""
    return {
        "file": str(path),
        "document": reading.document.value,
        "authority": reading.authority,
        "start_date": _iso(reading.start_date),
        "end_date": _iso(reading.end_date),
        "publication_date": _iso(reading.publication_date),
        "judgements": {judgement.value: grade.value for judgement, grade in sorted(reading.judgements.items())},
        "not_graded": {judgement.value: status.value for judgement, status in sorted(reading.not_graded.items())},
        "theme": reading.theme,
        "visit_number": reading.visit_number,
        "priority_action_areas": reading.priority_action_areas,
        "improvement_areas": reading.improvement_areas,
        "elements": [list(elements) for elements in reading.elements],
        "outcome": reading.outcome,
        "lead_inspector": reading.lead_inspector,
        "error": reading.error,
    }
