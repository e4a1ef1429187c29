"""The briefing as PDF, read back with pikepdf and pdfium: structure, languages, links, tables, and one page that is one."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from dashboard.briefing.content import content_for
from dashboard.briefing.files import Charts, make
from dashboard.briefing.formats.pdf import write_briefing, write_one_page
from dashboard.briefing.house import House
from dashboard.briefing.subjects import read_one
from loaders import Dataset
from loaders.paths import DATA
from tests.dashboard.briefing.handmade import NEIGHBOURS, PICTURE, content, png

FORMATS = ("briefing-pdf", "one-page")
SUBJECTS = ("dudley", "compare:neighbours:dudley", "national:2024-03-31", "map:2024-03-31", "northamptonshire")


@pytest.fixture(scope="module", params=[(who, form) for who in SUBJECTS for form in FORMATS], ids=" ".join)
def made(request: pytest.FixtureRequest, dataset: Dataset) -> tuple[str, str, Any, bytes]:
    who, form = request.param
    whole = content_for(dataset, read_one(who, dataset))
    return who, form, whole, make(Charts(whole), form).data


def elements(node: Any) -> Iterator[Any]:
    """Every element of a structure, in the order that it is read."""
    kids = node.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def colours_of(data: bytes) -> set[tuple[int, ...]]:
    document, colours = pypdfium2.PdfDocument(data), set()
    for page in document:
        pixels = page.render(scale=1).to_pil().convert("RGB")
        colours |= {colour for _, colour in pixels.getcolors(pixels.width * pixels.height)}
    document.close()
    return colours


def words_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


def test_it_says_what_it_is_and_how_it_is_read(made: tuple[str, str, Any, bytes]) -> None:
    _, _, whole, data = made
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.Root.Lang == "en-GB"
        assert pdf.Root.MarkInfo.Marked and pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as said:
            assert said["pdfuaid:part"] == "1"
            assert said["dc:title"] == whole.subject
        for page in pdf.pages:
            assert [float(side) for side in page.mediabox] == pytest.approx([0, 0, 595.28, 841.89], abs=0.1)
            for font in (page.resources.get("/Font") or {}).values():
                (inner,) = font.DescendantFonts
                assert "/FontFile2" in inner.FontDescriptor or "/FontFile3" in inner.FontDescriptor
                assert "TrajectorySans" in str(font.BaseFont)


def test_every_part_has_its_tag(made: tuple[str, str, Any, bytes]) -> None:
    who, form, whole, data = made
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = list(elements(pdf.Root.StructTreeRoot))
        kinds = [str(one.S) for one in found]
        figures = [one for one in found if one.S == "/Figure"]
        assert all(str(one.Alt) for one in figures)
        assert figures
        assert str(figures[0].Alt) in {
            picture.alt for one in whole.pictures for picture in (one, one.narrow) if picture
        }
        levels = [int(kind[2:]) for kind in kinds if kind[1] == "H" and kind[2:].isdigit()]
        assert levels and all(after <= before + 1 for before, after in itertools.pairwise(levels))
        tables = [one for one in found if one.S == "/Table"]
        for table in tables:
            inside = list(elements(table))
            head, *rows = [[str(cell.S) for cell in elements(row)] for row in inside if row.S == "/TR"]
            assert set(head) & {"/TH"} and "/TD" not in head
            assert all("/TD" in row for row in rows)
        if form == "briefing-pdf":
            assert len(tables) >= 1
            marks = [str(one.title) for one in pdf.open_outline().root]
            assert marks[-1] == "Method and sources" and len(marks) == levels.count(max(levels))
        else:
            assert len(pdf.pages) == 1, who


def test_the_finding_stands_in_it_and_the_whole_has_every_sentence(made: tuple[str, str, Any, bytes]) -> None:
    _, form, whole, data = made
    said = words_of(data).replace("\ufffe", "-")
    assert " ".join(whole.headline.split()) in said
    if form == "briefing-pdf":
        for section in whole.sections:
            for sentence in (*section.paragraphs, *section.points):
                assert squeezed(sentence) in squeezed(said)
        for source in whole.sources:
            assert squeezed(source.label) in squeezed(said)


def squeezed(text: str) -> str:
    """Words without spaces and hyphens, at which a line may break."""
    return "".join(text.split()).replace("-", "")


FILLED = ("dudley", "hackney", "poole", "sunderland", "gloucestershire", *SUBJECTS[1:4], "compare:all")


@pytest.mark.parametrize("who", FILLED)
def test_no_page_is_half_blank_and_no_table_comes_twice(dataset: Dataset, who: str) -> None:
    """A figure that has no room leaves its place to what follows; a warning of pages that do not settle fails."""
    whole = content_for(dataset, read_one(who, dataset))
    data = make(Charts(whole), "briefing-pdf").data
    *pages, last = [lowest_ink(page) for page in pypdfium2.PdfDocument(data)]
    assert all(page > 0.5 for page in pages), pages
    assert last > 0.15
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tables = [str(one.S) for one in elements(pdf.Root.StructTreeRoot)].count("/Table")
    assert tables <= len({id(section.table) for section in whole.sections if section.table is not None})
    said = squeezed(words_of(data))
    spoken = squeezed(" ".join(words for one in whole.sections for words in (one.title, *one.paragraphs, *one.points)))
    assert all(said.count(squeezed(one.title)) <= spoken.count(squeezed(one.title)) for one in whole.sections)


def lowest_ink(page: Any) -> float:
    """How far down a page its last line or drawing stands, above the footer: 0 to 1."""
    pixels = page.render(scale=0.5).to_pil().convert("L")
    top, bottom = 0.05 * pixels.height, 0.93 * pixels.height
    *_, lowest = pixels.crop((0, 0, pixels.width, round(bottom))).point(lambda ink: 255 * (ink < 250)).getbbox()
    return (lowest - top) / (bottom - top)


def test_reports_and_sources_are_links(dataset: Dataset) -> None:
    table = pd.read_csv(DATA / "inspections.csv")
    mine = table[(table["authority_code"] == "E08000027") & table["report_url"].notna()]
    whole = content_for(dataset, read_one("dudley", dataset))
    with pikepdf.open(io.BytesIO(make(Charts(whole), "briefing-pdf").data)) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        links = {str(note.A.URI) for note in notes if note.Subtype == "/Link" and "/URI" in note.A}
        assert all(str(note.get("/Contents", "")) for note in notes if note.Subtype == "/Link")
    assert set(mine["report_url"]) | {source.url for source in whole.sources if source.url} <= links
    assert "https://reports.ofsted.gov.uk/provider/44/80464" in links


def test_grades_have_their_colours() -> None:
    """Beside their words: pixels of each grade's colour where the table stands, its first column too."""
    every = {(0x12, 0x43, 0x6D), (0x6B, 0xAC, 0xE6), (0xF6, 0xB2, 0x6B), (0x9E, 0x3A, 0x06)}
    assert every <= colours_of(write_briefing(content()))
    grades = ["Outstanding", "Good", "Requires improvement", "Inadequate"]
    frame = pd.DataFrame({"Authority": list("ABCD"), "Overall effectiveness": grades})
    lead = replace(content().sections[0], picture=None, table=replace(NEIGHBOURS, frame=frame, strong="A", links=None))
    assert every <= colours_of(write_briefing(replace(content(), sections=(lead,))))
    said = words_of(write_briefing(content()))
    assert all(name in said for name in NEIGHBOURS.frame["Authority"])


@pytest.mark.parametrize("write", [write_briefing, write_one_page])
def test_a_chart_has_its_reading_and_its_source_below_it(write: Any) -> None:
    """And its finding, where no heading has told it."""
    other = replace(content().sections[1], picture=replace(PICTURE, title="Another finding"))
    for made, finding in (
        (content(), ""),
        (replace(content(), sections=(content().sections[0], other)), "Another finding. "),
    ):
        said = squeezed(words_of(write(made)).replace("\ufffe", "-"))
        below = f"Figure 1. {finding}A grade stands until the next inspection."
        assert squeezed(f"{below} Source: Ofsted, Open Government Licence v3.0.") in said


@pytest.mark.parametrize("write", [write_briefing, write_one_page])
def test_without_a_chart_the_words_and_tables_stand_alone(write: Any) -> None:
    said = words_of(write(content(), lambda picture, size: None))
    assert PICTURE.title in said and "RI: requires improvement." in said


def test_one_page_keeps_what_matters_most_where_there_is_too_much() -> None:
    made = content()
    lead = made.sections[0]
    long = tuple(f"Sentence {number} of a summary that is far too long for a page." for number in range(80))
    crowded = replace(made, sections=(replace(lead, paragraphs=long), *made.sections[1:]))
    data = write_one_page(crowded)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 1
    said = words_of(data)
    assert long[0] in said and long[-1] not in said
    assert all(point in said for point in lead.points)


def test_a_logo_and_the_same_bytes_twice(tmp_path: Any) -> None:
    (tmp_path / "crest.png").write_bytes(png(300, 100))
    with Image.open(tmp_path / "crest.png") as crest:
        crest.save(tmp_path / "crest.jpg")
    for name in ("crest.png", "crest.jpg"):
        house = House(logo=tmp_path / name)
        data = write_one_page(content(), house=house)
        assert data == write_one_page(content(), house=house)
        with pikepdf.open(io.BytesIO(data)) as pdf:
            alts = [str(one.Alt) for one in elements(pdf.Root.StructTreeRoot) if one.S == "/Figure"]
        assert alts[0] == "Logo"


def test_words_that_look_like_typst_are_words() -> None:
    odd = "A #let x = 1; *bold* _it_ $m$ `raw` [x] @ref <tag> \\u{1} \" ' // no comment"
    made = replace(content(), sections=(replace(content().sections[0], paragraphs=(odd,)),))
    assert squeezed("#let x = 1; *bold* _it_ $m$ `raw` [x] @ref <tag>") in squeezed(words_of(write_briefing(made)))
