"""Whom an export is for: names on the command line or in an address, read into subjects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from dashboard.asking import UnreadDateError, asked_as_at, asked_cut_off
from dashboard.briefing.views import SORTS, USUAL, WORDS, View, read_comparison, read_england, read_improved, split_set
from dashboard.statistics.compare_set import parse
from dashboard.words import slugify
from loaders import Dataset, Register, of_today, register_of

Kind = Literal["authority", "compare", "improved", "national", "map"]
FORMS = (
    "a slug or code, region:NAME, neighbours:WHO, all, compare:WHO,WHO, improved:region:NAME, national:DATE or map:DATE"
)
VIEWS = (
    "After compare:..., national:DATE and map:DATE more may follow, each after a colon: a judgement "
    f"({', '.join(WORDS)}); for compare an order ({', '.join(SORTS)}); for national the date by which reports were "
    "published, and ofsted-region for Ofsted's eight regions. "
    "After improved:... a judgement, what the grades are compared with (previous, or since-DATE; the first ILACS "
    "inspection where neither is named) and the date up to which. "
    "Such as compare:neighbours:dudley:care_leavers:name or national:2024-03-31:help_and_protection."
)


class UnknownWhoError(ValueError):
    """A name that stands for nobody here; the message says what comes near."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What one briefing is about.

    `name` is as it was asked for, in its plain form, and can be read again; `codes` are the authorities.
    """

    kind: Kind
    name: str
    codes: tuple[str, ...] = ()
    view: View = USUAL


def read_who(names: Iterable[str], dataset: Dataset) -> list[Subject]:
    """The subjects that the names ask for, each once, in order.

    `region:`, `neighbours:` and `all` stand for the authorities one by one, and `compare:` before
    them for one comparison. Raises UnknownWhoError.
    """
    found: list[Subject] = []
    table, register = dataset.bodies(), register_of(dataset)
    for name in names:
        found += _read(name.strip(), dataset, table, register)
    return list(dict.fromkeys(found))


def read_one(name: str, dataset: Dataset) -> Subject:
    """The one subject of a name; raises UnknownWhoError for a name of nobody or of several."""
    found = read_who([name], dataset)
    if len(found) != 1:
        raise UnknownWhoError(f"{name!r} stands for {len(found)} authorities. Put 'compare:' before it for one file.")
    return found[0]


def _read(name: str, dataset: Dataset, table: pd.DataFrame, register: Register) -> list[Subject]:
    kind, _, rest = name.partition(":")
    if kind in ("national", "map"):
        view = _england(name, rest, dataset)
        return [Subject("national" if kind == "national" else "map", kind + view.suffix, view=view)]
    slugs = dict(zip(table["code"], table["slug"], strict=True))
    if kind == "improved":
        return [_improved(name, rest, dataset, slugs, register)]
    if kind == "compare":
        group, parts = split_set(rest)
        codes: list[str] = []
        for part in group.split(","):
            if part.startswith("neighbours:"):
                codes.append(_authority(part.partition(":")[2], register))
            codes += _codes(part, table, register)
        chosen = tuple(dict.fromkeys(codes))
        view = read_comparison(parts)
        plain = _plain(group, slugs, register)
        return [Subject("compare", f"compare:{plain}{view.suffix}", chosen, view)]
    return [Subject("authority", slugs[code], (code,)) for code in _codes(name, table, register)]


def _improved(name: str, rest: str, dataset: Dataset, slugs: Mapping[str, str], register: Register) -> Subject:
    try:
        group, view = read_improved(rest or "all", reach=dataset.reach)
    except UnreadDateError as error:
        raise UnknownWhoError(f"{name!r} cannot be read: {error}. {VIEWS}") from None
    found = parse(_plain(group, slugs, register), dataset.bodies())
    if found is None:
        raise UnknownWhoError(f"{name!r} names nobody. Expected {FORMS}.")
    return Subject("improved", f"improved:{found.key}{view.suffix}", found.codes, view)


def _plain(group: str, slugs: Mapping[str, str], register: Register) -> str:
    """A set in its plain form, as addresses have it: each part once, by its slug."""
    parts = []
    for part in group.split(","):
        kind, colon, who = part.partition(":")
        if kind == "region" and colon:
            parts.append(f"region:{slugify(who)}")
        elif kind == "neighbours" and colon:
            parts.append(f"neighbours:{slugs[_authority(who, register)]}")
        else:
            parts.append(part if part == "all" else slugs[_authority(part, register)])
    return ",".join(dict.fromkeys(parts))


def _codes(name: str, table: pd.DataFrame, register: Register) -> list[str]:
    today = of_today(table)
    kind, colon, rest = name.partition(":")
    if name == "all":
        return list(today["code"])
    if kind == "region" and colon:
        names = {slugify(region): region for region in (*today["ofsted_region"], *today["region"])}
        region = names.get(slugify(rest))
        if region is None:
            raise UnknownWhoError(f"No region is called {rest!r}. The regions are: {', '.join(sorted(names))}.")
        return list(today.loc[(today["region"] == region) | (today["ofsted_region"] == region), "code"])
    if kind == "neighbours" and colon:
        row = table[table["code"] == _authority(rest, register)].iloc[0]
        neighbours = [] if pd.isna(row["neighbours"]) else str(row["neighbours"]).split(";")
        if not neighbours:
            raise UnknownWhoError(f"{row['name']} has no statistical neighbours in DfE's model.")
        return neighbours
    return [_authority(name, register)]


def _authority(name: str, register: Register) -> str:
    found = register.find(name)
    if found.body:
        return found.body.code
    if found.choices:
        near = ", ".join(choice.slug for choice in found.choices)
        raise UnknownWhoError(f"{name!r} is not the name of one authority alone. Did you mean {near}?")
    raise UnknownWhoError(f"No authority is called {name!r}. Expected {FORMS}.")


def _england(name: str, text: str, dataset: Dataset) -> View:
    try:
        view = read_england(text.split(":"), is_map=name.startswith("map"), built=dataset.built)
    except ValueError as error:
        raise UnknownWhoError(f"{name!r} cannot be read ({error}). Write it as national:2024-03-31. {VIEWS}") from None
    day = view.date
    if day is None:
        raise UnknownWhoError(f"{name!r} names no date. Write it as national:2024-03-31.")
    try:
        asked_as_at(day.isoformat(), dataset.reach)
        if view.published_by:
            asked_cut_off(view.published_by.isoformat(), dataset.reach)
    except UnreadDateError as error:
        raise UnknownWhoError(f"{name!r}: {error}.") from None
    return view
