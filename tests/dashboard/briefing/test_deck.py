"""Decks, read back with python-pptx and laid out by LibreOffice."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.presentation import Presentation as Deck
from pptx.util import Inches

from dashboard.briefing.content.authority import authority_content
from dashboard.briefing.formats.pptx import write_deck
from dashboard.briefing.house import House
from loaders import Dataset
from tests.dashboard.briefing.handmade import NAMES, PICTURE, content


def read(data: bytes) -> Deck:
    return Presentation(io.BytesIO(data))


def test_every_section_is_a_slide_with_a_real_title_and_notes() -> None:
    deck = read(write_deck(content()))
    assert (deck.slide_width, deck.slide_height) == (Inches(13.333), Inches(7.5))
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert titles == [*(section.title for section in content().sections), "Sources and method"]
    assert all(slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    assert "Say the story in plain words." in deck.slides[0].notes_slide.notes_text_frame.text


def test_a_chart_is_a_group_of_shapes_with_alternative_text() -> None:
    slide = read(write_deck(content())).slides[1]
    (group,) = (shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    assert (group.name, group._element.nvGrpSpPr.cNvPr.get("descr")) == (PICTURE.title, PICTURE.alt)
    texts = [shape.text_frame.text for shape in group.shapes if shape.has_text_frame and shape.text_frame.text]
    assert texts == ["Inadequate", "Requires improvement", "Dudley & its <visits>"]
    assert any(PICTURE.reading == shape.text for shape in slide.shapes if shape.has_text_frame)
    numbers = [shape.shape_id for shape in slide.shapes] + [shape.shape_id for shape in group.shapes]
    assert len(numbers) == len(set(numbers))


def test_a_chart_that_cannot_be_drawn_leaves_its_table() -> None:
    made = content()
    section = replace(made.sections[1], table=made.tables[0])
    deck = read(write_deck(replace(made, sections=(section,)), lambda picture, size: None))
    assert any(shape.has_table for shape in deck.slides[0].shapes)


def test_tables_are_native_and_hold_the_judgements() -> None:
    table = next(shape for shape in read(write_deck(content())).slides[2].shapes if shape.has_table).table
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert [row[0] for row in rows[1:]] == list(NAMES)
    assert rows[4][2] == "Inadequate"
    assert rows[1][1] == "31 Oct 2022"
    assert table.first_row


def test_bytes_depend_on_the_content_alone() -> None:
    first = write_deck(content())
    time.sleep(2.1)  # times in a zip have a step of two seconds
    assert write_deck(content()) == first
    properties = read(first).core_properties
    assert properties.created.isoformat().startswith("2026-05-12")
    assert properties.title == content().headline
    assert properties.language == "en-GB"


@pytest.mark.parametrize("wide", [True, False])
def test_a_council_s_own_template_is_filled(tmp_path: Path, wide: bool) -> None:
    template = Presentation()
    if wide:
        template.slide_width = Inches(13.333)
    template.slide_master.name = "Council"
    template.slides.add_slide(template.slide_layouts[0]).shapes.title.text = "An example of the council's"
    template.save(str(tmp_path / "own.pptx"))
    deck = read(write_deck(content(), house=House(slides=tmp_path / "own.pptx")))
    assert len(deck.slides) >= len(content().sections) + 1
    assert "example" not in " ".join(slide.shapes.title.text for slide in deck.slides)
    assert {slide.slide_layout.name for slide in deck.slides} == {"Title Only", "Title and Content"}
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= deck.slide_width
            assert shape.top >= 0 and shape.top + shape.height <= deck.slide_height


def branded(path: Path) -> None:
    """A council's template: 4:3, a green master, another typeface, and a layout of its own with the title on the left."""
    template = Presentation()
    template.slide_width, template.slide_height = Inches(10), Inches(7.5)
    template.slide_master.background.fill.solid()
    template.slide_master.background.fill.fore_color.rgb = RGBColor.from_string("E8F3EC")
    for part in template.part.package.iter_parts():
        if part.partname.endswith("/theme1.xml"):
            part._blob = part.blob.replace(b"Calibri", b"Georgia")
    title = next(layout for layout in template.slide_layouts if layout.name == "Title Only").placeholders[0]
    title.left, title.top, title.width, title.height = Inches(0.8), Inches(0.9), Inches(8.4), Inches(0.9)
    template.save(str(path))


def test_a_branded_template_keeps_its_look_and_nothing_runs_over(tmp_path: Path, dataset: Dataset) -> None:
    branded(tmp_path / "own.pptx")
    made = authority_content(dataset, "bournemouth-christchurch-and-poole")
    deck = read(write_deck(made, house=House(slides=tmp_path / "own.pptx")))
    assert (deck.slide_width, deck.slide_height) == (Inches(10), Inches(7.5))
    assert str(deck.slide_master.background.fill.fore_color.rgb) == "E8F3EC"
    for slide in deck.slides:
        heading = slide.shapes.title
        assert (heading.left, heading.top) == (Inches(0.8), Inches(0.9))
        for shape in slide.shapes:
            assert shape.left >= Inches(0.25) and shape.left + shape.width <= deck.slide_width
            low = shape.top + (sum(row.height for row in shape.table.rows) if shape.has_table else shape.height)
            assert low <= deck.slide_height, (heading.text, shape.name)
            if shape != heading:
                assert shape.top >= heading.top + heading.height, (heading.text, shape.name)


def test_libreoffice_shows_a_page_a_slide(tmp_path: Path, pages_of: Callable[[Path], list[str]]) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(write_deck(content()))
    pages = pages_of(path)
    assert len(pages) == len(content().sections) + 1
    assert "Telford and Wrekin" in pages[2]
