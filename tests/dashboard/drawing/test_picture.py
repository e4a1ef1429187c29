"""Pictures and pages of a scene: the right size on paper, readable by machines, and the same bytes every time."""

from __future__ import annotations

import datetime as dt
import io
import math
import struct
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

from dashboard.drawing.placing import Box
from dashboard.drawing.render.picture import pdf, png
from dashboard.drawing.scene import Area, Mark, Pattern, Rect, Scene, Words, line

MOMENT = dt.datetime(2026, 8, 18)
RING = ((200.0, 10.0), (280.0, 10.0), (280.0, 90.0), (200.0, 90.0))
SCENE = Scene(
    300,
    200,
    (
        Rect(box=Box(10, 10, 110, 60), fill="#12436d", line="#0b0c0c", name="block"),
        Words(60, 35, "Outstanding & <good>", 12, "#ffffff", "center"),
        Words(10, 120, "Twelve points", 12),
        Area(rings=(RING,), fill="#9e3a06", pattern=Pattern("stripes", "#ffffff")),
        Mark(x=150, y=150, symbol="circle", radius=20, fill="#6bace6"),
        line(0, 190, 300, 190, width=2, dash="dash"),
    ),
    "Dudley’s grades",
    "A timeline: one block & two marks.",
)
PAGE = pdf(SCENE, moment=MOMENT)


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length


@pytest.mark.parametrize("scale", [1, 1.25, 8 / 3])
def test_a_picture_has_the_size_on_paper_that_it_was_drawn_for(scale: float) -> None:
    image = Image.open(io.BytesIO(png(PAGE, scale=scale)))
    assert image.size == (math.ceil(300 * scale), math.ceil(200 * scale))
    inches = [pixels / dots for pixels, dots in zip(image.size, image.info["dpi"], strict=True)]
    assert inches == pytest.approx([300 / 72, 200 / 72], rel=0.01)  # so that a pixel of the scene is a point


def test_a_picture_shows_what_the_scene_holds() -> None:
    image = Image.open(io.BytesIO(png(PAGE, scale=2))).convert("RGB")
    at = lambda x, y: image.getpixel((round(2 * x), round(2 * y)))  # noqa: E731
    assert at(15, 15) == (0x12, 0x43, 0x6D)
    assert at(150, 150) == (0x6B, 0xAC, 0xE6)
    assert at(290, 100) == (255, 255, 255)
    striped = {image.getpixel((x, y)) for x in range(420, 540) for y in range(40, 160)}
    assert {(0x9E, 0x3A, 0x06), (255, 255, 255)} <= striped


def test_a_picture_says_what_it_is_in_words() -> None:
    words = {"Title": "Dudley’s grades", "Source": "Ofsted", "Comment": ""}
    texts = [body for kind, body in chunks(png(PAGE, words=words)) if kind == b"iTXt"]
    assert texts == ["Title\0\0\0en-GB\0\0Dudley’s grades".encode(), b"Source\0\0\0en-GB\0\0Ofsted"]


def test_a_page_is_tagged_and_titled_and_speaks_british_english() -> None:
    data = pdf(SCENE, moment=MOMENT, author="Ofsted")
    assert b"/Lang(en-GB)" in data and b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert b"/Marked true" in data and b"/DisplayDocTitle true" in data
    assert b"/S/Figure" in data and b"/Alt(A timeline: one block & two marks.)" in data
    document = pypdfium2.PdfDocument(data)
    said = document.get_metadata_dict()
    assert (said["Title"], said["Author"], said["CreationDate"][:10]) == ("Dudley’s grades", "Ofsted", "D:20260818")
    assert document[0].get_size() == (300, 200)
    assert pdfium.FPDFCatalog_IsTagged(document.raw)


def test_the_words_of_a_page_are_text_of_twelve_points_in_our_font() -> None:
    data = pdf(SCENE, moment=MOMENT)
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    assert text.get_text_bounded().split("\r\n") == ["Outstanding & <good>", "Twelve points"]
    letters = [index for index in range(text.count_chars()) if not pdfium.FPDFText_IsGenerated(text.raw, index)]
    assert {round(pdfium.FPDFText_GetFontSize(text.raw, index), 2) for index in letters} == {12}
    assert b"TrajectorySans-Regular" in data


def test_the_same_scene_gives_the_same_bytes() -> None:
    assert png(PAGE, scale=2) == png(PAGE, scale=2)
    assert pdf(SCENE, moment=MOMENT) == pdf(SCENE, moment=MOMENT)
