"""Pictures, read back with Pillow, an XML parser and pypdfium2."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor

import pypdfium2
import pytest
from handmade import PICTURE, content, png
from PIL import Image

from dashboard.briefing.model import LEAST_TEXT, PAGE, SIZES, SLIDE, Size
from dashboard.briefing.pictures import browser
from dashboard.briefing.pictures.browser import NO_BROWSER, BrowserMissingError, Shot, Studio, describe_png, finish
from dashboard.briefing.pictures.captioned import readable, standalone

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_a_png_has_its_size_and_its_words(studio: Studio, size: Size) -> None:
    data = finish(studio.take(Shot(PICTURE.draw(size), "png", size)), "png", PICTURE, content())
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        assert picture.width == round(size.width * size.scale)
        assert picture.text["Title"] == PICTURE.title
        assert picture.text["Description"] == PICTURE.alt
        assert "Open Government Licence v3.0" in picture.text["Copyright"]


def test_an_svg_is_named_and_its_bytes_settle(studio: Studio) -> None:
    first, second = (
        finish(studio.take(Shot(PICTURE.draw(SLIDE), "svg", SLIDE)), "svg", PICTURE, content()) for _ in range(2)
    )
    assert first == second
    root = ET.fromstring(first)
    assert root.find(f"{SVG}title").text == PICTURE.title
    assert root.find(f"{SVG}desc").text == PICTURE.alt
    assert root.get("role") == "img"


def test_a_pdf_is_one_page_with_title_text_and_a_settled_date(studio: Studio) -> None:
    first, second = (
        finish(studio.take(Shot(PICTURE.draw(SLIDE), "pdf", SLIDE)), "pdf", PICTURE, content()) for _ in range(2)
    )
    assert first == second
    document = pypdfium2.PdfDocument(first)
    try:
        assert len(document) == 1
        words = document.get_metadata_dict()
        assert words["Title"] == PICTURE.title
        assert words["Subject"] == PICTURE.alt
        assert words["CreationDate"].startswith("D:20260512")
        assert "Dudley" in document[0].get_textpage().get_text_range()
    finally:
        document.close()


def test_several_threads_share_one_browser(studio: Studio) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: studio.take(Shot(PICTURE.draw(PAGE), "png", PAGE)), range(6)))
    assert len(set(found)) == 1


def test_a_figure_that_cannot_be_drawn_leaves_the_browser_usable(studio: Studio) -> None:
    with pytest.raises(Exception, match=r"."):
        studio.take(Shot({"data": [{"type": "scatter", "x": object()}]}, "png", SLIDE))
    assert studio.take(Shot(PICTURE.draw(PAGE), "png", PAGE)).startswith(b"\x89PNG")


def test_without_a_browser_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "find_browser", lambda: None)
    with pytest.raises(BrowserMissingError, match="apt-get install chromium"), Studio() as studio:
        studio.take(Shot(PICTURE.draw(SLIDE), "png", SLIDE))
    assert "Every other format" in NO_BROWSER


def test_a_named_browser_that_is_missing_is_no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chrome")
    assert browser.find_browser() is None


def test_words_in_a_png_need_no_browser() -> None:
    with Image.open(io.BytesIO(describe_png(png(), {"Title": "Café ≥ 1", "Empty": ""}))) as picture:
        picture.load()
        assert picture.text == {"Title": "Café ≥ 1"}


def test_no_type_is_smaller_than_twelve_points() -> None:
    figure = {
        "data": [{"type": "scatter", "textfont": {"size": [8, 20]}, "marker": {"size": 5}}],
        "layout": {"font": {"size": 9}, "annotations": [{"text": "x", "font": {"size": 10}}], "height": 300},
    }
    made = readable(figure)
    assert made["data"][0]["textfont"]["size"] == [LEAST_TEXT, 20]
    assert made["data"][0]["marker"]["size"] == 5
    assert made["layout"]["font"]["size"] == LEAST_TEXT
    assert made["layout"]["annotations"][0]["font"]["size"] == LEAST_TEXT
    assert figure["layout"]["font"]["size"] == 9


def test_a_picture_stands_alone() -> None:
    made = standalone({"data": [], "layout": {"height": 900}}, "A & B <rose>", "Source: Ofsted.", SLIDE)["layout"]
    assert "A &amp; B &lt;rose&gt;" in made["annotations"][-2]["text"]
    assert made["annotations"][-1]["text"] == "Source: Ofsted."
    assert made["height"] > 900
    assert made["width"] == SLIDE.width
