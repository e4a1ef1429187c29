"""Slugs that authorities had before: their addresses go on to today's, and keys that were made of them stay."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from loaders.csvfile import read_rows
from loaders.errors import RegisterError
from loaders.paths import REFERENCE

FORMER_FILE = "former_slugs.csv"
COLUMNS = ("former_slug", "slug", "since", "reason")


def former_slugs(reference: Path = REFERENCE) -> dict[str, str]:
    """Former slug -> today's slug, the oldest first; none where the folder has no such table.

    A slug that changed twice may lead by way of the one between. Raises RegisterError for a circle.
    """
    path = reference / FORMER_FILE
    if not path.is_file():
        return {}
    rows = read_rows(path, COLUMNS, RegisterError)
    next_of = {row["former_slug"]: row["slug"] for row in rows}
    found = {}
    for former, slug in next_of.items():
        seen = {former}
        while slug in next_of and slug not in seen:
            seen.add(slug)
            slug = next_of[slug]
        if slug in seen:
            raise RegisterError(f"{path}: {former} leads back to itself. Name the slug of today.")
        found[former] = slug
    return found


def check_former_slugs(slugs: Collection[str], reference: Path = REFERENCE) -> None:
    """Raise RegisterError where a former slug is one of today, or leads to none of today."""
    for former, slug in former_slugs(reference).items():
        if former in slugs or slug not in slugs:
            what = f"{former} is the slug of an authority" if former in slugs else f"{slug} is no authority's slug"
            raise RegisterError(f"{reference / FORMER_FILE}: {former} -> {slug}, and {what}. Correct the row.")


def first_slugs(reference: Path = REFERENCE) -> dict[str, str]:
    """Today's slug -> the first that the authority had, for those whose slug changed: keys are made of that."""
    first: dict[str, str] = {}
    for former, slug in former_slugs(reference).items():
        first.setdefault(slug, former)
    return first
