"""What the dataset holds by year and type, so that a gap is visible as one."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import pandas as pd

from dashboard.dates import long_date
from dashboard.statistics.visits import LISTED_FROM
from loaders import FULL_INSPECTIONS, Dataset, EventType

FULL = "full inspection"
OFFICIAL = "ofsted-2"
"""Names of official releases in the column `source` begin so: ofsted-2023, ofsted-2024, ..."""

LISTED_KINDS = frozenset({EventType.FOCUSED_VISIT.value, EventType.MONITORING_VISIT.value})
STARTED = {
    EventType.MONITORING_VISIT.value: 2016,
    EventType.FOCUSED_VISIT.value: 2018,
    EventType.JTAI.value: 2016,
    EventType.AREA_SEND.value: 2016,
}
"""The first year in which each kind of visit was made."""


def listed_to(inspections: pd.DataFrame) -> pd.Timestamp:
    """The last 31 March that an official list of visits covers; the day before the first list where there is none."""
    official = inspections[
        inspections["event_type"].isin(LISTED_KINDS) & inspections["source"].str.startswith(OFFICIAL).fillna(False)
    ]
    newest = official["start_date"].max()
    if pd.isna(newest):
        return pd.Timestamp(LISTED_FROM) - pd.Timedelta(days=1)
    return pd.Timestamp(newest.year + (newest.month > 3), 3, 31)


def by_year(inspections: pd.DataFrame) -> pd.DataFrame:
    """Events by the year in which they began (published, where the start is not known) and their kind.

    Kinds of full inspection are one. Columns: year (Int64; missing for events without any date), kind, n,
    is_complete and note, which says in words why the year's list is not complete. A year in which a kind was made but
    none is listed is there with n 0.
    """
    kind = inspections["event_type"].mask(inspections["event_type"].isin(FULL_INSPECTIONS), FULL).astype("object")
    year = inspections["start_date"].fillna(inspections["publication_date"]).dt.year.astype("Int64")
    counts = pd.DataFrame({"year": year, "kind": kind}).value_counts(["year", "kind"], dropna=False).rename("n")
    frame = counts.reset_index()
    if year.notna().any():
        years = range(int(year.min()), int(year.max()) + 1)
        kinds = [name for name in [FULL, *STARTED] if (kind == name).any()]
        every = [(one, name) for name in kinds for one in years if one >= STARTED.get(name, 0)]
        empty = pd.DataFrame(every, columns=["year", "kind"]).astype({"year": "Int64"})
        frame = frame.merge(empty, how="outer", on=["year", "kind"])
        frame["n"] = frame["n"].fillna(0).astype(int)
    covered_to = listed_to(inspections)
    notes = [
        _note(name, None if pd.isna(one) else int(one), covered_to)
        for one, name in zip(frame["year"], frame["kind"], strict=True)
    ]
    frame["note"] = notes
    frame["is_complete"] = frame["note"] == ""
    frame = frame.sort_values(["kind", "year"], kind="stable", na_position="last", ignore_index=True)
    return frame[["year", "kind", "n", "is_complete", "note"]]


def _note(kind: str, year: int | None, covered_to: pd.Timestamp) -> str:
    if year is None:
        return "Known by its number alone: counted and listed, never placed in a year."
    if kind == FULL:
        return (
            ""
            if year <= covered_to.year - 1
            else f"Official lists end on {long_date(covered_to)}; later ones are from reports."
        )
    if kind not in LISTED_KINDS:
        return "From the reports that have been read, not from an official list: not complete."
    if pd.Timestamp(LISTED_FROM).year < year < covered_to.year:
        return ""
    others = "reports and pages that report them" if kind == EventType.MONITORING_VISIT else "reports"
    listed = f"{long_date(pd.Timestamp(LISTED_FROM))} to {long_date(covered_to)}"
    return f"Official lists cover {listed}; others are from {others}: not complete."


def codes_read(documents: pd.DataFrame) -> frozenset[str]:
    """The authorities of which at least one report was read; of the others nothing later than the lists is known."""
    return frozenset(documents.loc[documents["sha256"].notna(), "authority_code"].dropna())


def record_ends(dataset: Dataset) -> dict[str, dt.date]:
    """The day on which the record ends of each authority of which no report was read, by its code.

    That is the last day of the official lists; what began later is not known of these.
    """
    end, read = listed_to(dataset.inspections()).date(), codes_read(dataset.documents())
    return {code: end for code in dataset.authorities()["code"] if code not in read}


def beyond_official(
    authorities: pd.DataFrame, inspections: pd.DataFrame, documents: pd.DataFrame
) -> tuple[pd.Timestamp, int, int]:
    """How far official lists of inspections reach, and of how many authorities of today later reports were read.

    Returns the last 31 March that an official list covers, the number of authorities of today of which at
    least one report was read, and the number of authorities of today. Later inspections of the others are not
    known.
    """
    today = set(authorities.loc[authorities["abolished"].isna(), "code"])
    return listed_to(inspections), len(today & codes_read(documents)), len(today)


def later_sentence(authorities: pd.DataFrame, inspections: pd.DataFrame, documents: pd.DataFrame) -> str:
    """What is known after the official lists end, in words that belong under every count of a later date."""
    end, read, n = beyond_official(authorities, inspections, documents)
    if read >= n:
        return f"Official lists end on {long_date(end)}; later inspections are from the reports of all {n} authorities."
    return (
        f"Official lists end on {long_date(end)}. Later inspections are known only of the {read} of {n} authorities "
        "whose reports have been read so far; the others may have been inspected since."
    )


def caution(dataset: Dataset, date: dt.date) -> str | None:
    """`later_sentence` where `date` lies after the official lists, so that a figure is not complete; else None."""
    end, sentence = _lists(dataset)
    return sentence if pd.Timestamp(date) > end else None


def known_on(dataset: Dataset, date: dt.date) -> str:
    """`caution` as it is added to a caption: with a space before it, or nothing."""
    said = caution(dataset, date)
    return f" {said}" if said else ""


@lru_cache(maxsize=4)
def _lists(dataset: Dataset) -> tuple[pd.Timestamp, str]:
    tables = dataset.authorities(), dataset.inspections(), dataset.documents()
    return listed_to(tables[1]), later_sentence(*tables)
