"""Who is inadequate on a day: the spells that go on, what was seen in them, and who is inadequate in part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.judgements import FOUR
from dashboard.statistics import visits
from loaders import EventType, Grade, Judgement

INADEQUATE = Grade.INADEQUATE.value


def spells_on(spells: pd.DataFrame, inspections: pd.DataFrame) -> pd.DataFrame:
    """The spells that have not ended, the longest first, each with the visits in it.

    `spells` as from `survival.spells` of a day, `inspections` those made by that day. Columns: code, name, began, days,
    began_id, latest_full (the id of the latest inspection that said inadequate), monitoring, focused (visits on record since it
    began), latest_visit (the id of the latest of those; missing where there is none with a date).
    """
    going = spells[spells["ended"].isna()].sort_values(["began", "name"], kind="stable")
    found = pd.concat([_focused(going, inspections), visits.monitoring_visits(inspections, going)])
    dated = found[found["date"].notna()].sort_values("date", kind="stable")
    monitoring = found["event_type"] == EventType.MONITORING_VISIT.value
    counts = {
        "monitoring": found[monitoring].groupby("spell").size(),
        "focused": found[~monitoring].groupby("spell").size(),
        "latest_visit": dated.groupby("spell")["inspection_id"].last(),
    }
    frame = going[["code", "name", "began", "days", "began_id"]].assign(latest_full=going["latest_id"])
    for name, values in counts.items():
        mine = values.reindex(frame.index)
        frame[name] = mine.fillna(0).astype(int) if name in ("monitoring", "focused") else mine
    return frame


def _focused(going: pd.DataFrame, inspections: pd.DataFrame) -> pd.DataFrame:
    """Focused visits made since the report that began each spell."""
    events = inspections[inspections["event_type"] == EventType.FOCUSED_VISIT.value]
    spell = dict(zip(going["code"], going.index, strict=True))
    events = events.assign(
        spell=events["authority_code"].map(spell).astype("Int64"),
        date=events["start_date"].fillna(events["publication_date"]),
    )
    events = events[events["spell"].notna()]
    return events[events["date"] >= events["spell"].map(going["began"])]


def judged(judgements: pd.DataFrame) -> dict[str, tuple[Judgement, ...]]:
    """The judgements of today for which an inspection said inadequate, by its id, in Ofsted's order."""
    said: dict[str, set[str]] = {}
    mine = judgements[judgements["grade"] == INADEQUATE]
    for inspection, judgement in zip(mine["inspection_id"], mine["judgement"], strict=True):
        said.setdefault(inspection, set()).add(judgement)
    return {one: tuple(judgement for judgement in FOUR if judgement.value in names) for one, names in said.items()}


def in_part(latest: Mapping[Judgement, pd.DataFrame]) -> pd.DataFrame:
    """Authorities with inadequate for one of the four judgements at the latest inspection, but not overall.

    `latest` holds the frame of `Deciding.latest` of each judgement of today. Columns: code, name, region,
    inspection_id, publication_date, overall (missing where none is given), judgements (tuples, in Ofsted's order); the
    newest report first.
    """
    overall = latest[Judgement.OVERALL].set_index("code")
    decides = overall["inspection_id"].to_dict()
    grades = overall["grade"].astype(object).where(overall["grade"].notna(), None).to_dict()
    rows: dict[str, dict[Any, Any]] = {}
    for judgement in FOUR:
        frame = latest[judgement]
        for row in frame[frame["grade"] == INADEQUATE].to_dict("records"):
            code = row["code"]
            if grades.get(code) == INADEQUATE or decides.get(code) != row["inspection_id"]:
                continue
            said = rows.setdefault(code, {**row, "overall": grades.get(code), "judgements": ()})
            said["judgements"] = (*said["judgements"], judgement)
    columns = ["code", "name", "region", "inspection_id", "publication_date", "overall", "judgements"]
    frame = pd.DataFrame(list(rows.values()), columns=columns)
    return frame.sort_values(["publication_date", "name"], ascending=[False, True], kind="stable", ignore_index=True)
