"""Whom an export is for: names on the command line or in an address, read into subjects."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from dashboard.briefing.naming import slugify
from loaders import Dataset

Kind = Literal["authority", "compare", "national", "map"]
FORMS = "a slug or code, region:NAME, neighbours:WHO, all, compare:..., national:DATE or map:DATE"


class UnknownWhoError(ValueError):
    """A name that stands for nobody here; the message says what comes near."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What one briefing is about.

    `name` is as it was asked for, in its plain form; `codes` are the authorities, `date` that of a
    picture of England.
    """

    kind: Kind
    name: str
    codes: tuple[str, ...] = ()
    date: dt.date | None = None


def read_who(names: Iterable[str], dataset: Dataset) -> list[Subject]:
    """The subjects that the names ask for, each once, in order.

    `region:`, `neighbours:` and `all` stand for the authorities one by one, and `compare:` before
    them for one comparison. Raises UnknownWhoError.
    """
    found: list[Subject] = []
    register = dataset.authorities()
    for name in names:
        found += _read(name.strip(), dataset, register)
    return list(dict.fromkeys(found))


def read_one(name: str, dataset: Dataset) -> Subject:
    """The one subject of a name; raises UnknownWhoError for a name of nobody or of several."""
    found = read_who([name], dataset)
    if len(found) != 1:
        raise UnknownWhoError(f"{name!r} stands for {len(found)} authorities. Put 'compare:' before it for one file.")
    return found[0]


def _read(name: str, dataset: Dataset, register: pd.DataFrame) -> list[Subject]:
    kind, _, rest = name.partition(":")
    if kind in ("national", "map"):
        day = _date(name, rest, dataset)
        return [Subject("national" if kind == "national" else "map", f"{kind}:{day}", date=day)]
    if kind == "compare":
        codes: list[str] = []
        for part in rest.split(","):
            if part.startswith("neighbours:"):
                codes.append(_authority(part.partition(":")[2], register))
            codes += _codes(part, register)
        return [Subject("compare", name, tuple(dict.fromkeys(codes)))]
    slugs = dict(zip(register["code"], register["slug"], strict=True))
    return [Subject("authority", slugs[code], (code,)) for code in _codes(name, register)]


def _codes(name: str, register: pd.DataFrame) -> list[str]:
    today = register[register["abolished"].isna()]
    kind, colon, rest = name.partition(":")
    if name == "all":
        return list(today["code"])
    if kind == "region" and colon:
        regions = {slugify(region): region for region in today["region"]}
        if slugify(rest) not in regions:
            raise UnknownWhoError(f"No region is called {rest!r}. The regions are: {', '.join(sorted(regions))}.")
        return list(today.loc[today["region"] == regions[slugify(rest)], "code"])
    if kind == "neighbours" and colon:
        row = register[register["code"] == _authority(rest, register)].iloc[0]
        neighbours = [] if pd.isna(row["neighbours"]) else str(row["neighbours"]).split(";")
        if not neighbours:
            raise UnknownWhoError(f"{row['name']} has no statistical neighbours in DfE's model.")
        return neighbours
    return [_authority(name, register)]


def _authority(name: str, register: pd.DataFrame) -> str:
    codes: dict[str, str] = {}
    for code, slug, title, earlier in zip(
        register["code"], register["slug"], register["name"], register["earlier_codes"], strict=True
    ):
        for key in (code, *([] if pd.isna(earlier) else str(earlier).split(";"))):
            codes[key.casefold()] = code
        codes.setdefault(slugify(title), code)
        codes[slug] = code
    found = codes.get(name.casefold()) or codes.get(slugify(name))
    if found:
        return found
    slugs = sorted(register["slug"])
    near = difflib.get_close_matches(slugify(name), slugs, n=4, cutoff=0.55)
    near += [slug for slug in slugs if slugify(name) and slugify(name) in slug and slug not in near][:4]
    hint = f"Did you mean {', '.join(near)}?" if near else f"Expected {FORMS}."
    raise UnknownWhoError(f"No authority is called {name!r}. {hint}")


def _date(name: str, text: str, dataset: Dataset) -> dt.date:
    try:
        day = dt.date.fromisoformat(text) if text else dataset.built
    except ValueError:
        day = None
    if day is None:
        raise UnknownWhoError(f"{name!r} names no date. Write it as national:2024-03-31.")
    last = dataset.built or day
    if not dt.date(2013, 11, 1) <= day <= last:
        raise UnknownWhoError(f"{name!r}: the dataset describes dates from 2013-11-01 to {last}.")
    return day
