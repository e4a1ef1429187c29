"""Figures of a measure as the other statistics take them: of one year, of one place, and how far they reach."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import pandas as pd

from loaders import ENGLAND_CODE, REGION_CODES, FigureStatus

AREAS = {ENGLAND_CODE: "England", **REGION_CODES}
"""The places that are no authorities, by their ONS code."""


def periods(context: pd.DataFrame, measure: str) -> list[dt.date]:
    """The days on which the periods of a measure end for which any authority has a figure, oldest first."""
    known = context[(context["measure"] == measure) & context["value"].notna() & ~context["authority_code"].isin(AREAS)]
    return sorted(day.date() for day in known["period_end"].drop_duplicates())


def of_period(context: pd.DataFrame, measure: str, period_end: dt.date) -> pd.DataFrame:
    """The figures of authorities for one period: authority_code, value, status, source; value missing for a mark."""
    rows = context[(context["measure"] == measure) & (context["period_end"] == pd.Timestamp(period_end))]
    rows = rows[~rows["authority_code"].isin(AREAS)]
    return rows[["authority_code", "value", "status", "source"]].reset_index(drop=True)


def beside_england(context: pd.DataFrame, code: str) -> pd.DataFrame:
    """Every figure of a place with England's of the same period, oldest first.

    Columns: measure, period_end, value, status, source, england.
    """
    own = context[context["authority_code"] == code].drop(columns="authority_code")
    england = context.loc[context["authority_code"] == ENGLAND_CODE, ["measure", "period_end", "value"]]
    beside = own.merge(england.rename(columns={"value": "england"}), on=["measure", "period_end"], how="left")
    return beside.sort_values(["measure", "period_end"], ignore_index=True)


def reach(context: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """How far each measure is known: measure, label, first and last period_end, n (figures), missing (blanks with a status).

    England, regions and authorities count alike. A measure without a figure has no dates.
    """
    known = context.assign(known=context["value"].notna()).groupby("measure")
    spans = pd.DataFrame(
        {
            "first": known["period_end"].min(),
            "last": known["period_end"].max(),
            "n": known["known"].sum(),
            "rows": known.size(),
        }
    ).reindex(measures["measure"])
    spans["missing"] = spans["rows"] - spans["n"]
    counted = spans[["n", "missing"]].fillna(0).astype("int64")
    return (
        measures[["measure", "label"]]
        .reset_index(drop=True)
        .join(pd.concat([spans[["first", "last"]], counted], axis="columns").reset_index(drop=True))
    )


class Measure(NamedTuple):
    """What a measure is called and what its values count, as `Dataset.measures` has it."""

    key: str
    label: str
    unit: str
    period: str
    definition: str
    publisher: str
    title: str


def named(measures: pd.DataFrame, text: str) -> Measure | None:
    """The measure that a key or a label means ("agency_social_workers", "Agency social workers"); None for no measure."""
    wanted = _plain(text)
    for row in measures.to_dict("records"):
        if wanted in (_plain(row["measure"]), _plain(row["label"])):
            names = ("measure", "label", "unit", "period", "definition", "publisher", "title")
            return Measure(*(str(row[name]) for name in names))
    return None


def is_rate(measure: Measure) -> bool:
    """Whether a measure can be compared between places of any size; a number of children says how large a place is."""
    return measure.unit != "children"


def joint_with(context: pd.DataFrame, code: str, measure: str, period_end: dt.date) -> list[str]:
    """Codes of the others that made one return with an authority: those whose joint figures of the period are all its own."""
    joint = context[
        (context["status"] == FigureStatus.JOINT.value) & (context["period_end"] == pd.Timestamp(period_end))
    ]
    values = {
        one: dict(zip(rows["measure"], rows["value"], strict=True)) for one, rows in joint.groupby("authority_code")
    }
    own = values.get(code, {})
    if measure not in own:
        return []
    return sorted(str(other) for other, theirs in values.items() if other != code and theirs == own)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").replace("-", " ").split())
