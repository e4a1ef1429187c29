"""Which authorities a comparison holds: its form in the address, and its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.words import slugify
from loaders import Body, Found, Register, of_today

MOST = 200
"""A free choice holds no more: there are fewer authorities."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A set of authorities: `key` as the address holds it, codes, whom it is about, and its name in words."""

    key: str
    codes: tuple[str, ...]
    chosen: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person's words for a set mean: the set, the words that mean nothing, and those that may mean several."""

    comparison: Comparison | None
    unknown: tuple[str, ...] = ()
    unclear: tuple[tuple[str, tuple[Body, ...]], ...] = ()


def asked(text: object, authorities: pd.DataFrame, register: Register) -> Asked:
    """What an address or a person asks for: as `parse`, and authorities by any name or code of theirs.

    Words that are no authority, or may be several, are told and left out. A name may hold a comma (Bristol, City of).
    """
    if not isinstance(text, str):
        return Asked(None)
    kind, _, value = text.strip().partition(":")
    kind = slugify(kind)
    if kind in ("all", "region"):
        return Asked(parse("all" if kind == "all" else f"region:{slugify(value)}", authorities))
    slugs: list[str] = []
    unknown: list[str] = []
    unclear: list[tuple[str, tuple[Body, ...]]] = []
    before = ""
    for part in value.split(";") if kind == "neighbours" else re.split("[,;]", text):
        found, joined = register.find(part), register.find(f"{before},{part}") if before else Found(None)
        if found.body is None and joined.body is not None:
            slugs, unknown, unclear = _without(before, slugs, unknown, unclear, register)
            found, part = joined, f"{before},{part}"
        before = part
        if found.body:
            slugs.append(found.body.slug)
        elif found.choices:
            unclear.append((part.strip(), found.choices))
        elif part.strip():
            unknown.append(part.strip())
    key = f"neighbours:{slugs[0]}" if kind == "neighbours" and slugs else ",".join(slugs)
    return Asked(parse(key, authorities), tuple(unknown), tuple(unclear))


def _without(
    part: str, slugs: list[str], unknown: list[str], unclear: list[tuple[str, tuple[Body, ...]]], register: Register
) -> tuple[list[str], list[str], list[tuple[str, tuple[Body, ...]]]]:
    """The lists without what a part alone had meant, which is the first part of a name with a comma."""
    body, words = register.find(part).body, part.strip()
    kept = slugs[:-1] if body and slugs and slugs[-1] == body.slug else slugs
    return kept, [one for one in unknown if one != words], [one for one in unclear if one[0] != words]


def parse(text: object, authorities: pd.DataFrame) -> Comparison | None:
    """What a text names (`neighbours:dudley`, `region:west-midlands`, `all`, `dudley,walsall`), or None."""
    if not isinstance(text, str):
        return None
    today = of_today(authorities)
    kind, _, value = text.partition(":")
    if text == "all":
        return Comparison("all", tuple(today["code"]), None, "All authorities")
    if kind == "region":
        return _region(value, today)
    slugs = dict(zip(authorities["slug"], authorities["code"], strict=True))
    names = dict(zip(authorities["code"], authorities["name"], strict=True))
    if kind == "neighbours":
        code = slugs.get(value)
        near = authorities.set_index("code")["neighbours"].get(code) if code else None
        if code is None or pd.isna(near):
            return None
        known = [near_code for near_code in near.split(";") if near_code in names]
        return Comparison(text, (code, *known), code, f"{names[code]} and its statistical neighbours")
    chosen = [slug for slug in dict.fromkeys(text.split(",")) if slug in slugs][:MOST]
    if not chosen:
        return None
    codes = tuple(slugs[slug] for slug in chosen)
    first, *others = (names[code] for code in codes)
    words = " and ".join([first, *others]) if len(codes) <= 2 else f"{first} and {len(others)} others"
    return Comparison(",".join(chosen), codes, codes[0], words)


def _region(slug: str, today: pd.DataFrame) -> Comparison | None:
    """A region of the nine, or one of Ofsted's eight that is not among them."""
    for column in ("region", "ofsted_region"):
        for name in sorted(today[column].unique()):
            if slugify(name) == slug:
                codes = tuple(today.loc[today[column] == name, "code"])
                return Comparison(f"region:{slug}", codes, None, f"{in_region(name)}")
    return None


def members(comparison: Comparison, bodies: pd.DataFrame) -> pd.Series:
    """Which rows of a frame of bodies (code, region, ofsted_region) a set holds, of whatever date the bodies are."""
    kind, _, value = comparison.key.partition(":")
    if comparison.key == "all":
        return pd.Series(True, index=bodies.index)
    if kind == "region":
        return bodies["region"].map(slugify).eq(value) | bodies["ofsted_region"].map(slugify).eq(value)
    return bodies["code"].isin(comparison.codes)


def place_of(comparison: Comparison) -> str:
    """A set as the place that a sentence speaks of: in England, in the West Midlands, among Dudley and its neighbours."""
    if comparison.key == "all":
        return "in England"
    return f"{'in' if comparison.key.startswith('region:') else 'among'} {comparison.words}"


def with_predecessors(codes: Sequence[str], authorities: pd.DataFrame) -> list[tuple[str, str]]:
    """Each code, followed by the bodies that it replaced: pairs of (code, code whose row it stands under)."""
    before = dict(zip(authorities["code"], authorities["predecessors"].fillna(""), strict=True))
    pairs: list[tuple[str, str]] = []
    for code in codes:
        pairs.append((code, code))
        pairs += [(old, code) for old in before.get(code, "").split(";") if old]
    return pairs


def in_region(name: str) -> str:
    """A region's name with the article it needs: the West Midlands, London."""
    return name if name == "London" or name.startswith("Yorkshire") else f"the {name}"


def options(authorities: pd.DataFrame) -> dict[str, str]:
    """What the control offers: value in the address -> words."""
    today = of_today(authorities)
    offered = {"choice": "My own choice of authorities", "all": f"All {len(today)} authorities"}
    offered |= {f"region:{slugify(name)}": f"Region: {name}" for name in sorted(today["region"].unique())}
    near = today[today["neighbours"].notna()].sort_values("name")
    offered |= {
        f"neighbours:{slug}": f"{name} and its neighbours"
        for slug, name in zip(near["slug"], near["name"], strict=True)
    }
    return offered
