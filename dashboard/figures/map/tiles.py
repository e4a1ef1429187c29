"""A tile grid of London: each borough a square of the same size, near where it lies."""

from __future__ import annotations

from dataclasses import dataclass

from loaders import reference_rows


@dataclass(frozen=True, slots=True)
class Tile:
    """Where a borough's tile stands (column from the west, row from the north) and its short names."""

    column: int
    row: int
    short: str
    shortest: str


LONDON = {
    row["authority_code"]: Tile(int(row["column"]), int(row["row"]), row["short"], row["shortest"])
    for row in reference_rows("london_tiles.csv", ("authority_code", "column", "row", "short", "shortest"))
}
"""ONS code of each borough, and of the City of London -> its tile."""

COLUMNS = 1 + max(tile.column for tile in LONDON.values())
ROWS = 1 + max(tile.row for tile in LONDON.values())
