"""The words of what changed between two dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.dates import long_date
from dashboard.words import called, counted, lower_first, series

NAMED = 10
"""Authorities that a sentence names; of more it says the number."""

MOVED = {"improved": "improved", "declined": "declined", "stayed": "stayed the same", "first": "had no grade before"}
"""What becomes of a judgement, by the words of `statistics.published.counted_moves`."""


def finding(n: int, moves: Mapping[str, int]) -> str:
    """The title: what became of the four judgements at `n` full inspections."""
    start = f"{n or 'No'} full inspection{' was' if n < 2 else 's were'} published"
    parts = [f"{moves[kind]} {words}" for kind, words in MOVED.items() if moves[kind]]
    total = sum(moves.values())
    return f"{start}: of {total} judgement{'s' * (total != 1)}, {series(parts)}" if parts else start


def overall(full: pd.DataFrame) -> str:
    """What became of overall effectiveness at the full inspections of `published_between`, as a sentence."""
    moved = full["movement"].value_counts()
    ungiven = int(full["grade"].isna().sum())
    said = {
        "improved": int(moved.get("improved", 0)),
        "declined": int(moved.get("declined", 0)),
        "stayed the same": int(moved.get("retained", 0) + moved.get("same", 0)),
        "had no grade before": int((full["grade"].notna() & full["previous_grade"].isna()).sum()),
    }
    parts = [f"{n} {words}" for words, n in said.items() if n]
    why = "not given since April 2026"
    if not parts:
        return f"Overall effectiveness: {why}." if ungiven else ""
    return f"Overall effectiveness: {series(parts)}" + (f"; {why}, at {ungiven} of them." if ungiven else ".")


def inadequate(left: Sequence[str], came: Sequence[str]) -> str:
    """Who left inadequate for a judgement and who came to it, as sentences."""
    parts = []
    for words, names in (("No longer inadequate", left), ("Newly inadequate", came)):
        if names:
            who = series(map(called, names)) if len(names) <= NAMED else f"{len(names)} authorities"
            parts.append(f"{words} for one judgement or more: {who}.")
    return " ".join(parts)


def others(events: pd.DataFrame) -> str:
    """How many visits and other inspections were published, by kind, as a sentence; nothing where there were none."""
    found = events["event_type"].value_counts()
    ordered = sorted(found.items(), key=lambda one: (-one[1], str(one[0])))
    return f"Also published: {series(counted(n, str(kind)) for kind, n in ordered)}." if ordered else ""


def nothing(since: dt.date, until: dt.date) -> str:
    """That nothing was published, without its full stop."""
    return f"Nothing was published {between(since, until)}"


def between(since: dt.date, until: dt.date) -> str:
    """Two days as the bounds of what was published."""
    return f"after {long_date(since)} and up to {long_date(until)}"


def within_year(finding: str, reach: dt.date) -> str:
    """The finding of the twelve months to a day, as a sentence."""
    return f"In the twelve months to {long_date(reach)}, {lower_first(finding)}."
