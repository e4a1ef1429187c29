"""The words of focused visits: what they looked at, and whether they set areas for priority action."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from dashboard.text.visits import over, these, where
from dashboard.words import counted, number, series, upper_first


def heading(region: str, since: dt.date | None, until: dt.date | None) -> str:
    """The heading of the page."""
    return f"Focused visits{where(region)}{over(since, until)}"


def finding(counts: pd.DataFrame, covid: int, *, region: str, since: dt.date | None, until: dt.date | None) -> str:
    """The themes looked at most; all that tie are named."""
    start = these(region, since, until)
    total = int(counts["total"].sum()) if len(counts) else 0
    if not total:
        said = (
            f"{counted(covid, 'focused visit')} on record, all in the pandemic"
            if covid
            else "no focused visit is on record"
        )
        return upper_first(f"{start}{said}")
    most = int(counts["total"].max())
    themes = [small(str(theme)) for theme in counts.loc[counts["total"] == most, "theme"]]
    each = " each" if len(themes) > 1 else ""
    return upper_first(f"{start}focused visits looked most often at {series(themes)}: {most} of {total}{each}")


def small(theme: str) -> str:
    """A theme within a sentence."""
    return theme if theme.startswith("Covid") else theme[:1].lower() + theme[1:]


def priority(visits: pd.DataFrame) -> str:
    """How many focused visits set areas for priority action, of those of which it is known."""
    known = int(visits["priority_action_areas"].notna().sum())
    n = int((visits["priority_action_areas"] > 0).sum())
    if known == 1:
        return f"The one focused visit whose letter was read set {'' if n else 'no '}areas for priority action"
    return f"{upper_first(number(n))} of the {number(known)} focused visits whose letters were read set areas for priority action"
