"""Published lookups and the table of successions to the table of authorities."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pandas as pd

from loaders.csvfile import read_rows
from loaders.errors import RegisterError
from loaders.schema import AUTHORITIES

PROVIDERS_FILE = "provider_lookup.csv"
NEIGHBOURS_FILE = "sn_model_2025_wide.csv"
SUCCESSION_FILE = "succession.csv"
ALIASES_FILE = "aliases.csv"

NEIGHBOURS = 10

TYPES = {
    "E06": "Unitary authority",
    "E08": "Metropolitan district",
    "E09": "London borough",
    "E10": "County",
}
"""Type by the head of the ONS code."""
OWN_TYPES = {"E09000001": "City corporation"}
"""The type of a body that is not what its code says: the City of London is no borough."""

REGIONS = (
    "East Midlands",
    "East of England",
    "London",
    "North East",
    "North West",
    "South East",
    "South West",
    "West Midlands",
    "Yorkshire and The Humber",
)
"""The nine regions as ONS spells them."""

OFSTED_REGIONS = {
    "North East": "North East, Yorkshire and the Humber",
    "Yorkshire and The Humber": "North East, Yorkshire and the Humber",
}
"""Ofsted's statistics join two of ONS's regions; the others are the same."""


def build_authorities(lookups: Path, reference: Path) -> pd.DataFrame:
    """Every authority, of today and abolished, as text, sorted by name; columns of `schema.AUTHORITIES`.

    `lookups` holds the provider lookup (codes, URN, region) and DfE's statistical neighbours of
    2025; `reference` the successions and the names to show. Raises RegisterError naming file
    and row where they contradict each other.
    """
    changes = {row["code"]: row for row in read_rows(reference / SUCCESSION_FILE, _CHANGE_COLUMNS, RegisterError)}
    names = _display_names(reference / ALIASES_FILE)
    current = _current(lookups / PROVIDERS_FILE, changes, names)
    neighbours = _neighbours(lookups / NEIGHBOURS_FILE, {row["dfe_code"]: row["code"] for row in current})
    if missing := sorted({row["code"] for row in current} ^ set(neighbours)):
        raise RegisterError(
            f"{lookups / NEIGHBOURS_FILE} and {lookups / PROVIDERS_FILE} differ on {', '.join(missing)}. "
            "Bring lookups of the same year."
        )
    for row in current:
        row["neighbours"] = neighbours[row["code"]]
    rows = [*current, *(_abolished(row) for row in changes.values() if row["abolished"])]
    _check_succession(rows, reference / SUCCESSION_FILE)
    filled = [{column: row.get(column) or None for column in AUTHORITIES.column_names} for row in rows]
    frame = pd.DataFrame(filled, columns=AUTHORITIES.column_names, dtype="str")
    return frame.sort_values(["name", "code"], kind="stable", ignore_index=True)


_CHANGE_COLUMNS = (
    *("code", "name", "slug", "dfe_code", "type", "region", "established", "abolished"),
    *("predecessors", "successors", "earlier_codes"),
)
_PROVIDER_COLUMNS = ("urn", "la_code", "la_code_new", "local_authority_ons_name", "region_name")


def slug(name: str) -> str:
    """A name as it stands in addresses: "Bristol", "St Helens" are "bristol", "st-helens"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold().replace("&", " and ")
    return "-".join(re.findall(r"[a-z0-9]+", re.sub(r"[.']", "", plain)))


def _display_names(path: Path) -> dict[str, str]:
    rows = read_rows(path, ("code", "name", "use"), RegisterError)
    for number, row in enumerate(rows, start=2):
        if row["use"] not in ("display", "spelling", "place"):
            raise RegisterError(
                f"{path}, row {number}: expected the use display, spelling or place; found {row['use']!r}."
            )
    return {row["code"]: row["name"] for row in rows if row["use"] == "display"}


def _current(path: Path, changes: dict[str, dict[str, str]], names: dict[str, str]) -> list[dict[str, str]]:
    latest = {old: code for code, row in changes.items() for old in row["earlier_codes"].split(";") if old}
    rows = []
    for number, found in enumerate(read_rows(path, _PROVIDER_COLUMNS, RegisterError), start=2):
        code = latest.get(found["la_code_new"], found["la_code_new"])
        change = changes.get(code, {})
        # Abolished bodies stand in the table of successions; the lookup's URNs of them are none of Ofsted's.
        if change.get("abolished"):
            continue
        where = f"{path}, row {number}"
        name = names.get(code, found["local_authority_ons_name"])
        if code[:3] not in TYPES:
            raise RegisterError(f"{where}: expected an ONS code that begins with E06, E08, E09 or E10; found {code!r}.")
        row = {
            "code": code,
            "dfe_code": found["la_code"],
            "urn": found["urn"],
            "name": name,
            "slug": slug(name),
            "type": OWN_TYPES.get(code, TYPES[code[:3]]),
            "region": _region(found["region_name"], where),
            **{key: change.get(key, "") for key in ("established", "predecessors", "earlier_codes")},
        }
        rows.append(row | {"ofsted_region": OFSTED_REGIONS.get(row["region"], row["region"])})
    return rows


def _abolished(change: dict[str, str]) -> dict[str, str]:
    row = {key: change[key] for key in _CHANGE_COLUMNS}
    return row | {"ofsted_region": OFSTED_REGIONS.get(row["region"], row["region"])}


def _region(text: str, where: str) -> str:
    spelt = {region.casefold(): region for region in REGIONS}
    if text.casefold() not in spelt:
        raise RegisterError(f"{where}: expected one of the regions {', '.join(REGIONS)}; found {text!r}.")
    return spelt[text.casefold()]


def _neighbours(path: Path, codes: dict[str, str]) -> dict[str, str]:
    columns = [f"SN_{rank}" for rank in range(1, NEIGHBOURS + 1)]
    found = {}
    for number, row in enumerate(read_rows(path, ["old_la_code", *columns], RegisterError), start=2):
        numbers = [row["old_la_code"], *(row[column] for column in columns)]
        if unknown := [one for one in numbers if one not in codes]:
            raise RegisterError(
                f"{path}, row {number}: {', '.join(unknown)} is the DfE number of no authority of today."
            )
        if len(set(numbers)) != len(numbers):
            raise RegisterError(f"{path}, row {number}: an authority is named twice. Bring the published file again.")
        found[codes[numbers[0]]] = ";".join(codes[one] for one in numbers[1:])
    return found


def _check_succession(rows: list[dict[str, str]], path: Path) -> None:
    by_code = {row["code"]: row for row in rows}
    for key in ("code", "slug", "dfe_code", "name"):
        values = [row[key] for row in rows if row.get(key)]
        if twice := sorted({value for value in values if values.count(value) > 1}):
            raise RegisterError(f"{path}: two authorities have the {key} {', '.join(twice)}. Correct the table.")
    for row in rows:
        for mine, theirs in (("predecessors", "successors"), ("successors", "predecessors")):
            for other in filter(None, row.get(mine, "").split(";")):
                back = by_code.get(other, {}).get(theirs, "").split(";")
                if row["code"] not in back:
                    raise RegisterError(
                        f"{path}: {row['code']} has {other} among its {mine}, but not the other way round."
                    )
        if row.get("abolished") and not row.get("successors"):
            raise RegisterError(f"{path}: {row['code']} is abolished, and no successor is named.")
