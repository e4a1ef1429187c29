"""Which published lookups are read: their files, days and columns, as data/reference/lookups.toml names them."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from loaders.errors import RegisterError
from loaders.paths import REFERENCE

LOOKUPS_FILE = "lookups.toml"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "providers": ("urn", "dfe_code", "code", "name", "region"),
    "neighbours": ("dfe_code", "neighbour"),
    "districts": ("district",),
    "upper_tier": ("district", "authority"),
}
"""The lookups, and what must be known of the columns of each."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """A published file: its name, the day that it describes, and its columns by what they mean."""

    file: str
    as_at: dt.date
    columns: Mapping[str, str]
    title: str = ""


def published_lookups(reference: Path = REFERENCE) -> dict[str, Lookup]:
    """The lookups by their names here; raises RegisterError naming file and key where one is not described.

    A folder that holds no such file has the lookups of the repository.
    """
    path = reference / LOOKUPS_FILE
    if not path.is_file():
        path = REFERENCE / LOOKUPS_FILE
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RegisterError(f"{path} cannot be read: {error}. Restore it from the repository.") from error
    return {name: _lookup(path, name, found.get(name, {}), needed) for name, needed in COLUMNS.items()}


def _lookup(path: Path, name: str, said: Mapping[str, object], needed: tuple[str, ...]) -> Lookup:
    columns, file, as_at = said.get("columns"), said.get("file"), said.get("as_at")
    where = f"{path}, [{name}]"
    if not isinstance(file, str) or type(as_at) is not dt.date:
        raise RegisterError(f"{where}: expected a file, and as_at as a date such as 2025-04-01; found {dict(said)}.")
    if not isinstance(columns, Mapping) or (missing := [key for key in needed if key not in columns]):
        raise RegisterError(f"{where}: expected columns for {', '.join(needed)}; found {columns}. Name each.")
    del missing
    return Lookup(file, as_at, {key: str(value) for key, value in columns.items()}, str(said.get("title", "")))
