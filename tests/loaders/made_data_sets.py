"""Made data sets in DfE's layout, and the bodies that stand in them."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

from loaders.context.measures import Measure
from loaders.register.authorities import Body, Register

COLUMNS = (
    *("time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code"),
    *("region_name", "old_la_code", "new_la_code", "la_name", "kind", "rate"),
)

ROW = {
    "time_period": "2024",
    "time_identifier": "Reporting year",
    "geographic_level": "Local authority",
    "country_code": "E92000001",
    "country_name": "England",
    "region_code": "E12000005",
    "region_name": "West Midlands",
    "old_la_code": "332",
    "new_la_code": "E08000027",
    "la_name": "Dudley",
    "kind": "All",
    "rate": "12.5",
}

RATE = Measure(
    name="made_rate",
    label="Made rate",
    file="made_*.csv",
    column="rate",
    filters=(("kind", "All"),),
    unit="percent",
    period="the year to 30 September",
    period_end=(9, 30),
    source="made",
    title="Made figures",
    publisher="Nobody",
    page="https://example.org/made",
    definition="A rate that was made up.",
)

REGISTER = Register(
    [
        Body("E08000027", "Dudley", dfe_code="332"),
        Body("E08000038", "Barnsley", dfe_code="370", earlier_codes=("E08000016",)),
        Body("E06000061", "North Northamptonshire", established=dt.date(2021, 4, 1)),
        Body("E06000062", "West Northamptonshire", established=dt.date(2021, 4, 1)),
        Body("E10000021", "Northamptonshire", abolished=dt.date(2021, 4, 1)),
    ]
)


def write(path: Path, rows: Iterable[Mapping[str, str]], columns: Iterable[str] = COLUMNS) -> Path:
    """A data set whose rows are `ROW` with what each mapping changes, after a byte-order mark."""
    columns = list(columns)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows({**ROW, **row} for row in rows)
    return path
