"""How far each kind of event is known, by the table `coverage`: what every caution rests on.

Where only some authorities' reports were read, the table cannot speak for the others: their record ends with the
official lists, and that is said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.kept import once
from loaders import FULL_INSPECTIONS, ILACS_FROM, SIF_FROM, Dataset, EventType, Kind, of_today, refused_documents

OFFICIAL = "ofsted-2"
"""Names of official releases in the column `source` begin so: ofsted-2023, ofsted-2024, ..."""
LISTED_KINDS = frozenset({EventType.FOCUSED_VISIT.value, EventType.MONITORING_VISIT.value})

BEGAN: Mapping[Kind, dt.date] = {
    Kind.FULL: SIF_FROM,
    Kind.EARLIER: dt.date(2009, 4, 1),
    Kind.FOCUSED_VISIT: ILACS_FROM,
    Kind.MONITORING_VISIT: dt.date(2016, 5, 1),
    Kind.JTAI: dt.date(2016, 1, 1),
    Kind.AREA_SEND: dt.date(2016, 5, 1),
}
"""The first day on which each kind of event was made."""

VISITS = (Kind.FOCUSED_VISIT, Kind.MONITORING_VISIT, Kind.JTAI, Kind.AREA_SEND)


@dataclass(frozen=True, slots=True)
class Known:
    """What a dataset says of its own completeness."""

    windows: Mapping[Kind, tuple[dt.date, dt.date]]
    """The first and last day between which no event of a kind is missing."""
    basis: Mapping[Kind, str]
    seen: frozenset[str]
    """Codes of the bodies whose reports were read after full inspections of all are complete."""
    today: frozenset[str]
    """Codes of the bodies of today."""

    def window(self, kind: Kind) -> tuple[dt.date, dt.date]:
        """The same of one kind; of one that is never complete, the day before it began, twice."""
        never = BEGAN[kind] - dt.timedelta(days=1)
        return self.windows.get(kind, (never, never))


@once
def known(dataset: Dataset) -> Known:
    """What a dataset says of its own completeness; made once for a dataset."""
    bodies, documents, table = dataset.bodies(), dataset.documents(), dataset.coverage()
    today = frozenset(of_today(bodies)["code"])
    kinds = [Kind(kind) for kind in table["kind"]]
    windows = dict(
        zip(kinds, zip(table["complete_from"].dt.date, table["complete_to"].dt.date, strict=True), strict=True)
    )
    basis = dict(zip(kinds, table["basis"], strict=True))
    read, listed = codes_read(documents), listed_to(dataset.inspections())
    # A body younger than the lists, of which no report was read, has most likely none yet.
    young = frozenset(bodies.loc[bodies["established"] > pd.Timestamp(listed or dt.date.max), "code"])
    if today - read - young and listed:
        # The table speaks of all authorities: without the reports of some it holds as far as the official lists do.
        for kind in windows.keys() & {Kind.FULL, Kind.FOCUSED_VISIT}:
            windows[kind] = (windows[kind][0], min(windows[kind][1], listed))
    if today - read - young:
        return Known(windows, basis, read, today)
    end = windows.get(Kind.FULL, (SIF_FROM, SIF_FROM))[1]
    return Known(windows, basis, codes_read(documents[documents["published"] > pd.Timestamp(end)]), today)


def record_ends(dataset: Dataset) -> dict[str, dt.date]:
    """The day on which the record ends, by code, of each authority of which later inspections would not be known."""
    found, unread = known(dataset), unread_since(dataset)
    end = found.window(Kind.FULL)[1]
    if end >= dataset.reach:
        return unread
    bodies = dataset.bodies()
    began = zip(bodies["code"], bodies["established"], strict=True)
    cut = {code: end if pd.isna(first) else max(end, first.date()) for code, first in began if code not in found.seen}
    return cut | {code: min(day, cut.get(code, day)) for code, day in unread.items()}


@once
def unread_since(dataset: Dataset) -> dict[str, dt.date]:
    """The day of the first document that could not be taken after the latest full inspection, by code.

    It may be an inspection: nothing can be said of what held after it.
    """
    bodies, events, documents = dataset.bodies(), dataset.inspections(), dataset.documents()
    refused = documents[refused_documents(documents)]
    if refused.empty:
        return {}
    living = of_today(bodies)
    codes = refused["urn"].map(dict(zip(living["urn"], living["code"], strict=True)))
    full = events[events["event_type"].isin(FULL_INSPECTIONS)].groupby("authority_code")["publication_date"].max()
    later = refused["published"] > codes.map(full).fillna(pd.Timestamp.min)
    first = refused["published"].groupby(codes.where(later)).min()
    return {str(code): day.date() for code, day in first.items()}


def codes_read(documents: pd.DataFrame) -> frozenset[str]:
    """The authorities of which at least one report was read."""
    return frozenset(documents.loc[documents["sha256"].notna(), "authority_code"].dropna())


def listed_to(inspections: pd.DataFrame) -> dt.date | None:
    """The last 31 March that an official list of visits covers; None where there is none."""
    official = inspections[
        inspections["event_type"].isin(LISTED_KINDS) & inspections["source"].str.startswith(OFFICIAL).fillna(False)
    ]
    newest = official["start_date"].max()
    if pd.isna(newest):
        return None
    return dt.date(newest.year + (newest.month > 3), 3, 31)


def by_year(inspections: pd.DataFrame, reach: Known) -> pd.DataFrame:
    """Events by the year in which they began (published, where the start is not known) and their kind.

    Kinds of full inspection are one. Columns: year (Int64; missing for events without any date), kind, n and is_complete.
    A year in which a kind was made but none is listed is there with n 0.
    """
    kind = inspections["event_type"].mask(inspections["event_type"].isin(FULL_INSPECTIONS), Kind.FULL.value)
    year = inspections["start_date"].fillna(inspections["publication_date"]).dt.year.astype("Int64")
    counts = pd.DataFrame({"year": year, "kind": kind.astype("object")}).value_counts(["year", "kind"], dropna=False)
    frame = counts.rename("n").reset_index()
    if year.notna().any():
        years = range(int(year.min()), int(year.max()) + 1)
        kinds = [one for one in (Kind.FULL, *VISITS) if (kind == one.value).any()]
        every = [(one, of.value) for of in kinds for one in years if of is Kind.FULL or one >= BEGAN[of].year]
        empty = pd.DataFrame(every, columns=["year", "kind"]).astype({"year": "Int64"})
        frame = frame.merge(empty, how="outer", on=["year", "kind"])
        frame["n"] = frame["n"].fillna(0).astype(int)
    frame["is_complete"] = [
        pd.notna(year) and is_complete(name, int(year), reach)
        for year, name in zip(frame["year"], frame["kind"], strict=True)
    ]
    frame = frame.sort_values(["kind", "year"], kind="stable", na_position="last", ignore_index=True)
    return frame[["year", "kind", "n", "is_complete"]]


def kind_of(name: str, year: int) -> Kind | None:
    """The kind whose window speaks of a year's events; None where none does."""
    if name not in set(Kind):
        return None
    return Kind.EARLIER if name == Kind.FULL and year < SIF_FROM.year else Kind(name)


def is_complete(name: str, year: int, reach: Known) -> bool:
    """Whether no event of a year and kind is missing."""
    kind = kind_of(name, year)
    if kind is None or kind not in reach.windows:
        return False
    begin, end = reach.windows[kind]
    if max(dt.date(year, 1, 1), BEGAN[kind]) >= begin and min(dt.date(year, 12, 31), _next(kind)) <= end:
        return True
    return kind is Kind.FULL and year == SIF_FROM.year and Kind.EARLIER in reach.windows


def _next(kind: Kind) -> dt.date:
    """The last day of a kind that is made no more."""
    return SIF_FROM if kind is Kind.EARLIER else dt.date.max
