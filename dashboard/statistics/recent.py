"""What has been published of late."""

from __future__ import annotations

import datetime as dt

import pandas as pd


def published_since(inspections: pd.DataFrame, since: dt.date) -> pd.DataFrame:
    """Events published after `since`, newest first; those whose publication day is unknown are not among them.

    Columns as `Dataset.inspections`.
    """
    found = inspections[inspections["publication_date"] > pd.Timestamp(since)]
    order = ["publication_date", "start_date", "inspection_id"]
    return found.sort_values(order, ascending=[False, False, True], kind="stable", ignore_index=True)


def by_event_type(events: pd.DataFrame) -> pd.Series:
    """The number of events of each type, most frequent first."""
    return events["event_type"].value_counts(sort=True)
