"""Surrey's split of 1 April 2027, as it is entered: one edit of data/reference/succession.csv."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd

from loaders.dataset import read_table
from loaders.paths import DATA, REFERENCE
from loaders.schema import AUTHORITIES, COVERAGE
from loaders.store import table_bytes

EDIT = """\
E10000030,,,,,,,2027-04-01,,East Surrey;West Surrey,,
,East Surrey,,,,,2027-04-01,,Surrey,,,
,West Surrey,,,,,2027-04-01,,Surrey,,,
"""
"""The county ends, and two bodies begin that have no code, DfE number, URN, neighbours or shape yet."""

SURREY, EAST, WEST = "E10000030", "east-surrey", "west-surrey"


def edited_reference(folder: Path) -> Path:
    """A copy of data/reference with the edit."""
    target = folder / "reference"
    shutil.copytree(REFERENCE, target)
    with (target / "succession.csv").open("a", encoding="utf-8") as file:
        file.write(EDIT)
    return target


def edited_authorities() -> pd.DataFrame:
    """The table of authorities as the edit must make it: typed, sorted by name."""
    table = read_table(DATA, AUTHORITIES)
    county = table["code"] == SURREY
    table.loc[county, "abolished"] = pd.Timestamp("2027-04-01")
    table.loc[county, "successors"] = f"{EAST};{WEST}"
    new = table[county].assign(
        dfe_code=None, urn=None, type="Unitary authority", neighbours=None, earlier_codes=None,
        established=pd.Timestamp("2027-04-01"), abolished=pd.Timestamp("NaT"), predecessors=SURREY, successors=None,
    )  # fmt: skip
    both = [
        new.assign(code=code, name=name, slug=code) for code, name in ((EAST, "East Surrey"), (WEST, "West Surrey"))
    ]
    frame = pd.concat([table, *both], ignore_index=True).astype(table.dtypes)
    return frame.sort_values(["name", "code"], kind="stable", ignore_index=True)


def split_dataset(folder: Path, complete_to: str | None = None) -> Path:
    """The dataset with the edit, in a folder of its own; where a day is given, full inspections are known to it."""
    target = folder / "data"
    shutil.copytree(DATA, target)
    (target / "authorities.csv").write_bytes(table_bytes(edited_authorities(), AUTHORITIES))
    if complete_to:
        coverage = read_table(DATA, COVERAGE)
        coverage["complete_to"] = pd.Timestamp(complete_to)
        (target / COVERAGE.path).write_bytes(table_bytes(coverage, COVERAGE))
    return target
