"""`python -m loaders build`: the committed dataset comes out of the published files, byte for byte."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from loaders import Dataset, load_dataset
from loaders.build import build
from loaders.errors import LoaderError
from loaders.paths import DATA, ROOT
from loaders.schema import AUTHORITIES
from loaders.store import check_folder, table_bytes
from tests.loaders.surrey import edited_authorities, edited_reference


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture(scope="module")
def built(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    reference = edited_reference(tmp_path_factory.mktemp("edited"))
    command = [sys.executable, "-m", "loaders", "build", "--sources", str(sources), "--data", str(folder)]
    command += ["--reference", str(reference)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_committed_dataset_is_what_the_sources_give(built: Path) -> None:
    """All but the table of authorities, which the split of Surrey changes and `register/test_authorities.py` holds."""
    expected = contents(DATA)
    del expected["authorities.csv"]
    assert {name: content for name, content in contents(built).items() if name != "authorities.csv"} == expected


def test_a_split_that_lies_ahead_changes_the_table_of_authorities_alone(built: Path) -> None:
    assert (built / "authorities.csv").read_bytes() == table_bytes(edited_authorities(), AUTHORITIES)
    assert check_folder(built) == []


def test_a_source_that_cannot_be_read_leaves_the_dataset_as_it_was(sources: Path, tmp_path: Path) -> None:
    data, damaged = tmp_path / "data", tmp_path / "sources"
    shutil.copytree(DATA, data)
    (damaged / "official-statistics").mkdir(parents=True)
    (damaged / "lookups").symlink_to(sources / "lookups")
    (damaged / "official-statistics" / "LA_Inspection_Outcomes_as_at_31_March_2025.ods").write_bytes(b"PK\x03\x04 cut")
    before = contents(data)
    with pytest.raises(LoaderError, match=r"LA_Inspection_Outcomes_as_at_31_March_2025\.ods"):
        build(damaged, data)
    assert contents(data) == before


def test_a_folder_without_sources_says_what_belongs_there(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "loaders", "build", "--sources", str(tmp_path), "--data", str(tmp_path / "data")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "official-statistics" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return load_dataset()


def test_every_full_inspection_of_the_official_tables_is_there(shipped: Dataset) -> None:
    events = shipped.inspections()
    official = events[events["source"].str.match(r"ofsted-\d{4}")]
    full = official[
        official["event_type"].str.contains("inspection") & ~official["event_type"].str.contains("joint|SEND")
    ]
    assert (full["framework"] == "SIF").sum() == 173
    assert (full["framework"] == "ILACS").sum() == 271


def test_the_disagreements_that_are_known_are_in_the_ledger(shipped: Dataset) -> None:
    ledger = shipped.disagreements()
    ledger["authority"] = ledger["inspection_id"].str.split("-").str[0]
    found = set(ledger[["authority", "field", "value_used", "value_other"]].itertuples(index=False, name=None))
    assert ("nottingham", "publication_date", "2022-09-05", "2022-11-05") in found
    assert ("merton", "event_type", "short inspection", "standard inspection") in found
    assert ("staffordshire", "care_leavers", "Requires improvement", "Good") in found


def test_dudleys_story_is_as_it_was_published(shipped: Dataset) -> None:
    events = shipped.timeline("E08000027").set_index("inspection_id")
    full = events[events["overall_effectiveness"].notna()]
    published = list(zip(full["publication_date"].dt.date.astype(str), full["overall_effectiveness"], strict=True))
    assert published[:3] == [
        ("2016-04-05", "Inadequate"),
        ("2018-12-10", "Requires improvement"),
        ("2023-01-13", "Requires improvement"),
    ]
    monitoring = events[events["event_type"] == "monitoring visit"]
    assert monitoring["visit_number"].dropna().tolist() == sorted(monitoring["visit_number"].dropna())


def test_every_event_links_its_report_or_a_page(shipped: Dataset) -> None:
    assert shipped.inspections()["report_url"].str.match(r"https?://").all()


def test_a_body_has_no_event_after_its_end(shipped: Dataset) -> None:
    events = shipped.inspections().merge(
        shipped.authorities()[["code", "established", "abolished"]], left_on="authority_code", right_on="code"
    )
    assert not (events["start_date"] >= events["abolished"]).any()
    assert not (events["start_date"] < events["established"]).any()
    assert pd.notna(events["authority_code"]).all()


@pytest.fixture
def without_reports(sources: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    for name in ("official-statistics", "lookups"):
        (folder / name).symlink_to(sources / name)
    return folder


def test_without_a_folder_of_context_its_figures_stay_and_with_one_what_was_revised_is_told(
    without_reports: Path, sources: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    before = (data / "context.csv").read_bytes()
    outcome = build(without_reports, data)
    assert (data / "context.csv").read_bytes() == before
    assert outcome.notes == []
    assert {source["name"] for source in load_dataset(data).package["sources"]} >= {"dfe-workforce-2025"}

    # A newer release of one data set: a year more, and one figure revised. Nothing else changes.
    release = without_reports / "context" / "csww_indicators_2017_to_2026.csv"
    release.parent.mkdir()
    text = (sources / "context" / "csww_indicators_2017_to_2025.csv").read_text(encoding="utf-8")
    dudley = next(line for line in text.splitlines() if line.startswith("2025,") and ",E08000027,Dudley," in line)
    cells = dudley.split(",")
    place = text.splitlines()[0].split(",").index("caseload_fte")
    was, cells[place] = cells[place], "99.5"
    release.write_text(f"{text.replace(dudley, ','.join(cells))}2026{dudley[4:]}\n", encoding="utf-8")
    outcome = build(without_reports, data)
    assert outcome.notes == [f"revised: caseload at 2025-09-30: Dudley {was} -> 99.5"]
    dataset = load_dataset(data)
    figures = dataset.context().set_index(["authority_code", "measure", "period_end"])
    assert figures.loc[("E08000027", "caseload", "2025-09-30"), "value"] == 99.5
    assert figures.loc[("E08000027", "caseload", "2026-09-30"), "value"] == float(was)
    assert len(figures) == before.count(b"\n") - 1 + 5
    names = {source["name"] for source in dataset.package["sources"]}
    assert "dfe-workforce-2026" in names
    assert "dfe-workforce-2025" not in names
    assert "ons-population-2024" in names


def test_a_fault_in_context_leaves_the_dataset_as_it_was(without_reports: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    (without_reports / "context").mkdir()
    (without_reports / "context" / "csww_indicators_2026.csv").write_text("time_period\n2026\n", encoding="utf-8")
    before = contents(data)
    with pytest.raises(LoaderError, match=r"csww_indicators_2026\.csv, line 1: expected one column time_identifier"):
        build(without_reports, data)
    assert contents(data) == before
