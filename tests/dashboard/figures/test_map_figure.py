"""The map: every authority once, in the colour, pattern and letter of its grade, on land and in London's tiles."""

from __future__ import annotations

import itertools
import json

import pandas as pd
import pytest

from dashboard.drawing.placing import Box
from dashboard.drawing.render.plotly import figure
from dashboard.drawing.scene import Area as Shape
from dashboard.drawing.scene import Mark, Rect, Words
from dashboard.figures.map.figure import Area, Outline, grade_map, outlines
from dashboard.figures.map.tile_map import tile_map
from dashboard.figures.map.tiles import COLUMNS, ENGLAND, LONDON, ROWS
from dashboard.theme import GRADES, UNGRADED
from dashboard.web.room import STEPS
from loaders import Dataset, Grade
from loaders.paths import DATA
from tests.dashboard.figures.holding import faults

WIDTHS = (280, 420, 640, 720, 1100)
KINDS = (*Grade, None)


@pytest.fixture(scope="module")
def shapes() -> dict[str, Outline]:
    return outlines(json.loads((DATA / "boundaries.geojson").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def areas(shapes: dict[str, Outline]) -> dict[str, Area]:
    """Every shape with a grade, or none, in turn."""
    kinds = itertools.cycle(KINDS)
    return {code: Area(next(kinds), f"hover of {code}") for code in shapes}


def test_the_shapes_are_the_authorities_of_today(shapes: dict[str, Outline], dataset: Dataset) -> None:
    register = dataset.authorities()
    assert set(shapes) == set(register.loc[register["abolished"].isna(), "code"])
    assert (DATA / "boundaries.geojson").stat().st_size < 400_000


def test_london_is_every_borough_once_in_a_place_of_its_own(dataset: Dataset) -> None:
    register = dataset.authorities()
    assert set(LONDON) == set(register.loc[register["region"] == "London", "code"])
    places = [(tile.column, tile.row) for tile in LONDON.values()]
    assert len(set(places)) == len(places) == 33
    assert all(0 <= column < COLUMNS and 0 <= row < ROWS for column, row in places)
    assert len({tile.shortest for tile in LONDON.values()}) == 33


def test_every_authority_of_today_has_one_tile_near_where_it_lies(dataset: Dataset, shapes: dict[str, Outline]) -> None:
    register = dataset.authorities()
    today = register[register["abolished"].isna()]
    assert set(ENGLAND) == set(today["code"])
    assert (
        len({(tile.column, tile.row) for tile in ENGLAND.values()})
        == len({one.shortest for one in ENGLAND.values()})
        == 153
    )
    places = pd.DataFrame(
        [(code, tile.column, -tile.row, *shapes[code].label) for code, tile in ENGLAND.items()],
        columns=["code", "across", "up", "east", "north"],
    ).set_index("code")
    ranks = places.rank()
    assert ranks["across"].corr(ranks["east"]) > 0.9 and ranks["up"].corr(ranks["north"]) > 0.9
    regions = places.join(today.set_index("code")["region"]).groupby("region")[["across", "up"]].mean()
    assert regions["up"].idxmax() == "North East" and regions["up"].idxmin() in ("South West", "South East")
    assert regions["across"].idxmin() == "South West"


@pytest.mark.parametrize("width", WIDTHS)
def test_tiles_are_of_one_size_and_say_grade_and_name(areas: dict[str, Area], width: int) -> None:
    scene = tile_map(areas, width=width, links={code: f"/{code}" for code in areas}, has_key=True)
    tiles = {item.name: item for item in scene.only(Rect)}
    assert set(tiles) == set(areas)
    assert len({(round(item.box.width, 3), round(item.box.height, 3)) for item in tiles.values()}) == 1
    said = {(words.name, words.text) for words in scene.only(Words)}
    for code, tile in tiles.items():
        grade = areas[code].grade
        assert (tile.hover, tile.link) == (areas[code].hover, f"/{code}")
        assert tile.fill == (GRADES[grade] if grade else UNGRADED).fill
        assert (code, grade.letter if grade else "–") in said
        assert width < 600 or {(code, ENGLAND[code].short), (code, ENGLAND[code].shortest)} & said
    assert faults(scene) == []
    assert {"Outstanding", "Good", "Requires improvement", "Inadequate"} <= {words.text for words in scene.only(Words)}


@pytest.mark.parametrize("width", WIDTHS)
def test_every_authority_is_drawn_once(shapes: dict[str, Outline], areas: dict[str, Area], width: int) -> None:
    scene = grade_map(shapes, areas, width=width, links={code: f"/{code}" for code in shapes})
    land = {item.name: item for item in scene.only(Shape)}
    assert len(land) == len(scene.only(Shape)) == len(shapes)
    for code, outline in shapes.items():
        grade, item = areas[code].grade, land[code]
        assert len(item.rings) == len(outline.rings)
        assert item.fill == (GRADES[grade] if grade else UNGRADED).fill
        assert (item.pattern is not None) == (grade in (Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE))
        assert (item.hover, item.link) == (areas[code].hover, f"/{code}")
        assert item.spot is not None and item.bounds.left <= item.spot[0] <= item.bounds.right
    tiles = {item.name: item for item in scene.only(Rect)}
    assert set(tiles) == set(LONDON)
    letters = {(words.name, words.text) for words in scene.only(Words)}
    for code, tile in tiles.items():
        grade = areas[code].grade
        assert (tile.hover, tile.fill) == (areas[code].hover, (GRADES[grade] if grade else UNGRADED).fill)
        assert (code, grade.letter if grade else "–") in letters


@pytest.mark.parametrize("width", WIDTHS)
def test_the_shapes_keep_their_proportions(shapes: dict[str, Outline], areas: dict[str, Area], width: int) -> None:
    scene = grade_map(shapes, areas, width=width)
    kent = next(item.bounds for item in scene.only(Shape) if item.name == "E10000016")
    points = [point for ring in shapes["E10000016"].rings for point in ring]
    wide, high = (max(way) - min(way) for way in zip(*points, strict=True))
    assert kent.width / kent.height == pytest.approx(wide / high, rel=0.05)
    assert figure(scene)["layout"]["width"] == width  # and a page does not stretch it


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("has_key", [False, True])
def test_a_letter_or_name_stands_only_where_it_has_room(
    shapes: dict[str, Outline], areas: dict[str, Area], width: int, has_key: bool
) -> None:
    scene = grade_map(shapes, areas, width=width, has_key=has_key)
    whole = Box(-0.5, -0.5, width + 0.5, scene.height + 0.5)
    assert all(item.bounds.within(whole) for item in scene.items if not isinstance(item, Mark))
    land = {item.name: item for item in scene.only(Shape)}
    east, west = (
        edge(x for outline in shapes.values() for ring in outline.rings for x, _ in ring) for edge in (max, min)
    )
    across = [item.bounds for code, item in land.items() if code in shapes]
    scale = (max(box.right for box in across) - min(box.left for box in across)) / (east - west)
    tiles = {item.name: item.box for item in scene.only(Rect)}
    for words in scene.only(Words):
        tile = tiles.get(words.name)
        if tile and tile.top <= words.y <= tile.bottom:
            assert tile.left <= words.bounds.left and words.bounds.right <= tile.right
        elif words.name in shapes:
            assert 2 * shapes[words.name].room * scale > words.bounds.width
    key = [item for item in scene.items if item.name == "key"]
    assert bool(key) == has_key
    for item in key:
        assert not any(item.bounds.hits(box) for box in tiles.values())


def test_wide_the_tiles_stand_beside_the_map_and_narrow_below(
    shapes: dict[str, Outline], areas: dict[str, Area]
) -> None:
    for width, is_beside in ((1100, True), (340, False)):
        scene = grade_map(shapes, areas, width=width)
        land, tiles = ([item.bounds for item in scene.only(kind)] for kind in (Shape, Rect))
        if is_beside:
            assert max(box.right for box in land) <= min(box.left for box in tiles)
        else:
            assert max(box.bottom for box in land) <= min(box.top for box in tiles)


@pytest.mark.parametrize("width", STEPS)
def test_the_key_stays_in_the_drawing_and_off_the_tiles(
    shapes: dict[str, Outline], areas: dict[str, Area], width: int
) -> None:
    scene = grade_map(shapes, areas, width=width, has_key=True)
    key = [one.bounds for one in scene.items if one.name == "key"]
    assert all(box.left >= 0 and box.right <= scene.width and box.bottom <= scene.height for box in key)
    tiles = [one.box for one in scene.only(Rect) if one.name in LONDON]
    assert len(tiles) == len(LONDON)
    assert not any(tile.hits(box) for tile in tiles for box in key)
