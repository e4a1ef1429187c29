"""England as tiles of equal size: Greater Manchester and the Black Country can be read as well as Northumberland."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.drawing.scene import AnyItem, Scene
from dashboard.figures.map.figure import KEY_ROW, KEY_WIDTH, KEYS, Area, Key, key_items, outlined, tile_items
from dashboard.figures.map.tiles import ENGLAND, extent

MOST_ACROSS, MOST_DOWN = 69.0, 46.0
"""Pixels of the largest tile with the gap beside it."""


def tile_map(
    areas: Mapping[str, Area],
    *,
    width: int = 1100,
    links: Mapping[str, str] | None = None,
    has_key: bool = False,
    marked: str = "",
) -> Scene:
    """Every authority of `areas` a tile of the same size, near where it lies; the key stands below.

    The arguments are those of `grade_map`.
    """
    links, (columns, rows) = links or {}, extent(ENGLAND)
    across = min(MOST_ACROSS, width / columns)
    down = min(MOST_DOWN, max(across, 24.0))
    left = (width - across * columns) / 2
    items: list[AnyItem] = []
    for code, tile in ENGLAND.items():
        if code in areas:
            items += tile_items(tile, code, areas[code], (left, 1.0), across, down, links.get(code, ""))
    items += outlined(items, marked) if marked else []
    bottom = 2 + rows * down
    if not has_key:
        return Scene(width, round(bottom), tuple(items), stretches=False)
    parts = 3 if width >= KEY_WIDTH else 2
    key = Key(left + 1.5, bottom + 10, parts, KEY_ROW)
    return Scene(
        width,
        round(bottom + 12 + len(KEYS[parts][0]) * KEY_ROW),
        (*items, *key_items(key, patterned=False)),
        stretches=False,
    )
