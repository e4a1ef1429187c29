"""Every sentence of every briefing says what the tables say: titles, paragraphs, talking points, captions, notes."""

from __future__ import annotations

import ctypes
import datetime as dt
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pikepdf
import pypdfium2
import pytest
from docx import Document
from pptx import Presentation
from pypdfium2 import raw

from dashboard.briefing.chapters import chapters_of
from dashboard.briefing.content import content_for
from dashboard.briefing.formats.docx_report import write_report
from dashboard.briefing.formats.pdf import write_one_page
from dashboard.briefing.formats.pptx import write_deck
from dashboard.briefing.model import Content
from dashboard.briefing.subjects import read_one
from loaders import Dataset
from tests.dashboard.oracle import authority, comparing, context, england, improving, visiting
from tests.dashboard.oracle.grammar import Asked, Oracle
from tests.dashboard.oracle.prose import PROSE
from tests.dashboard.oracle.tables import FOUR, OVERALL, Tables, cut_off


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables()


@pytest.fixture(scope="module")
def oracle(tables: Tables) -> Oracle:
    return Oracle(
        tables,
        authority.rules,
        comparing.rules,
        england.rules,
        visiting.rules,
        context.rules,
        prose=PROSE,
    )


def statements(content: Content) -> Iterator[str]:
    """What a briefing says in sentences."""
    yield content.headline
    yield content.subject
    yield from content.method
    for section in (*content.sections, *([content.front] if content.front else [])):
        yield from (section.title, *section.paragraphs, *section.points, section.brief, section.notes)
        yield from (*section.script.say, *section.script.background)
        yield from (part for pair in section.script.questions for part in pair if pair[1])
        if section.picture:
            yield from (section.picture.title, section.picture.alt, section.picture.caption)
    for chapter in chapters_of(content):
        yield from chapter.words
    front = [content.front.table] if content.front and content.front.table else []
    for table in (*content.tables, *front, *(section.table for section in content.sections if section.table)):
        yield from (table.title, table.caption)


def faults(oracle: Oracle, content: Content, asked: Asked) -> list[str]:
    parts = [picture.alt for section in content.sections for picture in section.parts]
    narrow = [picture.narrow for picture in content.pictures if picture.narrow]
    small = replace(asked, shown=(FOUR[1],), rows_of=FOUR[1])
    return [
        *(fault for text in statements(content) for fault in oracle.judge(text, asked)[1]),
        *(
            fault
            for one in narrow
            for text in (one.title, one.alt, one.caption)
            for fault in oracle.judge(text, small)[1]
        ),
        *(fault for text in parts for fault in oracle.judge(text, replace(asked, part=True))[1]),
    ]


@pytest.mark.parametrize("is_half", [False, True])
def test_authorities(tables: Tables, oracle: Oracle, is_half: bool, request: pytest.FixtureRequest) -> None:
    """Of the bundled dataset, and of one in which many records end before the day that it reaches."""
    contents: dict[str, Content] = request.getfixturevalue("half_contents" if is_half else "contents")
    tables = Tables(request.getfixturevalue("half_folder")) if is_half else tables
    assert contents.keys() == tables.by_slug.keys()
    found: list[str] = []
    for slug, body in tables.by_slug.items():
        content = contents[slug]
        found += faults(oracle, content, Asked(tables, body))
        said = {
            name
            for section in content.sections
            for one in section.points
            for name in oracle.judge(one, Asked(tables, body))[0]
        }
        found += [
            f"{body.name}: no talking point by the rule {name}" for name in visiting.owed(Asked(tables, body)) - said
        ]
    assert not found, "\n".join(found[:200])


@pytest.mark.parametrize("date", ["2016-06-30", "2019-03-31", "2024-03-31", "2026-03-31", "2026-08-18"])
@pytest.mark.parametrize("judgement", [OVERALL, "help_and_protection", "care_leavers"])
@pytest.mark.parametrize("kind", ["national", "national-eight", "map"])
def test_england(dataset: Dataset, tables: Tables, oracle: Oracle, kind: str, date: str, judgement: str) -> None:
    name = f"{kind.partition('-')[0]}:{date}:{judgement}" + (":ofsted-region" if kind == "national-eight" else "")
    day = dt.date.fromisoformat(date)
    asked = Asked(
        tables,
        date=day,
        published_by=min(cut_off(day), tables.reach),
        judgement=judgement,
        regions="ofsted_region" if kind == "national-eight" else "region",
        until=day,
    )
    assert not (found := faults(oracle, content_for(dataset, read_one(name, dataset)), asked)), "\n".join(found)


@pytest.mark.parametrize("judgement", ["", *FOUR, OVERALL])
@pytest.mark.parametrize("slug", ["dudley", "brent", "cumberland", "isle-of-wight"])
def test_comparisons(dataset: Dataset, tables: Tables, oracle: Oracle, slug: str, judgement: str) -> None:
    name = f"compare:neighbours:{slug}" + (f":{judgement}" if judgement else "")
    body = tables.by_slug[slug]
    asked = Asked(
        tables,
        codes=(body.code, *body.neighbours),
        chosen=body.code,
        words=f"{body.name} and its statistical neighbours",
        shown=(judgement,) if judgement else (*FOUR, OVERALL),
        rows_of=judgement or OVERALL,
    )
    assert not (found := faults(oracle, content_for(dataset, read_one(name, dataset)), asked)), "\n".join(found)


@pytest.mark.parametrize("judgement", [OVERALL, "care_leavers"])
@pytest.mark.parametrize("against", ["first ILACS", "previous", "2024-03-31"])
def test_who_improved(dataset: Dataset, tables: Tables, against: str, judgement: str) -> None:
    oracle = Oracle(tables, improving.rules, england.rules, authority.rules, prose=PROSE)
    body = tables.by_slug["dudley"]
    parts = {"first ILACS": "", "previous": ":previous"}.get(against, f":since-{against}")
    asked = Asked(
        tables,
        date=tables.reach,
        published_by=tables.reach,
        judgement=judgement,
        against=against if parts in ("", ":previous") else "date",
        since=None if parts in ("", ":previous") else dt.date.fromisoformat(against),
        codes=(body.code, *body.neighbours),
        chosen=body.code,
        words=f"among {body.name} and its statistical neighbours",
    )
    content = content_for(dataset, read_one(f"improved:neighbours:dudley:{judgement}{parts}", dataset))
    assert not (found := faults(oracle, content, asked)), "\n".join(found)


def test_who_improved_by_region(dataset: Dataset, tables: Tables) -> None:
    content = content_for(dataset, read_one("improved:all:2024-03-31", dataset))
    counts = next(table for table in content.tables if table.name == "counts").frame
    day = dt.date(2024, 3, 31)
    asked = Asked(tables, date=day, published_by=cut_off(day))
    assert counts.iloc[0].tolist() == ["England", *improving.counts(asked)]
    assert len(counts) == 10
    for area, *n in counts.iloc[1:].itertuples(index=False, name=None):
        codes = tuple(body.code for body in tables.bodies.values() if body.region == area)
        assert tuple(n) == improving.counts(replace(asked, codes=codes)), area


def test_a_region(dataset: Dataset, tables: Tables, oracle: Oracle) -> None:
    codes = tuple(body.code for body in tables.of_today() if body.region == "West Midlands")
    asked = Asked(tables, codes=codes, words="the West Midlands", shown=(*FOUR, OVERALL), rows_of=OVERALL)
    content = content_for(dataset, read_one("compare:region:west-midlands", dataset))
    assert not (found := faults(oracle, content, asked)), "\n".join(found)


NOT_SAID = (
    "Report to: ",
    "Date of meeting: ",
    "Report of: ",
    "[",
    "Report, as at ",
    "More: ",
    "Reports of ",
    "Figure ",
    "Table ",
)
"""How paragraphs of a report begin that are blanks, links and captions: the latter are read with their pictures and tables."""


def read_in_report(content: Content) -> Iterator[str]:
    """The findings and sentences of a committee report, out of its file."""
    sources = {str(source) for source in content.sources} | {source.label for source in content.sources}
    for paragraph in Document(io.BytesIO(write_report(content))).paragraphs:
        text = paragraph.text.strip().rstrip(",")  # between the marks of footnotes
        is_chapter = paragraph.style.name in ("Title", "Heading 1")
        if text and not is_chapter and text not in sources and not text.startswith(NOT_SAID):
            yield text


def read_in_notes(content: Content) -> Iterator[str]:
    """What a presenter says and answers, out of the file of a deck."""
    for slide in Presentation(io.BytesIO(write_deck(content))).slides:
        notes = slide.notes_slide.notes_text_frame.text
        said = re.search(r"To say \(about \d+ seconds\):\n(.+)\n", notes)
        if said:
            yield said[1]
        asked = notes.partition("Questions that members may ask:\n")[2].partition("\n\n")[0]
        yield from (line.partition("? ")[2] for line in asked.split("\n") if "? " in line)


def read_in_page(content: Content) -> Iterator[str]:
    """Headings, paragraphs, points and captions of the PDF of one page, as its tags give them to who hears it."""
    data = write_one_page(content)
    words = dict(marked(data))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for block in blocks(pdf.Root.StructTreeRoot):
            text = "".join(words[mark] for mark in marks(block))
            text = re.sub(r"^(Figure|Table)\s\d+\. ", "", text).partition(f"{content.licence} Sources: ")[0]
            if text and not text.startswith(("Briefing, as at ", *NOT_SAID)):
                yield text


def marked(data: bytes) -> Iterator[tuple[int, str]]:
    """The words of each marked piece of the first page."""
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[0]
        read, found = page.get_textpage(), defaultdict(list)
        for piece in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
            size = raw.FPDFTextObj_GetText(piece, read, None, 0)
            room = ctypes.create_string_buffer(size)
            raw.FPDFTextObj_GetText(piece, read, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), size)
            found[raw.FPDFPageObj_GetMarkedContentID(piece)].append(room.raw.decode("utf-16-le").rstrip("\0"))
        yield from ((mark, "".join(pieces)) for mark, pieces in found.items())
    finally:
        document.close()


def kids_of(node: Any) -> list[Any]:
    kids = node.get("/K")
    return list(kids) if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]


def blocks(node: Any) -> Iterator[Any]:
    """The elements that hold sentences, in the order of reading; tables and charts are read elsewhere."""
    for kid in kids_of(node):
        if not isinstance(kid, pikepdf.Dictionary) or "/S" not in kid or kid.S in ("/Table", "/Figure"):
            continue
        if str(kid.S) in ("/P", "/LBody", "/Caption") or re.fullmatch(r"/H\d", str(kid.S)):
            yield kid
        else:
            yield from blocks(kid)


def marks(node: Any) -> Iterator[int]:
    for kid in kids_of(node):
        if not isinstance(kid, pikepdf.Dictionary):
            yield int(kid)
        elif "/S" in kid:
            yield from marks(kid)
        elif "/MCID" in kid:
            yield int(kid.MCID)


@pytest.mark.parametrize("read", [read_in_report, read_in_notes, read_in_page])
@pytest.mark.parametrize("slug", ["dudley", "northamptonshire", "isles-of-scilly", "portsmouth"])
def test_what_a_file_says_when_it_is_opened(
    tables: Tables, oracle: Oracle, contents: dict[str, Content], slug: str, read: Callable[[Content], Iterator[str]]
) -> None:
    said = list(read(contents[slug]))
    assert len(said) > (5 if read is read_in_page else 10)
    found = [fault for text in said for fault in oracle.judge(text, Asked(tables, tables.by_slug[slug]))[1]]
    assert not found, "\n".join(found)
