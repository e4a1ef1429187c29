"""The words of who improved: the finding, what is compared with what, and why some cannot be."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.dates import long_date
from dashboard.judgements import ABSENCES, NAMES, about
from dashboard.statistics.compare_set import place_of
from dashboard.statistics.improved import Outcome, Question, Reason, tally
from dashboard.statistics.movement import Movement
from dashboard.text.national import SOURCE, counted
from dashboard.words import called, lower_first, series, upper_first
from loaders import Framework, Status

MOVED = {
    Movement.IMPROVED: "Improved",
    Movement.RETAINED: "Good or outstanding both times",
    Movement.SAME: "Requires improvement or inadequate both times",
    Movement.DECLINED: "Declined",
}
"""The head of a column for each movement."""

READING = (
    "Retained is Ofsted’s word for good or outstanding both times; same means requires improvement or inadequate both "
    "times."
)
"""How to read the bars."""

NAMED = 12
"""Authorities that the sentence under the finding names; of more the list below has them."""


def since(question: Question) -> str:
    """What the grades are compared with, after "improved"."""
    if question.against == "first ILACS":
        return "since their first ILACS inspection"
    return "since their previous grade" if question.against == "previous" else f"since {long_date(question.against)}"


def finding(found: pd.DataFrame, question: Question) -> str:
    """The title: how many of those that can be compared improved, stayed the same and declined."""
    n = tally(found)
    total = len(found) - n[Outcome.NOT_COMPARED]
    day, place, said = long_date(question.as_at), place_of(question.among), about(question.judgement)
    if not total:
        return f"On {day} no authority {place} has two grades to compare {said}"
    parts = [f"{n[Outcome.IMPROVED]} of {total} authorities {place} had improved {said} {since(question)}"]
    if same := n[Outcome.SAME]:
        parts.append(f"{same} {'was' if same == 1 else 'were'} the same")
    if declined := n[Outcome.DECLINED]:
        parts.append(f"{declined} had declined")
    *most, last = parts
    return f"By {day}, {', '.join(most)} and {last}" if most else f"By {day}, {last}"


def of_one(found: pd.DataFrame, code: str | None, question: Question) -> str:
    """What became of the grade of one of them, as a sentence; nothing where it is none of them."""
    mine = found[found["code"] == code]
    if mine.empty:
        return ""
    (row,) = mine.itertuples()
    name = upper_first(called(str(row.name)))
    if row.outcome == Outcome.NOT_COMPARED:
        reason = why(row, question)
        return f"{name} cannot be compared: {lower_first(reason)}."
    old, new = str(row.from_grade).lower(), str(row.to_grade).lower()
    return f"{name}: {old} both times." if old == new else f"{name} {row.outcome!s} from {old} to {new}."


def named(found: pd.DataFrame, outcome: Outcome) -> str:
    """Who improved, or who declined, as a sentence; nothing where none did or where too many did."""
    names = sorted(found.loc[found["outcome"] == outcome.value, "name"], key=str.casefold)
    return f"{upper_first(outcome.value)}: {series(map(called, names))}." if 0 < len(names) <= NAMED else ""


def heading(outcome: Outcome, n: int) -> str:
    """The heading of a group with its number."""
    return f"{upper_first(outcome.value)}: {n or 'none'}"


def split(found: pd.DataFrame) -> str:
    """Of those that are the same, how many kept a good grade, which Ofsted calls retained; nothing where none are."""
    n = found["movement"].value_counts()
    kept, low = int(n.get(Movement.RETAINED.value, 0)), int(n.get(Movement.SAME.value, 0))
    good, poor = "good or outstanding both times", "requires improvement or inadequate both times"
    if kept and low:
        return f"{kept} {good}, {low} {poor}."
    one = "The one was" if kept + low == 1 else "All were"
    return f"{one} {good if kept else poor}." if kept + low else ""


def those_that_stayed(n: int) -> str:
    """What opens the list of those that are the same."""
    return "Show the one authority" if n == 1 else f"Show the {n} authorities"


def left_out(found: pd.DataFrame) -> str:
    """How many the finding does not count, as a sentence; nothing where it counts all."""
    n = tally(found)[Outcome.NOT_COMPARED]
    if not n:
        return ""
    return (
        "One cannot be compared; the reason stands below."
        if n == 1
        else f"{n} cannot be compared; the reasons stand below."
    )


def rule(question: Question) -> str:
    """What is compared with what, in sentences."""
    name = NAMES[question.judgement]
    if question.against == "first ILACS":
        said = (
            f"{name}: the latest ILACS grade against the first, of authorities with two or more, as Ofsted counted "
            "on 31 March 2024."
        )
    elif question.against == "previous":
        said = (
            f"{name}: the latest grade against the one before it, SIF or ILACS, passing over inspections without one."
        )
    else:
        said = f"{name}: the grade held on each date, of authorities inspected between the two."
    return f"{said} Counted: {counted(question.as_at, question.published_by)}. {SOURCE}"


def why(row: Any, question: Question) -> str:
    """Why a row of `statistics.improved` cannot be compared."""
    status = "" if pd.isna(row.status) else ABSENCES[Status(row.status)]
    if row.reason == Reason.NO_INSPECTION:
        return "No ILACS inspection yet" if question.against == "first ILACS" else "Not yet inspected"
    if row.reason == Reason.ONE_INSPECTION:
        return f"One {Framework.ILACS.value if question.against == 'first ILACS' else 'full'} inspection only"
    if row.reason == Reason.ONE_GRADE:
        return f"One grade only; otherwise {status}"
    if row.reason == Reason.NO_GRADE:
        return f"No grade: {status}"
    if not isinstance(question.against, str):
        day = long_date(question.against)
        if row.reason == Reason.NOT_AGAIN:
            return f"Not inspected again since {day}"
        if row.reason == Reason.NOT_THERE:
            return f"Did not exist on {day}"
        return f"No grade on {day}: {status or 'not yet inspected'}"
    raise ValueError(f"{row.reason!r} is no reason against an inspection")


def ungraded(row: Any) -> str:
    """What is said beside a grade that a later inspection did not give again; nothing where there was none."""
    return (
        "" if pd.isna(row.ungraded_date) else f"inspected again on {long_date(row.ungraded_date)}, without this grade"
    )


def columns(question: Question) -> tuple[str, str]:
    """The headings of the two inspections that are compared."""
    if question.against == "first ILACS":
        return "First ILACS inspection", "Latest ILACS inspection"
    if question.against == "previous":
        return "Previous inspection", "Latest inspection"
    return f"Inspection in force on {long_date(question.against)}", f"On {long_date(question.as_at)}"


def absent(question: Question, found: pd.DataFrame, names: dict[str, str]) -> str:
    """Authorities of a set that did not exist on the date, as a sentence; nothing where all did."""
    if question.among.key == "all" or question.among.key.startswith("region:"):
        return ""
    missing = [called(names[code]) for code in question.among.codes if code not in set(found["code"])]
    return f"Did not exist on {long_date(question.as_at)}: {series(missing)}." if missing else ""


def aloud(title: str) -> str:
    """The bars in words, for those who do not see them."""
    return f"Stacked bars of authorities that improved, kept their grade or declined. {title}."
