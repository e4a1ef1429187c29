"""The words of focused visits: what they looked at, and whether they set areas for priority action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from dashboard.text.visits import over, these, where
from dashboard.words import counted, number, series, upper_first

NAMED = 12
"""Authorities that the words of a cell name; of more it says how many others."""
PANDEMIC = "September 2020 to May 2021"
BY_GRADE = "What was looked at, by the overall grade held then"
BY_GRADE_ALOUD = "Stacked bars of focused visits by theme and by the overall grade held then."
GRADE_THEN = "The overall effectiveness grade that was published when the visit began."
WITH_PRIORITY = "Focused visits that set areas for priority action, newest first"
NONE = "No such visit is on record."


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


def by_year_aloud(title: str) -> str:
    """The drawing by year in words, for those who do not see it."""
    return f"A row for each theme and a cell for each year with the number of visits. {title}."


def by_year(n: int, gone: int) -> str:
    """What the drawing by year counts: `gone` of the visits were to authorities that no longer exist."""
    who = "an authority that no longer exists" if gone <= 1 else "authorities that no longer exist"
    to_them = f"{number(gone)} of them to {who}" if gone else f"none to {who}"
    return (
        f"{n} focused visits by theme and by the year in which they began, {to_them}. The title leaves out those of {PANDEMIC}, "
        "in the pandemic."
    )


def some(names: Sequence[str]) -> str:
    """The authorities of a cell; of many, the first and how many more."""
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {number(more)} more" if more > 0 else "")


def priority_known(unknown: int) -> str:
    """What an area for priority action is, and of how many visits it is not known whether any was set."""
    what = "An area for priority action is a serious weakness that places children at risk of harm."
    if not unknown:
        return what
    return f"{what} Of {unknown} focused visits it is not known whether any was set: their letters have not been read."
