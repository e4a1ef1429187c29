"""The words of the visits page: titles that say the finding, and what must be said beside a count."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.dates import long_date, month_year
from dashboard.figures.survival import duration
from dashboard.statistics.graded import GRADES
from dashboard.statistics.visits import NO_THEME
from dashboard.words import counted, number, series, upper_first

NOT_A_SCHEDULE = "This is what has happened so far; it is not Ofsted's schedule."

SOURCE = "Source: Ofsted, official statistics and inspection reports, Open Government Licence v3.0."
WITH_PRESS = (
    "Source: Ofsted, official statistics and letters, with visits that councils and the press reported; Open Government "
    "Licence v3.0."
)
NO_OVERALL = (
    "Grades on this page are of overall effectiveness, which Ofsted has not given at inspections since April 2026: "
    "an inspection since then ends the grade before it."
)
UNSURE = "may have been inspected since"


def focused(counts: pd.DataFrame, covid: int) -> str:
    """The title of the focused visits: the theme looked at most."""
    total = int(counts["total"].sum())
    if not total:
        return (
            f"{upper_first(counted(covid, 'focused visit'))} on record, all in the pandemic"
            if covid
            else "No focused visit is on record"
        )
    top = counts.iloc[0]
    theme = str(top["theme"])
    return f"Focused visits looked most often at {theme[:1].lower()}{theme[1:]}: {top['total']} of {total}"


def priority(visits: pd.DataFrame) -> str:
    """How many focused visits set areas for priority action, of those of which it is known."""
    known = visits["priority_action_areas"].notna()
    n = int((visits["priority_action_areas"] > 0).sum())
    return f"{upper_first(number(n))} of the {int(known.sum())} focused visits whose letters were read set areas for priority action"


def monitoring(frame: pd.DataFrame) -> str:
    """The title of the spells: what is known, and in how many some visits are missing."""
    if frame.empty:
        return "No spell of inadequacy is on record"
    gaps = int((frame["state"] == "gaps").sum())
    return (
        f"{int(frame['n'].sum())} monitoring visits are known in {counted(len(frame), 'spell')} of inadequacy; "
        f"in {number(gaps)} of them some visits are certainly missing"
    )


def spell_words(row: dict[Any, Any]) -> tuple[str, ...]:
    """What is missing from a spell, in full and then shorter; numbers that no known visit can carry."""
    n, missing, undated = int(row["n"]), str(row["missing"]), int(row["undated"])
    if row["state"] == "none":
        return ("none was made", "none")
    if not n:
        return ("none known", "none known")
    parts = [f"no record of {_and(missing)}"] if missing else []
    if undated:
        parts.append(f"{undated} without a date")
    short = [f"{int(row['missing_n'])} not recorded"] if missing else []
    if undated:
        short.append(f"{undated} undated")
    options = ["; ".join([f"{n} known", *parts]), "; ".join([f"{n} known", *short]), "; ".join(short), f"{n} known"]
    return tuple(option for option in options if option)


def _and(listed: str) -> str:
    """The missing numbers as a list; "1 of 1 to 3" becomes "one of numbers 1 to 3"."""
    parts = [part.split(" of ", 1) for part in listed.split(", ")]
    return series(f"{number(int(part[0]))} of numbers {part[1]}" if len(part) == 2 else part[0] for part in parts)


def joint(inspections: pd.DataFrame) -> str:
    """The title of the joint inspections."""
    if inspections.empty:
        return "No joint inspection is on record"
    told = inspections[inspections["theme"] != NO_THEME]
    head = f"{len(inspections)} joint inspections are known"
    if told.empty:
        return head
    latest, n = told.iloc[-1], told["theme"].nunique()
    if n == 1:
        return f"{head}, on one theme: {latest['theme']}"
    return f"{head}, on {number(n)} themes; the latest theme, from {month_year(latest['day'].date())}, is {latest['theme']}"


def send(outcomes: pd.DataFrame) -> str:
    """The title of the area SEND inspections: the weakest outcome beside a good grade."""
    total = int(outcomes["total"].sum())
    failing = outcomes[outcomes["outcome"].str.contains("widespread")]
    if not len(failing):
        return f"{total} area SEND inspections are known" if total else "No area SEND inspection is on record"
    row = failing.iloc[0]
    good = int(row[GRADES[:2]].sum())
    return (
        f"{upper_first(number(good))} of the {number(int(row['total']))} areas with widespread or systemic SEND failings were good or "
        "outstanding overall"
    )


def lag(frame: pd.DataFrame, kind: str) -> str:
    """The title of the publication lag: the newest year with enough events, against the first."""
    known = frame[frame["n"] >= 10]
    if known.empty:
        return f"Too few dates are known to say how long reports of {kind} take"
    first, last = known.iloc[0], known.iloc[-1]
    return (
        f"Half of the reports of {kind} begun in {int(last['year'])} were out within {last['median']:.0f} days of the "
        f"first day on site; in {int(first['year'])}, within {first['median']:.0f}"
    )


def waiting(waits: pd.DataFrame, place: str) -> str:
    """The title of the ranking: who has waited longest, as far as is known."""
    if waits.empty:
        return f"No authority exists in {place}"
    longest = waits.iloc[int(waits["days"].argmax())]
    where = "" if place == "England" else f" in {place}"
    return f"As far as is known, {longest['name']} has waited longest{where} for a full inspection: {duration(longest['days'])}"


def window(summary: pd.DataFrame) -> str:
    """The title of the gaps: the grade with most of them."""
    if not summary["n"].sum():
        return "No authority has had two ILACS inspections yet"
    row = summary.iloc[int(summary["n"].argmax())]
    return (
        f"After a grade of {row['grade'].lower()}, the next ILACS inspection began {row['minimum']:,} to {row['maximum']:,} days "
        f"later, on average {row['mean']:,.0f}"
    )


def period(summary: pd.DataFrame) -> str:
    """From when to when the gaps run."""
    seen = summary[summary["n"] > 0]
    if seen.empty:
        return ""
    return f"{long_date(seen['first_date'].min().date())} to {long_date(seen['last_date'].max().date())}"
