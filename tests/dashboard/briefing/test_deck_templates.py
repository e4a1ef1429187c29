"""Decks in councils' own templates, read back: what is left of the template, what can be read, and what stands where."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches

from dashboard.__main__ import main
from dashboard.briefing.content.authority import authority_content
from dashboard.briefing.formats.pptx import write_deck
from dashboard.briefing.formats.pptx_template import open_deck
from dashboard.briefing.house import House, HouseError
from dashboard.briefing.templates import house_of
from loaders import Dataset
from tests.dashboard.briefing.council_templates import TEMPLATES, macros, own_slides, save, standard
from tests.dashboard.briefing.handmade import content, png
from tests.dashboard.briefing.office_package import checked

BACKGROUNDS = {
    "dark": "0B1F3A",
    "four to three": "0B1F3A",
    "painted dark": "3B1053",
    "forgotten ink": "10241A",
}
"""What words stand upon; white in the others."""
WARNED = {
    "forgotten ink": "colour of its text cannot be read",
    "few layouts": "no layout with a title at the top",
    "macros": "macros are left out",
}


@pytest.fixture(scope="module", params=TEMPLATES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, bytes]:
    suffix, traits, width = TEMPLATES[request.param]
    path = save(tmp_path_factory.mktemp("template") / f"own{suffix}", *traits, width=width)
    return request.param, path, write_deck(content(), house=House(slides=path))


def test_nothing_of_the_template_s_own_slides_is_left(made: tuple[str, Path, bytes]) -> None:
    parts = checked(made[2])
    root = etree.fromstring(parts["ppt/presentation.xml"])
    assert root.find(f".//{qn('p:custShowLst')}") is None
    assert "sectionLst" not in etree.tostring(root).decode()
    everything = b"".join(data for name, data in parts.items() if name.endswith((".xml", ".rels")))
    assert b"Guidance slide" not in everything
    assert b"How to use" not in everything
    assert b"ppaction://" not in everything
    assert not [name for name in parts if "vba" in name.lower()]
    assert b"presentationml.presentation.main+xml" in parts["[Content_Types].xml"]
    assert b"macroEnabled" not in parts["[Content_Types].xml"]


def test_what_cannot_be_kept_is_said(made: tuple[str, Path, bytes]) -> None:
    name, path, _ = made
    warnings = open_deck(path).warnings
    if name in WARNED:
        assert WARNED[name] in " ".join(warnings)
    else:
        assert warnings == ()


def test_every_word_can_be_read(made: tuple[str, Path, bytes]) -> None:
    name, _, data = made
    paper = BACKGROUNDS.get(name, "FFFFFF")
    for slide in Presentation(io.BytesIO(data)).slides:
        colours = colours_of(slide)
        seen = 0
        for words, ink, fill in inked(slide, colours, paper):
            assert contrast(ink, fill) >= 4.5, (name, words, ink, fill)
            seen += 1
        assert seen > 3


def test_words_have_colours_of_the_theme(made: tuple[str, Path, bytes]) -> None:
    """A fixed ink is only that of a grade's letter, upon the grade's own fill."""
    for slide in Presentation(io.BytesIO(made[2])).slides:
        for run in slide._element.iter(qn("a:rPr")):
            fixed = run.find(f"{qn('a:solidFill')}/{qn('a:srgbClr')}")
            if fixed is not None:
                cell = next((one for one in run.iterancestors() if one.tag in (qn("a:tc"), qn("p:sp"))), None)
                assert (
                    cell.find(f".//{qn('a:tcPr')}/{qn('a:solidFill')}") is not None
                    or cell.find(f"{qn('p:spPr')}/{qn('a:solidFill')}/{qn('a:srgbClr')}") is not None
                )


def test_everything_is_on_the_slide_and_clear_of_the_brand(made: tuple[str, Path, bytes]) -> None:
    name, _, data = made
    deck = Presentation(io.BytesIO(data))
    brand = [box_of(shape) for shape in deck.slide_master.shapes if shape.name == "Brand"]
    for slide in deck.slides:
        shapes = list(slide.shapes)
        for shape in shapes:
            left, top, right, bottom = box_of(shape)
            assert left >= 0 and top >= 0, (name, shape.name)
            assert right <= deck.slide_width and bottom <= deck.slide_height, (name, slide.slide_id, shape.name)
            for bar in brand:
                assert right <= bar[0] or left >= bar[2] or bottom <= bar[1] or top >= bar[3], (name, shape.name)
        foot = min(box_of(shape)[1] for shape in shapes[-2:])
        assert all(box_of(shape)[3] <= foot + 12700 for shape in shapes[:-2]), name
        for run in slide._element.iter(qn("a:rPr")):
            assert run.get("sz") is None or int(run.get("sz")) >= 1200 or is_drawn(run), name


def test_a_slide_is_read_from_its_title_to_its_number(made: tuple[str, Path, bytes]) -> None:
    for slide in Presentation(io.BytesIO(made[2])).slides:
        kinds = [shape.placeholder_format.type if shape.is_placeholder else None for shape in slide.shapes]
        assert str(kinds[0]).startswith("TITLE")
        assert [str(kind).partition(" ")[0] for kind in kinds[-2:]] == ["FOOTER", "SLIDE_NUMBER"]
        fields = [field.get("type") for field in slide._element.iter(qn("a:fld"))]
        assert fields == ["slidenum"]
        assert slide.notes_slide.notes_text_frame.text


def test_words_stand_in_the_layout_s_own_place(tmp_path: Path) -> None:
    slides = Presentation(io.BytesIO(write_deck(content()))).slides
    kinds = [[str(shape.placeholder_format.type) for shape in slide.placeholders] for slide in slides]
    assert all(any(kind.startswith("OBJECT") for kind in one) for one in (kinds[0], kinds[-1]))
    assert [shape.text_frame.text for shape in slides[0].placeholders if "OBJECT" in str(shape.placeholder_format.type)]


def test_rows_that_find_no_room_go_on_over_slides(tmp_path: Path, dataset: Dataset) -> None:
    suffix, traits, width = TEMPLATES["four to three"]
    path = save(tmp_path / f"own{suffix}", *traits, width=width)
    made = authority_content(dataset, "dudley")
    slides = list(Presentation(io.BytesIO(write_deck(made, house=House(slides=path)))).slides)
    beside = made.tables[1].frame
    shown = [
        cells
        for slide in slides
        if "statistical neighbours" in slide.shapes[0].text_frame.text
        for shape in slide.shapes
        if shape.has_table
        for cells in [[cell.text for cell in row.cells] for row in shape.table.rows][1:]
    ]
    assert [row[0] for row in shown] == list(beside["Authority"])
    letters = {"Outstanding": "O", "Good": "G", "Requires improvement": "RI", "Inadequate": "I"}
    assert [row[2] for row in shown] == [letters.get(value, value) for value in beside["Overall"]]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("old.ppt", b"\xd0\xcf\x11\xe0" + bytes(600), "older than 2007"),
        ("own.pptx", b"no deck", "is not a PowerPoint file"),
        ("own.odp", None, "is an OpenDocument file"),
        ("cut.pptx", "cut", "is damaged"),
        ("none.pptx", "missing", "There is no file"),
    ],
)
def test_a_file_that_is_no_template_is_named(tmp_path: Path, name: str, data: Any, words: str) -> None:
    path = tmp_path / name
    if data is None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.presentation")
    elif data == "cut":
        whole = save(tmp_path / "whole.pptx").read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
    elif data != "missing":
        path.write_bytes(data)
    with pytest.raises(HouseError, match=words) as told:
        house_of([path])
    assert str(path) in str(told.value)
    assert ".pptx" in str(told.value)


def test_a_template_s_notes_without_a_place_are_given_one(tmp_path: Path) -> None:
    deck = standard()
    deck.slides.add_slide(deck.slide_layouts[6]).notes_slide.notes_text_frame.text = "x"
    for shape in list(deck.notes_master.placeholders):
        if "BODY" in str(shape.placeholder_format.type):
            shape._element.getparent().remove(shape._element)
    deck.save(tmp_path / "own.pptx")
    data = write_deck(content(), house=House(slides=tmp_path / "own.pptx"))
    checked(data)
    assert "plain words" in Presentation(io.BytesIO(data)).slides[0].notes_slide.notes_text_frame.text


def test_the_command_tells_what_is_not_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = save(tmp_path / "own.pptm", macros)
    assert main(["export", "dudley", "--formats", "pptx", "--out", str(tmp_path), "--template", str(path)]) == 0
    assert f"{path}: Its macros are left out" in capsys.readouterr().err
    (made,) = tmp_path.glob("dudley-deck-*.pptx")
    checked(made.read_bytes())


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_logo_stands_at_the_upper_right_with_its_words(tmp_path: Path, kind: str) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><circle cx="90" cy="90" r="80"/></svg>'
    path = tmp_path / f"crest.{kind}"
    path.write_bytes(png(400, 200) if kind == "png" else drawing.encode())
    data = write_deck(content(), house=house_of([], path))
    checked(data)
    deck = Presentation(io.BytesIO(data))
    for slide in deck.slides:
        (logo,) = (shape for shape in slide.slide_layout.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE)
        assert logo._element.nvPicPr.cNvPr.get("descr") == "Logo"
        assert (logo.height, logo.width) == (Inches(0.5), Inches(1))
        title = slide.shapes.title
        assert title.left + title.width <= logo.left


def test_a_template_of_macros_and_slides_gives_the_same_bytes(tmp_path: Path) -> None:
    path = save(tmp_path / "own.pptm", macros, own_slides)
    assert write_deck(content(), house=House(slides=path)) == write_deck(content(), house=House(slides=path))


def box_of(shape: Any) -> tuple[int, int, int, int]:
    height = sum(row.height for row in shape.table.rows) if shape.has_table else shape.height
    return shape.left, shape.top, shape.left + shape.width, shape.top + height


def is_drawn(run: Any) -> bool:
    """Words of a chart, which is shown smaller where a slide is narrow."""
    return any(one.tag == qn("p:grpSp") for one in run.iterancestors())


def colours_of(slide: Any) -> dict[str, str]:
    """The colours of the slide's theme by the names that its shapes use."""
    master = slide.slide_layout.slide_master
    theme = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    scheme = etree.fromstring(theme.blob).find(f".//{qn('a:clrScheme')}")
    named = {etree.QName(one).localname: one[0].get("lastClr") or one[0].get("val") for one in scheme}
    mapping = master._element.find(qn("p:clrMap")).attrib
    return {name: named[place] for name, place in mapping.items()}


def inked(slide: Any, colours: dict[str, str], paper: str) -> Any:
    """Every run of words outside charts: the words, their colour, and what they stand upon."""
    master = slide.slide_layout.slide_master._element
    styles = {
        "title": master.find(f".//{qn('p:titleStyle')}"),
        "body": master.find(f".//{qn('p:bodyStyle')}"),
    }
    for shape in slide.shapes:
        kind = "title" if shape == slide.shapes.title else "body"
        given = styles[kind].find(f".//{qn('a:defRPr')}/{qn('a:solidFill')}")
        for run in shape._element.iter(qn("a:r"), qn("a:fld")):
            if is_drawn(run):
                continue
            own = run.find(f"{qn('a:rPr')}/{qn('a:solidFill')}")
            cell = next((one for one in run.iterancestors() if one.tag == qn("a:tc")), None)
            fill = cell.find(f"{qn('a:tcPr')}/{qn('a:solidFill')}") if cell is not None else None
            upon = fill[0].get("val") if fill is not None else paper
            yield run.findtext(qn("a:t")), shown(own if own is not None else given, colours), upon


def shown(fill: Any, colours: dict[str, str]) -> str:
    """A colour with the changes that are made to it: 65% of what it was, and 35% lighter."""
    (one,) = fill
    value = colours.get(one.get("val"), one.get("val"))
    if len(one):
        assert [change.get("val") for change in one] == ["65000", "35000"]
        low, high = min(parts(value)), max(parts(value))
        lighter = min(1.0, (low + high) / 510 * 0.65 + 0.35)
        return f"{round(lighter * 255):02X}" * 3
    return value


def parts(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (0, 2, 4)]


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        linear = [
            (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4) for c in (p / 255 for p in parts(colour))
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)
