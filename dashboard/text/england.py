"""The words of England's judgements side by side."""

from __future__ import annotations

import pandas as pd

from dashboard.judgements import in_sentence
from dashboard.statistics import england
from loaders import Grade, Judgement


def title(frame: pd.DataFrame) -> str:
    """The finding: the weakest and the strongest of today's judgements."""
    found = england.extremes(frame)
    if found is None:
        return "No authority holds a grade on this date"
    low, high = found
    first = f"{_of(low)} authorities are good or outstanding for {_short(low)}"
    return first if low["judgement"] == high["judgement"] else f"{first}, {_of(high)} for {_short(high)}"


def description(frame: pd.DataFrame) -> str:
    """The text alternative: every count."""
    rows = []
    for _, row in frame.iterrows():
        counts = ", ".join(f"{row[grade.value]} {grade.value.lower()}" for grade in Grade)
        rest = f", {row['ungraded']} without a grade" if row["ungraded"] else ""
        rows.append(f"{row['label']}: {counts}{rest}.")
    return "Stacked bars of authorities by grade. " + " ".join(rows)


def _of(row: pd.Series) -> str:
    return f"{row['good_or_better']} of {row['total']}"


def _short(row: pd.Series) -> str:
    return in_sentence(Judgement(row["judgement"]))
