"""What a page says in words of the authority that is marked on it."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from dashboard.dates import long_date
from dashboard.judgements import about
from dashboard.words import called, number, upper_first
from loaders import Judgement


def held(frame: pd.DataFrame, code: str, judgement: Judgement, date: dt.date) -> str:
    """The grade of an authority in a frame of `Dataset.as_at`, or why there is none; "" where it did not exist then."""
    rows = frame[frame["code"] == code].to_dict("records")
    if not rows:
        return ""
    row = rows[0]
    grade = str(row["grade"]).lower() if pd.notna(row["grade"]) else f"no grade ({row['reason']})"
    return f"{upper_first(called(str(row['name'])))}: {grade} {about(judgement)} on {long_date(date)}."


def measured(placed: pd.DataFrame, code: str, value: str) -> str:
    """Where an authority stands among the dots of a measure by grade; `value` is its figure in words."""
    rows = placed[placed["code"] == code].to_dict("records")
    if not rows:
        return ""
    row = rows[0]
    name = upper_first(called(str(row["name"])))
    if pd.isna(row["value"]) or pd.isna(row["grade"]):
        return f"{name} has no dot here: {row['why']}."
    return f"{name}, in a ring: {value}, in the column of {str(row['grade']).lower()}."


def published(names: pd.Series[str], name: str) -> str:
    """How many publications are of an authority, of a frame's names."""
    n = int((names == name).sum())
    many = upper_first(number(n)) if n else "None"
    return f"{many} of these publications {'is' if n < 2 else 'are'} of {called(name)}."
