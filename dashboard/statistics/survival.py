"""How long it takes to leave inadequate, with the cases that are not over counted.

The product-limit estimate is that of Kaplan and Meier (1958), "Nonparametric estimation from
incomplete observations"; its standard error is Greenwood's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from loaders import Grade, Judgement, deciding_inspections

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
    cases = pd.DataFrame({"duration": list(durations), "ended": list(finished)}).astype(
        {"duration": "float64", "ended": "int64"}
    )
    groups = cases.groupby("duration")["ended"]
    frame = pd.DataFrame({"ended": groups.sum(), "seen": groups.size()}).sort_index()
    if 0.0 not in frame.index:
        frame.loc[0.0] = 0
        frame = frame.sort_index()
    frame["at_risk"] = len(cases) - frame["seen"].cumsum() + frame["seen"]
    frame["censored"] = frame["seen"] - frame["ended"]
    at_risk = frame["at_risk"].to_numpy(dtype="float64")
    ended = frame["ended"].to_numpy(dtype="float64")
    with np.errstate(divide="ignore", invalid="ignore"):
        kept = np.where(at_risk > 0, 1 - ended / at_risk, 1.0)
        hazard = np.where(at_risk > ended, ended / (at_risk * (at_risk - ended)), 0.0)
    frame["remaining"] = np.cumprod(kept)
    frame["standard_error"] = frame["remaining"] * np.sqrt(np.cumsum(hazard))
    frame = frame.rename_axis("duration").reset_index()
    return frame[["duration", "at_risk", "ended", "censored", "remaining", "standard_error"]]


def median(curve: pd.DataFrame) -> float | None:
    """The duration after which half or fewer remain; None where more than half remain at the last one."""
    reached = curve.loc[curve["remaining"] <= 0.5, "duration"]
    return None if reached.empty else float(reached.iloc[0])


def spells(
    authorities: pd.DataFrame,
    inspections: pd.DataFrame,
    judgements: pd.DataFrame,
    *,
    as_at: dt.date,
    record_ends: Mapping[str, dt.date] | None = None,
) -> pd.DataFrame:
    """The spells of inadequacy: from the report that said inadequate to the one that no longer did.

    Measured between publications, which are known of every full inspection. A spell that an abolition or an
    inspection without an overall grade (since April 2026) cut short, or that goes on at `as_at`, is not finished.
    Where `record_ends` names an earlier day for an authority's code, a spell was seen to that day alone.
    Columns: code, name, began, began_id, inspection_start (of the one that began it), ended, ended_id, ended_by,
    next_grade, finished, days.
    """
    known, ungiven = deciding_inspections(inspections, judgements, Judgement.OVERALL)
    frame = pd.concat([known, ungiven], ignore_index=True)
    frame = frame[frame["publication_date"] <= pd.Timestamp(as_at)]
    frame = frame.sort_values(["authority_code", "publication_date"], kind="stable", ignore_index=True)
    is_bad = (frame["grade"] == INADEQUATE).fillna(False)
    groups = frame.groupby("authority_code")
    was_bad = is_bad.groupby(frame["authority_code"]).shift(fill_value=False)
    # A run of inspections that all say inadequate is one spell; what follows its last one ends it.
    run = (is_bad & ~was_bad).groupby(frame["authority_code"]).cumsum()
    following = groups[["inspection_id", "publication_date", "grade"]].shift(-1)
    bad = frame.assign(
        run=run,
        ended_id=following["inspection_id"],
        ended=following["publication_date"],
        next_grade=following["grade"],
    )[is_bad]
    spans = bad.groupby(["authority_code", "run"])
    first = spans.nth(0).reset_index(drop=True)
    last = spans.nth(-1).reset_index(drop=True)

    spell = pd.DataFrame(
        {
            "code": first["authority_code"],
            "began": first["publication_date"],
            "began_id": first["inspection_id"],
            "inspection_start": first["start_date"],
            "ended": last["ended"],
            "ended_id": last["ended_id"],
            "next_grade": last["next_grade"],
        }
    ).merge(authorities[["code", "name", "abolished"]], on="code")
    spell["finished"] = spell["next_grade"].notna()
    gone = spell["ended_id"].isna() & (spell["abolished"] <= pd.Timestamp(as_at))
    spell["ended_by"] = pd.Series(UNFINISHED, index=spell.index).mask(gone, ABOLISHED)
    spell["ended_by"] = spell["ended_by"].mask(spell["ended_id"].notna(), NOT_GIVEN).mask(spell["finished"], LEFT)
    spell["ended"] = spell["ended"].mask(gone, spell["abolished"])
    ends = {code: pd.Timestamp(day) for code, day in (record_ends or {}).items() if day < as_at}
    seen = pd.to_datetime(spell["code"].map(ends)).where(spell["ended_by"] == UNFINISHED)
    spell["ended_by"] = spell["ended_by"].mask(seen.notna(), UNSEEN)
    # A report published after the lists' last day was still seen that day.
    seen = seen.fillna(pd.Timestamp(as_at)).clip(lower=spell["began"])
    spell["days"] = (spell["ended"].fillna(seen) - spell["began"]).dt.days
    columns = [
        *("code", "name", "began", "began_id", "inspection_start", "ended", "ended_id"),
        *("ended_by", "next_grade", "finished", "days"),
    ]
    return spell.sort_values(["began", "code"], kind="stable", ignore_index=True)[columns]


def time_to_leave(spells: pd.DataFrame) -> pd.DataFrame:
    """The product-limit curve of `spells`, with durations in days."""
    return product_limit(spells["days"].tolist(), spells["finished"].tolist())
