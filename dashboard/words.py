"""Small pieces of English: lists, numbers, lengths of time, and grades as a sentence needs them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from loaders import Grade

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def series(items: Iterable[str]) -> str:
    """a; a and b; a, b and c; with a comma before the last "and" where an item holds one itself."""
    words = list(items)
    if len(words) > 1 and any(" and " in word for word in words):
        return ", ".join(words[:-1]) + ", and " + words[-1]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1] if words else ""


def number(count: int) -> str:
    """Numbers up to ten as words."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


WITH_ARTICLE = {
    "Isle of Wight": "the Isle of Wight",
    "Isles of Scilly": "the Council of the Isles of Scilly",
    "City of London": "the City of London",
}
"""Names that a sentence cannot hold as they stand in a list."""


def called(name: str) -> str:
    """An authority's name as it stands within a sentence: with its article, without the year that tells it apart."""
    return WITH_ARTICLE.get(name, name.partition(" (to ")[0])


def ordinal(count: int) -> str:
    """First to tenth as words, 11th and so on as figures."""
    if 0 < count < len(_ORDINALS):
        return _ORDINALS[count]
    ending = "th" if count % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


def counted(count: int, noun: str, plural: str = "") -> str:
    """One focused visit, two focused visits."""
    return f"{number(count)} {noun if count == 1 else plural or noun + 's'}"


def duration(start: dt.date, end: dt.date) -> str:
    """The whole years and months between two days, such as two years and eight months; almost two years, a month before."""
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    years, rest = divmod(max(months, 0), 12)
    if rest == 11:
        return f"almost {'a year' if years == 0 else counted(years + 1, 'year')}"
    parts = [counted(years, "year")] * (years > 0) + [counted(rest, "month")] * (rest > 0)
    return series(parts) if parts else "less than a month"


def noun(grade: Grade) -> str:
    """The grade as a name: from requires improvement to good."""
    return str(grade).lower()


def held(grade: Grade, tense: str = "has") -> str:
    """What a body has been under a grade: has been good, has required improvement."""
    return f"{tense} required improvement" if grade is Grade.REQUIRES_IMPROVEMENT else f"{tense} been {noun(grade)}"


def stood(grade: Grade) -> str:
    """What a body was under a grade: was good, required improvement."""
    return "required improvement" if grade is Grade.REQUIRES_IMPROVEMENT else f"was {noun(grade)}"


def stands(grade: Grade) -> str:
    """What a body is under a grade: is good, requires improvement."""
    return "requires improvement" if grade is Grade.REQUIRES_IMPROVEMENT else f"is {noun(grade)}"


def judged(grade: Grade) -> str:
    """What an inspection judged a body to be: to be good, to require improvement."""
    return "to require improvement" if grade is Grade.REQUIRES_IMPROVEMENT else f"to be {noun(grade)}"


def upper_first(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text without a capital at its start."""
    return text[:1].lower() + text[1:]


def standing_among(own: Grade, others: Sequence[Grade]) -> str:
    """How many of the others hold a better grade, the same and a worse one; there is at least one other."""
    return _shared_words(
        {
            "a better grade": sum(grade.rank > own.rank for grade in others),
            "the same": sum(grade is own for grade in others),
            "a worse one": sum(grade.rank < own.rank for grade in others),
        }
    )


def _shared_words(counts: Mapping[str, int]) -> str:
    """Seven hold a better grade, two the same and one a worse one."""
    found = [(words, count) for words, count in counts.items() if count]
    (first, count), *rest = found
    if not rest:
        return f"all hold {first.replace('a worse one', 'a worse grade').replace('the same', 'the same grade')}"
    first = first.replace("a worse one", "a worse grade").replace("the same", "the same grade")
    lead = f"{number(count)} {'holds' if count == 1 else 'hold'} {first}"
    return series([lead, *(f"{number(more)} {words}" for words, more in rest)])


def slugify(text: str) -> str:
    """Lower-case words joined by hyphens, plain ASCII, safe in addresses and file systems: West Midlands is west-midlands."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def sentences_of(text: str) -> list[str]:
    """The sentences of a text."""
    return [part for part in re.split(r"(?<=\.) (?=[A-Z“\d])", text) if part]


LETTERS = f"{series(f'{grade.letter}: {str(grade).casefold()}' for grade in Grade)}."
"""What the letters of the grades mean, where no key says it."""
