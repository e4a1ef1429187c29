"""Requests as Dash's renderer sends them, and a dataset that is not the bundled one."""

from __future__ import annotations

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


def smaller_dataset(folder: Path) -> Path:
    """A copy of the bundled dataset in which Birmingham is called Elsewhere."""
    copy = folder / "data"
    shutil.copytree(DATA, copy)
    table = copy / "authorities.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",Birmingham,", ",Elsewhere,"), encoding="utf-8")
    return copy
