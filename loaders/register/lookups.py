"""Published lookups and the table of successions to the table of authorities."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from pathlib import Path

import pandas as pd

from loaders.csvfile import read_rows
from loaders.errors import RegisterError
from loaders.register.published import Lookup, published_lookups
from loaders.schema import AUTHORITIES

SUCCESSION_FILE = "succession.csv"
ALIASES_FILE = "aliases.csv"
DISTRICTS_FILE = "districts.csv"

NEIGHBOURS = 10

TYPES = {
    "E06": "Unitary authority",
    "E08": "Metropolitan district",
    "E09": "London borough",
    "E10": "County",
}
"""Type by the head of the ONS code."""
NEW_TYPE = "Unitary authority"
"""The type of a new body without a code: those that replace counties are unitary."""
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
    """Every authority, of today, to come and abolished, as text, sorted by name; columns of `schema.AUTHORITIES`.

    `lookups` holds the provider lookup (codes, URN, region) and DfE's statistical neighbours; `reference` says which
    files these are and of which day, and holds the successions and the names to show. A body that began after the day
    of a lookup may lack what it gives, and one that ended after it keeps it. Raises RegisterError naming file and row
    where they contradict each other.
    """
    published = published_lookups(reference)
    changes = _changes(reference / SUCCESSION_FILE)
    names = _display_names(reference / ALIASES_FILE)
    rows = _provided(lookups, published["providers"], changes, names)
    rows += _by_hand(changes, rows)
    _resolve(rows)
    _check_succession(rows, reference / SUCCESSION_FILE, published["providers"].as_at)
    near = published["neighbours"]
    neighbours = _neighbours(lookups / near.file, near, {row["dfe_code"]: row["code"] for row in rows})
    due = {row["code"] for row in rows if _existed(row, near.as_at) and row["dfe_code"]}
    if missing := sorted(due - set(neighbours)):
        raise RegisterError(
            f"{lookups / near.file} and {lookups / published['providers'].file} differ on {', '.join(missing)}. "
            "Bring lookups of the same year, or name the day of each in data/reference/lookups.toml."
        )
    for row in rows:
        row["neighbours"] = neighbours.get(row["code"], "")
        row["ofsted_region"] = OFSTED_REGIONS.get(row["region"], row["region"])
    filled = [{column: row.get(column) or None for column in AUTHORITIES.column_names} for row in rows]
    frame = pd.DataFrame(filled, columns=AUTHORITIES.column_names, dtype="str")
    return frame.sort_values(["name", "code"], kind="stable", ignore_index=True)


_CHANGE_COLUMNS = (
    *("code", "name", "slug", "dfe_code", "type", "region", "established", "abolished"),
    *("predecessors", "successors", "earlier_codes"),
)
_NOTED = ("established", "abolished", "predecessors", "successors", "earlier_codes")
"""What the table of successions alone knows of a body that a lookup has too."""


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


def _changes(path: Path) -> dict[str, dict[str, str]]:
    """The rows of the table of successions by code; a body without one has its slug for a code."""
    rows: dict[str, dict[str, str]] = {}
    for number, row in enumerate(read_rows(path, _CHANGE_COLUMNS, RegisterError, may_be_short=True), start=2):
        where = f"{path}, row {number}"
        row["slug"] = row["slug"] or (slug(row["name"]) if row["name"] else "")
        row["code"] = row["code"] or row["slug"]
        row["where"] = where
        if not row["code"]:
            raise RegisterError(f"{where}: expected an ONS code or a name; found neither. Name the body.")
        if row["code"] in rows:
            raise RegisterError(f"{where}: {row['code']} stands in the table twice. Make one row of the two.")
        for column in ("established", "abolished"):
            _check_day(row[column], f"{where}, column {column}")
        rows[row["code"]] = row
    return rows


def _check_day(text: str, where: str) -> None:
    try:
        if text:
            dt.date.fromisoformat(text)
    except ValueError as error:
        raise RegisterError(f"{where}: expected a date such as 2027-04-01; found {text!r}.") from error


def _provided(
    folder: Path, lookup: Lookup, changes: dict[str, dict[str, str]], names: dict[str, str]
) -> list[dict[str, str]]:
    """The bodies of the provider lookup, but for those that had ended before it was made."""
    path, columns = folder / lookup.file, lookup.columns
    latest = {old: code for code, row in changes.items() for old in row["earlier_codes"].split(";") if old}
    rows = []
    for number, found in enumerate(read_rows(path, list(columns.values()), RegisterError), start=2):
        said = {meaning: found[column] for meaning, column in columns.items()}
        code = latest.get(said["code"], said["code"])
        called = names.get(code, said["name"])
        # a new body that stands in the table without a code is known by its name, and has its code from here
        change = changes.get(code) or changes.get(slug(called), {})
        # What the lookup still says of a body that had ended, its URN above all, is none of Ofsted's.
        if change.get("abolished") and change["abolished"] <= lookup.as_at.isoformat():
            continue
        where = f"{path}, row {number}"
        if code[:3] not in TYPES:
            raise RegisterError(f"{where}: expected an ONS code that begins with E06, E08, E09 or E10; found {code!r}.")
        name = change.get("name") or called
        row = {
            "code": code,
            "dfe_code": said["dfe_code"],
            "urn": change.get("urn") or said["urn"],
            "name": name,
            "slug": change.get("slug") or slug(name),
            "type": OWN_TYPES.get(code, TYPES[code[:3]]),
            "region": _region(said["region"], where),
        }
        rows.append(row | {key: change.get(key, "") for key in _NOTED})
    return rows


def _by_hand(changes: dict[str, dict[str, str]], provided: list[dict[str, str]]) -> list[dict[str, str]]:
    """The bodies that the table of successions alone has: those that ended before the lookup, and new ones.

    A new body of which neither type nor region is said is a unitary authority in the region of those it replaces.
    """
    named = {row[key]: row for row in provided for key in ("name", "slug", "code")}
    rows: list[dict[str, str]] = []
    for code, change in changes.items():
        if code in named:
            continue
        before = next((named[one] for one in _listed(change["predecessors"]) if one in named), {})
        row = {key: change[key] for key in _CHANGE_COLUMNS} | {"urn": change.get("urn", "")}
        row["type"] = row["type"] or TYPES.get(code[:3], NEW_TYPE)
        row["region"] = _region(row["region"] or before.get("region", ""), change["where"])
        if not row["name"]:
            raise RegisterError(f"{change['where']}: {code} is in no lookup, and has no name. Give its name.")
        if not row["abolished"] and not row["established"]:
            raise RegisterError(
                f"{change['where']}: {row['name']} is in no lookup, and neither begins nor ends. "
                "Give the day in the column established or abolished."
            )
        rows.append(row)
    return rows


def _listed(cell: str) -> list[str]:
    return [one.strip() for one in cell.split(";") if one.strip()]


def _resolve(rows: list[dict[str, str]]) -> None:
    """Put codes for the bodies that are named among predecessors and successors by slug or name."""
    codes = {row[key]: row["code"] for row in rows for key in ("name", "slug", "code")}
    for row in rows:
        for column in ("predecessors", "successors"):
            row[column] = ";".join(codes.get(one, one) for one in _listed(row[column]))


def _existed(row: dict[str, str], day: dt.date) -> bool:
    """Whether a row's body existed on a day; ISO dates compare as text."""
    return row["established"] <= day.isoformat() and not (row["abolished"] and row["abolished"] <= day.isoformat())


def _region(text: str, where: str) -> str:
    spelt = {region.casefold(): region for region in REGIONS}
    if text.casefold() not in spelt:
        raise RegisterError(f"{where}: expected one of the regions {', '.join(REGIONS)}; found {text!r}.")
    return spelt[text.casefold()]


def _neighbours(path: Path, lookup: Lookup, codes: dict[str, str]) -> dict[str, str]:
    own = lookup.columns["dfe_code"]
    columns = [lookup.columns["neighbour"].format(rank=rank) for rank in range(1, NEIGHBOURS + 1)]
    found = {}
    for number, row in enumerate(read_rows(path, [own, *columns], RegisterError), start=2):
        numbers = [row[own], *(row[column] for column in columns)]
        if unknown := [one for one in numbers if one not in codes]:
            raise RegisterError(
                f"{path}, row {number}: {', '.join(unknown)} is the DfE number of no authority, of today or ended. "
                "Enter the body with its number in data/reference/succession.csv."
            )
        if len(set(numbers)) != len(numbers):
            raise RegisterError(f"{path}, row {number}: an authority is named twice. Bring the published file again.")
        found[codes[numbers[0]]] = ";".join(codes[one] for one in numbers[1:])
    return found


def _check_succession(rows: list[dict[str, str]], path: Path, day: dt.date) -> None:
    """Stop where the table contradicts itself; who follows an end later than `day`, of the lookup, may not be known."""
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
                then = by_code.get(other, {})
                if mine == "successors" and then.get("established") and then["established"] != row.get("abolished"):
                    raise RegisterError(
                        f"{path}: {row['code']} ends on {row.get('abolished') or 'no day'}, and {other}, which replaces "
                        f"it, begins on {then['established']}. Give both the same day."
                    )
        if "" < row.get("abolished", "") <= day.isoformat() and not row.get("successors"):
            raise RegisterError(f"{path}: {row['code']} is abolished, and no successor is named.")
