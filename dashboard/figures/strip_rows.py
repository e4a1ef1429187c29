"""What the strips of the compare page show: blocks of time under one grade, and rows in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from loaders import FULL_INSPECTIONS, Grade, Judgement, Status, grades_over_time

FOUR = (Judgement.LEADERSHIP, Judgement.HELP_AND_PROTECTION, Judgement.CHILDREN_IN_CARE, Judgement.CARE_LEAVERS)
"""The judgements that remain since overall effectiveness ended in April 2026, in Ofsted's order."""

STRIP_JUDGEMENTS = (*FOUR, Judgement.OVERALL)

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
    events = inspections[inspections["event_type"].isin(FULL_INSPECTIONS)]
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


def in_order(authorities: pd.DataFrame, stands: Sequence[pd.DataFrame], sort: str) -> list[str]:
    """The codes of `authorities` in the order asked for; ties by name, authorities without an answer last.

    `stands` holds a frame of `standing` for each judgement that is shown. `sort`: "grade" (the most
    judgements good or better first, then the better grades), "name", "waiting" (longest since the last
    full inspection first), "improvement" (the most steps up since the previous grades first).
    """
    codes = pd.Index(authorities["code"])
    aligned = [frame.reindex(codes) for frame in stands]
    ranks = pd.concat([frame["held"].map(RANK).astype("Float64") for frame in aligned], axis="columns")
    steps = pd.concat([frame["change"].astype("Float64") for frame in aligned], axis="columns")
    days = pd.concat([frame["from_date"] for frame in aligned], axis="columns").max(axis="columns")
    keys = {
        "grade": -((ranks >= Grade.GOOD.rank).sum(axis="columns") * 100 + ranks.sum(axis="columns", min_count=1)),
        "name": pd.Series(0.0, index=codes),
        "waiting": (days - pd.Timestamp(2000, 1, 1)).dt.days.astype("Float64"),
        "improvement": -steps.sum(axis="columns", min_count=1),
    }
    order = pd.DataFrame({"key": keys[sort].fillna(float("inf")), "name": authorities["name"].to_numpy()}, index=codes)
    return [str(code) for code in order.sort_values(["key", "name"], kind="stable").index]


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


def england_share(
    authorities: pd.DataFrame, inspections: pd.DataFrame, judgements: pd.DataFrame, *, today: dt.date
) -> pd.DataFrame:
    """England's share of authorities with a grade that are good or outstanding, at the end of each quarter.

    By Ofsted's as-at rule; columns `judgement`, `date`, `share` (0 to 1), `n` (authorities with a grade).
    Quarters in which fewer than 50 authorities held a grade are left out: a few first inspections are not England.
    """
    quarters = pd.date_range("2013-12-31", today, freq="QE")
    dates = [stamp.date() for stamp in quarters]
    frames = []
    for judgement in STRIP_JUDGEMENTS:
        held = grades_over_time(authorities, inspections, judgements, dates, judgement).dropna(subset=["grade"])
        good = held["grade"].isin([Grade.GOOD.value, Grade.OUTSTANDING.value]).groupby(held["date"])
        frame = pd.DataFrame({"share": good.mean(), "n": good.size()}).rename_axis("date").reset_index()
        frames.append(frame[frame["n"] >= FEWEST].assign(judgement=judgement.value))
    return pd.concat(frames, ignore_index=True)


FEWEST = 50
"""Authorities that must hold a grade before their share is called England's."""
