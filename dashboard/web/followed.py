"""Whose publications can be followed, as a feed and as a calendar: all, those of a region, those of an authority."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.statistics.compare_set import in_region
from dashboard.words import slugify, upper_first
from loaders import Dataset, register_of


@dataclass(frozen=True, slots=True)
class Followed:
    """A set of authorities by its address without an ending: changes, authority/dudley, region/west-midlands."""

    address: str
    title: str
    page: str
    """The page that shows the same."""
    column: str = ""
    value: str = ""
    """What of an authority makes it one of the set: its code or its region; nothing for all."""

    @property
    def feed(self) -> str:
        """The Atom feed."""
        return f"/{self.address}.atom"

    @property
    def calendar(self) -> str:
        """The calendar."""
        return f"/{self.address}.ics"

    def among(self, events: pd.DataFrame, authorities: pd.DataFrame) -> pd.DataFrame:
        """The events of the set."""
        if not self.column:
            return events
        return events[events["authority_code"].isin(authorities.loc[authorities[self.column] == self.value, "code"])]


def everything() -> Followed:
    """All of England."""
    return Followed("changes", "England", "/changes")


def regions(dataset: Dataset) -> list[Followed]:
    """The nine regions, by name."""
    names = sorted(dataset.bodies()["region"].dropna().unique())
    return [
        Followed(
            f"region/{slugify(name)}",
            upper_first(in_region(name)),
            f"/compare?set=region:{slugify(name)}",
            "region",
            name,
        )
        for name in names
    ]


def at(dataset: Dataset, address: str) -> Followed | None:
    """Whose publications stand at an address without its ending; None where that is nobody's.

    An authority is found by any of its names.
    """
    if address == "changes":
        return everything()
    kind, _, slug = address.partition("/")
    if kind == "region":
        return next((one for one in regions(dataset) if one.address == address), None)
    body = register_of(dataset).find(slug).body if kind == "authority" else None
    return None if body is None else of_one(body.code, body.slug, body.name)


def of_one(code: str, slug: str, name: str) -> Followed:
    """An authority alone, without those that it replaced."""
    return Followed(f"authority/{slug}", name, f"/authority/{slug}", "code", code)
