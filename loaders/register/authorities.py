"""The register of authorities: a name or code seen anywhere is one body, by its date."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from loaders import paths
from loaders.csvfile import read_rows
from loaders.dataset import Dataset, read_table
from loaders.errors import RegisterError
from loaders.register.former import former_slugs
from loaders.register.lookups import ALIASES_FILE, DISTRICTS_FILE, build_authorities
from loaders.register.spelling import (
    bag,
    codes_in,
    fits,
    name_key,
    plain,
    slips,
    spelt_out,
    squeezed,
    strippings,
)
from loaders.schema import AUTHORITIES

__all__ = [
    "GRACE",
    "Body",
    "District",
    "Found",
    "Register",
    "build_authorities",
    "load_register",
    "name_key",
    "register_of",
]

GRACE = dt.timedelta(days=366)
"""For so long after its end a name that no other body has still means the abolished one:
reports come out up to 225 days after the inspection."""

NEAREST = 4
"""So many bodies are offered for a name with slips in it."""

PLACE = "place"
"""In aliases.csv the use of a name that is no authority's own, but of a place in it: Richmond, in North Yorkshire."""


@dataclass(frozen=True, slots=True)
class Body:
    """One authority and its lifetime, from `established` to the day before `abolished`; None is open."""

    code: str
    name: str
    slug: str = ""
    type: str = ""
    dfe_code: str | None = None
    urn: str | None = None
    established: dt.date | None = None
    abolished: dt.date | None = None
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    earlier_codes: tuple[str, ...] = ()

    def exists(self, on: dt.date) -> bool:
        """Whether the body exists on a day."""
        return (self.established is None or self.established <= on) and (self.abolished is None or on < self.abolished)

    @property
    def described(self) -> str:
        """Name, code and lifetime, for messages."""
        life = f", from {self.established}" if self.established else ""
        life += f", until {self.abolished}" if self.abolished else ""
        return f"{self.name} ({self.code}{life})"


@dataclass(frozen=True, slots=True)
class District:
    """A district council's area, and the authority of today whose children's services are those of the district."""

    code: str
    """Of the authority."""
    name: str
    until: int | None = None
    """The year in which the district was abolished."""
    of_ended: str | None = None
    """The code of an ended authority that the district is listed under: which of its successors has it is not entered."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a text means: the one body, or the several that it may mean, or none of both."""

    body: Body | None
    choices: tuple[Body, ...] = ()


class Register:
    """Finds the one body that a name, spelling, ONS code, DfE number or URN means on a day."""

    def __init__(
        self,
        bodies: Iterable[Body],
        spellings: Iterable[tuple[str, str]] = (),
        places: Iterable[tuple[str, str]] = (),
        districts: Iterable[District] = (),
        former: Mapping[str, str] | None = None,
    ) -> None:
        """`spellings` and `places` are (code, words): other names of a body, and places in it that share one.

        `former` are slugs that bodies had before, with those of today.
        Districts of authorities that are not among `bodies` are left out: a dataset may hold a few authorities alone.
        """
        self._bodies = {body.code: body for body in bodies}
        self._codes: dict[str, set[str]] = {}
        self._urns: dict[str, str] = {}
        self._names: dict[str, set[str]] = {}
        self._places: dict[str, set[str]] = {}
        for body in self._bodies.values():
            self._names.setdefault(name_key(body.name), set()).add(body.code)
            for code in (body.code, *body.earlier_codes, *filter(None, (body.dfe_code, body.urn))):
                self._codes.setdefault(code, set()).add(body.code)
            if body.urn:
                self._urns[body.urn] = body.code
        for code, spelling in spellings:
            if code not in self._bodies:
                raise RegisterError(
                    f"The spelling {spelling!r} is of {code}, which is no authority. Correct aliases.csv."
                )
            self._names.setdefault(name_key(spelling), set()).add(code)
        for code, place in places:
            self._places.setdefault(name_key(place), set()).add(self.body(code).code)
        self._slugs = {body.slug: body.code for body in self._bodies.values() if body.slug}
        self._slugs |= {old: self._slugs[now] for old, now in (former or {}).items() if now in self._slugs}
        self._districts = self._today(districts)
        self._in_district: dict[str, list[str]] = {}
        for one in self._districts:
            self._in_district.setdefault(name_key(one.name), []).append(one.code)
        self._bags: dict[str, set[str]] = {}
        self._squeezed: dict[str, set[str]] = {}
        for key, codes in self._names.items():
            self._bags.setdefault(bag(key), set()).update(codes)
            self._squeezed.setdefault(squeezed(key), set()).update(codes)

    @classmethod
    def from_frame(cls, authorities: pd.DataFrame, aliases: Path) -> Register:
        """The register in a frame with the columns of `schema.AUTHORITIES`, and the spellings in `aliases`.

        Districts and slugs that bodies had before are read from the folder of `aliases`.
        """
        bodies = [_body(row) for row in authorities.to_dict("records")]
        rows = read_rows(aliases, ("code", "name", "use"), RegisterError)
        spellings = [(row["code"], row["name"]) for row in rows if row["use"] != PLACE]
        places = [(row["code"], row["name"]) for row in rows if row["use"] == PLACE]
        return cls(bodies, spellings, places, _districts(aliases.parent), former_slugs(aliases.parent))

    def find(self, text: str, on: dt.date | None = None) -> Found:
        """What a person means who types or pastes a text: one body, or the choices where it may be several.

        Takes what `resolve` takes, and slugs, which come first: "dorset" is the body of today, "Dorset" may be
        either. The name of a district means the county that it lies in. A name that a place in another authority
        shares is offered as a choice, and so are the bodies that come near a name with one or two slips in it.
        """
        if text.strip() in self._slugs:
            return Found(self._bodies[self._slugs[text.strip()]])
        named = self._candidates(text)
        if on is not None:
            named = self._fitting(named, on)
        named += [self._bodies[code] for code in sorted(self._places.get(name_key(text), ()))]
        named = named or self._of_place(text) or self._of_district(text) or self._said_twice(text)
        if len(named) == 1:
            return Found(named[0])
        return Found(None, tuple(named or (self._bodies[code] for code in self._near(text))))

    def resolve(self, name_or_code: str, on: dt.date | None) -> str:
        """The ONS code, the latest that the body had, of the one body that is meant on a day.

        Takes ONS codes old and new, DfE numbers, URNs, names and spellings. A name that only an
        abolished body has means it for a year more (GRACE), since reports come out late. Without
        a day the name must be of one body alone. Raises RegisterError naming the candidates.
        """
        return self._choose(name_or_code, self._candidates(name_or_code), on)

    def by_urn(self, urn: str, on: dt.date | None) -> str:
        """The body whose page at Ofsted has this number; before its first day, the one that it replaced.

        Raises RegisterError for a number that is not known, and where it replaced several.
        """
        code = self._urns.get(str(urn).strip())
        if code is None:
            raise RegisterError(
                f"No authority has the URN {urn}. Add it to the register (data/reference/succession.csv, column urn)."
            )
        body = self._bodies[code]
        if on is not None and body.established is not None and on < body.established:
            return self._choose(str(urn), [self._bodies[one] for one in body.predecessors], on)
        return code

    def successors(self, code: str) -> tuple[str, ...]:
        """Codes of the bodies that replaced one."""
        return self._bodies[code].successors if code in self._bodies else ()

    def body(self, code: str) -> Body:
        """The body with a code; raises RegisterError where there is none."""
        if code not in self._bodies:
            raise RegisterError(f"{code!r} is not the latest code of an authority.")
        return self._bodies[code]

    def bodies(self, on: dt.date | None = None) -> list[Body]:
        """Every body, or those that exist on a day, by code."""
        return [body for _, body in sorted(self._bodies.items()) if on is None or body.exists(on)]

    def names(self) -> dict[str, frozenset[str]]:
        """Every normalised name and spelling with the codes that it can mean."""
        return {key: frozenset(codes) for key, codes in self._names.items()}

    def other_names(self) -> dict[str, tuple[str, ...]]:
        """The normalised spellings of every body by code, then those of places in it, which others may share."""
        found: dict[str, dict[str, None]] = {code: {} for code in self._bodies}
        for key, codes in [*self._names.items(), *self._places.items()]:
            for code in codes:
                found[code][key] = None
        return {code: tuple(keys) for code, keys in found.items()}

    def place_names(self) -> frozenset[str]:
        """The normalised names of places that are no authority's own."""
        return frozenset(self._places)

    def districts(self) -> tuple[District, ...]:
        """Every district, of today and of the years before, by name."""
        return self._districts

    def _of_place(self, text: str) -> list[Body]:
        """The authorities that a shared name may mean, with the style of a council or short words in it."""
        for key, styles in strippings(spelt_out(name_key(text))):
            found = [self._bodies[code] for code in sorted(self._places.get(key, ()))]
            if fitting := [body for body in found if fits(styles, body.type)]:
                return fitting
        return []

    def _said_twice(self, text: str) -> list[Body]:
        """The one body that a name means with another name of it in brackets: "Norfolk County Council (NCC)"."""
        parts = re.fullmatch(r"([^()]+)\(([^()]+)\)[\s.,]*", text)
        if not parts:
            return []
        one, other = self.find(parts[1]), self.find(parts[2])
        return [one.body] if one.body and one.body in (other.body, *other.choices) else []

    def _of_district(self, text: str) -> list[Body]:
        """The authority that a district lies in, with or without the style of its council, or those that it may."""
        keys = (shorter for shorter, _ in strippings(name_key(text)))
        return [
            self._bodies[code]
            for code in next((self._in_district[key] for key in keys if key in self._in_district), [])
        ]

    def _today(self, districts: Iterable[District]) -> tuple[District, ...]:
        """Each district with the authority of today; with every successor of one that ended, where none is entered.

        A row of a body that does not exist yet waits beside that of the body before it.
        """
        rows: dict[str, list[District]] = {}
        for one in districts:
            code = one.code if one.code in self._bodies else self._slugs.get(one.code)
            if code:
                rows.setdefault(one.name, []).append(replace(one, code=code))
        found: list[District] = []
        for named in rows.values():
            current = [one for one in named if not self._bodies[one.code].abolished]
            found += current or [
                replace(one, code=code, of_ended=one.code)
                for one in named
                for code in self._bodies[one.code].successors
                if code in self._bodies
            ]
        return tuple(found)

    def _candidates(self, text: str) -> list[Body]:
        """The bodies that a code or name can mean, by the strictest reading that knows any."""
        code, key = "".join(str(text).upper().split()), name_key(str(text))
        steps = [*strippings(key), *strippings(spelt_out(key))]
        named = ((self._styled(shorter, styles), styles) for shorter, styles in steps)
        loose = ((self._bags.get(bag(shorter)), styles) for shorter, styles in steps)
        together = ((self._squeezed.get(squeezed(shorter)), styles) for shorter, styles in steps)
        coded = ((self._coded(text), ()) for _ in range(1))
        readings = itertools.chain([(self._codes.get(code), ())], named, loose, together, coded)
        found, styles = next(((found, styles) for found, styles in readings if found), (set(), ()))
        bodies = [self._bodies[one] for one in sorted(found)]
        fitting = [body for body in bodies if fits(styles, body.type)]
        counties = [body for body in fitting if "county" in styles and body.type == "County"]
        return counties if len(bodies) > 1 and len(counties) == 1 else fitting or bodies

    def _coded(self, text: str) -> set[str]:
        """The bodies that the codes in a text mean, and the name beside them: "332 - Dudley"; none where they differ."""
        codes, rest = codes_in(text)
        if not codes:
            return set()
        found = set.intersection(*(self._codes.get(code, set()) for code in codes))
        return found & {body.code for body in self._candidates(rest)} if name_key(rest) else found

    def _styled(self, key: str, styles: tuple[str, ...]) -> set[str] | None:
        """The bodies of a name without its style; "Nottingham County Council" may mean the city or the county."""
        found = self._names.get(key)
        shire = self._names.get(f"{key}shire") if "county" in styles else None
        return found | shire if found and shire else found or shire

    def _near(self, text: str) -> list[str]:
        """Codes of the bodies whose names, or whose districts' names, come nearest to a text that is none."""
        key = plain(name_key(text))[0]
        names = [(name, code) for name, codes in self._names.items() for code in sorted(codes)]
        within = [(name, code) for name, codes in self._in_district.items() for code in codes]
        found = [(n, code) for name, code in [*names, *within] if (n := slips(key, name)) is not None]
        return list(dict.fromkeys(code for _, code in sorted(found)))[:NEAREST]

    @staticmethod
    def _fitting(candidates: list[Body], on: dt.date) -> list[Body]:
        return [body for body in candidates if body.exists(on)] or [
            body for body in candidates if body.abolished and body.abolished <= on < body.abolished + GRACE
        ]

    def _choose(self, text: str, candidates: list[Body], on: dt.date | None) -> str:
        fitting = candidates if on is None else self._fitting(candidates, on)
        if len(fitting) == 1:
            return fitting[0].code
        raise RegisterError(self._refusal(text, candidates, fitting, on))

    def _refusal(self, text: str, candidates: list[Body], fitting: list[Body], on: dt.date | None) -> str:
        day = f" on {on}" if on else ""
        if fitting:
            several = "; ".join(body.described for body in fitting)
            return f"{text!r} means {len(fitting)} authorities{day}: {several}. Give the ONS code or a day."
        if candidates:
            known = "; ".join(body.described for body in candidates)
            return f"{text!r} means no authority{day}; it is known as {known}. Check the day, or give the ONS code."
        similar = [self._bodies[code].described for code in self._near(str(text))]
        hint = f" Similar: {'; '.join(similar)}." if similar else ""
        return (
            f"{text!r} is no authority that the register knows.{hint} "
            "Correct it, or add the spelling to data/reference/aliases.csv."
        )


def _districts(folder: Path) -> list[District]:
    """The districts in a folder's file, or else in that of the repository; raises RegisterError naming row and cell."""
    own = folder / DISTRICTS_FILE
    path = own if own.is_file() else paths.REFERENCE / DISTRICTS_FILE
    rows = read_rows(path, ("code", "name", "until"), RegisterError)
    for number, row in enumerate(rows, start=2):
        if row["until"] and not (row["until"].isascii() and row["until"].isdigit()):
            raise RegisterError(f"{path}, row {number}: expected a year in the column until; found {row['until']!r}.")
    return [District(row["code"], row["name"], int(row["until"]) if row["until"] else None) for row in rows]


def load_register(data: Path = paths.DATA) -> Register:
    """The register in `data`/authorities.csv with the spellings in reference/; raises LoaderError."""
    beside = data / "reference" / ALIASES_FILE
    aliases = beside if beside.is_file() else paths.REFERENCE / ALIASES_FILE
    return Register.from_frame(read_table(data, AUTHORITIES), aliases)


@lru_cache(maxsize=4)
def register_of(dataset: Dataset) -> Register:
    """The bodies of a dataset in memory, with the spellings beside it or else those of the repository; made once."""
    beside = dataset.folder / "reference" / ALIASES_FILE
    return Register.from_frame(dataset.bodies(), beside if beside.is_file() else paths.REFERENCE / ALIASES_FILE)


def _body(row: Mapping[Hashable, Any]) -> Body:
    def text(name: str) -> str | None:
        value = row[name]
        return None if pd.isna(value) or value == "" else str(value)

    def day(name: str) -> dt.date | None:
        value = text(name)
        return dt.date.fromisoformat(value[:10]) if value else None

    def codes(name: str) -> tuple[str, ...]:
        return tuple((text(name) or "").split(";")) if text(name) else ()

    return Body(
        code=str(row["code"]),
        name=str(row["name"]),
        slug=text("slug") or "",
        type=text("type") or "",
        dfe_code=text("dfe_code"),
        urn=text("urn"),
        established=day("established"),
        abolished=day("abolished"),
        predecessors=codes("predecessors"),
        successors=codes("successors"),
        earlier_codes=codes("earlier_codes"),
    )
