"""What the national page says around its charts: what is counted and how, and each drawing read aloud."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from dashboard.dates import long_date
from dashboard.judgements import NAMES
from dashboard.statistics.movement import Movement
from dashboard.text import context
from dashboard.text.national import SOURCE
from dashboard.words import upper_first
from loaders import Judgement

LEAD = "How many authorities held each grade on any date, and why the figures move."
"""Under the page's heading."""
NO_OVERALL = (
    "Inspections since 1 April 2026 give no overall effectiveness grade. The four judgements below remain; overall grades "
    "are counted of the authorities that have not been inspected since."
)
"""Above the charts of a date since then."""


def bars(counted: str, *, is_nine: bool) -> str:
    """Below England and its regions; `counted` says which inspections count."""
    return (
        f"England and {_scheme(is_nine)}, by share good or outstanding; n: authorities that hold a grade. "
        f"Counted: {counted}. {SOURCE}"
    )


def bars_aloud(title: str, *, is_nine: bool) -> str:
    """England and its regions, read aloud."""
    return f"Stacked bars of authorities by grade, England and {_scheme(is_nine)}. {title}."


def _scheme(is_nine: bool) -> str:
    return "the nine regions" if is_nine else "Ofsted’s eight regions (North East joined with Yorkshire)"


def judgements(counted: str) -> str:
    """Below the judgements side by side."""
    return (
        f"Each judgement: {counted}. Overall effectiveness has not been given since April 2026; care leavers were not "
        f"judged separately from 2018 to 2022. {SOURCE}"
    )


def months(fewest: int) -> str:
    """Below the shares through time."""
    return (
        "Share of the authorities that existed and held a grade at the end of each month, each month by Ofsted’s as-at "
        f"rule; from the first month with {fewest} of them. {SOURCE}"
    )


def months_aloud(title: str) -> str:
    """The shares through time, read aloud."""
    return f"Shares of authorities at each grade at the end of each month. {title}."


def moved(judgement: Judgement, date: dt.date, meaning: Mapping[Movement, str]) -> str:
    """Below who improved and who declined; `meaning` says what each word of it means."""
    said = upper_first("; ".join(f"{kind}: {text}" for kind, text in meaning.items()))
    return (
        f"{NAMES[judgement]}, authorities of {long_date(date)} with two grades or more. The first line is the rule of "
        f"Ofsted’s text of 2024. {said}. {SOURCE}"
    )


def moved_aloud(title: str) -> str:
    """Who improved and who declined, read aloud."""
    return f"Stacked bars of authorities that improved, kept their grade or declined. {title}."


def followed(judgement: Judgement, date: dt.date) -> str:
    """Below which grade followed which."""
    return (
        f"{NAMES[judgement]}: every two full inspections in a row of one authority, SIF and ILACS, abolished "
        f"authorities too, to {long_date(date)}. Rows: the grade; columns: the next one. {SOURCE}"
    )


def followed_aloud(title: str) -> str:
    """Which grade followed which, read aloud."""
    return f"A table of grades by the grade that followed at the next full inspection. {title}."


def left(spells: int, date: dt.date, unfinished: Mapping[str, int]) -> str:
    """Below how long it takes to leave inadequate; `unfinished` counts spells by what cut them short."""
    cut = "; ".join(f"{n} {reason}" for reason, n in unfinished.items())
    return (
        f"Overall effectiveness, {spells} spells from the report that said inadequate to the one that no longer did, to "
        f"{long_date(date)}. Unfinished, counted for as long as they were seen (ticks): {cut or 'none'}. "
        f"Product-limit estimate (Kaplan and Meier), band: 95% interval. {SOURCE}"
    )


def left_aloud(title: str) -> str:
    """How long it takes to leave inadequate, read aloud."""
    return f"A falling step line: the share still inadequate by years since the report. {title}."


WHY = (
    "Authorities good or outstanding on each date, each date with the cut-off in use, and what became of the rest: a move "
    f"within good and outstanding does not show. {SOURCE}"
)
"""Below the bridge between two dates."""


def why_aloud(start: int, end: int, moves: Sequence[tuple[str, int]]) -> str:
    """The bridge between two dates, read aloud."""
    said = "; ".join(f"{label} {n:+d}" for label, n in moves)
    return f"A bridge from {start} to {end}: {said or 'nothing moved it'}."


def children_aloud(title: str) -> str:
    """The share of children by region, read aloud."""
    return f"A row for England and each region with a dot for children and a dot for authorities. {title}."


def children_months_aloud(title: str) -> str:
    """The share of children through time, read aloud."""
    return f"Two lines through time, one for children and one for authorities. {title}."


def children_months(judgement: Judgement) -> str:
    """Below the share of children through time."""
    return (
        f"{NAMES[judgement]} at the end of each month, of authorities with a grade; children at the mid-year before. "
        f"{context.SOURCE}"
    )
