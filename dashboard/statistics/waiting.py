"""How long authorities have waited since the last full inspection, and when the next may come.

The window for the next inspection is observed from the gaps between ILACS inspections; it is no
schedule of Ofsted's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.kept import once
from dashboard.statistics.graded import GRADES, graded
from loaders import FULL_INSPECTIONS, WHOLE_SERVICE, Dataset, Deciding, Framework, existed

COVID_STOP = dt.date(2020, 3, 17)
"""Routine inspection stopped on this day; see Ofsted's statement of 17 March 2020."""


def waiting(authorities: pd.DataFrame, inspections: pd.DataFrame, *, as_at: dt.date) -> pd.DataFrame:
    """Days since each authority's last full inspection began, the longest wait first.

    Full inspections of SIF and ILACS that had begun by `as_at`. Columns: code, name, region, ofsted_region,
    inspection_id, since, counted_from ("start", "publication" where the start is not known, "established" where
    a body was never inspected), days, rank (1 is the longest; equal waits share a rank), `of` (authorities).
    """
    living = authorities[existed(authorities, as_at)]
    full = inspections[inspections["event_type"].isin(FULL_INSPECTIONS) & inspections["framework"].isin(WHOLE_SERVICE)]
    full = full.assign(since=full["start_date"].fillna(full["publication_date"]))
    full = full[full["since"] <= pd.Timestamp(as_at)].sort_values("since", kind="stable")
    last = full.groupby("authority_code").tail(1)
    frame = living[["code", "name", "region", "ofsted_region", "established"]].merge(
        last[["authority_code", "inspection_id", "since", "start_date"]],
        how="left",
        left_on="code",
        right_on="authority_code",
    )
    frame["counted_from"] = "start"
    frame["counted_from"] = frame["counted_from"].mask(frame["start_date"].isna(), "publication")
    frame["counted_from"] = frame["counted_from"].mask(frame["inspection_id"].isna(), "established")
    frame["since"] = frame["since"].fillna(frame["established"])
    frame["days"] = (pd.Timestamp(as_at) - frame["since"]).dt.days.astype("Int64")
    frame["rank"] = frame["days"].rank(method="min", ascending=False).astype("Int64")
    frame["of"] = len(frame)
    columns = [
        "code",
        "name",
        "region",
        "ofsted_region",
        "inspection_id",
        "since",
        "counted_from",
        "days",
        "rank",
        "of",
    ]
    frame = frame.sort_values(["rank", "name"], kind="stable", ignore_index=True)
    return frame[columns]


def ranked(
    waits: pd.DataFrame, record_ends: Mapping[str, dt.date], *, as_at: dt.date
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The waits that are known, ranked among themselves, and those that are not, which may be shorter.

    `waits` as from `waiting`. A wait is not known where the record of an authority ends before `as_at`, where it was
    never inspected, or where its last inspection has no first day. The second frame has `record_end` (missing where the
    record reaches `as_at`) and no rank.
    """
    ends = waits["code"].map({code: day for code, day in record_ends.items() if day < as_at})
    is_known = ends.isna() & (waits["counted_from"] == "start")
    known = waits[is_known].reset_index(drop=True)
    known["rank"] = known["days"].rank(method="min", ascending=False).astype("Int64")
    known["of"] = len(known)
    unknown = waits.assign(record_end=ends)[~is_known].drop(columns=["rank", "of"])
    return known, unknown.sort_values("name", kind="stable", ignore_index=True)


def gaps(inspections: pd.DataFrame, graded: pd.DataFrame, *, as_at: dt.date | None = None) -> pd.DataFrame:
    """Days from the start of one ILACS inspection to the start of the next, of the same authority.

    The grade is the overall one that the first of the two gave (`graded` as from `graded.graded`). `as_at` leaves out what began later. An
    inspection since April 2026, which gives no overall grade, ends a gap and starts none. Columns:
    authority_code, grade, from_date, to_date, days, spans_covid (routine inspection stopped within the gap).
    """
    first = graded.loc[graded["framework"] == Framework.ILACS.value, ["inspection_id", "grade"]]
    ilacs = inspections[
        (inspections["framework"] == Framework.ILACS.value)
        & inspections["event_type"].isin(FULL_INSPECTIONS)
        & inspections["start_date"].notna()
    ]
    if as_at is not None:
        ilacs = ilacs[ilacs["start_date"] <= pd.Timestamp(as_at)]
    ilacs = ilacs.sort_values(["authority_code", "start_date"], kind="stable").merge(first, "left", on="inspection_id")
    frame = ilacs[["authority_code", "grade", "start_date"]].rename(columns={"start_date": "from_date"})
    frame["to_date"] = frame.groupby("authority_code")["from_date"].shift(-1)
    frame = frame[frame["to_date"].notna() & frame["grade"].notna()].reset_index(drop=True)
    frame["days"] = (frame["to_date"] - frame["from_date"]).dt.days
    stopped = pd.Timestamp(COVID_STOP)
    frame["spans_covid"] = (frame["from_date"] <= stopped) & (frame["to_date"] > stopped)
    return frame


@once
def observed(dataset: Dataset) -> pd.DataFrame:
    """The gaps of a dataset by the grade held, as from `gap_summary`."""
    return gap_summary(gaps(dataset.inspections(), graded(dataset.deciding())))


def gap_summary(gaps: pd.DataFrame, *, with_covid: bool = False) -> pd.DataFrame:
    """The gaps by grade held: grade, n, minimum, mean, median, maximum (days), first_date and last_date.

    All four grades are there, best first, with n 0 and the rest missing where there is no gap yet. The
    period runs from the first inspection that starts a gap to the last one that ends one. Gaps in which the
    pandemic stopped routine inspection say little of the next one: they count only `with_covid`.
    """
    groups = (gaps if with_covid else gaps[~gaps["spans_covid"]]).groupby("grade")
    days = groups["days"].agg(n="size", minimum="min", mean="mean", median="median", maximum="max")
    period = groups.agg(first_date=("from_date", "min"), last_date=("to_date", "max"))
    frame: pd.DataFrame = days.join(period).reindex(pd.Index(GRADES, name="grade")).reset_index()
    for column in ("n", "minimum", "maximum"):
        frame[column] = frame[column].astype("Int64")
    frame["n"] = frame["n"].fillna(0)
    return frame


@dataclass(frozen=True, slots=True)
class Window:
    """When the next inspection would begin if this gap were like those observed."""

    grade: str
    since: dt.date
    earliest: dt.date
    average: dt.date
    latest: dt.date
    n: int
    first: dt.date
    last: dt.date

    def is_past(self, day: dt.date) -> bool:
        """Whether `day` is later than the longest gap observed."""
        return day > self.latest


def window(summary: pd.DataFrame, *, grade: str, start: dt.date) -> Window | None:
    """The window for the next inspection of an authority that holds `grade` since an inspection begun on `start`.

    `summary` is as from `gap_summary`. None where no gap after that grade has been observed.
    """
    rows = summary[(summary["grade"] == grade) & (summary["n"] > 0)].to_dict("records")
    if not rows:
        return None
    row = rows[0]
    earliest, average, latest = (
        start + dt.timedelta(days=round(row[column])) for column in ("minimum", "mean", "maximum")
    )
    return Window(
        grade, start, earliest, average, latest, int(row["n"]), row["first_date"].date(), row["last_date"].date()
    )


def windows(inspections: pd.DataFrame, deciding: Deciding, *, as_at: dt.date) -> pd.DataFrame:
    """The window of every authority that existed on `as_at`, the earliest average first.

    The grade is the overall one held on the date by Ofsted's rule, and the window is counted from the start of the latest full
    inspection; without a grade (inspections since April 2026 give none) there is no window. Columns: code, name, region, ofsted_region,
    grade, since, earliest, average, latest, n, state ("before", "within" or "after" the window; missing, as the
    window is, where nothing has been observed for the grade or no start is known).
    """
    frame = waiting(deciding.authorities, inspections, as_at=as_at)
    held = deciding.latest(as_at)
    summary = gap_summary(gaps(inspections, graded(deciding), as_at=as_at)).rename(columns={"n": "observed"})
    frame = frame.merge(held[["code", "grade"]], on="code").merge(summary, how="left", on="grade")
    has_start = (frame["counted_from"] == "start") & (frame["observed"] > 0)
    for column, days in (("earliest", "minimum"), ("average", "mean"), ("latest", "maximum")):
        gap = pd.to_timedelta(frame[days].astype("Float64").round(), unit="D")
        frame[column] = (frame["since"] + gap).where(has_start)
    day = pd.Timestamp(as_at)
    state = pd.Series("within", index=frame.index).mask(frame["earliest"] > day, "before")
    frame["state"] = state.mask(frame["latest"] < day, "after").where(has_start)
    frame["n"] = frame["observed"].fillna(0)
    columns = [
        "code",
        "name",
        "region",
        "ofsted_region",
        "grade",
        "since",
        "earliest",
        "average",
        "latest",
        "n",
        "state",
    ]
    frame = frame.sort_values(["average", "name"], kind="stable", ignore_index=True)
    return frame[columns]
