"""Changes to a document's text that change none of its facts: where lines break, dashes, spaces, forms of dates, order of rows."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable, Sequence

from loaders.reports.dates import MONTHS, parse_range

_MONTH = "(?:" + "|".join(MONTHS) + ")"
_RANGE = re.compile(
    rf"\d{{1,2}}(?: {_MONTH})?(?: \d{{4}})?\s?(?:-|–|to|and)\s?\d{{1,2}} {_MONTH} \d{{4}}"
    rf"(?! and \d)(?<!\d and \d)"
)
_DASHES = "-–—‒−"
_SPACES = (" ", "  ", "\u00a0", " \u2009")


def move_line_breaks(text: str, chance: random.Random) -> str:
    """The same words with the lines broken elsewhere; bullets keep their space."""
    words = text.replace("\r", "").split()
    return "".join(word + ("\n" if chance.random() < 0.12 else " ") for word in words)


def change_spaces(text: str, chance: random.Random) -> str:
    return re.sub(" ", lambda _: chance.choice(_SPACES), text)


def change_dashes(text: str, chance: random.Random) -> str:
    return re.sub("[-–—]", lambda _: chance.choice(_DASHES), text)


def change_quotes(text: str, chance: random.Random) -> str:
    return re.sub("['’‘]", lambda _: chance.choice("'’"), text)


def date_forms(start: dt.date, end: dt.date) -> list[str]:
    """Ways in which Ofsted could print the same days."""
    first, last = (f"{day.day} {MONTHS[day.month - 1]} {day.year}" for day in (start, end))
    forms = [f"{first} to {last}", f"{first} – {last}", f"{first}-{last}", f"{start:%d/%m/%Y} to {end:%d/%m/%Y}"]
    forms.append(
        f"{start.day:02} {MONTHS[start.month - 1]} {start.year} to {end.day:02} {MONTHS[end.month - 1]} {end.year}"
    )
    if start.year == end.year:
        forms.append(f"{start.day} {MONTHS[start.month - 1]} to {last}")
        forms.append(f"{start.day}th {MONTHS[start.month - 1]} – {end.day}th {MONTHS[end.month - 1]} {end.year}")
        if start.month == end.month:
            forms += [f"{start.day} to {last}", f"{start.day}–{last}", f"{start.day} and {last}"]
    return forms


def swap_date_forms(text: str, chance: random.Random) -> str:
    def other(match: re.Match[str]) -> str:
        found = parse_range(match[0].replace("–", "-"))
        return match[0] if found is None or found.pause else chance.choice(date_forms(found.start, found.end))

    return _RANGE.sub(other, text)


_GRADE = r"(?:Requires? [Ii]mprovement(?: to be good)?|Good|Outstanding|Inadequate|Not [Jj]udged)"
_ROW = re.compile(
    rf"(?:(?:The impact of leaders|The experiences and progress of|Overall effectiveness)(?:(?!The impact|The experiences|Overall).){{0,90}}?"
    rf"|\d\.\d?\.? (?:Children|Adoption|Experiences|Leadership,)(?:(?!\d\.).){{0,70}}?) {_GRADE}(?= |$)"
)


def reorder_rows(text: str, chance: random.Random) -> str:
    """The rows of the table of judgements in another order; text without such rows unchanged."""
    line = " ".join(text.split())
    rows = list(_ROW.finditer(line))
    run = [rows[0]] if rows else []
    for row in rows[1:]:
        if row.start() - run[-1].end() > 1:
            break
        run.append(row)
    if len(run) < 3:
        return text
    words = [row[0] for row in run]
    chance.shuffle(words)
    return line[: run[0].start()] + " ".join(words) + line[run[-1].end() :]


CHANGES: tuple[Callable[[str, random.Random], str], ...] = (
    swap_date_forms,
    reorder_rows,
    change_dashes,
    change_quotes,
    move_line_breaks,
    change_spaces,
)


def fuzz(pages: Sequence[str], chance: random.Random) -> list[str]:
    """The pages after some of the changes, in an order in which each can still work."""
    chosen = [change for change in CHANGES if chance.random() < 0.7]
    result = list(pages)
    for change in chosen:
        result = [change(page, chance) if page else page for page in result]
    return result
