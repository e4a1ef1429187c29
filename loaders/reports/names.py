"""Names as reports print them: of authorities, without the council's style, and of inspectors, without rank."""

from __future__ import annotations

import re

_STYLE_BEFORE = re.compile(
    r"^(?:the\s+)?(?:(?:london|royal|metropolitan)\s+)?(?:borough|district|county)\s+of\s+|^the\s+(?=[A-Z])|^council\s+of\s+(?:the\s+)?",
    re.IGNORECASE,
)
_STYLE_AFTER = re.compile(
    r"[\s,]+(?:(?:(?:city|county|borough|metropolitan|district|unitary|mbc|mdc|corporation)\s+)*"
    r"(?:council|local\s+authority|authority)(?:'s|s')?|metropolitan(?:\s+(?:borough|district))?|"
    r"(?:city|county)\s+and\s+(?:county|district)|borough|county|city|unitary|"
    r"mbc|mdc|cc|bc|corporation|local\s+area(?:\s+partnership)?|(?:city|county)\s+of|"
    r"children's\s+(?:services?\s+)?trust|children\s+and\s+families\s+trust|children\s+first|"
    r"children's\s+(?:social\s+care\s+)?services|(?:local\s+)?safeguarding\s+children(?:'s)?\s+(?:board|partnership))(?:'s|s')?$",
    re.IGNORECASE,
)
_COMPANY = r"(?:Together|Achieving|Brighter Futures) for Children(?: \(\w+\))?"
_COMPANY_BESIDE = re.compile(
    rf"^{_COMPANY}(?:[\s,:(-]+(?:in\s+|for\s+|on\s+behalf\s+of\s+)?(?=\w)|$)|[\s,:(/-]+{_COMPANY}\)?$", re.IGNORECASE
)
"""A company before or after the name of the place whose services it runs."""
_COMPANIES = {"together for children": "Sunderland", "brighter futures for children": "Reading"}
"""Companies that run the services of one authority and do not bear its name."""
_CITY_OF = re.compile(r"^(?:the\s+)?city\s+of\s+(?!london\b)", re.IGNORECASE)
_SMALL_WORDS = "of|and|upon|on|in|the|with|under|le|de"
_PLACE = re.compile(rf"^(?:St\. )?[A-Z][\w'-]+(?:,? (?:(?:{_SMALL_WORDS}) )*[A-Z][\w'-]+){{0,6}}$")
_NOT_A_PLACE = re.compile(
    r"\b(?:council|borough|metropolitan|district|local|authority|inspection|good|outstanding|inadequate|requires?|"
    r"improvement|services?|children|judgement|published|^of|^and|report)\b",
    re.IGNORECASE,
)
_RANK = re.compile(
    r"[\s,(]+(?:senior\s+)?(?:hmi\b|h(?:is|er)\s+majest(?:y|ies)|ofsted\b|social\s+care\b|senior\b|regional\b|OBE\b).*$",
    re.IGNORECASE,
)
_PERSON = re.compile(r"^(?:[A-Z][\w'.]*|[a-z]{2,3})(?:[ -](?:[A-Z][\w'.]*|de|da|van|von|le|la|al|ellen))+$")


def authority_name(printed: str) -> str | None:
    """The place that a printed name names: "London Borough of Brent Council" gives "Brent".

    "City of London" stays, for the place is so called. A trust or company that runs the
    services stands for its place. None for words that are no name, or that name two places.
    """
    name = _one_name(printed)
    if name is None:
        parts = re.split(r"\s+(?:and|&)\s+", " ".join(printed.split()))
        for cut in range(1, len(parts)):
            first, second = " and ".join(parts[:cut]), " and ".join(parts[cut:])
            if (one := _one_name(first)) is not None and one == _one_name(second):
                return one
    return name


def company_place(text: str) -> str | None:
    """The place whose services a company named in the text runs, where it runs those of one place alone."""
    found = {place for company, place in _COMPANIES.items() if company in text.casefold()}
    return found.pop() if len(found) == 1 else None


def _one_name(printed: str) -> str | None:
    name = _COMPANY_BESIDE.sub("", " ".join(printed.replace("&", "and").split())).strip(" ,.:;-'()")
    previous = None
    while name != previous:
        previous = name
        name = _CITY_OF.sub("", _STYLE_AFTER.sub("", _STYLE_BEFORE.sub("", name))).strip(" ,.:;-")
        name = re.sub(r"'s?$", "", name)
    name = name[:1].upper() + name[1:]
    if len(name) > 60 or not _PLACE.match(name) or _NOT_A_PLACE.search(name):
        return None
    return name


def person_name(printed: str) -> str | None:
    """The inspector's name without rank ("Neil Penswick HMI" gives "Neil Penswick"); None where it is no name."""
    name = _RANK.sub("", " ".join(printed.split())).strip(" ,.:;()-")
    words = name.split()
    return name if 2 <= len(words) <= 5 and len(name) <= 50 and _PERSON.match(name) else None
