"""Word briefings, read back with python-docx and laid out by LibreOffice."""

from __future__ import annotations

import io
import itertools
import time
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from docx import Document
from docx.shared import Pt
from hypothesis import given
from hypothesis import strategies as st

from dashboard.__main__ import main
from dashboard.briefing.content import content_for
from dashboard.briefing.files import Charts, make
from dashboard.briefing.formats.docx import share_room, write_document
from dashboard.briefing.formats.docx_report import write_report
from dashboard.briefing.formats.docx_template import open_sheet
from dashboard.briefing.house import House, HouseError
from dashboard.briefing.model import DOCUMENT
from dashboard.briefing.subjects import read_one
from dashboard.dates import long_date
from dashboard.factory import create_app
from loaders import Dataset
from loaders.paths import DATA
from tests.dashboard.briefing.handmade import NEIGHBOURS, OFSTED, PICTURE, VISITS, content, png
from tests.dashboard.oracle.tables import Tables

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def test_headings_are_real_and_in_order() -> None:
    document = Document(io.BytesIO(write_document(content())))
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    # without its picture the timeline's section has nothing to say
    assert headings == [*(one.title for one in content().sections if one.key != "timeline"), "Method and sources"]
    assert document.paragraphs[0].style.name == "Title"


def test_sources_are_real_footnotes() -> None:
    with zipfile.ZipFile(io.BytesIO(write_document(content()))) as archive:
        notes = ET.fromstring(archive.read("word/footnotes.xml"))
        body = ET.fromstring(archive.read("word/document.xml"))
        types = archive.read("[Content_Types].xml").decode()
        links = ET.fromstring(archive.read("word/_rels/footnotes.xml.rels"))
    words = ["".join(note.itertext()).strip() for note in notes.iter(f"{W}footnote")][2:]
    assert words == [source.label for source in content().sources]
    assert [link.get("Target") for link in links] == [source.url for source in content().sources]
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
    many = replace(VISITS, frame=pd.concat([VISITS.frame] * 5, ignore_index=True))
    sections = tuple(replace(one, table=many) if one.table is VISITS else one for one in content().sections)
    long = replace(content(), sections=sections)
    for name, pictures in (("with", {"timeline": png(1980, 1400)}), ("without", {})):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(write_document(long, pictures))
        pages = pages_of(path)
        assert len(pages) == 2
        assert OFSTED.label in pages[0]
        assert "more rows are in the workbook" in " ".join(pages).replace("\r\n", " ")


def test_captions_are_a_style_and_number_themselves() -> None:
    document = Document(io.BytesIO(write_document(content(), {"timeline": png(1980, 900)})))
    captions = [one for one in document.paragraphs if one.style.name == "Caption"]
    fields = [
        (field.text.split()[1], caption.text)
        for caption in captions
        for field in caption._p.iter(f"{W}instrText")
        if field.text.split()[0] == "SEQ"
    ]
    assert [(kind, words.split(".")[0]) for kind, words in fields] == [
        ("Figure", "Figure 1"), ("Table", "Table 1"), ("Table", "Table 2"),
    ]  # fmt: skip
    assert fields[1][1].startswith(f"Table 1. {NEIGHBOURS.title}. {NEIGHBOURS.caption}")


def test_body_text_has_twelve_points_and_nothing_less_than_ten() -> None:
    for data in (write_document(content(), {"timeline": png()}), write_report(content(), {"timeline": png()})):
        document = Document(io.BytesIO(data))
        assert document.styles["Normal"].font.size.pt == document.styles["List Bullet"].font.size.pt == 12
        assert document.styles["Caption"].font.size.pt == document.styles["footnote text"].font.size.pt == 10
        cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
        runs = [run for cell in cells for paragraph in cell.paragraphs for run in all_runs(paragraph)]
        assert runs and {run.font.size.pt for run in runs} == {10}


def all_runs(paragraph: Any) -> list[Any]:
    return [*paragraph.runs, *(run for link in paragraph.hyperlinks for run in link.runs)]


def test_nothing_that_the_deck_finds_is_left_out_and_no_heading_stands_alone(dataset: Dataset) -> None:
    """Every sentence of the sections and every point, also where the pages are full; headings are followed by words."""
    for who in ("dudley", "north-northamptonshire", "northamptonshire", "bradford", "compare:neighbours:dudley", "map"):
        made = content_for(dataset, read_one(who, dataset))
        document = Document(io.BytesIO(make(Charts(made), "docx").data))
        said = [paragraph.text for paragraph in document.paragraphs]
        for section in made.sections:
            assert all(any(one.startswith(words) for one in said) for words in section.points), who
            assert any(one.startswith(" ".join(section.paragraphs)) for one in said), who
        body = [one for one in document.element.body if one.tag != f"{W}sectPr"]
        styles = [one.find(f"{W}pPr/{W}pStyle") if one.tag == f"{W}p" else None for one in body]
        heads = [style is not None and style.get(f"{W}val").startswith("Heading") for style in styles]
        assert not any(first and second for first, second in itertools.pairwise([*heads, True])), who
        marked = [one for one in document.paragraphs if one._p.find(f"{W}r/{W}footnoteReference") is not None]
        assert marked and all(one.text.strip(",") for one in marked), who  # no line of numbers alone
        pictures = [one.get("title") for one in document.element.iter(f"{WP}docPr")]
        assert any(one.picture and one.picture.at(DOCUMENT).title in pictures for one in made.sections), who


def test_dudley_s_areas_for_priority_action_are_said(dataset: Dataset) -> None:
    """Two, as the reports of its focused visits say."""
    table = pd.read_csv(DATA / "inspections.csv")
    mine = table[(table["authority_code"] == "E08000027") & (table["event_type"] == "focused visit")]
    assert mine["priority_action_areas"].sum() == 2
    said = text_of(make(Charts(content_for(dataset, read_one("dudley", dataset))), "docx").data)
    assert "Focused visits have set two areas for priority action in all." in said


def test_reports_and_pages_at_ofsted_are_linked(dataset: Dataset) -> None:
    table = pd.read_csv(DATA / "inspections.csv")
    mine = table[table["authority_code"] == "E08000027"]
    full = mine[mine["event_type"].isin(["full inspection", "re-inspection"]) & mine["report_url"].notna()]
    for suffix in ("docx", "report"):
        document = Document(io.BytesIO(make(Charts(content_for(dataset, read_one("dudley", dataset))), suffix).data))
        links = {link.address: link.text for paragraph in document.paragraphs for link in paragraph.hyperlinks}
        assert links["https://reports.ofsted.gov.uk/provider/44/80464"] == "Dudley at Ofsted"
        assert set(full["report_url"]) <= set(links)


def test_a_comparison_says_which_judgement_it_draws(dataset: Dataset) -> None:
    """The caption and the description name it, and the grades beside the names are of that judgement."""
    made = content_for(dataset, read_one("compare:neighbours:dudley", dataset))
    document = Document(io.BytesIO(make(Charts(made), "docx").data))
    told = document.inline_shapes[0]._inline.docPr.get("descr")
    figure = next(one.text for one in document.paragraphs if one.text.startswith("Figure 1"))
    assert "for help and protection" in figure and "Grades of help and protection, oldest first." in told
    grades = Tables()
    barnsley = next(body for body in grades.by_slug.values() if body.slug == "barnsley")
    latest = max(grades.full(barnsley.code), key=lambda event: event.when("publication"))
    row = told.partition("Barnsley: ")[2].partition(";")[0]
    assert row.endswith(f"{latest.grades['help_and_protection']} {latest.published:%b %Y}")


def test_files_lead_to_their_page_where_the_address_is_known(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://example.org")
    monkeypatch.setenv("BASE_PATH", "/ofsted/")
    who = ["dudley", "compare:neighbours:dudley:care_leavers:name", "national:2024-03-31", "map:2024-03-31"]
    assert main(["export", *who, "--formats", "docx", "--out", str(tmp_path)]) == 0
    client = create_app(dataset).server.test_client()
    found = 0
    for path in tmp_path.iterdir():
        document = Document(str(path))
        links = {link.text: link.address for one in document.paragraphs for link in one.hyperlinks}
        address = links["The page of this briefing"]
        assert address.startswith("https://example.org/ofsted/")
        answer = client.get(address.removeprefix("https://example.org/ofsted"))
        assert answer.status_code == 200 and b"does not exist here" not in answer.data
        found += 1
    assert found == len(who)


REPORT = ["Purpose", "Background", "Findings", "Comparison", "What may come", "Implications", "Sources"]


@pytest.mark.parametrize("who", ["dudley", "compare:neighbours:dudley", "national:2024-03-31", "northamptonshire"])
def test_a_report_for_a_committee(dataset: Dataset, who: str) -> None:
    made = content_for(dataset, read_one(who, dataset))
    document = Document(io.BytesIO(make(Charts(made), "report").data))
    chapters = [one.text.split(". ", 1)[1] for one in document.paragraphs if one.style.name == "Heading 1"]
    assert chapters == REPORT
    said = [one.text for one in document.paragraphs]
    for section in made.sections:
        for words in (*section.paragraphs, *section.points):  # the marks of footnotes follow some
            assert any(one.startswith(words) and not one[len(words) :].strip(",") for one in said), words
    blanks = [run.text for one in document.paragraphs for run in one.runs if run.font.highlight_color]
    assert len(blanks) == 8 and all(text.startswith("[") and text.endswith("]") for text in blanks)
    name = made.subject.partition(":")[0]
    assert f"of {name} as at {long_date(made.as_at)}" in said[said.index("1. Purpose") + 1]
    assert {source.label for source in made.sources if source.url} <= {
        link.text for one in document.paragraphs for link in one.hyperlinks
    }


def council(path: Path, *, is_template: bool = True, **sizes: float) -> Path:
    """A council's template: its own fonts and colours, a header, an example text, no Caption style."""
    made = Document()
    made.add_paragraph("Example text of the council")
    made.add_table(2, 2)
    made.sections[0].header.paragraphs[0].text = "Borough of Examples"
    made.sections[0].footer.paragraphs[0].text = "Classification: official"
    made.styles["Heading 1"].font.name = "Georgia"
    made.styles["Heading 1"].font.size = Pt(18)
    made.styles["Normal"].font.size = Pt(sizes.get("body", 12))
    caption = made.styles["Caption"].element
    caption.getparent().remove(caption)
    target = io.BytesIO()
    made.save(target)
    kinds = ("wordprocessingml.document.main", "wordprocessingml.template.main")
    with zipfile.ZipFile(io.BytesIO(target.getvalue())) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(kinds[0].encode(), kinds[1].encode()) if is_template else data)
    return path


@pytest.mark.parametrize(("name", "is_template"), [("council.dotx", True), ("council.docx", False)])
def test_a_council_s_template_keeps_its_look(tmp_path: Path, name: str, is_template: bool) -> None:
    template = council(tmp_path / name, is_template=is_template, body=11)
    sheet = open_sheet(template)
    assert sheet.warnings == (
        f"{name}: its own text (one paragraph and one table) was left out.",
        f"{name}: it has no style Caption, which look as in our own documents.",
        f"{name}: its body text has 11 points, and many councils require 12.",
        f"{name}: its margins leave less room than ours: a briefing may need more than two pages.",
    )
    for data in (
        write_document(content(), {"timeline": png()}, house=House(document=template)),
        write_report(content(), {"timeline": png()}, house=House(document=template)),
    ):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert "document.main+xml" in archive.read("[Content_Types].xml").decode()
        document = Document(io.BytesIO(data))
        assert document.styles["Heading 1"].font.name == "Georgia"
        assert document.styles["Heading 1"].font.size.pt == 18
        assert document.sections[0].header.paragraphs[0].text == "Borough of Examples"
        assert document.sections[0].footer.paragraphs[0].text == "Classification: official"
        assert "Example text of the council" not in [one.text for one in document.paragraphs]
        assert any(one.style.name == "Caption" for one in document.paragraphs)


@pytest.mark.parametrize("kind", ["text", "macro", "slides", "missing", "locked"])
def test_a_template_that_is_none_is_refused_in_words(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "council.docx"
    if kind == "text":
        path.write_text("no document")
    elif kind == "locked":
        path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    elif kind != "missing":
        types = "x.macroEnabled.main+xml" if kind == "macro" else "presentationml.presentation.main+xml"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("[Content_Types].xml", f"<Types>{types}</Types>")
    with pytest.raises(HouseError, match=r"council\.docx"):
        open_sheet(path)


def test_a_logo_stands_above_the_title(tmp_path: Path) -> None:
    (tmp_path / "crest.png").write_bytes(png(300, 100))
    house = House(logo=tmp_path / "crest.png")
    document = Document(io.BytesIO(write_document(content(), {"timeline": png()}, house=house)))
    first = document.inline_shapes[0]
    assert first._inline.docPr.get("descr") == "Logo"
    assert (first.width.pt, first.height.pt) == (120, 40)
    assert document.paragraphs[1].style.name == "Title"


def text_of(data: bytes) -> str:
    return "\n".join(one.text for one in Document(io.BytesIO(data)).paragraphs)


@given(st.lists(st.floats(0, 2000), max_size=6), st.floats(0, 800))
def test_room_is_shared_in_order(wanted: list[float], room: float) -> None:
    given_room = share_room(wanted, room)
    assert len(given_room) == len(wanted)
    assert all(0 <= got <= want for got, want in zip(given_room, wanted, strict=True))
