"""The words of England's judgements side by side."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from dashboard.dates import long_date, month_year
from dashboard.frames import records
from dashboard.judgements import in_sentence
from dashboard.statistics import england
from dashboard.statistics.over_time import FEWEST
from dashboard.text.national import percent
from dashboard.words import series
from loaders import Grade, Judgement


def title(frame: pd.DataFrame) -> str:
    """The finding: the weakest and the strongest of today's judgements."""
    found = england.extremes(frame)
    if found is None:
        return "No authority holds a grade on this date"
    low, high = found
    first = f"{_of(low)} authorities are good or outstanding for {_short(low)}"
    return first if low["judgement"] == high["judgement"] else f"{first}, {_of(high)} for {_short(high)}"


def description(frame: pd.DataFrame) -> str:
    """The text alternative: every count."""
    return f"Stacked bars of authorities by grade. {_told(frame, 'label')}"


def areas(counted: pd.DataFrame) -> str:
    """What a drawing of the areas of `counts.counts` shows: a sentence for each, with every count."""
    return _told(counted, "area")


def months(shares: pd.DataFrame) -> str:
    """What a drawing of the shares through time shows: every grade's first and last, and good or outstanding each year."""
    drawn = shares[shares["total"] >= FEWEST]
    if drawn.empty:
        return ""
    ends = sorted({drawn["date"].min(), drawn["date"].max()})
    good = drawn[drawn["grade"].isin([Grade.OUTSTANDING.value, Grade.GOOD.value])].groupby("date", as_index=False)
    december = good.agg({"n": "sum", "total": "first"}).loc[lambda rows: rows["date"].dt.month == 12]
    years = [
        f"{date.year} {percent(n, total)}"
        for date, n, total in zip(december["date"], december["n"], december["total"], strict=True)
    ]
    each = [f"Good or outstanding at the end of each year: {', '.join(years)}."] if years else []
    return " ".join(
        [_month(drawn[drawn["date"] == ends[0]]), *each, *(_month(drawn[drawn["date"] == end]) for end in ends[1:])]
    )


def inadequate(held: pd.DataFrame) -> str:
    """Who was inadequate on a date, by name; `held` as from `Dataset.as_at`."""
    names = sorted(held.loc[held["grade"] == Grade.INADEQUATE.value, "name"], key=str.casefold)
    return f"Inadequate: {series(names)}." if names else "None was inadequate."


def _month(rows: pd.DataFrame) -> str:
    n = dict(zip(rows["grade"], rows["n"], strict=True))
    total = int(rows["total"].iloc[0])
    parts = [f"{percent(n[grade.value], total)} {grade.value.lower()}" for grade in Grade]
    return f"{month_year(rows['date'].iloc[0].date())}, of {total} authorities with a grade: {series(parts)}."


def _told(frame: pd.DataFrame, column: str) -> str:
    rows = []
    for row in records(frame):
        counts = ", ".join(f"{row[grade.value]} {grade.value.lower()}" for grade in Grade)
        rest = f", {row['ungraded']} without a grade" if row["ungraded"] else ""
        rows.append(f"{row[column]}: {counts}{rest}.")
    return " ".join(rows)


def _of(row: pd.Series) -> str:
    return f"{row['good_or_better']} of {row['total']}"


def _short(row: pd.Series) -> str:
    return in_sentence(Judgement(row["judgement"]))


def of_today(reach: dt.date) -> str:
    """What the judgements of the newest day count, and where they come from."""
    return (
        f"Latest full inspection of each authority, of reports published by {long_date(reach)}. Since April 2026 Ofsted gives no "
        "overall effectiveness grade: an authority inspected since then is not counted there. Care leavers have been judged "
        "separately since January 2023, and many authorities were last inspected before. Source: Ofsted, Open Government "
        "Licence v3.0."
    )
