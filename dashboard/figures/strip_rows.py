"""What the strips of the compare page show: blocks of time under one grade, and rows in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from loaders import EventType, Grade, Judgement, Status

FULL = frozenset(
    {
        EventType.FULL_INSPECTION,
        EventType.REINSPECTION,
        EventType.STANDARD_INSPECTION,
        EventType.SHORT_INSPECTION,
    }
)

STRIP_JUDGEMENTS = (
    Judgement.OVERALL,
    Judgement.LEADERSHIP,
    Judgement.HELP_AND_PROTECTION,
    Judgement.CHILDREN_IN_CARE,
    Judgement.CARE_LEAVERS,
)
"""The judgements of today's framework and the one that it gave until April 2026, in Ofsted's order."""

SORTS = ("grade", "name", "waiting", "improvement")

RANK = {grade.value: grade.rank for grade in Grade}


def blocks(
    inspections: pd.DataFrame,
    judgements: pd.DataFrame,
    authorities: pd.DataFrame,
    *,
    today: dt.date,
    dates: str = "publication_date",
) -> pd.DataFrame:
    """Each judgement of each full inspection, with the time for which it was the latest.

    Takes the dataset's tables. One row a judgement, oldest first in each authority: `authority_code`,
    `judgement`, `grade` (blank where none was given), `status`, `from_date`, `until_date` (the next
    inspection with that judgement, the end of the body, or `today`), `inspection_id`,
    `publication_date`, `start_date`, `framework`, `is_latest`. `dates` is the date that counts, `publication_date` or
    `start_date`; where it is unknown the other one stands in.
    """
    events = inspections[inspections["event_type"].isin(FULL)]
    other = "start_date" if dates == "publication_date" else "publication_date"
    events = events.assign(from_date=events[dates].fillna(events[other]))
    events = events[events["from_date"].notna() & (events["from_date"] <= pd.Timestamp(today))]
    columns = ["inspection_id", "authority_code", "from_date", "publication_date", "start_date", "framework"]
    wanted = judgements[judgements["judgement"].isin([j.value for j in STRIP_JUDGEMENTS])]
    rows = wanted[["inspection_id", "judgement", "grade", "status"]].merge(events[columns], on="inspection_id")
    rows = rows.sort_values(["authority_code", "judgement", "from_date", "inspection_id"], kind="stable")
    following = rows.groupby(["authority_code", "judgement"])["from_date"].shift(-1)
    ends = authorities.set_index("code")["abolished"].reindex(rows["authority_code"]).to_numpy()
    last = pd.Series(ends, index=rows.index).fillna(pd.Timestamp(today))
    last = last.where(last <= pd.Timestamp(today), pd.Timestamp(today))
    return rows.assign(until_date=following.fillna(last), is_latest=following.isna()).reset_index(drop=True)


def standing(rows: pd.DataFrame, judgement: Judgement) -> pd.DataFrame:
    """Where each authority stands on a judgement: the latest block and the grade before it.

    Indexed by `authority_code`: `grade`, `status`, `from_date`, `publication_date`, `previous` (the last grade before
    the one held), `held` (the last grade given, also where the latest inspection gives none),
    `held_date`, `change` (ranks from `previous` to `held`).
    """
    mine = rows[rows["judgement"] == judgement]
    latest = mine[mine["is_latest"]].set_index("authority_code")
    graded = mine[mine["grade"].notna()]
    held = graded.groupby("authority_code").tail(1).set_index("authority_code")
    previous = graded.groupby("authority_code").nth(-2).set_index("authority_code")["grade"]
    frame = latest[["grade", "status", "from_date", "publication_date"]].copy()
    frame["held"] = held["grade"].reindex(frame.index)
    frame["held_date"] = held["from_date"].reindex(frame.index)
    frame["previous"] = previous.reindex(frame.index)
    frame["change"] = frame["held"].map(RANK).astype("Int64") - frame["previous"].map(RANK).astype("Int64")
    return frame


def in_order(authorities: pd.DataFrame, stands: pd.DataFrame, sort: str) -> list[str]:
    """The codes of `authorities` in the order asked for; ties by name, authorities without an answer last.

    `sort`: "grade" (best first), "name", "waiting" (longest since the last full inspection first),
    "improvement" (the most improved since the previous grade first).
    """
    frame = authorities[["code", "name"]].merge(stands, how="left", left_on="code", right_index=True)
    keys = {
        "grade": -frame["held"].map(RANK).astype("Float64"),
        "name": pd.Series(0.0, index=frame.index),
        "waiting": frame["from_date"].astype("int64").where(frame["from_date"].notna()).astype("Float64"),
        "improvement": -frame["change"].astype("Float64"),
    }
    frame["key"] = keys[sort].fillna(float("inf"))
    return [str(code) for code in frame.sort_values(["key", "name"], kind="stable")["code"]]


def with_predecessors(codes: Sequence[str], authorities: pd.DataFrame) -> list[tuple[str, str]]:
    """Each code, followed by the bodies that it replaced: pairs of (code, code whose row it stands under)."""
    before = authorities.set_index("code")["predecessors"].fillna("")
    pairs: list[tuple[str, str]] = []
    for code in codes:
        pairs.append((code, code))
        pairs += [(old, code) for old in before.get(code, "").split(";") if old]
    return pairs


def status_words(status: str | None) -> str:
    """Why there is no grade, in words."""
    return {
        Status.NOT_GIVEN.value: "no overall grade since April 2026",
        Status.NOT_JUDGED.value: "not judged",
        Status.NOT_SEPARATE.value: "not judged separately",
        Status.UNREADABLE.value: "report not readable",
    }.get(status or "", "not inspected")
