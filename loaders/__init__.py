"""Loaders: published inspection outcomes of English children's services, into pandas."""

from loaders.as_at import counts_on, deciding_inspections, default_cut_off, existed, grades_over_time, latest_judgements
from loaders.dataset import Dataset, load_dataset
from loaders.errors import LoaderError
from loaders.grades import (
    FULL_INSPECTIONS,
    ILACS_FROM,
    OVERALL_UNTIL,
    SIF_FROM,
    EventType,
    Framework,
    Grade,
    Judgement,
    Precision,
    Status,
)

__all__ = [
    "FULL_INSPECTIONS",
    "ILACS_FROM",
    "OVERALL_UNTIL",
    "SIF_FROM",
    "Dataset",
    "EventType",
    "Framework",
    "Grade",
    "Judgement",
    "LoaderError",
    "Precision",
    "Status",
    "counts_on",
    "deciding_inspections",
    "default_cut_off",
    "existed",
    "grades_over_time",
    "latest_judgements",
    "load_dataset",
]
