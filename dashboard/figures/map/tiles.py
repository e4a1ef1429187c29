"""A tile grid of England, and that of London which is part of it: each authority a square near where it lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from loaders import reference_rows


@dataclass(frozen=True, slots=True)
class Tile:
    """Where an authority's tile stands (column from the west, row from the north) and its short names."""

    column: int
    row: int
    short: str
    shortest: str


ENGLAND = {
    row["authority_code"]: Tile(int(row["column"]), int(row["row"]), row["short"], row["shortest"])
    for row in reference_rows("england_tiles.csv", ("authority_code", "column", "row", "short", "shortest"))
}
"""ONS code of each authority -> its tile. Drawn up by hand from where they lie; it is nobody's published layout."""


def _of_london() -> dict[str, Tile]:
    boroughs = {code: tile for code, tile in ENGLAND.items() if code.startswith("E09")}
    west, north = (min(getattr(tile, side) for tile in boroughs.values()) for side in ("column", "row"))
    return {code: replace(tile, column=tile.column - west, row=tile.row - north) for code, tile in boroughs.items()}


LONDON = _of_london()
"""The boroughs and the City of London, in columns and rows of their own."""


def extent(tiles: Mapping[str, Tile]) -> tuple[int, int]:
    """Columns and rows of a grid."""
    return 1 + max(tile.column for tile in tiles.values()), 1 + max(tile.row for tile in tiles.values())


COLUMNS, ROWS = extent(LONDON)
