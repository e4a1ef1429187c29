"""The words of the compare page: titles that say the finding, rows' labels, captions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.dates import long_date, short_date
from dashboard.figures.strips.panels import Row
from dashboard.history.compared import Blocks, Standings, place
from dashboard.history.story import Judged
from dashboard.judgements import ABSENCES, NAMES, about, in_sentence
from dashboard.statistics.compare_set import Comparison, with_predecessors
from dashboard.words import called, noun, number, ordinal, series, standing_among, upper_first
from dashboard.words import stands as stands_at
from loaders import Grade, Judgement, Precision, Status

MANY = 6
"""Authorities up to which a sentence names each."""

GOOD = (Grade.GOOD, Grade.OUTSTANDING)


def counted(stand: Standings, codes: Sequence[str]) -> tuple[int, int]:
    """How many of `codes` hold good or outstanding, and how many hold a grade at all."""
    held = [stand[code].now for code in codes if code in stand]
    grades = [grade for grade in held if grade]
    return sum(grade in GOOD for grade in grades), len(grades)


def finding(comparison: Comparison, stands: Mapping[Judgement, Standings], names: Mapping[str, str]) -> str:
    """The title of the strips: how many are good or better, and how the chosen authority stands among them."""
    name = upper_first(comparison.words)
    if len(stands) > 1:
        return _finding_of_all(name, stands, comparison.codes)
    (judgement, stand), *_ = stands.items()
    good, graded = counted(stand, comparison.codes)
    said = about(judgement)
    if not graded:
        return f"{name}: no grade {said} yet"
    verb = "is" if good == 1 else "are"
    title = f"{name}: {good} of {graded} {verb} good or outstanding {said}"
    chosen = stand.get(comparison.chosen or "")
    return f"{title}; {names[comparison.chosen or '']} {stands_at(chosen.now)}" if chosen and chosen.now else title


def _finding_of_all(name: str, stands: Mapping[Judgement, Standings], codes: Sequence[str]) -> str:
    """Where they do best and worst, of the four judgements that remain; none of which too few hold a grade."""
    figures = {j: counted(stand, codes) for j, stand in stands.items() if j is not Judgement.OVERALL}
    share = {j: f"{good} of {graded}" for j, (good, graded) in figures.items()}
    shares = {good / graded for good, graded in figures.values() if graded}
    if not shares:
        return f"{name}: no grades yet"
    if len(shares) == 1:
        most = max(figures, key=lambda j: figures[j][1])
        return f"{name}: {share[most]} are good or outstanding in each of the four judgements"
    ranked = sorted((good / graded, j) for j, (good, graded) in figures.items() if graded >= FEWEST)
    if not ranked or ranked[0][0] == ranked[-1][0]:
        good, graded = (sum(numbers) for numbers in zip(*figures.values(), strict=True))
        return f"{name}: {good} of {graded} judgements are good or outstanding"
    (low, worst), (high, best) = ranked[0], ranked[-1]
    highs = series(in_sentence(j) for value, j in ranked if value == high)
    lows = series(in_sentence(j) for value, j in ranked if value == low)
    return (
        f"{name}: most often good or outstanding for {highs} ({share[best]}), least often for {lows} ({share[worst]})"
    )


FEWEST = 5
"""Authorities with a grade that must be compared for a judgement to be called the best or the worst."""
NAMED = 8
"""Authorities that a sentence names; of more it says the number."""


RANKED = "By the number of judgements that are good or outstanding, and then by the grades themselves."


def place_title(comparison: Comparison, stands: Mapping[Judgement, Standings], names: Mapping[str, str]) -> str:
    """Where the chosen authority stands in its set; "" where none is chosen, or there is nobody beside it."""
    chosen = comparison.chosen
    if not chosen or len(comparison.codes) < 2:
        return ""
    name = upper_first(called(names[chosen]))
    by = "its grades" if len(stands) > 1 else f"its grade {about(next(iter(stands)))}"
    found = place(chosen, comparison.codes, list(stands.values()))
    if found is None:
        return f"{name} holds no grade by which it could be ranked"
    joint = "joint " if found.tied else ""
    return f"{name} is {joint}{ordinal(found.rank)} of {found.of} by {by}"


def standings_words(
    comparison: Comparison, stands: Mapping[Judgement, Standings], names: Mapping[str, str]
) -> list[str]:
    """How the chosen authority stands to the others on each judgement, or who stands out where none is chosen."""
    if comparison.chosen:
        return [_beside(comparison, judgement, stand, names) for judgement, stand in stands.items()]
    sentences = []
    for grade in (Grade.OUTSTANDING, Grade.INADEQUATE):
        who = {
            code: [in_sentence(j) for j, stand in stands.items() if code in stand and stand[code].now is grade]
            for code in comparison.codes
        }
        found = [f"{names[code]} ({series(held)})" for code, held in who.items() if held]
        if not found or len(found) > NAMED:
            n = f"{number(len(found))} of {len(comparison.codes)} authorities" if found else "no authority"
            sentences.append(f"{grade} for one judgement or more: {n}.")
        else:
            sentences.append(f"{grade} for one judgement or more: {'; '.join(found)}.")
    return sentences


def _beside(comparison: Comparison, judgement: Judgement, stand: Standings, names: Mapping[str, str]) -> str:
    chosen = comparison.chosen or ""
    subject = NAMES[judgement]
    own = stand[chosen].now if chosen in stand else None
    if own is None:
        return f"{subject}: {names[chosen]} holds no grade."
    others = [grade for code in comparison.codes if code != chosen and code in stand and (grade := stand[code].now)]
    said = f"{subject}: {names[chosen]} {stands_at(own)}"
    if not others:
        return f"{said}."
    return f"{said}; of {number(len(others))} others with a grade, {standing_among(own, others)}."


def now_label(stand: Standings, code: str, *, date_only: bool = False, is_short: bool = False) -> str:
    """What stands at the right of a row: the grade now and the month of its publication."""
    if code not in stand:
        return "–" if is_short else "Not yet inspected"
    latest = stand[code].latest
    month = short_date(latest.confirmed, Precision.MONTH)
    if date_only:
        return month
    if is_short:
        return f"{latest.grade.letter if latest.grade else '–'}, {month}"
    if latest.grade:
        return f"{latest.grade}, {month}"
    words = (
        "No overall grade" if latest.judged.status is Status.NOT_GIVEN else upper_first(ABSENCES[latest.judged.status])
    )
    return f"{words}, {month}"


def past(code: str, judgement: Judgement, blocks: Blocks, authorities: pd.DataFrame) -> str:
    """Every grade of an authority on one judgement and those of the bodies before it, oldest first, with their months."""
    names = dict(zip(authorities["code"], authorities["name"], strict=True))
    family = [old for old, _ in with_predecessors([code], authorities)][::-1]
    return "; ".join(
        ("" if old == code else f"{names[old]}: ")
        + f"{block.grade or ABSENCES[block.judged.status]}, {short_date(block.start, Precision.MONTH)}"
        for old in family
        for block in blocks.get((old, judgement), ())
    )


def strip_rows_of(
    order: Sequence[str],
    comparison: Comparison,
    stands: Mapping[Judgement, Standings],
    blocks: Blocks,
    authorities: pd.DataFrame,
    *,
    is_short: bool = False,
) -> list[Row]:
    """The rows of the strips: codes in order, each with its grade now, and under it the bodies that it replaced.

    A body that is no more has a row where there is something to draw; of several judgements only the date stands,
    and where it `is_short` a letter for the grade.
    """
    names = dict(zip(authorities["code"], authorities["name"], strict=True))
    gone = zip(authorities["code"], authorities["abolished"], strict=True)
    ended = {code: day.date() for code, day in gone if pd.notna(day)}
    drawn = {code for code, _ in blocks}
    first = next(iter(stands.values()))
    rows = []
    for code, under in with_predecessors(order, authorities):
        if code == under:
            now = now_label(first, code, date_only=len(stands) > 1, is_short=is_short)
            rows.append(Row(code, names[code], now, chosen=code == comparison.chosen))
        elif code in drawn and code not in order:
            until = f"until {short_date(ended[code], Precision.MONTH)}"
            rows.append(Row(code, names[code], until, predecessor=True))
    return rows


def caption(today: dt.date, judgements: Sequence[Judgement]) -> str:
    """How to read the strips, their date and their source."""
    return f"{reading(judgements)} {source(today)}"


def source(today: dt.date) -> str:
    """Date and source of the strips."""
    return f"Reports published by {long_date(today)}. Source: Ofsted, Open Government Licence v3.0."


def reading(judgements: Sequence[Judgement]) -> str:
    """How to read the strips."""
    words = (
        "A block runs from the publication of one full inspection to the next, or to the end of an "
        "authority’s record, since the single inspection framework began in November 2013. O outstanding, G good, RI requires improvement, I inadequate; white: no grade. "
        "England: share of authorities with a grade, by Ofsted’s as-at rule."
    )
    if Judgement.CARE_LEAVERS in judgements:
        words += " Care leavers were not judged separately from 2018 to 2022."
    return words


def description(title: str, rows: Sequence[tuple[str, str]], of: Judgement | None = None) -> str:
    """The text alternative: the finding, and each row's name with what is said of it.

    That is its grade now, or what `drawn` gives, and then `of` says of which judgement.
    """
    listed = "; ".join(f"{name}: {said}" for name, said in rows[:20])
    more = f"; and {len(rows) - 20} more, all in the table that follows" if len(rows) > 20 else ""
    which = f"Grades of {in_sentence(of)}, oldest first. " if of else ""
    return f"Strips of grades through time. {title}. {which}{listed}{more}."


def drawn(row: Row, judgement: Judgement, blocks: Blocks) -> str:
    """What the blocks of a row show, oldest first: inadequate Apr 2016, requires improvement Dec 2018."""

    def found(judged: Judged) -> str:
        if judged.grade:
            return noun(judged.grade)
        return "no grade" if judged.status is Status.NOT_GIVEN else ABSENCES[judged.status].partition(":")[0]

    said = [
        f"{found(block.judged)} {short_date(block.start, Precision.MONTH)}"
        for block in blocks.get((row.code, judgement), ())
    ]
    return ", ".join([*said, row.now] if row.predecessor or not said else said)


def unknown_names(texts: Sequence[str]) -> str:
    """Which words of an address are no authority, as a sentence."""
    listed = series([f"“{text}”" for text in texts])
    return f"{listed} {'is no authority that is known here, and is' if len(texts) == 1 else 'are no authorities that are known here, and are'} not shown."


def may_be(text: str, choices: int) -> str:
    """The beginning of a question that offers what a text may mean."""
    return (
        f"“{text}” is not shown: did you mean" if choices == 1 else f"“{text}” may be several authorities: did you mean"
    )


def without_overall(new: Sequence[str]) -> str:
    """What the end of overall effectiveness means; `new` are the names inspected since. Of many only how many are told."""
    text = "Inspections since 1 April 2026 give no overall effectiveness grade; four judgements remain."
    if not new:
        return text
    who = ", ".join(new) if len(new) <= MANY else f"{len(new)} of these authorities"
    return f"{text} Inspected in the new way so far: {who}. Counts of overall grades leave them out."
