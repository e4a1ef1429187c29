"""Shapes on a slide, read back with python-pptx: every block, line, mark and word, where and how the scene has it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given, settings
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Inches, Pt

from dashboard.drawing.placing import Box
from dashboard.drawing.render.slide import add_scene
from dashboard.drawing.scene import Area, Line, Mark, Pattern, Rect, Scene, Words, line
from dashboard.theme import INK, MUTED, PAPER
from tests.dashboard.drawing.made_scenes import SCENES

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
REPORT = "https://reports.ofsted.gov.uk/file/1"
RING = ((100.0, 100.0), (150.0, 100.0), (150.0, 140.0))
SCENE = Scene(
    400,
    300,
    (
        Rect(box=Box(10, 20, 110, 60), fill="#12436d", line=INK, name="a", hover="Overall: Outstanding\nMay 2020", link=REPORT),
        Words(60, 40, "Outstanding", 12, "#ffffff", "center", bold=True),
        Rect(box=Box(200, 20, 300, 60), fill=PAPER, line=MUTED, dash="dash"),
        Rect(box=Box(0, 0, 400, 300), hover="a place to read"),
        Mark(x=50, y=200, symbol="diamond", radius=14, fill=PAPER, line=INK),
        Words(50, 200, "4", 12, INK, "center"),
        Area(rings=(RING,), fill="#9e3a06", pattern=Pattern("stripes", "#ffffff")),
        line(10, 290, 390, 250, MUTED, 2, "dot"),
        Line((((0, 0), (10, 10), (20, 0)), ((30, 0), (40, 10))), INK),
        Words(390, 280, "to the right\nin two lines", 14, MUTED, "right"),
    ),
    "Dudley",
    "A timeline of grades.",
)  # fmt: skip


def shown(scene: Scene, scale: float = 1) -> Any:
    """The group of a scene on a slide that was written and read again."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Title"
    add_scene(slide, scene, Inches(1), Inches(2), scale=scale, name="Timeline")
    target = io.BytesIO()
    deck.save(target)
    return Presentation(io.BytesIO(target.getvalue())).slides[0]


def group_of(slide: Any) -> Any:
    (group,) = (shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    return group


def test_the_drawing_is_one_group_with_a_name_and_alternative_text() -> None:
    slide = shown(SCENE)
    group = group_of(slide)
    assert (group.name, group._element.nvGrpSpPr.cNvPr.get("descr")) == ("Timeline", "A timeline of grades.")
    assert (group.left, group.top, group.width, group.height) == (Inches(1), Inches(2), Pt(400), Pt(300))
    ids = [shape.shape_id for shape in [*slide.shapes, *group.shapes]]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("scale", [1, 0.75])
def test_a_block_stands_where_it_stood_with_its_words_inside(scale: float) -> None:
    block = group_of(shown(SCENE, scale)).shapes[0]
    assert block.name == "Overall: Outstanding"
    assert (block.left - Inches(1), block.top - Inches(2)) == (Pt(10 * scale), Pt(20 * scale))
    assert (block.width, block.height) == (Pt(100 * scale), Pt(40 * scale))
    assert str(block.fill.fore_color.rgb) == "12436D"
    (run,) = block.text_frame.paragraphs[0].runs
    assert (run.text, run.font.size.pt, run.font.bold, str(run.font.color.rgb)) == (
        "Outstanding",
        12 * scale,
        True,
        "FFFFFF",
    )
    assert run._r.rPr.get("lang") == "en-GB"
    assert block.click_action.hyperlink.address == REPORT


def test_everything_that_is_seen_is_there_and_nothing_else() -> None:
    group = group_of(shown(SCENE))
    kinds = [shape._element.tag.rsplit("}", 1)[1] for shape in group.shapes]
    assert kinds == ["sp", "sp", "sp", "cxnSp", "sp", "sp", "sp"]  # the place to read is not seen
    texts = [shape.text_frame.text for shape in group.shapes if shape.has_text_frame]
    assert [text for text in texts if text] == ["Outstanding", "4", "to the right\nin two lines"]
    dashed, striped, dotted, mark, words = (group.shapes[place] for place in (1, 2, 3, 5, 6))
    assert dashed._element.spPr.find(f".//{A}prstDash").get("val") == "dash"
    assert striped._element.spPr.find(f"{A}pattFill").get("prst") == "wdUpDiag"
    assert dotted._element.spPr.find(f"{A}xfrm").get("flipV") == "1"
    assert mark._element.spPr.find(f"{A}prstGeom").get("prst") == "diamond"
    assert words.left + words.width == Inches(1) + Pt(390)
    assert [paragraph.alignment for paragraph in words.text_frame.paragraphs] == [3, 3]


def test_ink_and_paper_are_those_of_the_theme_but_not_upon_a_grade() -> None:
    group = group_of(shown(SCENE))
    themes = [node.get("val") for node in group.shapes[1]._element.spPr.iter(f"{A}schemeClr")]
    assert themes == ["bg1", "tx1"]  # white paper, grey line
    upon = Scene(99, 99, (Rect(box=Box(0, 0, 50, 20), fill="#6bace6"), Words(25, 10, "G", 12, INK, "center")))
    (block,) = group_of(shown(upon)).shapes
    assert str(block.text_frame.paragraphs[0].runs[0].font.color.rgb) == "0B0C0C"


@given(SCENES)
@settings(max_examples=40, deadline=None)
def test_whatever_is_drawn_can_be_saved_and_read(scene: Scene) -> None:
    slide = shown(scene)
    words = [
        shape.text_frame.text for shape in group_of(slide).shapes if shape.has_text_frame and shape.text_frame.text
    ]
    assert sorted(words) == sorted(item.text for item in scene.only(Words))
