"""The map of England: authorities filled by grade, and a tile grid of London beside it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import theme
from dashboard.drawing.text_width import first_that_fits, text_width
from dashboard.figures.map.tiles import COLUMNS, LONDON, ROWS
from loaders import Grade

NARROW = 720
"""Pixels; below it London's tiles stand under the map."""

MOST_ACROSS = 72.0
"""Pixels of the widest tile of London."""

GAP = 28.0
"""Pixels between the map and the tiles."""

KM = 111.2
"""Kilometres in a degree of latitude."""

PATTERNS = {
    Grade.REQUIRES_IMPROVEMENT: {"shape": ".", "fgcolor": "#7a4a12", "size": 7, "solidity": 0.16},
    Grade.INADEQUATE: {"shape": "/", "fgcolor": "#ffffff", "size": 7, "solidity": 0.16},
}
"""So that colour is not alone: dots for requires improvement, stripes for inadequate."""


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
    shapes: Mapping[str, Outline], areas: Mapping[str, Area], *, width: int = 1100, most: float = math.inf
) -> dict[str, Any]:
    """The map and London's tiles as a plotly figure, drawn from coordinates alone: nothing is fetched.

    `areas` has an Area for each code of `shapes`. `width` is the room in pixels, and `most` the greatest height.
    """
    spans = _spans(shapes)
    plan = _plan(width, most, (spans[1] - spans[0]) / (spans[3] - spans[2]))
    hidden = {"visible": False, "fixedrange": True}
    traces = [
        *(_fill(shapes, areas, grade) for grade in (*Grade, None)),
        _letters(shapes, areas, (plan.map_right - plan.map_left) / (spans[1] - spans[0])),
        *_tiles(areas, plan.across, plan.down),
    ]
    return {
        "data": [trace for trace in traces if trace is not None],
        "layout": {
            "template": theme.template(),
            "height": plan.height,
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
            "hoverdistance": 24,
            "xaxis": {
                **hidden,
                "range": [spans[0], spans[1]],
                "domain": [plan.map_left / width, plan.map_right / width],
                "anchor": "y",
            },
            "yaxis": {
                **hidden,
                "range": [spans[2], spans[3]],
                "domain": [plan.map_bottom, 1],
                "scaleanchor": "x",
                "anchor": "x",
            },
            "xaxis2": {**hidden, "range": [-0.5, COLUMNS - 0.5], "domain": plan.tiles_x, "anchor": "y2"},
            "yaxis2": {**hidden, "range": [ROWS - 0.5, -0.5], "domain": plan.tiles_y, "anchor": "x2"},
            "shapes": _boxes(areas, plan.across, plan.down),
            "annotations": [
                {
                    "xref": "paper",
                    "yref": "paper",
                    "x": plan.tiles_x[0],
                    "y": plan.tiles_y[1],
                    "xanchor": "left",
                    "yanchor": "bottom",
                    "text": "<b>London</b>, a tile for each borough",
                    "showarrow": False,
                    "font": {"size": 15},
                }
            ],
        },
    }


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the map and London's tiles stand: pixels of the map and of one tile, and domains of the paper."""

    height: int
    map_left: float
    map_right: float
    map_bottom: float
    across: float
    down: float
    tiles_x: list[float]
    tiles_y: list[float]


def _plan(width: int, most: float, shape: float) -> Plan:
    """London beside the map, or under it where the room is narrow; `shape` is the map's width by its height."""
    if width < NARROW:
        across = min(64.0, width / COLUMNS)
        down = min(across, most * 0.5 / ROWS - 5)
        tiles = down * ROWS + 50
        wide = min(width, (most - tiles) * shape)
        height = int(wide / shape + tiles)
        left, part = (width - wide) / 2, across * COLUMNS / width
        start = (1 - part) / 2
        bottom = 1 - wide / shape / height
        return Plan(height, left, left + wide, bottom, across, down, [start, start + part], [0, down * ROWS / height])
    wide = min(width * 0.54, most * shape)
    height = int(wide / shape)
    across = min(MOST_ACROSS, (width - wide - GAP) / COLUMNS)
    down = min(across, 64.0, (height - 24) / ROWS)
    # a map that had to be low stands in the middle, with London near it
    left = (width - wide - GAP - across * COLUMNS) / 2 if wide < width * 0.54 else 0.0
    end = (left + wide + GAP + across * COLUMNS) / width if left else 1.0
    middle, half = (height - 20) / height / 2, down * ROWS / height / 2
    return Plan(
        height, left, left + wide, 0.0, across, down,
        [end - across * COLUMNS / width, end], [middle - half, middle + half],
    )  # fmt: skip


def _spans(shapes: Mapping[str, Outline]) -> tuple[float, float, float, float]:
    """West, east, south and north, with a little air."""
    xs = [x for outline in shapes.values() for ring in outline.rings for x, _ in ring]
    ys = [y for outline in shapes.values() for ring in outline.rings for _, y in ring]
    return min(xs) - 3, max(xs) + 3, min(ys) - 3, max(ys) + 3


def _path(outlines: Sequence[Outline]) -> tuple[list[float | None], list[float | None]]:
    """All rings, one after the other, a blank between them."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for outline in outlines:
        for ring in outline.rings:
            xs += [*(x for x, _ in ring), None]
            ys += [*(y for _, y in ring), None]
    return xs, ys


def _fill(shapes: Mapping[str, Outline], areas: Mapping[str, Area], grade: Grade | None) -> dict[str, Any] | None:
    """One trace for all authorities with a grade. Holes stay open: their rings turn the other way."""
    mine = [outline for code, outline in shapes.items() if areas[code].grade == grade]
    if not mine:
        return None
    xs, ys = _path(mine)
    trace: dict[str, Any] = {
        "type": "scatter",
        "mode": "lines",
        "line": {"color": theme.INK, "width": 0.6},
        "x": xs,
        "y": ys,
        "fill": "toself",
        "fillcolor": theme.swatch(grade).fill,
        "hoverinfo": "skip",
        "name": grade or "No grade",
    }
    if grade in PATTERNS:
        trace["fillpattern"] = {**PATTERNS[grade], "bgcolor": theme.swatch(grade).fill}
    return trace


def _letters(shapes: Mapping[str, Outline], areas: Mapping[str, Area], scale: float) -> dict[str, Any]:
    """Each authority's letter where it has room, and its words for the pointer everywhere."""
    codes = list(shapes)
    letters = []
    for code in codes:
        grade = areas[code].grade
        letter = grade.letter if grade else ""
        fits = shapes[code].room * scale * 2 > max(13, text_width(letter, 12, True) + 5)
        letters.append(f"<b>{letter}</b>" if fits and letter else "")
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [shapes[code].label[0] for code in codes],
        "y": [shapes[code].label[1] for code in codes],
        "text": letters,
        "textfont": {"size": 12, "color": [theme.swatch(areas[code].grade).ink for code in codes]},
        "marker": {
            "size": [16 if letter else 6 for letter in letters],
            "symbol": "square",
            "opacity": [1 if letter else 0 for letter in letters],
            "color": [theme.swatch(areas[code].grade).fill for code in codes],
            "line": {"width": 0},
        },
        "customdata": [areas[code].hover for code in codes],
        "hovertemplate": "%{customdata}<extra></extra>",
        "name": "Authorities",
    }


def _boxes(areas: Mapping[str, Area], across: float, down: float) -> list[dict[str, Any]]:
    """London's tiles, with a gap between them."""
    side, end = 0.5 - 1.5 / across, 0.5 - 1.5 / down
    return [
        {
            "type": "rect",
            "xref": "x2",
            "yref": "y2",
            "x0": tile.column - side,
            "x1": tile.column + side,
            "y0": tile.row - end,
            "y1": tile.row + end,
            "fillcolor": theme.swatch(areas[code].grade).fill,
            "line": {"color": theme.INK, "width": 1},
            "layer": "below",
        }
        for code, tile in LONDON.items()
        if code in areas
    ]


def _tiles(areas: Mapping[str, Area], across: float, down: float) -> list[dict[str, Any]]:
    """London: a letter and a short name for each borough, and its words for the pointer."""
    shown = [(code, tile) for code, tile in LONDON.items() if code in areas]
    axes = {"type": "scatter", "xaxis": "x2", "yaxis": "y2"}
    columns = [tile.column for _, tile in shown]
    inks = [theme.swatch(areas[code].grade).ink for code, _ in shown]
    letters = {
        **axes,
        "mode": "markers+text",
        "x": columns,
        "y": [tile.row - 0.12 for _, tile in shown],
        "marker": {"symbol": "square", "size": min(across, down) - 3, "opacity": 0},
        "text": [f"<b>{theme.swatch(areas[code].grade).letter or '–'}</b>" for code, _ in shown],
        "textposition": "middle center",
        "textfont": {"size": 15 if down > 50 else 12, "color": inks},
        "customdata": [areas[code].hover for code, _ in shown],
        "hovertemplate": "%{customdata}<extra></extra>",
        "name": "London",
    }
    words = {
        **axes,
        "mode": "text",
        "x": columns,
        "y": [tile.row + 0.31 for _, tile in shown],
        "text": [first_that_fits((tile.short, tile.shortest), across - 4, 12) for _, tile in shown],
        "textfont": {"size": 12, "color": inks},
        "hoverinfo": "skip",
        "name": "Names of boroughs",
    }
    return [letters, words]
