"""Requests as Dash's renderer sends them, and a dataset that is not the bundled one."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import Any

from loaders.paths import DATA


def page_request(path: str, search: str = "") -> dict[str, Any]:
    """The request that Dash's renderer sends when an address is opened."""
    values = {"pathname": path, "search": search}
    return {
        "output": ".._pages_content.children..._pages_store.data..",
        "outputs": [
            {"id": "_pages_content", "property": "children"},
            {"id": "_pages_store", "property": "data"},
        ],
        "inputs": [{"id": "_pages_location", "property": name, "value": value} for name, value in values.items()],
        "changedPropIds": ["_pages_location.pathname"],
    }


def half_read(folder: Path) -> Path:
    """A copy of the bundled dataset in which no report of every other authority was read, so that its record ends."""
    copy = folder / "data"
    shutil.copytree(DATA, copy)
    table = copy / "documents.csv"
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    left_out = set(sorted({row["authority_code"] for row in rows})[::2])
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(row | ({"sha256": ""} if row["authority_code"] in left_out else {}) for row in rows)
    return copy


def smaller_dataset(folder: Path) -> Path:
    """A copy of the bundled dataset in which Birmingham is called Elsewhere."""
    copy = folder / "data"
    shutil.copytree(DATA, copy)
    table = copy / "authorities.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",Birmingham,", ",Elsewhere,"), encoding="utf-8")
    return copy
