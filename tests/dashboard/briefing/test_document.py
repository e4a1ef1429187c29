"""Word briefings, read back with python-docx and laid out by LibreOffice."""

from __future__ import annotations

import io
import time
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from pathlib import Path

from docx import Document
from handmade import OFSTED, PICTURE, content, png
from hypothesis import given
from hypothesis import strategies as st

from dashboard.briefing.formats.docx import share_room, write_document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_headings_are_real_and_in_order() -> None:
    document = Document(io.BytesIO(write_document(content())))
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert headings == [*(section.title for section in content().sections), "Method and sources"]
    assert document.paragraphs[0].style.name == "Title"


def test_sources_are_real_footnotes() -> None:
    with zipfile.ZipFile(io.BytesIO(write_document(content()))) as archive:
        notes = ET.fromstring(archive.read("word/footnotes.xml"))
        body = ET.fromstring(archive.read("word/document.xml"))
        types = archive.read("[Content_Types].xml").decode()
    words = ["".join(note.itertext()).strip() for note in notes.iter(f"{W}footnote")][2:]
    assert words == [str(source) for source in content().sources]
    marks = [mark.get(f"{W}id") for mark in body.iter(f"{W}footnoteReference")]
    assert marks == ["1", "2"]
    assert "wordprocessingml.footnotes+xml" in types


def test_tables_repeat_their_header_and_say_what_they_are() -> None:
    document = Document(io.BytesIO(write_document(content())))
    table = document.tables[0]
    assert table.cell(0, 0).text == "Authority"
    assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
    assert table._tbl.tblPr.find(f"{W}tblCaption") is not None


def test_the_picture_has_alternative_text_and_the_words_a_language() -> None:
    document = Document(io.BytesIO(write_document(content(), {"timeline": png()})))
    assert document.inline_shapes[0]._inline.docPr.get("descr") == PICTURE.alt
    language = document.styles.element.find(f".//{W}docDefaults//{W}lang")
    assert language.get(f"{W}val") == "en-GB"
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.created.isoformat().startswith("2026-05-12")


def test_bytes_depend_on_the_content_alone() -> None:
    first = write_document(content(), {"timeline": png()})
    time.sleep(2.1)
    assert write_document(content(), {"timeline": png()}) == first


def test_two_pages(tmp_path: Path, pages_of: Callable[[Path], list[str]]) -> None:
    for name, pictures in (("with", {"timeline": png(1980, 1400)}), ("without", {})):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(write_document(content(), pictures))
        pages = pages_of(path)
        assert len(pages) == 2
        assert OFSTED.url in pages[0]
        assert "more rows are in the workbook" in pages[1].replace("\r\n", " ")


@given(st.lists(st.floats(0, 2000), max_size=6), st.floats(0, 800))
def test_room_is_shared_in_order(wanted: list[float], room: float) -> None:
    given_room = share_room(wanted, room)
    assert len(given_room) == len(wanted)
    assert all(got <= max(want, 90) for got, want in zip(given_room, wanted, strict=True))
