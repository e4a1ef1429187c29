"""Pictures of a briefing, read back with Pillow, the reader of our SVG and pypdfium2."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from dashboard.briefing.files import Charts, PartError, make, make_all
from dashboard.briefing.model import LEAST_TEXT, PAGE, SIZES, SLIDE, Size
from dashboard.briefing.pictures.captioned import standalone
from dashboard.drawing.scene import Scene, Words
from tests.dashboard.briefing.handmade import PICTURE, content
from tests.dashboard.drawing.svg_reading import read_svg


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_a_png_has_its_size_and_its_words(size: Size) -> None:
    with Image.open(io.BytesIO(make(Charts(content()), "png", size=size.name).data)) as picture:
        picture.load()
        assert picture.width == round(size.width * size.scale)
        assert picture.info["dpi"][0] == pytest.approx(72 * size.scale, rel=0.01)
        assert picture.info["Title"] == PICTURE.title
        assert picture.info["Description"] == PICTURE.alt
        assert "Open Government Licence v3.0" in picture.info["Copyright"]
        assert picture.info["Creation Time"] == "2026-05-12"


def test_an_svg_holds_the_scene_its_title_and_its_description() -> None:
    data = make(Charts(content()), "svg").data
    assert data == make(Charts(content()), "svg").data
    read, drawn = read_svg(data.decode()), PICTURE.draw(SLIDE)
    assert (read.title, read.description) == (PICTURE.title, PICTURE.alt)
    assert [words.text for words in read.only(Words)] == [words.text for words in drawn.only(Words)]


def test_a_pdf_is_one_page_in_points_with_its_title_text_and_date() -> None:
    data = make(Charts(content()), "pdf").data
    assert data == make(Charts(content()), "pdf").data
    document = pypdfium2.PdfDocument(data)
    try:
        assert len(document) == 1
        words = document.get_metadata_dict()
        assert (words["Title"], words["Subject"]) == (PICTURE.title, PICTURE.alt)
        assert words["CreationDate"].startswith("D:20260512")
        assert document[0].get_size() == (SLIDE.width, 300)
        assert "Dudley & its <visits>" in document[0].get_textpage().get_text_range()
    finally:
        document.close()


def broken(size: Size) -> Scene:
    raise ValueError(f"nothing to draw at {size.width}")


def test_a_chart_that_cannot_be_drawn_is_named_and_costs_no_other_file() -> None:
    made = content()
    second = replace(made.sections[2], picture=replace(PICTURE, name="broken", draw=broken))
    charts = Charts(replace(made, sections=(*made.sections[:2], second, *made.sections[3:])))
    names = [
        exported.name for suffix in ("png", "svg", "pptx", "docx", "html") for exported in make_all(charts, suffix)
    ]
    assert names == [
        "dudley-timeline-2026-05-12.png",
        "dudley-timeline-page-2026-05-12.png",
        "dudley-timeline-web-2026-05-12.png",
        "dudley-timeline-2026-05-12.svg",
        "dudley-deck-2026-05-12.pptx",
        "dudley-briefing-2026-05-12.docx",
        "dudley-page-2026-05-12.html",
    ]
    said = [str(fault) for fault in charts.faults]
    assert said[0] == "the chart 'broken' at the size 'slide' could not be drawn (ValueError: nothing to draw at 960)"
    assert len(said) == len(set(said))


def test_a_single_picture_that_cannot_be_drawn_is_an_error_that_names_it() -> None:
    made = content()
    alone = replace(made, sections=(replace(made.sections[1], picture=replace(PICTURE, draw=broken)),))
    with pytest.raises(PartError, match=r"'timeline' at the size 'page' could not be drawn \(ValueError"):
        make(Charts(alone), "png", size=PAGE.name)


def test_a_picture_stands_alone() -> None:
    inner = Scene(920, 900, (Words(5, 450, "inside"),))
    made = standalone(inner, "A & B <rose>", "Source: Ofsted.", SLIDE)
    inside, title, caption = made.only(Words)
    assert (inside.x, title.text, caption.text) == (25, "A & B <rose>", "Source: Ofsted.")
    assert title.bounds.bottom < inside.y - 440 and inside.y + 440 < caption.bounds.top
    assert (made.width, made.height > 900) == (SLIDE.width, True)
    assert min(words.size for words in (title, caption)) >= LEAST_TEXT


def test_a_bare_picture_has_nothing_around_it() -> None:
    inner = Scene(460, 300, (Words(5, 150, "inside"),))
    made = standalone(inner, "Title", "Source: Ofsted.", replace(PAGE, is_bare=True), pad=16)
    assert (made.width, made.height, [words.x for words in made.only(Words)]) == (492, 300, [21])
