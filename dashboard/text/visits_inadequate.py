"""The words of who is inadequate, since when, and what inspectors have seen of them since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.dates import date_range, long_date, month_year
from dashboard.judgements import in_sentence
from dashboard.statistics.compare_set import in_region
from dashboard.text.national import counted as counted_on
from dashboard.text.outlook import FEW
from dashboard.text.visits import FEWEST, opening, visited
from dashboard.text.visits_focused import small
from dashboard.words import called, counted, duration, number, ordinal, series, upper_first
from loaders import Judgement, Precision

READING = [
    "A row for each spell, from the report that said inadequate; years since then run to the right.",
    "Diamond: a monitoring visit, with its number where known; dashed where only the month is; moved aside from a neighbour.",
    "Solid line: official lists cover these days, so no diamond means no visit listed. Dotted line: they do not, so visits may be missing.",
    "Square: the grade that ended the spell; ring: no better grade is known.",
]


def heading(region: str, day: dt.date | None) -> str:
    """The heading of the page: now, or on a day; in a region, or in all of England."""
    when = f"on {long_date(day)}" if day else "now"
    return f"Inadequate {when}{f' in {in_region(region)}' if region else ''}"


def finding(found: pd.DataFrame, total: int, *, region: str, day: dt.date | None, as_at: dt.date) -> str:
    """Who has been inadequate longest; few are named one by one. `found` is of `statistics.inadequate.spells_on`."""
    tense = ("were", "had been", "was") if day else ("are", "has been", "is")
    of = f"{total} authorities"
    if found.empty:
        return upper_first(f"{opening(region, day)}none of {of} {tense[2]} inadequate overall")
    n = len(found)
    many = f"{number(n)} of {of} {tense[2] if n == 1 else tense[0]} inadequate overall"
    start = upper_first(f"{opening(region, day)}{many}")
    began = found["began"].min().date()
    if n < FEWEST or began > as_at:
        return f"{start}: {series(_since(row, as_at) for row in found.to_dict('records'))}"
    longest = found[found["began"].dt.date == began]
    names = [called(str(name)) for name in longest["name"]]
    verb = "had been" if day else "has been" if len(names) == 1 else "have been"
    return f"{start}; {series(names)} {verb} for longest, {duration(began, as_at)}, since {month_year(began)}"


def _since(row: dict[Any, Any], as_at: dt.date) -> str:
    began = row["began"].date()
    how = "since" if began <= as_at else "by a report of"
    return f"{called(str(row['name']))} {how} {month_year(began)}"


def lasted(began: dt.date, as_at: dt.date) -> str:
    """How long it had lasted; a report may have come out after the day that it speaks of."""
    return duration(began, as_at) if began <= as_at else "published after that day"


def how_counted(total: int, *, day: dt.date | None, published_by: dt.date) -> str:
    """Of whom, and by which reports, the page counts."""
    if day is None:
        return f"Overall effectiveness, of the {total} authorities that hold such a grade, the longest first."
    held = f"Overall effectiveness, of the {total} authorities that held such a grade."
    return f"{held} Counted: {counted_on(day, published_by)}."


def in_part(found: pd.DataFrame, *, region: str, day: dt.date | None) -> str:
    """How many more hold inadequate for a judgement, but not overall."""
    n = len(found)
    start = upper_first(f"{opening(region, day)}{number(n)} more {'authority' if n == 1 else 'authorities'}")
    verb = "held" if day else "holds" if n == 1 else "hold"
    return f"{start} {verb} inadequate for a judgement, without being inadequate overall"


def judged(judgements: Sequence[Judgement]) -> str:
    """For what an inspection said inadequate, in a cell."""
    return series(in_sentence(judgement) for judgement in judgements)


def again(judgements: Sequence[Judgement], *, is_first: bool) -> str:
    """What the latest full inspection of a spell said: again, where it is not the one that began it."""
    said = "inadequate" if is_first else "again inadequate"
    return f"{said} for {judged(judgements)}" if judgements else said


def visits_since(row: dict[Any, Any]) -> str:
    """How many visits are on record since a spell began."""
    parts = [counted(int(row[kind]), f"{kind} visit") for kind in ("monitoring", "focused") if int(row[kind])]
    return series(parts) if parts else "none on record"


def latest_visit(row: dict[Any, Any]) -> list[str]:
    """The latest visit as facts: what it was and when, at what it looked, and what it set."""
    heading = upper_first(str(row["event_type"]))
    if pd.notna(row["visit_number"]):
        heading += f" {int(row['visit_number'])}"
    facts = [f"{heading}, {visited(row)}"]
    if pd.notna(row["theme"]):
        facts.append(f"Looked at: {small(str(row['theme']))}")
    if pd.notna(row["priority_action_areas"]):
        facts.append(upper_first(counted(int(row["priority_action_areas"]), "area")) + " for priority action")
    if pd.notna(row["improvement_areas"]):
        facts.append(upper_first(counted(int(row["improvement_areas"]), "point")) + " to improve")
    return facts


def monitoring(frame: pd.DataFrame) -> str:
    """The title of the spells: what is known, and in how many some visits are missing."""
    if frame.empty:
        return "No spell of inadequacy is on record"
    gaps = int((frame["state"] == "gaps").sum())
    known = int(frame["n"].sum())
    said = (
        f"{known or 'No'} monitoring visit{'s are' if known > 1 else ' is'} known in "
        f"{counted(len(frame), 'spell')} of inadequacy"
    )
    if not gaps:
        return said
    return f"{said}; in {number(gaps)} of them we know that some are missing"


def spell_words(row: dict[Any, Any]) -> tuple[str, ...]:
    """What is missing from a spell, in full and then shorter; numbers that no known visit can carry."""
    n, missing, undated = int(row["n"]), str(row["missing"]), int(row["undated"])
    if row["state"] == "none":
        return ("none was made", "none")
    if not n:
        return ("none known", "none known")
    parts = [f"no record of {missing_words(missing)}"] if missing else []
    if undated:
        parts.append(f"{undated} without a date")
    short = [f"{int(row['missing_n'])} not recorded"] if missing else []
    if undated:
        short.append(f"{undated} undated")
    options = ["; ".join([f"{n} known", *parts]), "; ".join([f"{n} known", *short]), "; ".join(short), f"{n} known"]
    return tuple(option for option in options if option)


def missing_words(missing: str) -> str:
    """The missing numbers as a list; where the visits were counted anew, of which count."""
    counts = missing.split(";")
    if len(counts) == 1:
        return _listed(missing)
    return series(f"{_listed(one)} of the {ordinal(place)} count" for place, one in enumerate(counts, start=1) if one)


def _listed(listed: str) -> str:
    """Numbers of one count as a list: "1 of 1 to 3" becomes "one of numbers 1 to 3"."""
    parts = [part.split(" of ", 1) for part in listed.split(", ")]
    return series(f"{number(int(part[0]))} of numbers {part[1]}" if len(part) == 2 else part[0] for part in parts)


def window(n: int) -> str:
    """On how many gaps the window of the next inspection rests."""
    few = "only " if n < FEW else ""
    return f"The window counts from the first day of the latest full inspection and rests on {few}{number(n)} gaps after inadequate."


def unread(n: int) -> str:
    """Of how many of them later reports have not been read; nothing where of none."""
    return f"Of {number(n)} of them later reports have not been read." if n else ""


def monitoring_aloud(title: str) -> str:
    """The drawing of the spells in words, for those who do not see it."""
    return f"A row for each spell of inadequacy, newest first, with a mark for each monitoring visit. {title}."


def spells(outside: int, who: Sequence[str]) -> str:
    """What a spell is, and which visits are not drawn: those to bodies that were not judged inadequate themselves."""
    what = (
        "A spell runs from the report that said inadequate to the next one that did not; the letter on the first visit is often "
        "not published."
    )
    if not outside:
        return what
    return f"{what} {outside} visits to {series(who)}, which were not judged inadequate themselves, are not drawn."


def ended(day: dt.date | None, how: str) -> str:
    """When and how a spell ended."""
    return f"Ended {long_date(day)}: {how}" if day else "No end is known"


def visit_number(n: int | None) -> str:
    """A monitoring visit with its number."""
    return "Monitoring visit, number not known" if n is None else f"Monitoring visit {n}"


def visit_when(day: dt.date | None, end: dt.date | None, precision: Precision, *, is_letter: bool) -> str:
    """When a visit was made; where that is not known, of which day its letter is."""
    if day is None:
        return "Date not known"
    if is_letter:
        return f"Letter of {long_date(day, precision)}; date of the visit not known"
    return f"Visited {date_range(day, end, precision)}"
