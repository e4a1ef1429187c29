"""How long reports take from the first day on site to publication."""

from __future__ import annotations

import pandas as pd

from loaders import FULL_INSPECTIONS, Precision


def lags(inspections: pd.DataFrame) -> pd.DataFrame:
    """Every event with both dates known to the day, with `days` from start to publication and `year` of the start."""
    day = Precision.DAY.value
    known = inspections[
        inspections["start_date"].notna()
        & inspections["publication_date"].notna()
        & (inspections["date_precision"] == day)
        & (inspections["publication_precision"] == day)
    ]
    days = (known["publication_date"] - known["start_date"]).dt.days
    return known.assign(days=days, year=known["start_date"].dt.year)


def by_year(inspections: pd.DataFrame, *, event_types: frozenset[str] = frozenset(FULL_INSPECTIONS)) -> pd.DataFrame:
    """The lag of events of these types by the year in which they began.

    Full inspections unless others are asked for. Columns: year, n, minimum, median, maximum (days), and
    `unknown`, the events published in that year whose start or publication is not known to the day.
    """
    events = inspections[inspections["event_type"].isin(event_types)]
    known = lags(events)
    frame = known.groupby("year").agg(
        n=("days", "size"), minimum=("days", "min"), median=("days", "median"), maximum=("days", "max")
    )
    rest = events.drop(known.index)
    rest_year = rest["start_date"].fillna(rest["publication_date"]).dt.year.dropna().astype(int)
    frame = frame.join(rest_year.value_counts().rename("unknown"), how="outer").rename_axis("year").reset_index()
    for column in ("n", "unknown"):
        frame[column] = frame[column].fillna(0).astype("Int64")
    for column in ("minimum", "maximum"):
        frame[column] = frame[column].astype("Int64")
    return frame
