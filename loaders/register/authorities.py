"""The register of authorities: a name or code seen anywhere is one body, by its date."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from loaders import paths
from loaders.csvfile import read_rows
from loaders.dataset import read_table
from loaders.errors import RegisterError
from loaders.register.lookups import ALIASES_FILE, build_authorities
from loaders.schema import AUTHORITIES

__all__ = ["GRACE", "Body", "Register", "build_authorities", "load_register", "name_key"]

GRACE = dt.timedelta(days=366)
"""For so long after its end a name that no other body has still means the abolished one:
reports come out up to 225 days after the inspection."""

_STYLE = r"(?:london borough|royal borough|metropolitan borough|metropolitan district|borough|city|county)"
_BEFORE = re.compile(rf"^(?:the )?(?:{_STYLE} of|council of the|council of) ")
_AFTER = re.compile(
    rf" (?:(?:{_STYLE} )?council|{_STYLE}(?: of)?|mbc|mdc|unitary authority|local authority|childrens services)$"
)


@dataclass(frozen=True, slots=True)
class Body:
    """One authority and its lifetime, from `established` to the day before `abolished`; None is open."""

    code: str
    name: str
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


class Register:
    """Finds the one body that a name, spelling, ONS code, DfE number or URN means on a day."""

    def __init__(self, bodies: Iterable[Body], spellings: Iterable[tuple[str, str]] = ()) -> None:
        self._bodies = {body.code: body for body in bodies}
        self._codes: dict[str, set[str]] = {}
        self._urns: dict[str, str] = {}
        self._names: dict[str, set[str]] = {}
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

    @classmethod
    def from_frame(cls, authorities: pd.DataFrame, aliases: Path) -> Register:
        """The register in a frame with the columns of `schema.AUTHORITIES`, and the spellings in `aliases`."""
        bodies = [_body(row) for row in authorities.to_dict("records")]
        return cls(
            bodies, [(row["code"], row["name"]) for row in read_rows(aliases, ("code", "name", "use"), RegisterError)]
        )

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
                f"No authority has the URN {urn}. Add it to the register (data/reference/succession.csv)."
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

    def _candidates(self, text: str) -> list[Body]:
        found = self._codes.get(str(text).strip().upper())
        key = name_key(str(text))
        for form in (key, _plain(key)):
            found = found or self._names.get(form)
        return [self._bodies[code] for code in sorted(found or ())]

    def _choose(self, text: str, candidates: list[Body], on: dt.date | None) -> str:
        if on is None:
            fitting = candidates
        else:
            fitting = [body for body in candidates if body.exists(on)] or [
                body for body in candidates if body.abolished and body.abolished <= on < body.abolished + GRACE
            ]
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
        near = difflib.get_close_matches(_plain(name_key(str(text))), self._names, n=3, cutoff=0.75)
        similar = sorted({self._bodies[code].described for name in near for code in self._names[name]})
        hint = f" Similar: {'; '.join(similar)}." if similar else ""
        return (
            f"{text!r} is no authority that the register knows.{hint} "
            "Correct it, or add the spelling to data/reference/aliases.csv."
        )


def load_register(data: Path = paths.DATA) -> Register:
    """The register in `data`/authorities.csv with the spellings in reference/; raises LoaderError."""
    beside = data / "reference" / ALIASES_FILE
    aliases = beside if beside.is_file() else paths.REFERENCE / ALIASES_FILE
    return Register.from_frame(read_table(data, AUTHORITIES), aliases)


def name_key(text: str) -> str:
    """A name without what spellings differ in: case, '&', full stops, hyphens, commas, spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    return " ".join(re.sub(r"[-–,/_()]", " ", re.sub(r"[.'’]", "", folded)).split())


def _plain(key: str) -> str:
    """A name without the style of its council: "royal borough of greenwich" is "greenwich"."""
    shorter = _BEFORE.sub("", _AFTER.sub("", key))
    return key if shorter == key else _plain(shorter)


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
        dfe_code=text("dfe_code"),
        urn=text("urn"),
        established=day("established"),
        abolished=day("abolished"),
        predecessors=codes("predecessors"),
        successors=codes("successors"),
        earlier_codes=codes("earlier_codes"),
    )
