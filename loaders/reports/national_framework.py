"""The elements of the children's social care national framework that a report prints after a point to improve."""

from __future__ import annotations

import re

from loaders.grades import ELEMENTS

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NUMBER = r"(?:[1-9]\b|" + "|".join(f"{word}\\b" for word in _NUMBERS) + ")"
_NUMBERED = re.compile(
    rf"\b(?P<kind>outcome|enabler|principle)s?:? ?(?P<numbers>{_NUMBER}(?:(?:, ?| and | & | or )(?:and )?{_NUMBER})*)",
    re.IGNORECASE,
)
_NAMED = tuple(
    (element, re.compile(rf"\b{element.split()[0]}s?:? {words}", re.IGNORECASE))
    for element, words in (
        ("outcome 1", r"(?:that )?(?:children(?:, young people)? and )?families stay together|children, young people and families stay"),
        ("outcome 2", r"(?:that )?(?:children and young people|children) (?:are )?supported by their family network"),
        ("outcome 3", r"(?:that )?(?:children and young people|children) (?:are )?safe in(?:side)?(?: and|, and) outside"),
        ("outcome 4", r"(?:that )?children in care and care leavers have"),
        ("enabler 1", r"multi-?\s?agency"),
        ("enabler 2", r"(?:that )?leaders"),
        ("enabler 3", r"(?:that )?(?:the )?workforce"),
    )
)  # fmt: skip
"""An element by its name alone, as in "(enabler: leaders drive conditions for effective practice, national framework)"."""


def elements_of(point: str) -> tuple[str, ...]:
    """The elements that the words of a point name, in the order printed; none where it names none.

    Words are read as figures are; a number that the framework does not have is no element.
    """
    found: list[tuple[int, str]] = []
    for match in _NUMBERED.finditer(point):
        for number in re.finditer(_NUMBER, match["numbers"], re.IGNORECASE):
            digit = _NUMBERS.get(number[0].casefold()) or int(number[0])
            found.append((match.start() + number.start(), f"{match['kind'].casefold()} {digit}"))
    found += [(named.start(), element) for element, pattern in _NAMED if (named := pattern.search(point))]
    return tuple(dict.fromkeys(element for _, element in sorted(found) if element in ELEMENTS))
