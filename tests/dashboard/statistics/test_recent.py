from __future__ import annotations

import datetime as dt

import pandas as pd

from dashboard.statistics import recent


def test_only_what_was_published_after_the_day_counts_newest_first() -> None:
    events = pd.DataFrame(
        {
            "inspection_id": ["a", "b", "c", "d"],
            "event_type": ["focused visit", "focused visit", "monitoring visit", "focused visit"],
            "start_date": pd.to_datetime(["2024-01-01", None, "2024-03-01", "2020-01-01"]),
            "publication_date": pd.to_datetime(["2024-02-01", None, "2024-04-01", "2024-01-31"]),
        }
    )
    found = recent.published_since(events, dt.date(2024, 1, 31))
    assert list(found["inspection_id"]) == ["c", "a"]
    assert recent.by_event_type(found).to_dict() == {"monitoring visit": 1, "focused visit": 1}
