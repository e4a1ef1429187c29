"""How a name of an authority may be written: case, marks, styles of councils, short words, and order of words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rapidfuzz.distance import OSA

STYLES: dict[str, frozenset[str]] = {
    "borough": frozenset({"London borough", "Metropolitan district", "Unitary authority"}),
    "london borough": frozenset({"London borough"}),
    "royal borough": frozenset({"London borough", "Unitary authority"}),
    "metropolitan": frozenset({"Metropolitan district"}),
    "district": frozenset({"Metropolitan district"}),
    "unitary": frozenset({"Unitary authority"}),
    "county": frozenset({"County", "Unitary authority"}),
    "any": frozenset(),
}
"""What a council's style says of the type of its authority; `any` says nothing."""

TAILS: dict[str, str] = {
    "london borough council of": "london borough",
    "london borough council": "london borough",
    "london borough of": "london borough",
    "london borough": "london borough",
    "london boro of": "london borough",
    "london boro": "london borough",
    "lbc": "london borough",
    "lb": "london borough",
    "royal borough of": "royal borough",
    "royal borough": "royal borough",
    "metropolitan borough of": "metropolitan",
    "metropolitan borough": "metropolitan",
    "metropolitan district": "metropolitan",
    "metropolitan": "metropolitan",
    "met borough": "metropolitan",
    "met": "metropolitan",
    "met district": "metropolitan",
    "mbc": "metropolitan",
    "mdc": "metropolitan",
    "mb": "metropolitan",
    "mc": "metropolitan",
    "b": "borough",
    "rb": "royal borough",
    "unitary authority": "unitary",
    "unitary district": "unitary",
    "unitary": "unitary",
    "ua": "unitary",
    "county of": "county",
    "county": "county",
    "cty": "county",
    "co": "any",
    "cc": "any",
    "dc": "any",
    "london": "london borough",
    "bc": "borough",
    "borough of": "borough",
    "borough": "borough",
    "boro": "borough",
    "district": "district",
    "city and county of": "any",
    "city of": "any",
    "city": "any",
    "council": "any",
    "council of the": "any",
    "corporation": "any",
    "corp": "any",
    "local authority": "any",
    "la": "any",
    "lea": "any",
    "england": "any",
    "childrens services": "any",
    "childrens services department": "any",
    "childrens services trust": "any",
    "childrens trust": "any",
    "childrens social care": "any",
    "children and families trust": "any",
    "children first": "any",
    "ofsted": "any",
    "the": "any",
}
"""What may stand behind a name, longest first where one is a part of another."""
TAILS_ORDERED = sorted(TAILS, key=len, reverse=True)
HEADS: dict[str, str] = {
    "the": "any",
    "council of the": "any",
    "council of": "any",
    "city council of": "any",
    "county council of": "county",
    "common council of the": "any",
    "council for": "any",
    "mayor and burgesses of the": "any",
    "city and county of": "any",
    "city and borough of": "any",
    "city and metropolitan borough of": "metropolitan",
    "city and metropolitan district of": "metropolitan",
    "city of": "any",
    "county of": "county",
    "borough council of": "borough",
    "borough of": "borough",
    "metropolitan borough council of": "metropolitan",
    "metropolitan borough of": "metropolitan",
    "metropolitan district of": "metropolitan",
    "met borough of": "metropolitan",
    "royal borough of": "royal borough",
    "royal borough": "royal borough",
    "rb of": "royal borough",
    "rb": "royal borough",
    "london borough council of": "london borough",
    "london borough of": "london borough",
    "london borough": "london borough",
    "london boro of": "london borough",
    "lb of": "london borough",
    "lb": "london borough",
    "lbc": "london borough",
    "l b of": "london borough",
    "l b": "london borough",
    "r b of": "royal borough",
    "r b": "royal borough",
    "local authority of": "any",
    "la": "any",
    "unitary authority of": "unitary",
}
HEADS_ORDERED = sorted(HEADS, key=len, reverse=True)
SHORT: dict[str, str] = {
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
    "ne": "north east",
    "nth": "north",
    "sth": "south",
    "u": "upon",
    "co": "county",
    "saint": "st",
    "gtr": "greater",
    "yorks": "yorkshire",
    "lincs": "lincolnshire",
    "northants": "northamptonshire",
    "nhants": "northamptonshire",
    "notts": "nottinghamshire",
    "leics": "leicestershire",
    "beds": "bedfordshire",
    "berks": "berkshire",
    "bucks": "buckinghamshire",
    "cambs": "cambridgeshire",
    "derbs": "derbyshire",
    "derbys": "derbyshire",
    "glos": "gloucestershire",
    "gloucs": "gloucestershire",
    "hants": "hampshire",
    "herts": "hertfordshire",
    "lancs": "lancashire",
    "oxon": "oxfordshire",
    "shrops": "shropshire",
    "salop": "shropshire",
    "staffs": "staffordshire",
    "warks": "warwickshire",
    "warwicks": "warwickshire",
    "wilts": "wiltshire",
    "worcs": "worcestershire",
    "northumb": "northumberland",
}
SMALL = frozenset({"and", "the", "of", "upon", "on", "in", "with"})


def name_key(text: str) -> str:
    """A name without what spellings differ in: case, '&', full stops, hyphens, commas, spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = folded.replace("%20", " ").replace("%26", "&").replace("&amp;", "&").replace("&#39;", "'")
    folded = folded.replace("&", " and ").replace("+", " and ")
    folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    folded = re.sub(r"\b([a-z]{1,2})\.(?=[a-z]{3})", r"\1 ", folded)
    return " ".join(re.sub(r"[-‐–—−,/_();:\"“”\[\]!?]", " ", re.sub(r"[.'’‘`\u00ad\u200b]", "", folded)).split())


def strippings(key: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A key, then with one style of a council after the other taken off its ends, and the styles taken so far."""
    said: tuple[str, ...] = ()
    yield key, said
    while step := _without_tail(key) or _without_head(key):
        key, style = step
        said = (*said, style)
        yield key, said


def plain(key: str) -> tuple[str, tuple[str, ...]]:
    """A key without the styles of councils at its ends, and those styles: "dudley mbc" is "dudley", metropolitan."""
    *_, last = strippings(key)
    return last


WHOLE = "city of london"
"""What loses nothing at its end: London is no style here, as it is in "Barnet, London"."""


def _without_tail(key: str) -> tuple[str, str] | None:
    if key.endswith(WHOLE):
        return None
    found = next((tail for tail in TAILS_ORDERED if key.endswith(f" {tail}")), None)
    return (key.removesuffix(f" {found}"), TAILS[found]) if found else None


def _without_head(key: str) -> tuple[str, str] | None:
    found = next((head for head in HEADS_ORDERED if key.startswith(f"{head} ")), None)
    return (key.removeprefix(f"{found} "), HEADS[found]) if found else None


def spelt_out(key: str) -> str:
    """A key with its short words written out: "n e lincs" is "north east lincolnshire"."""
    return " ".join(SHORT.get(word, word) for word in key.split())


def squeezed(key: str) -> str:
    """A key without blanks: "tower hamlets" as in towerhamlets.gov.uk."""
    return key.replace(" ", "")


_CODE = re.compile(
    r"(?:\b(?:la|lea|dfe|urn|ons|gss|ofsted|code|number|no|id)\b[\s:.#]*)*"
    r"(?<![\w.])(?P<code>[a-z]\d{8}|\d{3}|\d{5,7})(?:\.0)?(?![\w.]*\w)",
    re.IGNORECASE,
)


def codes_in(text: str) -> tuple[list[str], str]:
    """What looks like codes in a text, and the rest of it: "332 - Dudley", "URN: 80464", "332.0" as out of a workbook."""
    return [found["code"].upper() for found in _CODE.finditer(text)], _CODE.sub(" ", text)


def bag(key: str) -> str:
    """The words of a key that tell it from others, in alphabetical order: "east riding" as in "riding, east"."""
    return " ".join(sorted(word for word in spelt_out(key).split() if word not in SMALL))


ONE_SLIP, TWO_SLIPS = 4, 8
"""From how many letters on a text may hold one slip of typing, or two."""


def slips(typed: str, name: str) -> int | None:
    """How many slips of typing lie between two keys (a letter missing, added, wrong or swapped with the next).

    None for more than a text of this length may hold. Two slips never reach the first letter: "yorkshire" is not
    meant for "berkshire".
    """
    allowed = 0 if len(typed) < ONE_SLIP else 1 if len(typed) < TWO_SLIPS or typed[:1] != name[:1] else 2
    found = int(OSA.distance(typed, name, score_cutoff=allowed))
    return found if found <= allowed else None


def fits(styles: tuple[str, ...], type_of_authority: str) -> bool:
    """Whether an authority of this type may carry the styles that a spelling gave."""
    return all(not STYLES[style] or type_of_authority in STYLES[style] for style in styles)
