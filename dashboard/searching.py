"""What a person looks for who types into the search: names, former names, codes and districts, with slips of typing.

assets/search.js does the same in the browser, on the entries that `as_json` writes.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.kept import once
from dashboard.text import finding
from dashboard.words import called
from loaders import (
    HEADS_ORDERED,
    SHORT,
    SMALL,
    TAILS_ORDERED,
    WHOLE,
    Dataset,
    codes_in,
    name_key,
    register_of,
    slips,
    spelt_out,
    squeezed,
    strippings,
)

LONGEST = 80
"""Characters of a search; a longer one finds nothing."""
TODAY, FORMER, DISTRICT = 0, 1, 2
"""Kinds of what is found: an authority of today, one of former times, a district; in this order where all else is equal."""
MOST = 8
"""So many are offered."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to be found, and the authority that it leads to."""

    name: str
    what: str
    slug: str
    keys: tuple[str, ...]
    """Its own name first, then its other names, normalised."""
    also: tuple[str, ...] = ()
    """What finds it although it is not called so: the bodies that it replaced, and names of a wider place."""
    codes: tuple[str, ...] = ()
    level: int = TODAY

    @property
    def address(self) -> str:
        """The page that it leads to."""
        return f"/authority/{self.slug}"


@once
def entries(dataset: Dataset) -> tuple[Entry, ...]:
    """Everything that can be found in a dataset."""
    register, rows = register_of(dataset), list(dataset.bodies().itertuples())
    names, bodies = register.other_names(), {body.code: body for body in register.bodies()}
    places = {code: set(keys) & set(register.place_names()) for code, keys in names.items()}
    found = []
    for row in rows:
        body, key = bodies[str(row.code)], name_key(str(row.name))
        own = [name for name in names[body.code] if name != key and name not in places[body.code]]
        before = [name_key(bodies[code].name) for code in body.predecessors if code in bodies]
        codes = [code.casefold() for code in (body.code, *body.earlier_codes, body.dfe_code, body.urn) if code]
        found.append(
            Entry(
                name=called(body.name) if body.abolished else body.name,
                what=finding.authority(row),
                slug=body.slug,
                keys=(key, *own),
                also=(*before, *sorted(places[body.code])),
                codes=tuple(codes),
                level=FORMER if body.abolished else TODAY,
            )
        )
    found += [
        Entry(
            name=one.name,
            what=finding.district(one, bodies[one.code].name, bodies[one.of_ended].name if one.of_ended else None),
            slug=bodies[one.code].slug,
            keys=(name_key(one.name),),
            level=DISTRICT,
        )
        for one in register.districts()
    ]
    return tuple(sorted(found, key=lambda entry: (entry.level, entry.name)))


def search(known: Sequence[Entry], typed: str) -> tuple[list[Entry], bool]:
    """What a text may mean, best first, and whether it came near a name alone, by a slip of typing."""
    key = name_key(typed[: LONGEST + 1])
    if not key or len(typed) > LONGEST:
        return [], False
    readings = list(_readings(key))
    whole = (asked for asked in readings if any(_least(entry, asked) == 0 for entry in known))
    for asked in (*itertools.islice(whole, 1), *readings):  # a name that is whole comes before beginnings
        if found := _ranked(known, asked):
            return found, False
    if found := _coded(known, typed) or _together(known, readings):
        return found, False
    return _near(known, key) or _near(known, " ".join(readings[-1][0])), True


def _readings(key: str) -> Iterator[list[list[str]]]:
    """The words of a key and the same written out, then with one style of a council after another taken off.

    Last without the small words, which spellings differ in: "Kingston on Thames".
    """
    shorter = key
    for shorter, _ in strippings(key):
        yield [shorter.split(), spelt_out(shorter).split()]
    if plain := [word for word in shorter.split() if word not in SMALL]:
        yield [plain, spelt_out(" ".join(plain)).split()]


def _ranked(known: Iterable[Entry], asked: Sequence[list[str]]) -> list[Entry]:
    """What a text may mean in any of its writings, best first."""
    ranks = ((_least(entry, asked), entry) for entry in known)
    ranked = [(rank, entry.level, entry.name, entry) for rank, entry in ranks if rank is not None]
    return [entry for *_, entry in sorted(ranked, key=lambda one: one[:3])][:MOST]


def _least(entry: Entry, asked: Sequence[list[str]]) -> int | None:
    return min((rank for words in asked if (rank := _rank(entry, words)) is not None), default=None)


def _rank(entry: Entry, words: Sequence[str]) -> int | None:
    """0 for its name or code; 1 and 2 for the beginnings of its name and of words in it; 3 for other names."""
    key, (name, *others) = " ".join(words), entry.keys
    if key in entry.keys or key in entry.codes:
        return 0
    if name.startswith(key):
        return 1
    if _begin(words, name):
        return 2
    return 3 if any(_begin(words, other) for other in (*others, *entry.also)) else None


def _coded(known: Iterable[Entry], typed: str) -> list[Entry]:
    """What the codes in a text mean, with words around them: "332 - Dudley", "URN 80464"."""
    codes = [code.casefold() for code in codes_in(typed)[0]]
    return [entry for entry in known if codes and all(code in entry.codes for code in codes)]


def _together(known: Iterable[Entry], readings: Iterable[list[list[str]]]) -> list[Entry]:
    """What is meant by a name without blanks: "towerhamlets"."""
    wanted = {"".join(words) for asked in readings for words in asked}
    return [entry for entry in known if any(squeezed(key) in wanted for key in entry.keys)][:MOST]


def _begin(words: Iterable[str], key: str) -> bool:
    """Whether each word begins one of a key."""
    return all(any(part.startswith(word) for part in key.split()) for word in words)


def _near(known: Iterable[Entry], key: str) -> list[Entry]:
    """What a text with slips in it may be, or the beginning of."""
    reach = range(len(key) - 1, len(key) + 2)
    ranked = []
    for entry in known:
        found = [n for own in entry.keys for end in reach if (n := slips(key, own[:end])) is not None]
        if found:
            ranked.append((min(found), entry.level, entry.name, entry))
    return [entry for *_, entry in sorted(ranked, key=lambda one: one[:3])][:MOST]


def as_json(known: Iterable[Entry]) -> bytes:
    """What the browser searches, without a space too many."""
    found = [[one.name, one.what, one.address, one.keys, one.also, one.codes, one.level] for one in known]
    told = {"most": MOST, "longest": LONGEST, "short": SHORT, "small": sorted(SMALL), "entries": found}
    told |= {"heads": HEADS_ORDERED, "tails": TAILS_ORDERED, "whole": WHOLE}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


@once
def file_of(dataset: Dataset) -> tuple[str, bytes]:
    """The name of the file that the browser searches, which changes with it, and what stands in it."""
    content = as_json(entries(dataset))
    return f"names-{hashlib.sha256(content).hexdigest()[:12]}.json", content
