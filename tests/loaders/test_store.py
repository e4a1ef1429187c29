"""The dataset on disk: checked, and written whole or not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from loaders.dataset import load_dataset
from loaders.errors import DatasetError
from loaders.paths import DATA
from loaders.store import check_folder, finish_interrupted, write_dataset


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_dataset_of_the_repository_is_valid() -> None:
    assert check_folder(DATA) == []


def test_frictionless_finds_the_package_valid() -> None:
    command = [sys.executable, "-W", "ignore", "-m", "frictionless", "validate", "datapackage.json"]
    done = subprocess.run(command, cwd=DATA, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("judgements.csv", ",Good,", ",Splendid,", "expected one of Outstanding"),
        ("judgements.csv", ",graded,", ",not_given,", "grade and status contradict"),
        ("inspections.csv", ",ILACS,", ",ILAX,", "expected one of SLAC"),
        ("inspections.csv", "E08000027,", "E99999999,", "no such row in authorities.csv"),
        ("inspections.csv", "inspection_id,", "key,", "expected the columns"),
        ("inspections.csv", "ofsted-2025", "ofsted-1066", "no source of that name"),
        ("improvements.csv", ",outcome 4", ",outcome 5", "expected one of outcome 1"),
        ("improvements.csv", ",1,outcome 4", ",2,outcome 4", "every point from 1"),
        ("improvements.csv", "barnet-focused-visit-2025-11-04,1", "nowhere,1", "no such row in inspections.csv"),
        ("documents.csv", ",2\n", ",two\n", "column reader"),
        ("authorities.csv", ",Dudley,", ",,", "every row needs a value"),
        ("inspections.csv", ",2016-04-05,", ",2013-04-05,", "publication_date lies before start_date"),
        ("inspections.csv", ",2016-01-11,2016-02-08,", ",2016-01-11,2015-02-08,", "end_date lies before start_date"),
        ("context.csv", "E08000027,caseload", "E99999999,caseload", "no authority, region or E92000001"),
        ("context.csv", "E08000027,caseload", "E08000027,speed", "no such row in measures.csv"),
        ("context.csv", ",,suppressed,", ",3,suppressed,", "value and status contradict each other"),
        ("context.csv", ",,suppressed,", ",,,", "value and status contradict each other"),
        ("context.csv", ",suppressed,", ",hidden,", "expected one of suppressed"),
        ("context.csv", "-09-30,", "-10-31,", "no day on which a period of the measure ends"),
        ("context.csv", "E06000063,caseload,2023", "E06000063,caseload,2019", "the body did not exist"),
        ("context.csv", "dfe-workforce-2025", "dfe-workforce-1066", "no source of that name"),
        ("measures.csv", ",percent,", ",,", "every row needs a value"),
    ],
)
def test_each_fault_is_named_with_its_file_and_row(copy: Path, file: str, old: str, new: str, words: str) -> None:
    spoil(copy / file, old, new)
    faults = [fault for fault in check_folder(copy) if words in fault]
    assert faults
    assert str(copy / file) in faults[0]


def test_a_date_that_is_not_one_is_named(copy: Path) -> None:
    spoil(copy / "inspections.csv", ",2016-04-05,", ",2016-04-35,")
    with pytest.raises(DatasetError, match=r"inspections\.csv, column publication_date"):
        load_dataset(copy)


def test_a_missing_table_says_what_to_do(copy: Path) -> None:
    (copy / "judgements.csv").unlink()
    with pytest.raises(DatasetError, match="Restore it from the repository"):
        load_dataset(copy)


def test_an_invalid_dataset_is_not_written(copy: Path) -> None:
    before = contents(copy)
    files = dict(before)
    files["judgements.csv"] = files["judgements.csv"].replace(b",Good,", b",Splendid,", 1)
    with pytest.raises(DatasetError, match="was not written"):
        write_dataset(copy, files)
    assert contents(copy) == before
    assert not list(copy.glob(".*"))


def test_the_same_content_writes_nothing(copy: Path) -> None:
    times = {path.name: path.stat().st_mtime_ns for path in copy.iterdir()}
    assert write_dataset(copy, contents(copy)) == []
    assert {path.name: path.stat().st_mtime_ns for path in copy.iterdir()} == times


def test_a_move_that_was_cut_off_is_finished(copy: Path) -> None:
    ready = copy / ".ready"
    ready.mkdir()
    (ready / "boundaries.geojson").write_bytes(b"{}")
    (copy / ".staged-x").mkdir()
    finish_interrupted(copy)
    assert (copy / "boundaries.geojson").read_bytes() == b"{}"
    assert not list(copy.glob(".*"))


def test_a_full_disk_loses_nothing(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(copy)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_dataset(copy, {**before, "boundaries.geojson": b"{}"})
    assert contents(copy) == before
    assert not list(copy.glob(".*"))


def test_frames_of_the_dataset_cannot_change_it() -> None:
    dataset = load_dataset(DATA)
    frame = dataset.authorities()
    frame.loc[:, "name"] = "Elsewhere"
    assert "Dudley" in set(dataset.authorities()["name"])
