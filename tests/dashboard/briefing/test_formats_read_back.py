"""What stands in a file is read back out of it: the colour of each grade, charts' numbers, languages, what is left out."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from docx import Document
from docx.oxml.ns import qn
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from dashboard.briefing.content import content_for
from dashboard.briefing.formats.docx import write_document
from dashboard.briefing.formats.pptx import write_deck
from dashboard.briefing.formats.xlsx import write_csv
from dashboard.briefing.model import Section, Table
from dashboard.briefing.subjects import read_one
from loaders import Dataset
from tests.dashboard.briefing.handmade import GOOD, PICTURE, RI, content
from tests.dashboard.oracle.tables import OVERALL, Tables, cut_off

FILLS = {"Outstanding": "12436D", "Good": "6BACE6", "Requires improvement": "F6B26B", "Inadequate": "9E3A06"}
INKS = {"Outstanding": "FFFFFF", "Good": "0B0C0C", "Requires improvement": "0B0C0C", "Inadequate": "FFFFFF"}
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def deck(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def test_the_cells_of_a_slide_s_table_have_the_colour_of_their_grade() -> None:
    slide = deck(write_deck(content())).slides[2]
    table = next(shape for shape in slide.shapes if shape.has_table).table
    seen = set()
    for number, row in enumerate(table.rows):
        for place, cell in enumerate(row.cells):
            fill = cell._tc.tcPr.find(f"{A}solidFill/{A}srgbClr")
            wanted = FILLS.get(cell.text) if number and place else None
            assert (fill.get("val") if fill is not None else None) == wanted, (number, place, cell.text)
            if wanted:
                ink = cell._tc.find(f".//{A}rPr/{A}solidFill/{A}srgbClr").get("val")
                assert ink == INKS[cell.text]
                seen.add(cell.text)
    assert seen == set(FILLS)


def test_a_document_s_cells_have_the_colour_of_their_grade() -> None:
    grades = ["Outstanding", "Good", "Requires improvement", "Inadequate", "not separate"]
    frame = pd.DataFrame({"Judgement": ["Good", "b", "c", "d", "e"], "Now": grades})
    section = Section(key="story", title="Judgements", table=Table(name="now", title="Now", frame=frame))
    document = Document(io.BytesIO(write_document(replace(content(), sections=(section,)))))
    rows = document.tables[0].rows
    assert [row.cells[1].text for row in rows[1:]] == grades
    for row in rows:
        for place, cell in enumerate(row.cells):
            shade = cell._tc.tcPr.find(qn("w:shd"))
            wanted = FILLS.get(cell.text) if place and row is not rows[0] else None
            assert (shade.get(qn("w:fill")) if shade is not None else None) == wanted, cell.text
            if wanted:
                assert str(cell.paragraphs[0].runs[0].font.color.rgb) == INKS[cell.text]


def test_a_document_s_short_grades_have_the_same_colours() -> None:
    """Where many columns hold a grade, RI stands for the longest."""
    columns = ["Authority", *"ABCDEF"]
    frame = pd.DataFrame([["Dudley", RI, GOOD, RI, RI, RI, "Inadequate"]], columns=columns)
    section = Section(key="now", title="Now", table=Table(name="now", title="Now", frame=frame))
    document = Document(io.BytesIO(write_document(replace(content(), sections=(section,)))))
    cells = document.tables[0].rows[1].cells
    assert [cell.text for cell in cells] == ["Dudley", "RI", "Good", "RI", "RI", "RI", "Inadequate"]
    fills = [cell._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")) for cell in cells[1:]]
    assert fills == ["F6B26B", "6BACE6", "F6B26B", "F6B26B", "F6B26B", "9E3A06"]


def bars_of(slide: Any) -> list[tuple[float, float, str]]:
    """The bars of the overall grade among a slide's shapes: the years from when until when, and the grade of the colour.

    Time is measured with the years that are written along the bottom; a bar that no inspection can renew is hollow.
    """
    (group,) = (shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    words = [shape for shape in group.shapes if shape.has_text_frame and re.fullmatch(r"20\d\d", shape.text_frame.text)]
    low = max(shape.top for shape in words)
    at = {int(shape.text_frame.text): shape.left + shape.width / 2 for shape in words if shape.top == low}
    first, last = min(at), max(at)
    a_year = (at[last] - at[first]) / (last - first)
    grades = {fill: grade for grade, fill in FILLS.items()}
    found: list[tuple[float, float, str]] = []
    for shape in group.shapes:
        is_bar = shape.name.startswith("Overall effectiveness: ") and 'prst="rect"' in shape._element.xml
        if not is_bar:
            continue
        colours = [node.get("val") for node in shape._element.spPr.iter(f"{A}srgbClr")]
        if not set(colours) & set(grades):
            continue  # the dashed box of an inspection without an overall grade
        (grade,) = {grades[colour] for colour in colours if colour in grades}
        assert shape.name == f"Overall effectiveness: {grade}"
        begins, ends = (first + (x - at[first]) / a_year for x in (shape.left, shape.left + shape.width))
        if (
            found
            and found[-1][2] == grade
            and abs(begins - found[-1][1]) < 0.2
            and shape._element.spPr.find(f"{A}solidFill/{A}schemeClr") is not None
        ):
            found[-1] = (found[-1][0], ends, grade)
        else:
            found.append((begins, ends, grade))
    return found


def year(day: dt.date) -> float:
    """A day as a place on an axis of years."""
    first, after = dt.date(day.year, 1, 1), dt.date(day.year + 1, 1, 1)
    return day.year + (day - first) / (after - first)


@pytest.mark.parametrize("slug", ["dudley", "sunderland", "brent", "cumbria", "north-northamptonshire"])
def test_shapes_on_a_slide_hold_the_grades_of_the_tables(dataset: Dataset, slug: str) -> None:
    """Overall grades by publication: each begins with its report and ends with the next, or with the record."""
    tables = Tables()
    body = tables.by_slug[slug]
    slide = deck(write_deck(content_for(dataset, read_one(slug, dataset)))).slides[1]
    full = sorted((event.when("publication"), event.id, event.grades.get(OVERALL)) for event in tables.full(body.code))
    days = [day for day, _, _ in full if day] + [tables.until(body)]
    wanted = [(start, end, grade) for (start, _, grade), end in zip(full, days[1:], strict=True) if start and grade]
    found = [bar for bar in bars_of(slide) if not body.established or bar[0] >= year(body.established) - 0.02]
    assert [grade.casefold() for *_, grade in found] == [grade.casefold() for _, _, grade in wanted]
    for (begins, ends, _), (start, end, _) in zip(found, wanted, strict=True):
        assert begins == pytest.approx(year(start), abs=0.02)
        assert ends == pytest.approx(year(end), abs=0.02)


def test_a_table_longer_than_a_slide_goes_on_under_the_same_headings() -> None:
    long = pd.DataFrame({"Authority": [f"Authority {n}" for n in range(60)], "Overall": ["Good"] * 60})
    section = Section(key="now", title="Now", table=Table(name="now", title="Now", frame=long))
    slides = list(deck(write_deck(replace(content(), sections=(section,)))).slides)[:-1]
    tables = [
        [[cell.text for cell in row.cells] for row in shape.table.rows]
        for slide in slides
        for shape in slide.shapes
        if shape.has_table
    ]
    assert [slide.shapes.title.text for slide in slides] == [
        f"Now: {rows[1][0]} to {rows[-1][0]} ({n} of 4)" for n, rows in enumerate(tables, start=1)
    ]
    assert all(rows[0] == ["Authority", "Overall"] for rows in tables)
    assert [row[0] for rows in tables for row in rows[1:]] == list(long["Authority"])
    assert max(len(rows) for rows in tables) - min(len(rows) for rows in tables) <= 1


def test_what_a_presenter_reads_holds_the_caption() -> None:
    """The caption of a picture, which no slide has room for, and that of a table."""
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck(write_deck(content())).slides]
    assert "A grade stands until the next inspection. Source: Ofsted, Open Government Licence v3.0." in notes[1]
    assert f"What the chart shows: {PICTURE.alt}" in notes[1]
    assert "Neighbours in DfE's order, nearest first." in notes[2]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=2+5", "'=2+5"),
        ("+1", "'+1"),
        ("-1+2", "'-1+2"),
        ("-", "-"),
        ("@sum", "'@sum"),
        ("\tx", "'\tx"),
        ("a-b", "a-b"),
        ("1-2", "1-2"),
    ],
)
def test_what_a_spreadsheet_would_run_is_disarmed(text: str, written: str) -> None:
    frame = pd.DataFrame({"words": pd.array([text], dtype="string")})
    data = write_csv(Table(name="t", title="t", frame=frame)).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(data, newline="")))[1] == [written]


@pytest.mark.parametrize(("date", "limit"), [("2024-03-31", "2024-06-30"), ("2026-07-31", None)])
@pytest.mark.parametrize("kind", ["national", "map"])
def test_no_cut_off_is_later_than_the_newest_report(dataset: Dataset, kind: str, date: str, limit: str | None) -> None:
    tables = Tables()
    made = content_for(dataset, read_one(f"{kind}:{date}", dataset))
    day = dt.date.fromisoformat(limit) if limit else tables.reach
    assert limit or cut_off(dt.date.fromisoformat(date)) > tables.reach
    words = f"of reports published by {day.day} {day:%B} {day.year}"
    assert words in made.method[0]
    assert words in made.pictures[0].source
