"""One authority's figures through the years, with England's and the middle half of its statistical neighbours."""

from __future__ import annotations

from math import isnan, nan
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import pandas as pd

from loaders import ENGLAND_CODE, FigureStatus

TYPES = {
    "period_end": "datetime64[us]",
    "authority_code": "string",
    "value": "float64",
    "status": "string",
    "england": "float64",
    "lower": "float64",
    "middle": "float64",
    "upper": "float64",
    "neighbours": "int64",
}
COLUMNS = list(TYPES)
FEWEST = 4
"""Neighbours with a figure, of whom fewer have no middle half."""


class Published(NamedTuple):
    """A figure of a measure, or the mark that stands in its place."""

    period_end: pd.Timestamp
    value: float
    """Missing (nan) for a mark."""
    status: str | None


Lived = dict[str, list[Published]]
"""By the code of a place what is published of a measure while the place existed, oldest first."""


def lived(context: pd.DataFrame, authorities: pd.DataFrame, measure: str) -> Lived:
    """The figures of one measure; a figure from before a body's first day or from after its last is left out."""
    rows = context[context["measure"] == measure].sort_values("period_end", kind="stable")
    dated = rows.merge(
        authorities[["code", "established", "abolished"]], left_on="authority_code", right_on="code", how="left"
    )
    alive = dated[~(dated["period_end"] < dated["established"]) & ~(dated["period_end"] >= dated["abolished"])]
    status = alive["status"].astype(object).where(alive["status"].notna(), None)
    found: Lived = {}
    for code, *row in zip(alive["authority_code"], alive["period_end"], alive["value"], status, strict=True):
        found.setdefault(code, []).append(Published(*row))
    return found


def through_years(figures: Lived, authorities: pd.DataFrame, code: str) -> pd.DataFrame:
    """A row for each period of a measure, oldest first, and for each body whose figure belongs to the authority's past.

    The authority's own rows, and before its first day those of the bodies that it replaced, each under its own
    code: a predecessor's figure is never the authority's. Columns: period_end, authority_code (whose the figure
    is), value (missing for a mark), status, england, lower, middle and upper (quartiles of the neighbours that
    have a figure; missing for fewer than four) and neighbours (how many have one).
    """
    predecessors, neighbours = authorities.loc[authorities["code"] == code, ["predecessors", "neighbours"]].iloc[0]
    england = {row.period_end: row.value for row in figures.get(ENGLAND_CODE, ())}
    near: dict[pd.Timestamp, list[float]] = {}
    for other in _codes(neighbours):
        for row in figures.get(other, ()):
            if not isnan(row.value):
                near.setdefault(row.period_end, []).append(row.value)
    rows = [
        (row.period_end, body, row.value, row.status, england.get(row.period_end, nan),
         *_quartiles(near.get(row.period_end, [])), len(near.get(row.period_end, [])))
        for body in [code, *_codes(predecessors)]
        for row in figures.get(body, ())
    ]  # fmt: skip
    return pd.DataFrame(sorted(rows, key=itemgetter(0, 1)), columns=COLUMNS).astype(TYPES)


def _quartiles(values: list[float]) -> tuple[float, float, float]:
    if len(values) < FEWEST:
        return nan, nan, nan
    lower, middle, upper = np.percentile(values, (25, 50, 75))
    return float(lower), float(middle), float(upper)


def latest(frame: pd.DataFrame, code: str) -> pd.Series | None:
    """The authority's own last row of `through_years` that has a figure; None where none has."""
    (known,) = ((frame["authority_code"] == code).to_numpy(bool) & frame["value"].notna().to_numpy()).nonzero()
    return frame.iloc[known[-1]] if len(known) else None


def is_joint(row: pd.Series) -> bool:
    """Whether the figure of a row is one return of two authorities."""
    return bool(pd.notna(row["status"]) and row["status"] == FigureStatus.JOINT.value)


def _codes(text: object) -> list[str]:
    return text.split(";") if isinstance(text, str) and text else []
