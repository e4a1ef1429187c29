"""The map: every authority once, in the colour, pattern and letter of its grade, on land and in London's tiles."""

from __future__ import annotations

import itertools
import json
from collections import Counter

import plotly.graph_objects as go
import pytest

from dashboard.drawing.text_width import text_width
from dashboard.figures.map.figure import Area, Outline, grade_map, outlines
from dashboard.figures.map.tiles import COLUMNS, LONDON, ROWS
from dashboard.theme import GRADES, UNGRADED
from loaders import Dataset, Grade
from loaders.paths import DATA

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


@pytest.mark.parametrize("width", WIDTHS)
def test_every_authority_is_drawn_once(shapes: dict[str, Outline], areas: dict[str, Area], width: int) -> None:
    figure = grade_map(shapes, areas, width=width)
    go.Figure(figure)
    traces = {trace["name"]: trace for trace in figure["data"]}
    rings = Counter(area.grade for code, area in areas.items() for _ in shapes[code].rings)
    for kind in KINDS:
        trace = traces[kind or "No grade"]
        assert trace["x"].count(None) == rings[kind]
        assert trace["fillcolor"] == (GRADES[kind] if kind else UNGRADED).fill
    assert "fillpattern" in traces["Inadequate"] and "fillpattern" in traces["Requires improvement"]
    assert traces["Authorities"]["customdata"] == [areas[code].hover for code in shapes]
    london = list(LONDON)
    assert traces["London"]["customdata"] == [areas[code].hover for code in london]
    for code, text in zip(london, traces["London"]["text"], strict=True):
        grade = areas[code].grade
        assert text == f"<b>{grade.letter if grade else '–'}</b>"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_letter_or_name_stands_only_where_it_has_room(
    shapes: dict[str, Outline], areas: dict[str, Area], width: int
) -> None:
    figure = grade_map(shapes, areas, width=width)
    layout, traces = figure["layout"], {trace["name"]: trace for trace in figure["data"]}
    low, high = layout["xaxis"]["range"]
    begin, end = layout["xaxis"]["domain"]
    scale = (end - begin) * width / (high - low)
    for code, text in zip(shapes, traces["Authorities"]["text"], strict=True):
        grade = areas[code].grade
        assert text in ("", f"<b>{grade.letter if grade else ''}</b>")
        assert not text or 2 * shapes[code].room * scale > text_width(text[3:-4], 12, True)
    begin, end = layout["xaxis2"]["domain"]
    tile = (end - begin) * width / COLUMNS
    assert max(text_width(name, 11) for name in traces["Names of boroughs"]["text"]) <= tile
    assert 0 <= begin < end <= 1 + 1e-9 and layout["xaxis"]["domain"][0] >= 0


def test_wide_the_tiles_stand_beside_the_map_and_narrow_below(
    shapes: dict[str, Outline], areas: dict[str, Area]
) -> None:
    wide, narrow = (grade_map(shapes, areas, width=width)["layout"] for width in (1100, 340))
    assert wide["xaxis"]["domain"][1] <= wide["xaxis2"]["domain"][0]
    assert narrow["yaxis2"]["domain"][1] <= narrow["yaxis"]["domain"][0]


def test_a_grade_that_nobody_holds_has_no_trace(shapes: dict[str, Outline]) -> None:
    figure = grade_map(shapes, {code: Area(Grade.GOOD, "") for code in shapes})
    go.Figure(figure)
    assert [trace["name"] for trace in figure["data"]][:2] == ["Good", "Authorities"]
