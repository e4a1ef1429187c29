"""The words of the national page: titles that say the finding, and what must be said beside a count."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from dashboard.dates import long_date, month_year
from dashboard.figures.survival import duration
from dashboard.frames import rows
from dashboard.judgements import about
from dashboard.statistics import counts
from dashboard.statistics.movement import Movement
from dashboard.statistics.over_time import FEWEST
from dashboard.words import number, series
from loaders import NOT_INSPECTED, Grade, Judgement

SOURCE = "Source: Ofsted, official statistics and inspection reports, Open Government Licence v3.0."


def counted(date: dt.date, published_by: dt.date) -> str:
    """Which inspections count on a date, in a sentence without its verb."""
    return (
        f"latest full inspection that started by {long_date(date)}, of reports published by {long_date(published_by)}"
    )


def percent(n: int, total: int) -> str:
    """A share in whole per cent."""
    return f"{100 * n / total:.0f}%" if total else "none"


def on_a_date(counted: pd.DataFrame, date: dt.date, judgement: Judgement) -> str:
    """The title of the bars."""
    good, total = counts.figure(counted, area=counts.ENGLAND, measure="good or outstanding")
    if not total:
        return f"On {long_date(date)} no authority held a grade {about(judgement)}"
    share = f"{good} of {total} authorities ({percent(good, total)})"
    return f"On {long_date(date)}, {share} were good or outstanding {about(judgement)}"


def through_time(shares: pd.DataFrame, judgement: Judgement) -> str:
    """The title of the shares through time: the first and the last of them, and the word for the difference."""
    drawn = shares[(shares["total"] >= FEWEST) & shares["grade"].isin([Grade.GOOD.value, Grade.OUTSTANDING.value])]
    good = drawn.groupby("date")["percent"].sum()
    bases = drawn.groupby("date")["total"].first()
    if len(good) < 2:
        return f"Too few authorities hold a grade {about(judgement)} to draw their shares"
    first, last = float(good.iloc[0]), float(good.iloc[-1])
    verb = "rose" if last > first + 0.5 else "fell" if last < first - 0.5 else "stayed"
    start, end = month_year(good.index[0].date()), month_year(good.index[-1].date())
    few, many = f"of {bases.iloc[0]} authorities in {start}", f"of {bases.iloc[-1]} in {end}"
    if verb == "stayed":
        return f"The share good or outstanding {about(judgement)} was {last:.0f}% {few} and {many}"
    return f"The share good or outstanding {about(judgement)} {verb} from {first:.0f}% {few} to {last:.0f}% {many}"


def moved(first: pd.DataFrame, previous: pd.DataFrame) -> str:
    """The title of the movement: against the first ILACS inspection, or else against the previous one."""
    for frame, against in ((first, "their first ILACS inspection"), (previous, "the inspection before")):
        counts = dict(zip(frame["movement"], frame["n"], strict=True))
        total = int(frame["n"].sum())
        if total:
            up, down = counts[Movement.IMPROVED.value], counts[Movement.DECLINED.value]
            have = "authority has" if total == 1 else "authorities have"
            return f"Against {against}, {up} of {total} {have} improved and {down} declined"
    return "No authority has been inspected twice yet"


def followed(transitions: pd.DataFrame) -> str:
    """The title of the transitions: what came after inadequate."""
    pairs = rows(transitions, ["from_grade", "to_grade", "n"])
    after = {new: n for old, new, n in pairs if old == Grade.INADEQUATE}
    total = sum(after.values())
    if not total:
        return "No authority has been inspected again after inadequate"
    better = total - after[Grade.INADEQUATE]
    share = percent(better, total)
    return f"{better} of {total} full inspections that followed a grade of inadequate gave a better one ({share})"


def left(spells: pd.DataFrame, middle: float | None) -> str:
    """The title of the survival curve."""
    if spells.empty:
        return "No authority has been judged inadequate"
    finished = int(spells["finished"].sum())
    rest = len(spells) - finished
    known = (
        f"Half of the authorities judged inadequate had left it after {duration(middle)}"
        if middle
        else ("Fewer than half of the authorities judged inadequate have left it")
    )
    return f"{known}; {rest} of {len(spells)} spells are unfinished" if rest else known


def why(before: int, after: int, since: dt.date, date: dt.date, judgement: Judgement) -> str:
    """The title of the bridge."""
    span = f"between {long_date(since)} and {long_date(date)}"
    if before == after:
        return f"The number good or outstanding {about(judgement)} was {after} at both ends, {span}"
    verb = "rose" if after > before else "fell"
    return f"The number good or outstanding {about(judgement)} {verb} from {before} to {after} {span}"


def not_yet_inspected(held: pd.DataFrame) -> str:
    """Whom no full inspection has looked at yet, of how many; nothing where there is none. `held` as from `as_at`."""
    new = sorted(held.loc[held["reason"].eq(NOT_INSPECTED).fillna(False), "name"])
    if not new:
        return ""
    are = "is" if len(new) == 1 else "are"
    return f"Of {len(held)} authorities {number(len(new))} {are} not yet inspected: {series(new)}."


def without_grade(held: pd.DataFrame) -> list[str]:
    """Sentences on the authorities that the count leaves out, each with the reason."""
    left_out = counts.ungraded(held)
    by_reason: dict[str, list[str]] = {}
    for name, reason in sorted(zip(left_out["name"], left_out["reason"], strict=True)):
        by_reason.setdefault(reason, []).append(name)
    sentences = []
    for reason, names in sorted(by_reason.items()):
        who = ", ".join(names) if len(names) <= 6 else f"{len(names)} authorities"
        sentences.append(f"Not counted, {reason}: {who}.")
    return sentences
