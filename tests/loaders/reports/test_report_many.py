"""Many files at once: order, time limit, and files that bring the reader down."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from loaders.reports import Document, read_many, read_report
from tests.loaders.reports.made_reports import COMBINED, ILACS_ROWS, bomb, ilacs, pdf

ROWS = [(ILACS_ROWS[0], "Good"), (ILACS_ROWS[1], "Good"), (COMBINED, "Good"), (ILACS_ROWS[4], "Good")]


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = []
    for number in range(6):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(pdf(ilacs(ROWS, name="Northbridge" if number % 2 else "Southford")))
        paths.append(path)
    (tmp_path / "3.pdf").write_bytes(b"<html>Report not found</html>")
    return paths


def test_order_and_facts_are_those_of_reading_alone(files: list[Path]) -> None:
    expected = [(path, read_report(path)) for path in files]
    assert list(read_many(files, processes=2)) == expected
    assert list(read_many([], processes=2)) == []


def test_a_file_that_takes_for_ever_is_given_up_and_the_others_go_on(files: list[Path]) -> None:
    files[1].write_bytes(bomb())
    start = time.monotonic()
    readings = dict(read_many(files[:3], processes=1, seconds=2))
    assert time.monotonic() - start < 60
    assert readings[files[1]].document is Document.NOT_A_REPORT
    error = readings[files[1]].error or ""
    assert "within 2 seconds" in error or "brought the reader down" in error
    assert readings[files[0]].document is readings[files[2]].document is Document.ILACS


def test_a_file_that_is_no_file(files: list[Path]) -> None:
    pipe = files[1].with_suffix(".fifo")
    os.mkfifo(pipe)
    assert "no regular file" in (read_report(pipe).error or "")


def test_stopping_early_leaves_no_child(files: list[Path]) -> None:
    reader = read_many(files, processes=2)
    next(reader)
    reader.close()
