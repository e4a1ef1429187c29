"""The words of joint inspections and of area SEND inspections."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from dashboard.dates import month_year
from dashboard.statistics.graded import GRADES
from dashboard.statistics.visits import NO_THEME
from dashboard.text.visits import over, these, where
from dashboard.words import counted, number, upper_first

JOINT = "Joint targeted area inspections by theme, with the overall grade that the authority held then."
SEND = (
    "Area SEND inspections, with the Care Quality Commission, by outcome and by the overall effectiveness grade of children’s "
    "services held then. The two look at different things."
)
THEN = "Where only the day of publication is known, it stands for the first day."


def heading(region: str, since: dt.date | None, until: dt.date | None) -> str:
    """The heading of the page."""
    return f"Joint and area SEND inspections{where(region)}{over(since, until)}"


def joint(inspections: pd.DataFrame, *, region: str, since: dt.date | None, until: dt.date | None) -> str:
    """The title of the joint inspections."""
    start = these(region, since, until)
    if inspections.empty:
        return upper_first(f"{start}no joint inspection is on record")
    told = inspections[inspections["theme"] != NO_THEME]
    n = len(inspections)
    head = upper_first(f"{start}{counted(n, 'joint inspection')} {'is' if n == 1 else 'are'} known")
    if told.empty:
        return head
    latest, themes = told.iloc[-1], told["theme"].nunique()
    if themes == 1:
        return f"{head}, on one theme: {latest['theme']}"
    return f"{head}, on {number(themes)} themes; the latest theme, from {month_year(latest['day'].date())}, is {latest['theme']}"


def send(outcomes: pd.DataFrame, *, region: str, since: dt.date | None, until: dt.date | None) -> str:
    """The title of the area SEND inspections: the weakest outcome beside a good grade."""
    start = these(region, since, until)
    total = int(outcomes["total"].sum()) if len(outcomes) else 0
    if not total:
        return upper_first(f"{start}no area SEND inspection is on record")
    failing = outcomes[outcomes["outcome"].str.contains("widespread")]
    if not len(failing):
        known = f"{counted(total, 'area SEND inspection')} {'is' if total == 1 else 'are'} known"
        return upper_first(f"{start}{known}, none with widespread or systemic failings")
    row = failing.iloc[0]
    good, all_of = int(row[GRADES[:2]].sum()), int(row["total"])
    if all_of == 1:
        held = "was" if good else "was not"
        return upper_first(
            f"{start}the one area with widespread or systemic SEND failings {held} good or outstanding overall"
        )
    return upper_first(
        f"{start}{number(good)} of the {number(all_of)} areas with widespread or systemic SEND failings "
        f"{'was' if good == 1 else 'were'} good or outstanding overall"
    )


def joint_aloud(title: str) -> str:
    """The drawing of the themes in words, for those who do not see it."""
    return f"A row for each theme with a square for each inspection along time. {title}."


def send_aloud(title: str) -> str:
    """The drawing of the outcomes in words, for those who do not see it."""
    return f"Stacked bars of area SEND inspections by outcome and by the overall grade held then. {title}."
