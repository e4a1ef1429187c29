"""The map of England: authorities filled by grade, and a tile grid of London beside it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import theme
from dashboard.drawing.placing import Box
from dashboard.drawing.scene import AnyItem, Mark, Pattern, Point, Rect, Scene, Words
from dashboard.drawing.scene import Area as Shape
from dashboard.drawing.text_width import first_that_fits, text_width
from dashboard.figures.map.tiles import COLUMNS, LONDON, ROWS, Tile
from loaders import Grade

NARROW = 720
"""Pixels; below it London's tiles stand under the map."""

KEYED = 860
"""The same for a drawing with a key."""

MOST_ACROSS = 72.0
"""Pixels of the widest tile of London."""

GAP = 28.0
"""Pixels between the map and the tiles."""

KM = 111.2
"""Kilometres in a degree of latitude."""

PATTERNS = {
    Grade.REQUIRES_IMPROVEMENT: Pattern("dots", "#7a4a12"),
    Grade.INADEQUATE: Pattern("stripes", "#ffffff"),
}
"""So that colour is not alone: dots for requires improvement, stripes for inadequate."""

BLANK = 1.4
"""Pixels of the outline of a shape without a grade, which is white: it must not look like the sea."""
NO_GRADE = "–"
"""Where a letter would stand."""
SMALL = 48
"""Pixels of a marked shape below which an outline would hide it."""
TWO_LINES = 34.0
"""Least height of a tile that has room for a name under its letter."""
HEAD = 28
"""Pixels that the words above the tiles take."""
KEY_ROW = 21
"""Pixels that a grade takes in the key, from top to bottom."""
KEYS: dict[int, tuple[tuple[Grade | None, ...], ...]] = {
    3: ((Grade.OUTSTANDING, Grade.GOOD), (Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE), (None,)),
    2: ((Grade.OUTSTANDING, Grade.REQUIRES_IMPROVEMENT, None), (Grade.GOOD, Grade.INADEQUATE)),
}
"""The columns of the key, where three have room and where two have."""
KEY_WIDTH = 350
"""Pixels that three columns need."""
KEY_LEAST = 262
"""Pixels that two columns need."""


@dataclass(frozen=True, slots=True)
class Area:
    """What is known of one authority of today on the date: its grade, or why there is none, in words."""

    grade: Grade | None
    hover: str


@dataclass(frozen=True, slots=True)
class Outline:
    """One authority's shape in kilometres, east and north of a point in England."""

    rings: tuple[tuple[tuple[float, float], ...], ...]
    label: tuple[float, float]
    room: float
    """Kilometres from the label's place to the border."""


def outlines(collection: Mapping[str, Any]) -> dict[str, Outline]:
    """The shapes of data/boundaries.geojson by code, projected (sinusoidal about 2° west: areas are true)."""
    found = {}
    for feature in collection["features"]:
        geometry, properties = feature["geometry"], feature["properties"]
        parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        rings = tuple(tuple(_project(lon, lat) for lon, lat in ring) for part in parts for ring in part)
        found[feature["id"]] = Outline(rings, _project(*properties["label"]), properties["room"] * KM)
    return found


def _project(longitude: float, latitude: float) -> tuple[float, float]:
    return (
        round((longitude + 2) * math.cos(math.radians(latitude)) * KM, 1),
        round((latitude - 52.8) * KM, 1),
    )


def grade_map(
    shapes: Mapping[str, Outline],
    areas: Mapping[str, Area],
    *,
    width: int = 1100,
    most: float = math.inf,
    links: Mapping[str, str] | None = None,
    has_key: bool = False,
    marked: str = "",
) -> Scene:
    """The map and London's tiles, drawn from coordinates alone: nothing is fetched.

    `areas` has an Area for each code of `shapes`. `width` is the room in pixels, and `most` the greatest height.
    `links` says by code where an authority leads; with `has_key` the drawing says what its colours mean. The authority
    with the code `marked` has a thick outline.
    """
    spans = _spans(shapes)
    plan = _plan(width, most, (spans[1] - spans[0]) / (spans[3] - spans[2]), has_key=has_key)
    links = links or {}
    items: list[AnyItem] = []
    # plain shapes first, for patterns lie above them in every renderer
    for grade in sorted((*Grade, None), key=lambda grade: grade in PATTERNS):
        for code, outline in shapes.items():
            if areas[code].grade == grade:
                items += _land(code, outline, areas[code], plan, spans, links.get(code, ""))
    x, y = plan.tiles.left, plan.tiles.top - HEAD / 2 - 2
    items += [
        Words(x, y, "London", 15, bold=True),
        Words(x + text_width("London", 15, bold=True), y, ", a tile for each borough", 15),
    ]
    origin = plan.tiles.left, plan.tiles.top
    for code, tile in LONDON.items():
        if code in areas:
            items += tile_items(tile, code, areas[code], origin, plan.across, plan.down, links.get(code, ""))
    items += key_items(plan.key) if plan.key else []
    items += outlined(items, marked) if marked else []
    return Scene(width, plan.height, tuple(items), stretches=False)


@dataclass(frozen=True, slots=True)
class Key:
    """Where the key stands, in how many columns, and how far its rows are apart."""

    left: float
    top: float
    columns: int
    pitch: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the map, London's tiles and the key stand, and the size of one tile, in pixels."""

    height: int
    land: Box
    tiles: Box
    key: Key | None

    @property
    def across(self) -> float:
        """Width of a tile and the gap beside it."""
        return self.tiles.width / COLUMNS

    @property
    def down(self) -> float:
        """Height of a tile and the gap below it."""
        return self.tiles.height / ROWS


def _plan(width: int, most: float, shape: float, *, has_key: bool) -> Plan:
    """London beside the map, or under it where the room is narrow; `shape` is the map's width by its height."""
    if width < (KEYED if has_key else NARROW):
        columns = 3 if width >= KEY_WIDTH else 2
        low = len(KEYS[columns][0]) * KEY_ROW + 14 if has_key else 0
        across = min(64.0, width / COLUMNS)
        down = min(across, (most * 0.56 - low) / ROWS - 5)
        wide = min(width, (most - down * ROWS - 50 - low) * shape)
        left, top = (width - wide) / 2, wide / shape + 50
        tiles = Box((width - across * COLUMNS) / 2, top, (width + across * COLUMNS) / 2, top + down * ROWS)
        key = Key(tiles.left + 1, tiles.bottom + 12, columns, KEY_ROW) if has_key else None
        return Plan(int(tiles.bottom + low), Box(left, 0, left + wide, wide / shape), tiles, key)
    wide = min(width * 0.54, most * shape)
    height = int(wide / shape)
    across = min(MOST_ACROSS, (width - wide - GAP) / COLUMNS)
    down = min(across, 64.0, (height - 24) / ROWS)
    # a map that had to be low stands in the middle, with London near it
    left = (width - wide - GAP - across * COLUMNS) / 2 if wide < width * 0.54 else 0.0
    right = left + wide + GAP + across * COLUMNS if left else float(width)
    top = (height + 20 - down * ROWS) / 2
    tiles = Box(right - across * COLUMNS, top, right, top + down * ROWS)
    land = Box(left, 0, left + wide, height)
    if not has_key:
        return Plan(height, land, tiles, None)
    columns = 3 if tiles.width >= KEY_WIDTH else 2
    above = tiles.top - HEAD - 16 - len(KEYS[columns][0]) * KEY_ROW
    if above >= 0:  # what colours mean is read first
        return Plan(height, land, tiles, Key(tiles.left + 1, above, columns, KEY_ROW))
    beside = across * (COLUMNS - 3) - 8
    columns = 3 if (beside if beside >= KEY_LEAST else tiles.width) >= KEY_WIDTH else 2
    rows = len(KEYS[columns][0])
    if beside >= KEY_LEAST:  # right of Sutton, where there is no borough
        pitch = min(KEY_ROW, down / rows)
        return Plan(height, land, tiles, Key(tiles.left + 3 * across + 8, tiles.bottom - rows * pitch, columns, pitch))
    key = Key(tiles.left + 1, tiles.bottom + 12, columns, KEY_ROW)
    return Plan(max(height, int(key.top + rows * KEY_ROW) + 2), land, tiles, key)


Spans = tuple[float, float, float, float]


def _spans(shapes: Mapping[str, Outline]) -> Spans:
    """West, east, south and north, with a little air."""
    xs = [x for outline in shapes.values() for ring in outline.rings for x, _ in ring]
    ys = [y for outline in shapes.values() for ring in outline.rings for _, y in ring]
    return min(xs) - 3, max(xs) + 3, min(ys) - 3, max(ys) + 3


def _land(code: str, outline: Outline, area: Area, plan: Plan, spans: Spans, link: str) -> list[AnyItem]:
    """One authority's shape, and its letter where it has room, on a ground of its colour where it has a pattern."""
    scale = plan.land.width / (spans[1] - spans[0])

    def place(point: Point) -> Point:
        x, y = plan.land.left + (point[0] - spans[0]) * scale, plan.land.top + (spans[3] - point[1]) * scale
        return round(x, 1), round(y, 1)

    look, pattern = theme.swatch(area.grade), PATTERNS.get(area.grade) if area.grade else None
    x, y = place(outline.label)
    rings = tuple(tuple(map(place, ring)) for ring in outline.rings)
    shape = Shape(
        rings=rings, pattern=pattern, spot=(x, y), fill=look.fill, line=theme.INK, width=0.6 if area.grade else BLANK,
        name=code, hover=area.hover, link=link,
    )  # fmt: skip
    sign = look.letter or NO_GRADE
    if outline.room * scale * 2 <= max(13, text_width(sign, 12, True) + 5):
        return [shape]
    letter = Words(x, y, sign, 12, look.ink, "center", bold=True, name=code)
    return [shape, *([Mark(x=x, y=y, symbol="square", radius=8, fill=look.fill, name=code)] if pattern else []), letter]


def outlined(items: Sequence[AnyItem], code: str) -> list[AnyItem]:
    """A white line and a dark one upon it around what is drawn of one authority; a ring around a small shape."""
    lines: list[AnyItem] = []
    for item in items:
        if item.name != code or not item.hover:
            continue
        room = item.bounds
        (x, y), size = room.middle, max(room.width, room.height)
        for line, width in ((theme.PAPER, 6), (theme.INK, 3)):
            if isinstance(item, Rect):
                lines.append(Rect(box=item.box, line=line, width=width, name="marked"))
            elif isinstance(item, Shape) and size >= SMALL:
                lines.append(Shape(rings=item.rings, line=line, width=width, name="marked"))
            elif isinstance(item, Shape):
                radius = size / 2 + 7
                lines.append(Mark(x=x, y=y, symbol="circle", radius=radius, line=line, width=width, name="marked"))
    return lines


def tile_items(
    tile: Tile, code: str, area: Area, origin: Point, across: float, down: float, link: str
) -> list[AnyItem]:
    """One authority's tile with its letter and, where one has room, a short name; there is a gap around it."""
    look = theme.swatch(area.grade)
    left, top = origin[0] + tile.column * across, origin[1] + tile.row * down
    x, y = left + across / 2, top + down / 2
    name = first_that_fits((tile.short, tile.shortest, ""), across - 4, 12) if down >= TWO_LINES else ""
    box = Box(left + 1.5, top + 1.5, left + across - 1.5, top + down - 1.5)
    block = Rect(box=box, fill=look.fill, line=theme.INK, name=code, hover=area.hover, link=link)
    letter, size = look.letter or NO_GRADE, 15 if down > 50 else 12
    if not name:
        return [block, Words(x, y, letter, size, look.ink, "center", bold=True, name=code)]
    return [
        block,
        Words(x, y - 0.14 * down, letter, size, look.ink, "center", bold=True, name=code),
        Words(x, y + 0.26 * down, name, 12, look.ink, "center", name=code),
    ]


def key_items(key: Key, *, patterned: bool = True) -> list[AnyItem]:
    """What each colour means, and each pattern where the drawing has them."""
    left, half = key.left, min(8.0, key.pitch / 2 - 1)
    items: list[AnyItem] = []
    for column in KEYS[key.columns]:
        names = [str(grade) if grade else "no grade" for grade in column]
        for number, (grade, name) in enumerate(zip(column, names, strict=True)):
            look, pattern = theme.swatch(grade), PATTERNS.get(grade) if grade and patterned else None
            y = key.top + key.pitch * (number + 0.5)
            ring = ((left, y - half), (left + 24, y - half), (left + 24, y + half), (left, y + half))
            items.append(Shape(rings=(ring,), pattern=pattern, fill=look.fill, line=theme.INK, name="key"))
            if pattern:
                items.append(Mark(x=left + 12, y=y, symbol="square", radius=6.5, fill=look.fill, name="key"))
            items.append(Words(left + 12, y, look.letter, 12, look.ink, "center", bold=True, name="key"))
            items.append(Words(left + 30, y, name, 12, name="key"))
        left += 30 + max(text_width(name, 12) for name in names) + 14
    return [item for item in items if not isinstance(item, Words) or item.text]
