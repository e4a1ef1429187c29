"""A scene and the files and figures that show it: what goes in comes out."""

from __future__ import annotations

from dataclasses import replace

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings

from dashboard.drawing.placing import Box
from dashboard.drawing.render.plotly import figure
from dashboard.drawing.render.svg import svg
from dashboard.drawing.scale import Linear
from dashboard.drawing.scene import AnyItem, Area, Line, Mark, Pattern, Rect, Scene, Words, hatch, line, step
from tests.dashboard.drawing.made_scenes import SCENES
from tests.dashboard.drawing.svg_reading import read_svg

SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))


def plain(item: AnyItem) -> AnyItem:
    """An item as a file can hold it: a mark with corners is a closed shape there, and what is not drawn has no look."""
    if isinstance(item, Mark) and item.symbol != "circle":
        ring = tuple((round(x, 2), round(y, 2)) for x, y in item.outline)
        return Area(
            rings=(ring,), fill=item.fill, line=item.line, width=item.width, dash=item.dash,
            name=item.name, hover=item.hover, link=item.link,
        )  # fmt: skip
    return item


@given(SCENES)
@settings(max_examples=200, deadline=None)
def test_a_file_holds_the_whole_scene(scene: Scene) -> None:
    expected = replace(scene, items=tuple(plain(item) for item in scene.items))
    assert read_svg(svg(scene, is_file=True)) == expected


@given(SCENES)
@settings(max_examples=50, deadline=None)
def test_the_same_scene_gives_the_same_bytes_and_plotly_takes_its_figure(scene: Scene) -> None:
    assert svg(scene) == svg(replace(scene))
    go.Figure(figure(scene))
    assert figure(scene) == figure(replace(scene))


def test_shapes_lie_lowest_then_marks_then_words() -> None:
    words, mark = Words(0, 0, "G"), Mark(x=0, y=0, symbol="circle", radius=4)
    rect, rule = Rect(box=Box(0, 0, 1, 1)), line(0, 0, 1, 1)
    assert Scene(10, 10, (words, mark, rect, rule)).items == (rect, rule, mark, words)


@pytest.mark.parametrize(
    "item",
    [
        Rect(box=Box(1, 2, 3, 4)),
        Area(rings=(SQUARE,), spot=(5, 5)),
        Line((SQUARE,)),
        Mark(x=1, y=2, symbol="diamond", radius=4),
        Words(1, 2, "G"),
    ],
)
def test_what_is_moved_takes_the_same_room_elsewhere(item: AnyItem) -> None:
    assert item.moved(3, -4).bounds == item.bounds.moved(3, -4)
    assert item.moved(3, -4).moved(-3, 4) == item


def test_a_drawing_with_links_is_no_image_to_a_screen_reader() -> None:
    alone = Scene(10, 10, (Words(0, 0, "G"),), "Title", "What is drawn.")
    linked = Scene(10, 10, (Words(0, 0, "G", link="/x"),))
    assert 'role="img" aria-labelledby="a-title" aria-describedby="a-desc"' in svg(alone, key="a")
    assert 'role="group"' in svg(linked)


def test_plotly_counts_in_pixels_and_fills_its_room() -> None:
    scene = Scene(300, 200, (Words(10, 20, "G & <b>", 20, bold=True), Rect(box=Box(0, 0, 5, 5), fill="#12436D")))
    drawn = figure(scene)
    assert (drawn["layout"]["xaxis"]["range"], drawn["layout"]["yaxis"]["range"]) == ([0, 300], [200, 0])
    assert (drawn["layout"]["autosize"], "width" in drawn["layout"]) == (True, False)
    assert figure(replace(scene, stretches=False))["layout"]["width"] == 300
    (words,) = drawn["data"]
    assert (words["text"], words["x"], words["y"]) == (["<b>G &amp; &lt;b&gt;</b>"], [10], [22])
    assert [shape["path"] for shape in drawn["layout"]["shapes"]] == ["M0,0H5V5H0Z"]


def test_shapes_of_one_look_are_one_path_where_they_follow_each_other() -> None:
    blue, red = Rect(box=Box(0, 0, 5, 5), fill="#12436D"), Rect(box=Box(0, 0, 9, 9), fill="#9E3A06")
    assert len(figure(Scene(9, 9, (blue, blue, red, blue)))["layout"]["shapes"]) == 3


def test_a_pointer_reads_hover_words_and_a_click_finds_its_link() -> None:
    scene = Scene(
        100,
        100,
        (
            Rect(box=Box(10, 20, 30, 40), hover="Dudley\nGood", link="/authority/dudley"),
            Words(50, 50, "Dudley", 10, link="/authority/dudley"),
            Mark(x=5, y=6, symbol="square", radius=4, fill="#ffffff", hover="One & only"),
            Area(rings=(SQUARE,), fill="#12436D", pattern=Pattern("dots", "#ffffff"), hover="Area", spot=(3, 3)),
        ),
    )
    area, names, places, marks, _words = figure(scene)["data"]
    assert area["fillpattern"]["shape"] == "."
    assert (names["hoverinfo"], "hovertext" in names) == ("none", False)  # it leads somewhere and says nothing
    assert places["hovertext"] == ["<b>Dudley</b><br>Good"]
    assert names["customdata"] == places["customdata"] == ["/authority/dudley"]
    assert (places["base"][0], places["x"][0], places["y"][0], places["width"][0]) == (10, 20, 30, 20)
    assert marks["hovertext"] == ["Area", "One &amp; only"]
    assert (marks["x"], marks["y"]) == ([3, 5], [3, 6])
    assert "customdata" not in marks


def test_hatching_stays_in_its_rectangle() -> None:
    box = Box(10, 20, 75, 50)
    for (x0, y0), (x1, y1) in hatch(box, "#000000").runs:
        assert (y0 - y1) == pytest.approx(x1 - x0)
        assert all(box.left <= x <= box.right and box.top <= y <= box.bottom for x, y in ((x0, y0), (x1, y1)))


def test_a_step_line_holds_until_the_next_point() -> None:
    assert step([(0, 1), (5, 3), (9, 2)]) == ((0, 1), (5, 1), (5, 3), (9, 3), (9, 2))


def test_a_scale_goes_up_where_its_pixels_go_down() -> None:
    scale = Linear(0, 100, 200, 0)
    assert [scale(value) for value in (0, 50, 100)] == [200, 100, 0]
