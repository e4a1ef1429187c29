"""`python -m loaders refresh` as a process, against the stand-in of Ofsted's site."""

from __future__ import annotations

import contextlib
import csv
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from loaders.build import build
from loaders.dataset import load_dataset, read_table
from loaders.paths import DATA
from loaders.schema import DOCUMENTS
from loaders.store import check_folder
from tests.loaders.stand_in import ROOT, stand_in

URNS = {"80464", "2733690", "80455", "80418"}
"""Dudley, Cumberland, the Isles of Scilly and Norfolk: every family of report is among theirs."""


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def refresh(site: str, data: Path, cache: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "loaders", "refresh", "--site", site, "--data", str(data), "--cache", str(cache)]
    return subprocess.Popen([*command, *options], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def run(site: str, data: Path, cache: Path, *options: str) -> tuple[int, str]:
    process = refresh(site, data, cache, *options)
    said, _ = process.communicate(timeout=300)
    return process.returncode, said


@pytest.fixture(scope="module")
def manifest(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A manifest of the reports of four authorities."""
    folder = tmp_path_factory.mktemp("reports")
    with (sources / "reports" / "manifest.csv").open(newline="", encoding="utf-8") as handle:
        reader = csv.DictReader(handle)
        rows = [row for row in reader if row["urn"] in URNS]
    for row in rows:
        (folder / row["path"]).parent.mkdir(exist_ok=True)
        (folder / row["path"]).symlink_to(sources / "reports" / row["path"])
    with (folder / "manifest.csv").open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, reader.fieldnames or [])
        writer.writeheader()
        writer.writerows(rows)
    return folder / "manifest.csv"


@pytest.fixture(scope="module")
def before(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of the workbooks and press alone."""
    folder, data = tmp_path_factory.mktemp("no-reports"), tmp_path_factory.mktemp("before")
    for name in ("official-statistics", "lookups"):
        (folder / name).symlink_to(sources / name)
    build(folder, data)
    return data


@pytest.fixture(scope="module")
def after(manifest: Path, before: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after one refresh without a fault."""
    data, cache = tmp_path_factory.mktemp("after") / "data", tmp_path_factory.mktemp("cache")
    shutil.copytree(before, data)
    with stand_in(manifest) as site:
        code, said = run(site, data, cache, "--partial")
        assert code == 0, said
        again = contents(data)
        code, said = run(site, data, cache, "--partial")
        assert code == 0, said
        assert "nothing changed" in said
        assert f"{len(URNS) + 2} requests" in said  # robots.txt, a search page, and a page an authority
        assert contents(data) == again
    return data


def test_reports_join_what_the_workbooks_say(after: Path) -> None:
    assert check_folder(after) == []
    dudley = load_dataset(after).timeline("E08000027").set_index("inspection_id")
    inspection = dudley[dudley["publication_date"] == "2016-04-05"].iloc[0]
    assert str(inspection["start_date"].date()) == "2016-01-11"
    assert inspection["report_url"].startswith("https://files.ofsted.gov.uk/v1/file/")
    assert (dudley["event_type"] == "focused visit").sum() == 4


def test_a_partial_refresh_says_nothing_of_how_far_each_kind_is_known(before: Path, after: Path) -> None:
    known = load_dataset(before).coverage().set_index("kind")["complete_to"]
    assert {str(day.date()) for day in known.drop("earlier full inspection (SLAC; CPI; TLAC)")} == {"2025-03-31"}
    assert (after / "coverage.csv").read_bytes() == (before / "coverage.csv").read_bytes()


def test_every_document_is_listed(after: Path, manifest: Path) -> None:
    with manifest.open(newline="", encoding="utf-8") as handle:
        expected = {row["sha256"] for row in csv.DictReader(handle)}
    assert set(read_table(after, DOCUMENTS)["sha256"]) == expected


@pytest.mark.parametrize("seed", [3, 7])
def test_with_faults_and_killed_at_any_moment_the_dataset_ends_the_same(
    seed: int, manifest: Path, before: Path, after: Path, tmp_path: Path
) -> None:
    data, cache, rng = tmp_path / "data", tmp_path / "cache", random.Random(seed)
    shutil.copytree(before, data)
    with stand_in(manifest, "--faults", "flaky", "--seed", str(seed)) as site:
        for _ in range(4):
            process = refresh(site, data, cache, "--partial")
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.communicate(timeout=rng.uniform(0.8, 4))
            process.kill()
            process.communicate()
            assert load_dataset(data).authorities().shape[0] > 150
        for _ in range(6):
            code, said = run(site, data, cache, "--partial")
            if code == 0:
                break
        assert code == 0, said
    assert contents(data) == contents(after)


def test_a_site_with_few_authorities_changes_nothing_unless_told_so(manifest: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("reference"))
    unchanged = contents(data)
    with stand_in(manifest) as site:
        code, said = run(site, data, tmp_path / "cache")
    assert code == 1
    assert "Traceback" not in said
    assert "--partial" in said
    assert contents(data) == unchanged


def test_a_site_that_is_down_changes_nothing(manifest: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("reference"))
    unchanged = contents(data)
    with stand_in(manifest, "--down-after", "1") as site:
        code, said = run(site, data, tmp_path / "cache", "--partial")
    assert code == 1
    assert "Traceback" not in said
    assert contents(data) == unchanged


def test_a_document_that_is_gone_is_listed_as_gone(manifest: Path, before: Path, tmp_path: Path) -> None:
    data, cache = tmp_path / "data", tmp_path / "cache"
    shutil.copytree(before, data)
    with stand_in(manifest, "--gone", "50004318") as site:
        code, said = run(site, data, cache, "--partial")
    assert code == 0, said
    documents = read_table(data, DOCUMENTS)
    gone = documents[documents["document"] == "gone"]
    assert gone["url"].tolist() == ["https://files.ofsted.gov.uk/v1/file/50004318"]
    assert "Report not found" in gone["error"].iloc[0]
