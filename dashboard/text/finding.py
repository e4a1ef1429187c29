"""What stands under the name of what was found: the kind of authority, where it is, and when it ended."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.statistics.compare_set import in_region
from dashboard.words import called
from loaders import District

NOTHING = "No authority or district has this name. Check the spelling."


def listed(row: Any) -> str:
    """The name of a body in a list, with the last year of one that is gone."""
    return str(row.name) if pd.isna(row.abolished) else f"{called(row.name)} (until {_last_year(row)})"


def authority(row: Any) -> str:
    """What a body is: Unitary authority in the South West, until 2019."""
    kind, region = str(row.type), str(row.region)
    where = kind if kind == "London borough" else f"{kind} in {in_region(region)}"
    return where if pd.isna(row.abolished) else f"{where}, until {_last_year(row)}"


def district(one: District, authority: str, ended: str | None = None) -> str:
    """What a district is: District in Surrey; `ended` is the authority that it was in, where its successors share it."""
    if ended:
        return f"Was in {called(ended)}, which was abolished; now perhaps in {called(authority)}"
    if one.until is None:
        return f"District in {called(authority)}"
    return f"District until {one.until}, now in {called(authority)}"


def _last_year(row: Any) -> str:
    return f"{row.abolished - pd.Timedelta(days=1):%Y}"
