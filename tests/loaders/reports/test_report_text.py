"""From the bytes of a file to clean pages, and files that are no report."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from loaders.errors import ReportError
from loaders.reports import Document, read_bytes, read_report
from loaders.reports.text import MOST_PAGES, Pages, clean
from tests.loaders.reports.made_reports import COMBINED, ILACS_ROWS, ilacs, pdf

ROWS = [(ILACS_ROWS[0], "Good"), (ILACS_ROWS[1], "Good"), (COMBINED, "Good"), (ILACS_ROWS[4], "Good")]
GOOD = pdf(ilacs(ROWS))


def test_clean_text() -> None:
    assert (
        clean("2\r\nde\u00adcision\ufffemaking  \u25fc of\ufb01ce – ‘front\u00a0door’\r\n\r\n")
        == "decision-making • office - 'front door'"
    )


def test_a_number_within_a_page_stays() -> None:
    assert clean("7\nbetween\n3\nand 5 May\n8") == "between\n3\nand 5 May"
    assert clean("22\nFebruary 2022\nDear") == "22\nFebruary 2022\nDear"


def test_pages_are_lazy_and_end() -> None:
    with Pages(GOOD) as pages:
        assert len(pages) == 3
        assert pages[-1] == pages[2]
        assert pages[0].startswith("Inspection of Northbridge")
        assert list(pages) == pages[:]
        with pytest.raises(IndexError):
            pages[3]


def _encrypted() -> bytes:
    keys = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /O ("
        + b"o" * 32
        + b") /U ("
        + b"u" * 32
        + b") /P -4 >> /ID [(a) (b)]"
    )
    return GOOD.replace(b"trailer <<", b"trailer << " + keys)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\x00" * 4000, "empty"),
        (b"<!DOCTYPE html><html><title>Report not found</title></html>", "web page"),
        (b"\n<html><body>Sorry</body></html>", "web page"),
        (b"PK\x03\x04 a zip", "no PDF"),
        (b"%PDF-1.7\n", "cannot be opened"),
        (b"%PDF-1.7\n" + b"\xff" * 5000, "cannot be opened"),
        (_encrypted(), "encrypted"),
        (pdf([""] * 3), "images"),
        (pdf(["Minutes of the parish council, who met in the hall and spoke of bins."]), "no heading"),
        (pdf([""] * (MOST_PAGES + 1)), "pages"),
    ],
)
def test_what_is_not_a_report_says_why(data: bytes, reason: str) -> None:
    reading = read_bytes(data, "letter.pdf")
    assert reading.document is Document.NOT_A_REPORT
    assert reason in (reading.error or "")
    assert reading.judgements == {}


def test_a_made_pdf_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(GOOD)
    assert read_report(path) == read_bytes(GOOD, "a.pdf")
    assert read_report(path).document is Document.ILACS


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert read_report(tmp_path / "none.pdf").document is Document.NOT_A_REPORT
    assert read_report(tmp_path).document is Document.NOT_A_REPORT


def test_damaged_files_never_raise_and_never_give_other_grades() -> None:
    chance = random.Random(7)
    expected = read_bytes(GOOD, "a.pdf")
    for _ in range(150):
        data = bytearray(GOOD[: chance.randrange(20, len(GOOD))])
        reading = read_bytes(bytes(data), "a.pdf")
        assert reading.judgements in ({}, expected.judgements)
        data = bytearray(GOOD)
        for _ in range(6):
            data[chance.randrange(len(data))] = chance.randrange(256)
        read_bytes(bytes(data), "a.pdf")


def test_an_error_is_one_of_ours() -> None:
    with pytest.raises(ReportError, match="empty"):
        Pages(b" ")
