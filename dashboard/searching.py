"""What a person looks for who types into the search: names, former names, codes and districts, with slips of typing.

assets/search.js does the same in the browser, on the entries that `as_json` writes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.kept import once
from dashboard.text import finding
from dashboard.words import called
from loaders import SHORT, Dataset, name_key, register_of, slips

LONGEST = 80
"""Characters of a search; a longer one finds nothing."""
TODAY, FORMER, DISTRICT = 0, 1, 2
"""Kinds of what is found: an authority of today, one of former times, a district; in this order where all else is equal."""
MOST = 8
"""So many are offered."""
STYLES = (
    *("authority", "bc", "boro", "borough", "cc", "childrens", "city", "council", "county", "district", "lb", "lbc"),
    *("local", "london", "mbc", "metropolitan", "of", "royal", "services", "the", "ua", "unitary"),
)
"""Words that are left away where nothing is found with them."""


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
    words = key.split()
    if not words or len(typed) > LONGEST:
        return [], False
    plain = [word for word in words if word not in STYLES]
    for asked in (words, [part for word in words for part in SHORT.get(word, word).split()], plain):
        found = _ranked(known, asked) if asked else []
        if found:
            return found, False
    return _near(known, " ".join(words)) or _near(known, " ".join(plain)), True


def _ranked(known: Iterable[Entry], words: Sequence[str]) -> list[Entry]:
    ranked = [(rank, entry.level, entry.name, entry) for entry in known if (rank := _rank(entry, words)) is not None]
    return [entry for *_, entry in sorted(ranked, key=lambda one: one[:3])][:MOST]


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
    told = {"most": MOST, "longest": LONGEST, "short": SHORT, "styles": STYLES, "entries": found}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


@once
def file_of(dataset: Dataset) -> tuple[str, bytes]:
    """The name of the file that the browser searches, which changes with it, and what stands in it."""
    content = as_json(entries(dataset))
    return f"names-{hashlib.sha256(content).hexdigest()[:12]}.json", content
