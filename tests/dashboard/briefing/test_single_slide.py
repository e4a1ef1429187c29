"""The briefing on one slide, of every kind and every authority: what it holds, and that all of it is on the slide."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from dashboard.briefing.content import content_for
from dashboard.briefing.files import Charts, make
from dashboard.briefing.formats.pptx_single import write_slide
from dashboard.briefing.house import House
from dashboard.briefing.model import Content
from dashboard.briefing.subjects import read_one
from dashboard.drawing.text_width import text_width
from loaders import Dataset
from tests.dashboard.briefing.council_templates import dark, save
from tests.dashboard.briefing.office_package import checked
from tests.dashboard.oracle.tables import Tables


def slide_of(data: bytes) -> Any:
    checked(data)
    (slide,) = Presentation(io.BytesIO(data)).slides
    return slide


def test_it_holds_timeline_judgements_and_neighbours(dataset: Dataset) -> None:
    made = make(Charts(content_for(dataset, read_one("dudley", dataset))), "slide")
    assert made.name.startswith("dudley-slide-")
    assert made.name.endswith(".pptx")
    slide = slide_of(made.data)
    assert slide.shapes.title.text == "Dudley left inadequate in December 2018 and has required improvement since"
    (group,) = (shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    assert any(shape.has_text_frame and shape.text_frame.text == "13 Jan 2023" for shape in group.shapes)
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Judgement", "Before", "Now"],
        ["Overall effectiveness", "Requires improvement", "Requires improvement"],
        ["Impact of leaders", "Good", "Requires improvement"],
        ["Help and protection", "Requires improvement", "Requires improvement"],
        ["Children in care", "Good", "Requires improvement"],
        ["Care leavers", "Requires improvement", "not separate"],
    ]
    words = " ".join(shape.text_frame.text for shape in slide.placeholders)
    assert "Six of Dudley’s ten statistical neighbours are good or better" in words
    assert "Focused visits have set two areas for priority action in all." in words


def test_before_and_now_are_those_of_the_tables(contents: dict[str, Content]) -> None:
    """Worked out from the CSV tables alone: the last two graded inspections of each judgement since SIF began."""
    tables = Tables()
    names = {"Overall effectiveness": "overall_effectiveness", "Impact of leaders": "leadership"}
    for slug, body in tables.by_slug.items():
        frame = contents[slug].front.table.frame
        for name, key in names.items():
            graded = [grade for _, grade, _ in tables.graded(body.code, "publication", key)]
            _, before, now = frame[frame["Judgement"] == name].iloc[0]
            if now in ("Outstanding", "Good", "Requires improvement", "Inadequate"):
                assert now.lower() == graded[-1], (slug, name)
                graded.pop()
            if before != "no grade":
                assert before.lower() in graded[-1:], (slug, name)
            else:
                assert not graded, (slug, name)


@pytest.mark.parametrize(
    "who",
    ["compare:neighbours:dudley", "compare:all", "compare:region:london", "national:2024-03-31", "map:2024-03-31"],
)
def test_every_subject_fits_one_slide(dataset: Dataset, who: str) -> None:
    slide = slide_of(write_slide(content_for(dataset, read_one(who, dataset))))
    within(slide, who)
    *content, footer, _ = slide.shapes
    lowest = max(shape.top + shape.height for shape in content)
    assert lowest >= footer.top * 0.75, who  # none is half empty


def test_every_authority_fits_one_slide(contents: dict[str, Content]) -> None:
    for slug in list(Tables().by_slug)[::6]:
        within(slide_of(write_slide(contents[slug])), slug)


def test_no_word_of_the_table_is_broken_on_a_narrow_slide(contents: dict[str, Content], tmp_path: Path) -> None:
    """On 4:3 the longest grade has its letters, and a key for them stands below."""
    house = House(slides=save(tmp_path / "dark.potx", dark, width=10))
    slide = slide_of(write_slide(contents["dudley"], house=house))
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    for row in table.rows:
        for cell, column in zip(row.cells, table.columns, strict=True):
            room = column.width / 12700 - 10
            assert all(text_width(word, 12, bold=True) <= room for word in cell.text.split()), cell.text
    assert any("RI: requires improvement." in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def within(slide: Any, who: str) -> None:
    """Every shape is on the slide, and no two of title, content and footer lie over each other."""
    boxes = []
    for shape in slide.shapes:
        high = sum(row.height for row in shape.table.rows) if shape.has_table else shape.height
        assert shape.left >= 0, who
        assert shape.top >= 0, who
        assert shape.left + shape.width <= 12192000 + 5000, (who, shape.name)
        boxes.append((shape.left, shape.top, shape.left + shape.width, shape.top + high, shape.name))
    _title, *content, footer, _ = boxes
    assert max(box[3] for box in content) <= footer[1], who
    for place, one in enumerate(content):
        for other in content[place + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (who, one[4], other[4])
