"""One authority's figures through the years, with England's and the middle half of its statistical neighbours."""

from __future__ import annotations

import pandas as pd

from loaders import ENGLAND_CODE, FigureStatus

COLUMNS = ["period_end", "authority_code", "value", "status", "england", "lower", "middle", "upper", "neighbours"]


def through_years(context: pd.DataFrame, authorities: pd.DataFrame, code: str, measure: str) -> pd.DataFrame:
    """A row for each period of a measure, oldest first, and for each body whose figure belongs to the authority's past.

    The authority's own rows, and before its first day those of the bodies that it replaced, each under its own
    code: a predecessor's figure is never the authority's. Columns: period_end, authority_code (whose the figure
    is), value (missing for a mark), status, england, lower, middle and upper (quartiles of the neighbours that
    have a figure; missing for fewer than four) and neighbours (how many have one).
    """
    register = authorities.set_index("code")
    own = register.loc[code]
    bodies, neighbours = [code, *_codes(own["predecessors"])], _codes(own["neighbours"])
    rows = context[context["authority_code"].isin([*bodies, *neighbours, ENGLAND_CODE])]
    rows = rows[rows["measure"] == measure]
    dated = rows.merge(
        authorities[["code", "established", "abolished"]], left_on="authority_code", right_on="code", how="left"
    )
    lived = ~(dated["period_end"] < dated["established"]) & ~(dated["period_end"] >= dated["abolished"])
    alive = rows[lived.to_numpy()]
    mine = alive.loc[alive["authority_code"].isin(bodies), ["period_end", "authority_code", "value", "status"]]
    england = alive[alive["authority_code"] == ENGLAND_CODE].set_index("period_end")["value"]
    near = alive[alive["authority_code"].isin(neighbours) & alive["value"].notna()]
    groups = near.groupby("period_end")["value"]
    counted = groups.size()
    frame = mine.sort_values(["period_end", "authority_code"], ignore_index=True)
    ends = frame["period_end"]
    frame["england"] = ends.map(england)
    for name, part in (("lower", 0.25), ("middle", 0.5), ("upper", 0.75)):
        frame[name] = ends.map(groups.quantile(part).where(counted >= 4)).astype("float64")
    frame["neighbours"] = ends.map(counted).fillna(0).astype("int64")
    return frame[COLUMNS]


def latest(frame: pd.DataFrame, code: str) -> pd.Series | None:
    """The authority's own last row of `through_years` that has a figure; None where none has."""
    known = frame[(frame["authority_code"] == code) & frame["value"].notna()]
    return known.iloc[-1] if len(known) else None


def is_joint(row: pd.Series) -> bool:
    """Whether the figure of a row is one return of two authorities."""
    return bool(pd.notna(row["status"]) and row["status"] == FigureStatus.JOINT.value)


def _codes(text: object) -> list[str]:
    return text.split(";") if isinstance(text, str) and text else []
