"""An authority, a comparison, England and the map in every format, read back; and the same bytes twice."""

from __future__ import annotations

import csv
import ctypes
import io
import xml.etree.ElementTree as ET
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from bs4 import BeautifulSoup
from docx import Document
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from dashboard.briefing.content import content_for
from dashboard.briefing.files import Charts, make, make_all
from dashboard.briefing.model import Content
from dashboard.briefing.naming import FORMATS
from dashboard.briefing.subjects import read_one
from loaders import Dataset

SUBJECTS = (
    "dudley",
    "compare:neighbours:dudley:help_and_protection:name",
    "compare:region:london",
    "national:2024-03-31:care_leavers:ofsted-region",
    "map:2024-03-31",
    "improved:region:west-midlands:overall_effectiveness",
)
FACTS = {
    "dudley": "Dudley left inadequate in December 2018",
    "compare:neighbours:dudley:help_and_protection:name": "Dudley requires improvement",
    "compare:region:london": "of 33",
    "national:2024-03-31:care_leavers:ofsted-region": "32 of 51 authorities",
    "map:2024-03-31": "91 of 151 authorities",
    "improved:region:west-midlands:overall_effectiveness": "9 of 14 authorities",
}


@pytest.fixture(scope="module", params=SUBJECTS)
def made(request: pytest.FixtureRequest, dataset: Dataset) -> tuple[str, Content, dict[str, bytes]]:
    name = str(request.param)
    content = content_for(dataset, read_one(name, dataset))
    charts = Charts(content)
    return name, content, {suffix: make(charts, suffix).data for suffix in FORMATS}


def test_each_format_says_the_finding(made: tuple[str, Content, dict[str, bytes]]) -> None:
    name, content, files = made
    fact = FACTS[name]
    with Image.open(io.BytesIO(files["png"])) as picture:
        picture.load()
        assert picture.width == 2560
        assert fact in picture.info["Title"]
    assert fact in "".join(ET.fromstring(files["svg"]).itertext())
    document = pypdfium2.PdfDocument(files["pdf"])
    try:
        assert len(document) == 1
        assert fact in document.get_metadata_dict()["Title"]
        assert language(document) == "en-GB"
    finally:
        document.close()
    assert fact in BeautifulSoup(files["html"], "html.parser").get_text()
    assert fact in Presentation(io.BytesIO(files["pptx"])).slides[0].shapes.title.text
    assert fact in " ".join(paragraph.text for paragraph in Document(io.BytesIO(files["docx"])).paragraphs)
    notes = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))["Notes"]
    assert any(fact in str(value) for row in notes.values for value in row)
    rows = list(csv.reader(io.StringIO(files["csv"].decode("utf-8-sig"))))
    assert rows[0] == [str(column) for column in content.tables[0].data.columns]
    assert len(rows) == 1 + len(content.tables[0].data)


def language(document: pypdfium2.PdfDocument) -> str:
    """The language that the catalogue of a PDF names."""
    size = pypdfium2.raw.FPDFCatalog_GetLanguage(document, None, 0)
    words = (ctypes.c_ushort * (size // 2))()
    pypdfium2.raw.FPDFCatalog_GetLanguage(document, words, size)
    return bytes(words).decode("utf-16-le").rstrip("\0")


def test_a_deck_holds_its_charts_with_their_words(made: tuple[str, Content, dict[str, bytes]]) -> None:
    _, content, files = made
    deck = Presentation(io.BytesIO(files["pptx"]))
    pictures = [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    assert len(pictures) == len(content.slide_pictures)
    for picture in pictures:
        assert picture._element.nvGrpSpPr.cNvPr.get("descr")
        assert picture.left >= 0 and picture.left + picture.width <= deck.slide_width
        assert picture.top + picture.height <= deck.slide_height


@pytest.mark.parametrize("name", SUBJECTS)
def test_the_same_input_gives_the_same_bytes(name: str, dataset: Dataset) -> None:
    def files() -> dict[str, bytes]:
        charts = Charts(content_for(dataset, read_one(name, dataset)))
        made = [exported for suffix in FORMATS for exported in make_all(charts, suffix)]
        return {exported.name: exported.data for exported in made}

    first = files()
    assert files() == first


def test_file_names_say_what_is_shown(dataset: Dataset) -> None:
    def names(who: str) -> set[str]:
        charts = Charts(content_for(dataset, read_one(who, dataset)))
        return {exported.name for exported in make_all(charts, "csv")}

    assert "england-map-leadership-2024-03-31.csv" in names("map:2024-03-31:leadership")
    early = names("national:2024-03-31:2024-04-30")
    assert "england-national-regions-published-by-2024-04-30-2024-03-31.csv" in early


def test_two_pages_of_word_for_the_fullest(dataset: Dataset, pages_of, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for who in ("north-northamptonshire", "bournemouth-christchurch-and-poole", "compare:region:london", "compare:all"):
        content = content_for(dataset, read_one(who, dataset))
        path = tmp_path / "briefing.docx"
        path.write_bytes(make(Charts(content), "docx").data)
        assert len(pages_of(path)) == 2, who
