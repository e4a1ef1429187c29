"""Which grade each authority held on a date: Ofsted's "as at" rule, as pure functions of frames.

The rule, as Ofsted's statistical releases apply it: of each authority that existed on the date,
the latest full inspection that started on or before the date and whose report was published by
a cut-off. Where the start is not known, the cut-off alone applies. A date that is known by its
month alone counts from the month's last day. A new body inherits nothing.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from loaders.grades import FULL_INSPECTIONS, Framework, Grade, Judgement, Precision, Status

CUT_OFFS = {
    dt.date(2015, 6, 30): dt.date(2015, 6, 30),
    dt.date(2017, 3, 31): dt.date(2017, 4, 30),
    dt.date(2017, 10, 31): dt.date(2017, 12, 8),
    dt.date(2018, 3, 31): dt.date(2018, 4, 30),
    dt.date(2018, 8, 31): dt.date(2018, 8, 31),
    dt.date(2018, 9, 30): dt.date(2018, 10, 31),
    dt.date(2019, 3, 31): dt.date(2019, 4, 30),
    dt.date(2019, 8, 31): dt.date(2019, 9, 30),
    dt.date(2020, 3, 31): dt.date(2020, 4, 30),
    dt.date(2021, 3, 31): dt.date(2021, 4, 30),
    dt.date(2022, 3, 31): dt.date(2022, 4, 30),
    dt.date(2023, 3, 31): dt.date(2023, 4, 30),
    dt.date(2024, 3, 31): dt.date(2024, 6, 30),
    dt.date(2025, 3, 31): dt.date(2025, 6, 30),
}
"""Date described -> last day of publication that counts, as each of Ofsted's releases states it.

One release departs from its own: that of 31 March 2023 counts South Tyneside, published on 10 May 2023
(its note 4), so that it prints 14 inadequate and 65 good where this rule gives 13 and 66.
"""

THREE_MONTHS_SINCE = dt.date(2024, 3, 31)
"""From this release on Ofsted waits three months for reports; until then it waited one."""

REASONS = {
    Status.NOT_JUDGED.value: "not judged (no such children)",
    Status.NOT_SEPARATE.value: "not judged separately at the latest full inspection",
    Status.NOT_GIVEN.value: "not given since April 2026",
    Status.UNREADABLE.value: "the report could not be read",
}
NOT_INSPECTED = "not yet inspected"

COUNTED = frozenset({Framework.SIF, Framework.ILACS})
EARLIER = {
    Judgement.SAFEGUARDING: frozenset({Framework.SLAC}),
    Judgement.LOOKED_AFTER_CHILDREN: frozenset({Framework.SLAC, Framework.TLAC}),
    Judgement.CHILD_PROTECTION: frozenset({Framework.CPI}),
}
"""Judgements of 2009 to 2013 and who made them; the first single inspection ends each of them."""

DECIDING = [
    *("inspection_id", "authority_code", "framework", "event_type", "start_date", "date_precision"),
    *("publication_date", "publication_precision"),
]
"""What of an inspection matters to which grade was held when."""

SHOWN = ["inspection_id", "start_date", "publication_date", "grade", "status"]
"""What of the inspection that decides is shown beside each authority."""


def default_cut_off(as_at: dt.date) -> dt.date:
    """The day by which a report must be published to count on `as_at`.

    A date that Ofsted has described has the cut-off of that release. Any other date is treated as
    Ofsted treated its dates at the time: the last day of the following month, and from
    31 March 2024 on the last day of the third month after.
    """
    if as_at in CUT_OFFS:
        return CUT_OFFS[as_at]
    month = as_at.month + (3 if as_at >= THREE_MONTHS_SINCE else 1)
    year = as_at.year + (month - 1) // 12
    if year > dt.MAXYEAR:
        return dt.date.max
    month = (month - 1) % 12 + 1
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def latest_judgements(
    authorities: pd.DataFrame,
    inspections: pd.DataFrame,
    judgements: pd.DataFrame,
    as_at: dt.date,
    published_by: dt.date | None = None,
    judgement: str = Judgement.OVERALL,
) -> pd.DataFrame:
    """The grade that each authority held on `as_at`: one row for every authority that existed then.

    Columns: code, name, region, ofsted_region; inspection_id, start_date, publication_date, grade and
    status of the latest full inspection; `reason` in words where there is no grade;
    `later_inspection_id`, a later full inspection that gave no such grade (overall effectiveness since
    April 2026). Only SIF and ILACS inspections count, except for the judgements that only earlier
    frameworks made. A judgement other than overall effectiveness is read from the latest full
    inspection, as in Ofsted's own tables: a grade does not outlive an inspection that no longer
    made it.
    """
    return latest_of(authorities, deciding_inspections(inspections, judgements, judgement), as_at, published_by)


def latest_of(
    authorities: pd.DataFrame,
    deciding: tuple[pd.DataFrame, pd.DataFrame],
    as_at: dt.date,
    published_by: dt.date | None = None,
) -> pd.DataFrame:
    """`latest_judgements` by what `deciding_inspections` gives for the judgement, for whom asks for many dates."""
    living = authorities.loc[existed(authorities, as_at), ["code", "name", "region", "ofsted_region"]]
    counted, ungiven = deciding
    codes = pd.Index(living["code"])
    dates, cut_offs = [as_at], [published_by or default_cut_off(as_at)]
    held = positions_held(counted, codes, dates, cut_offs)[:, 0]
    later = positions_held(ungiven, codes, dates, cut_offs)[:, 0]

    # An inspection that gave no such grade by design speaks where no other does.
    shown = np.where(held >= 0, held, np.where(later >= 0, later + len(counted), -1))
    frame = _rows(pd.concat([counted, ungiven], ignore_index=True)[SHOWN], shown)
    frame["reason"] = frame["status"].map(REASONS).astype("string").mask(shown < 0, NOT_INSPECTED)
    since = _rows(ungiven[["inspection_id", "best"]], later)
    is_later = since["best"] > _rows(counted[["best"]], held)["best"]
    frame["later_inspection_id"] = since["inspection_id"].where(is_later).astype("string")
    return pd.concat([living.reset_index(drop=True), frame], axis="columns")


def grades_over_time(
    authorities: pd.DataFrame,
    inspections: pd.DataFrame,
    judgements: pd.DataFrame,
    dates: Sequence[dt.date],
    judgement: str = Judgement.OVERALL,
) -> pd.DataFrame:
    """The grade held by each authority on each of `dates`, each with its default cut-off.

    Columns: date, code, region, ofsted_region, grade (a category, best first; missing where the
    authority held none). The same answer as `latest_judgements` for each date, for all of them at once.
    """
    counted, _ = deciding_inspections(inspections, judgements, judgement)
    codes = pd.Index(authorities["code"])
    held = positions_held(counted, codes, dates, [default_cut_off(date) for date in dates])
    names = pd.Index([grade.value for grade in Grade])
    grade_codes = pd.Categorical(counted["grade"], categories=names).codes
    # The last place, which position -1 reaches, stands for "no inspection".
    grades = np.append(grade_codes, np.int8(-1))[held]
    row, column = np.nonzero(_existing(authorities, dates))
    return pd.DataFrame(
        {
            "date": pd.to_datetime(pd.Series(list(dates))).to_numpy()[column],
            "code": authorities["code"].to_numpy()[row],
            "region": authorities["region"].to_numpy()[row],
            "ofsted_region": authorities["ofsted_region"].to_numpy()[row],
            "grade": pd.Categorical.from_codes(grades[row, column], categories=names, ordered=True),
        }
    )


def existed(authorities: pd.DataFrame, date: dt.date) -> pd.Series:
    """Which authorities existed on `date`: from the day established until the day before abolition."""
    return pd.Series(_existing(authorities, [date])[:, 0], index=authorities.index)


def deciding_inspections(
    inspections: pd.DataFrame, judgements: pd.DataFrame, judgement: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The full inspections that can decide `judgement`, oldest first, and those that gave none by design.

    The columns DECIDING of inspections with grade, status and `best`, the start or else the publication date. The
    second frame holds inspections whose status is `not_given`: they leave an earlier grade standing.
    """
    earlier = EARLIER.get(Judgement(judgement), frozenset())
    full = inspections.loc[
        inspections["framework"].isin(COUNTED | earlier)
        & inspections["event_type"].isin(FULL_INSPECTIONS)
        & inspections["publication_date"].notna()
        & inspections["inspection_id"].isin(judgements["inspection_id"]),
        inspections.columns.intersection(DECIDING),
    ]
    grades = judgements.loc[judgements["judgement"] == judgement, ["inspection_id", "grade", "status"]]
    frame = full.merge(grades, how="left", on="inspection_id")
    frame["status"] = frame["status"].fillna(Status.NOT_SEPARATE.value)
    # Inspections before 2013 had one subject each, so they say nothing of the others.
    frame = frame[frame["framework"].isin(COUNTED) | frame["grade"].notna()]
    frame = frame.assign(best=frame["start_date"].fillna(frame["publication_date"]))
    frame = frame.sort_values(["best", "publication_date", "inspection_id"], ignore_index=True)
    ungiven = frame["status"] == Status.NOT_GIVEN.value
    return frame[~ungiven].reset_index(drop=True), frame[ungiven].reset_index(drop=True)


def positions_held(
    counted: pd.DataFrame, codes: pd.Index, dates: Sequence[dt.date], cut_offs: Sequence[dt.date]
) -> npt.NDArray[np.int64]:
    """The row of `counted` that decides for each authority (rows) on each date (columns); -1 where none does."""
    counted_row = np.arange(len(counted))
    authority = codes.get_indexer(pd.Index(counted["authority_code"]))
    counts = counts_on(counted, dates, cut_offs)
    held = np.full((len(codes), len(dates)), -1, dtype=np.int64)
    known = authority >= 0
    np.maximum.at(held, authority[known], np.where(counts, counted_row[:, None], -1)[known])
    return held


def counts_on(
    inspections: pd.DataFrame, dates: Sequence[dt.date], cut_offs: Sequence[dt.date]
) -> npt.NDArray[np.bool_]:
    """Whether each inspection (rows) had started on each date and was published by its cut-off (columns)."""
    started = _known_by(inspections["start_date"], inspections["date_precision"])
    published = _known_by(inspections["publication_date"], inspections["publication_precision"])
    days = np.array(dates, dtype="datetime64[D]")
    ends = np.array(cut_offs, dtype="datetime64[D]")
    return (np.isnat(started)[:, None] | (started[:, None] <= days)) & (published[:, None] <= ends)


def _existing(authorities: pd.DataFrame, dates: Sequence[dt.date]) -> npt.NDArray[np.bool_]:
    """Whether each authority (rows) existed on each date (columns)."""
    days = np.array(dates, dtype="datetime64[D]")
    established = authorities["established"].to_numpy(dtype="datetime64[D]")[:, None]
    abolished = authorities["abolished"].to_numpy(dtype="datetime64[D]")[:, None]
    alive: npt.NDArray[np.bool_] = (np.isnat(established) | (established <= days)) & ~(abolished <= days)
    return alive


def _known_by(dates: pd.Series, precision: pd.Series) -> npt.NDArray[np.datetime64]:
    """The first day on which each date has certainly passed: the last of the month where only that is known."""
    days = dates.to_numpy(dtype="datetime64[D]")
    month_ends = (days.astype("datetime64[M]") + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    by_month = (precision == Precision.MONTH.value).to_numpy(dtype=bool, na_value=False)
    return np.where(by_month, month_ends, days)


def _rows(frame: pd.DataFrame, positions: npt.NDArray[np.int64]) -> pd.DataFrame:
    """Those rows of `frame`, in order, blank where the position is -1."""
    return frame.reindex(np.where(positions < 0, len(frame), positions)).reset_index(drop=True)
