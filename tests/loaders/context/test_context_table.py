"""Several releases and the dataset's own figures as one table."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.context.table import Context, known_context, overlaid, read_context
from loaders.datapackage import Source
from loaders.schema import CONTEXT
from loaders.store import table_bytes
from tests.loaders.made_data_sets import RATE, REGISTER, write

KEY = ("E08000027", "made_rate")


def test_a_new_year_of_the_same_file_is_taken(tmp_path: Path) -> None:
    write(tmp_path / "made_to_2024.csv", [{"rate": "1"}])
    first = read_context(tmp_path, [RATE], REGISTER)
    (tmp_path / "made_to_2024.csv").unlink()
    write(tmp_path / "made_to_2026.csv", [{"rate": "1"}, {"rate": "2", "time_period": "2026"}])
    both = overlaid(first, read_context(tmp_path, [RATE], REGISTER), REGISTER)
    assert both.figures == {
        (*KEY, "2024-09-30"): ("1", "", "made-2026"),
        (*KEY, "2026-09-30"): ("2", "", "made-2026"),
    }
    assert both.notes == []
    assert list(both.sources) == ["made-2026"]


def test_a_revised_value_is_told_and_the_newer_release_wins(tmp_path: Path) -> None:
    # The names of the files say nothing of which is newer: the last year in them does.
    write(tmp_path / "made_a.csv", [{"rate": "1.5"}, {"rate": "9", "time_period": "2025"}])
    write(tmp_path / "made_b.csv", [{"rate": "1"}, {"rate": "3", "time_period": "2023"}])
    found = read_context(tmp_path, [RATE], REGISTER)
    assert found.figures == {
        (*KEY, "2023-09-30"): ("3", "", "made-2024"),
        (*KEY, "2024-09-30"): ("1.5", "", "made-2025"),
        (*KEY, "2025-09-30"): ("9", "", "made-2025"),
    }
    assert found.notes == ["revised: made_rate at 2024-09-30: Dudley 1 -> 1.5"]
    assert sorted(found.sources) == ["made-2024", "made-2025"]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("1", "c", "Dudley 1 -> suppressed"),
        ("x", "2", "Dudley not available -> 2"),
        ("1", "1.0", None),
        ("c", "c", None),
    ],
)
def test_what_counts_as_revised(tmp_path: Path, before: str, after: str, told: str | None) -> None:
    def read(text: str) -> Context:
        write(tmp_path / "made_1.csv", [{"rate": text}])
        return read_context(tmp_path, [RATE], REGISTER)

    notes = overlaid(read(before), read(after), REGISTER).notes
    assert notes == ([f"revised: made_rate at 2024-09-30: {told}"] if told else [])


def test_a_file_of_no_measure_is_told(tmp_path: Path) -> None:
    write(tmp_path / "other.csv", [{}])
    found = read_context(tmp_path, [RATE], REGISTER)
    assert found.figures == {}
    assert found.notes == ["other.csv: not read; no measure in data/reference/measures.csv is in a file of this name"]


def test_the_figures_of_the_dataset_come_back_as_they_were_written(tmp_path: Path) -> None:
    write(tmp_path / "made_1.csv", [{"rate": "12.50"}, {"rate": "u", "time_period": "2023"}])
    found = read_context(tmp_path, [RATE], REGISTER)
    table = tmp_path / "context.csv"
    table.write_bytes(table_bytes(found.frame(), CONTEXT))
    other = Source("other", "Another", "Nobody", "", "", "")
    assert known_context(table, [*found.sources.values(), other]) == found
    assert known_context(tmp_path / "none.csv", []) == Context()
