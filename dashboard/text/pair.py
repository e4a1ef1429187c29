"""Two authorities side by side: how they differ, judgement by judgement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from dashboard.dates import long_date
from dashboard.history.story import Authority
from dashboard.judgements import FOUR, NAMES
from dashboard.words import counted, number, stands, upper_first
from loaders import Grade, Judgement

Held = Mapping[Judgement, tuple[Grade | None, Grade | None]]
"""The grades of the one and the other; None where the latest inspection gave none."""
BOTH = {grade: stands(grade).replace("is ", "are ").replace("requires", "require") for grade in Grade}


def title(one: Authority, other: Authority, held: Held) -> str:
    """The finding: which of the two holds the better grades among the four judgements that remain."""
    shared = [(a, b) for a, b in (held[judgement] for judgement in FOUR) if a and b]
    if not shared:
        return f"{upper_first(one.called)} and {other.called} hold no grade for the same judgement"
    first, second = (sum(a.rank > b.rank for a, b in shared), sum(b.rank > a.rank for a, b in shared))
    of = f"of {counted(len(shared), 'judgement')} that both hold"
    if not first and not second:
        which = "the one judgement" if len(shared) == 1 else f"all {number(len(shared))} judgements"
        return f"{upper_first(one.called)} and {other.called} hold the same grade in {which} that both hold"
    ahead = [(one, first), (other, second)] if first >= second else [(other, second), (one, first)]
    (leader, most), (follower, fewest) = ahead
    if most == len(shared):
        which = "the one judgement" if most == 1 else f"all {number(most)} judgements"
        return f"{upper_first(leader.called)} is better than {follower.called} in {which} that both hold"
    same = len(shared) - first - second
    rest = [f"{follower.called} in {number(fewest)}"] * bool(fewest) + (
        [f"they are alike in {number(same)}"] if same else []
    )
    tail = "".join(f", {'and ' if part is rest[-1] else ''}{part}" for part in rest)
    return f"{upper_first(leader.called)} is better than {follower.called} in {number(most)} {of}{tail}"


def lines(one: Authority, other: Authority, held: Held) -> list[str]:
    """A sentence for each judgement."""
    return [f"{NAMES[judgement]}: {_line(one, other, *grades)}." for judgement, grades in held.items()]


def _line(one: Authority, other: Authority, first: Grade | None, second: Grade | None) -> str:
    if first is None and second is None:
        return "neither holds a grade"
    if first is None or second is None:
        holder, grade, lacking = (one, first, other) if first else (other, second, one)
        assert grade
        return f"{holder.called} {stands(grade)}, and {lacking.called} holds no grade"
    if first is second:
        return f"both {BOTH[first]}"
    return f"{one.called} {stands(first)}, and {other.called} {stands(second)}"


def difference(one: Authority, other: Authority, first: Grade | None, second: Grade | None) -> str:
    """The same in a cell: which of the two is better, and by how much."""
    if first is None or second is None:
        return "cannot be compared"
    steps = first.rank - second.rank
    if not steps:
        return "the same"
    return f"{(one if steps > 0 else other).name}, by {counted(abs(steps), 'grade')}"


def caption(by: str, today: dt.date) -> str:
    """What is drawn, and where it comes from."""
    kind = "date of publication" if by == "publication" else "first day of inspection"
    return (
        f"Both on one axis, by {kind}, as known on {long_date(today)}. Source: Ofsted’s reports and official "
        "statistics, Open Government Licence v3.0."
    )


def description(one: Authority, other: Authority, said: list[str]) -> str:
    """The text alternative."""
    return f"Two timelines, {one.called} above {other.called}, on one axis. {' '.join(said)}"
