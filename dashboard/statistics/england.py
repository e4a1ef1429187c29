"""Where England stands on one date: the judgements of today side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from dashboard import frames
from dashboard.statistics import counts
from loaders import OVERALL_UNTIL, Judgement

LABELS = {
    Judgement.LEADERSHIP: "Impact of leaders on social work practice",
    Judgement.HELP_AND_PROTECTION: "Children who need help and protection",
    Judgement.CHILDREN_IN_CARE: "Children in care",
    Judgement.CARE_LEAVERS: "Care leavers",
    Judgement.OVERALL: "Overall (given until April 2026)",
}
"""The judgements of today in Ofsted's order, then the one that has ended, with the words on the home page."""


def standing(held: Mapping[Judgement, pd.DataFrame]) -> pd.DataFrame:
    """Counts of authorities by grade, one row for each judgement of `LABELS`.

    `held` has for each judgement a frame as from `Dataset.as_at`. Columns: judgement, label, one for each grade
    (best first), `total` (with a grade), `ungraded`, and `good_or_better`.
    """
    rows = []
    for judgement, label in LABELS.items():
        ((_, *numbers, total, ungraded),) = counts.whole(held[judgement])
        totals = {"total": total, "ungraded": ungraded, "good_or_better": numbers[0] + numbers[1]}
        rows.append(
            {"judgement": judgement.value, "label": label, **dict(zip(counts.GRADES, numbers, strict=True)), **totals}
        )
    return pd.DataFrame(rows)


def leading(date: dt.date) -> Judgement:
    """What leads on a date: the overall grade, and help and protection from April 2026 on."""
    return Judgement.OVERALL if date < OVERALL_UNTIL else Judgement.HELP_AND_PROTECTION


def extremes(frame: pd.DataFrame) -> tuple[pd.Series, pd.Series] | None:
    """The rows of `standing` with the lowest and the highest share of good or better, of the judgements of today.

    None where no authority holds a grade.
    """
    rows = frames.rows(frame, ["judgement", "good_or_better", "total"])
    shares = {
        row: good / total
        for row, (judgement, good, total) in enumerate(rows)
        if judgement != Judgement.OVERALL.value and total
    }
    if not shares:
        return None
    return frame.iloc[min(shares, key=shares.__getitem__)], frame.iloc[max(shares, key=shares.__getitem__)]
