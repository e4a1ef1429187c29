"""What has been published of late."""

from __future__ import annotations

import datetime as dt

import pandas as pd

FIRST_DAY = dt.date(2009, 1, 1)
"""A day before everything that the dataset holds."""


def published_since(inspections: pd.DataFrame, since: dt.date, until: dt.date | None = None) -> pd.DataFrame:
    """Events published after `since` and up to `until`, newest first; those of an unknown day are not among them.

    Columns as `Dataset.inspections`.
    """
    found = inspections[inspections["publication_date"] > pd.Timestamp(since)]
    if until is not None:
        found = found[found["publication_date"] <= pd.Timestamp(until)]
    order = ["publication_date", "start_date", "inspection_id"]
    return found.sort_values(order, ascending=[False, False, True], kind="stable", ignore_index=True)


def by_event_type(events: pd.DataFrame) -> pd.Series:
    """The number of events of each type, most frequent first."""
    return events["event_type"].value_counts(sort=True)


def with_news(inspections: pd.DataFrame, since: dt.date) -> set[str]:
    """The codes of authorities of whom something was, or may have been, published on `since` or later.

    Of a publication whose month alone is known, the month's last day counts.
    """
    days = inspections["publication_date"]
    is_month = inspections["publication_precision"] == "month"
    latest = days.where(~is_month, days + pd.offsets.MonthEnd(0))
    return set(inspections.loc[(latest >= pd.Timestamp(since)).fillna(False), "authority_code"])


def grades_of(judgements: pd.DataFrame, events: pd.DataFrame) -> dict[str, dict[str, str]]:
    """The grades that events gave, by inspection and judgement; an event that gave none is not there."""
    judged = judgements[judgements["inspection_id"].isin(events["inspection_id"]) & judgements["grade"].notna()]
    grades: dict[str, dict[str, str]] = {}
    for key, judgement, grade in judged[["inspection_id", "judgement", "grade"]].itertuples(index=False, name=None):
        grades.setdefault(key, {})[judgement] = grade
    return grades
