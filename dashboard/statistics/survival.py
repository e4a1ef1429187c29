"""How long it takes to leave inadequate, with the cases that are not over counted.

The product-limit estimate is that of Kaplan and Meier (1958), "Nonparametric estimation from
incomplete observations"; its standard error is Greenwood's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from loaders import Counted, Deciding, Grade

INADEQUATE = Grade.INADEQUATE.value
LEFT = "a better grade"
ABOLISHED = "abolished"
NOT_GIVEN = "inspected without an overall grade"
UNFINISHED = "still inadequate"
UNSEEN = "inadequate when the record ends"


def product_limit(durations: Sequence[float], finished: Sequence[bool]) -> pd.DataFrame:
    """The product-limit estimate of the share that is not over after each duration.

    `finished` is False for a case that was still going when it was last seen. Columns: duration (0 and then
    each that occurs, rising), at_risk, ended, censored, remaining (share, 0 to 1), standard_error.
    """
    lengths, is_over = np.asarray(durations, dtype="float64"), np.asarray(finished, dtype=bool)
    times = np.unique(np.append(0.0, lengths))
    seen, ended = ((lengths[rows, None] == times).sum(axis=0) for rows in (slice(None), is_over))
    at_risk = len(lengths) - np.cumsum(seen) + seen
    with np.errstate(divide="ignore", invalid="ignore"):
        kept = np.where(at_risk > 0, 1 - ended / at_risk, 1.0)
        hazard = np.where(at_risk > ended, ended / (at_risk * (at_risk - ended)), 0.0)
    remaining = np.cumprod(kept)
    return pd.DataFrame(
        {
            "duration": times,
            "at_risk": at_risk,
            "ended": ended,
            "censored": seen - ended,
            "remaining": remaining,
            "standard_error": remaining * np.sqrt(np.cumsum(hazard)),
        }
    )


def median(curve: pd.DataFrame) -> float | None:
    """The duration after which half or fewer remain; None where more than half remain at the last one."""
    reached = curve.loc[curve["remaining"] <= 0.5, "duration"]
    return None if reached.empty else float(reached.iloc[0])


def spells(
    deciding: Deciding,
    *,
    as_at: dt.date,
    published_by: dt.date | None = None,
    record_ends: Mapping[str, dt.date] | None = None,
) -> pd.DataFrame:
    """The spells of inadequacy: from the report that said inadequate to the one that no longer did.

    `deciding` is that of overall effectiveness. Of the inspections that count on `as_at` by Ofsted's rule, so those that
    go on are the authorities that held inadequate then. Measured between publications, which are known of every full
    inspection; one whose first report came out after `as_at` has lasted no day. A spell that an abolition or an inspection without an overall grade (since April 2026) cut short, or
    that goes on at `as_at`, is not finished. Where `record_ends` names an earlier day for an authority's code, a
    spell was seen to that day alone.
    Columns: code, name, began, began_id, inspection_start (of the one that began it), latest_id (the last one that said
    inadequate), ended, ended_id, ended_by, next_grade, finished, days.
    """
    register = deciding.authorities
    bodies = dict(zip(register["code"], zip(register["name"], register["abolished"], strict=True), strict=True))
    today, ends = pd.Timestamp(as_at), record_ends or {}
    rows = []
    for first, last, following in _runs(deciding.in_order_on(as_at, published_by)):
        code = first.authority_code
        name, abolished = bodies[code]
        unseen = code in ends and ends[code] < as_at
        ended, ended_id, next_grade = (
            (following.publication_date, following.inspection_id, following.grade) if following else (None, None, None)
        )
        if following is not None:
            ended_by = NOT_GIVEN if next_grade is None else LEFT
        elif abolished <= today:
            ended, ended_by = abolished, ABOLISHED
        else:
            ended_by = UNSEEN if unseen else UNFINISHED
        # A report published after the lists' last day, or after the day itself, was still seen that day.
        seen = max(first.publication_date, pd.Timestamp(ends[code]) if ended_by == UNSEEN else today)
        days = ((ended or seen) - first.publication_date).days
        rows.append(
            (
                *(code, name, first.publication_date, first.inspection_id, first.start_date, last.inspection_id),
                *(ended, ended_id, ended_by, next_grade, next_grade is not None, days),
            )
        )
    rows.sort(key=lambda row: (row[2], row[0]))
    columns = zip(*rows, strict=True) if rows else [()] * len(SPELL_COLUMNS)
    made = zip(SPELL_COLUMNS.items(), columns, strict=True)
    return pd.DataFrame({name: pd.array(list(values), dtype=dtype) for (name, dtype), values in made})


SPELL_COLUMNS: dict[str, Any] = {
    "code": "string",
    "name": "string",
    "began": "datetime64[us]",
    "began_id": "string",
    "inspection_start": "datetime64[us]",
    "latest_id": "string",
    "ended": "datetime64[us]",
    "ended_id": "string",
    "ended_by": "string",
    "next_grade": "string",
    "finished": "bool",
    "days": "int64",
}


def _runs(inspections: Iterable[Counted]) -> Iterator[tuple[Counted, Counted, Counted | None]]:
    """Each run of inspections of an authority that all say inadequate: the first, the last, and what follows it."""
    run: tuple[Counted, Counted] | None = None
    for one in inspections:
        if run and one.authority_code != run[0].authority_code:
            yield *run, None
            run = None
        if one.grade == INADEQUATE:
            run = (run[0] if run else one, one)
        elif run:
            yield *run, one
            run = None
    if run:
        yield *run, None


def time_to_leave(spells: pd.DataFrame) -> pd.DataFrame:
    """The product-limit curve of `spells`, with durations in days."""
    return product_limit(spells["days"].tolist(), spells["finished"].tolist())
