"""The words of what changed between two dates."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.words import number, series


def finding(full: pd.DataFrame) -> str:
    """What became of the grades at the full inspections of `published_between`, without its full stop."""
    moved = full["movement"].value_counts()
    counted = {
        "improved": int(moved.get("improved", 0)),
        "declined": int(moved.get("declined", 0)),
        "kept their grade": int(moved.get("retained", 0) + moved.get("same", 0)),
        "got a first grade": int((full["grade"].notna() & full["previous_grade"].isna()).sum()),
        "gave no overall grade": int(full["grade"].isna().sum()),
    }
    parts = [
        f"{number} {words if number > 1 else words.replace('their', 'its')}"
        for words, number in counted.items()
        if number
    ]
    n = len(full)
    start = f"{n or 'No'} full inspection{'s were' if n > 1 else ' was'} published"
    return f"{start}: {series(parts)}" if parts else start


def without_overall(counts: Mapping[str, int], n: int) -> str:
    """What became of the four judgements at inspections that gave no overall grade."""
    said = {"improved": "improved", "declined": "declined", "stayed": "stayed", "first": "had no grade before"}
    parts = [f"{counts[kind]} {words}" for kind, words in said.items() if counts[kind]]
    which = "the one inspection" if n == 1 else f"the {number(n)} inspections"
    start = "Inspections since April 2026 give no overall effectiveness grade."
    return f"{start} Of the {sum(counts.values())} judgements at {which} without one, {series(parts)}."
