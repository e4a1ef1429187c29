"""What was refused is told at each refresh and tried again; what an older reader read is read again."""

from __future__ import annotations

import csv
import hashlib
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from loaders.__main__ import main
from loaders.dataset import read_table
from loaders.paths import DATA, ROOT
from loaders.reports.reading import READER
from loaders.schema import DOCUMENTS, INSPECTIONS
from loaders.store import check_folder
from tests.loaders.reports.made_reports import letter, pdf
from tests.loaders.stand_in import STAND_IN, stand_in

NEW_URN = "2900001"
COLUMNS = ("path", "urn", "provider", "link_text", "published", "file_id", "source_url", "sha256")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy, ignore=shutil.ignore_patterns("reference"))
    return copy


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    """A site with Dudley and an authority that no register knows yet, a letter each."""
    if not STAND_IN.is_file():
        pytest.skip("needs the stand-in of Ofsted's site, which is not part of the project")
    folder = tmp_path / "site"
    folder.mkdir()
    rows = []
    for number, (urn, provider) in enumerate((("80464", "Dudley"), (NEW_URN, "East Surrey")), start=1):
        content = pdf(letter(name=provider, days="on 5 and 6 May 2027", dated="18 June 2027"))
        (folder / f"{urn}.pdf").write_bytes(content)
        rows.append(
            {
                "path": f"{urn}.pdf",
                "urn": urn,
                "provider": provider,
                "link_text": "Children's services focused visit",
                "published": "2027-06-18",
                "file_id": f"5900000{number}",
                "source_url": f"https://files.ofsted.gov.uk/v1/file/5900000{number}",
                "sha256": hashlib.sha256(content).hexdigest(),
            }
        )
    with (folder / "manifest.csv").open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return folder / "manifest.csv"


def without_what_came_as_a_page(data: Path) -> None:
    """Drop the documents of the bundled dataset that were refused: the site of this test has none of them."""
    table = pd.read_csv(data / "documents.csv", dtype=str, keep_default_na=False)
    table[~table["error"].str.contains("a web page stands")].to_csv(
        data / "documents.csv", index=False, lineterminator="\n"
    )


def enter_east_surrey(data: Path) -> None:
    table = pd.read_csv(data / "authorities.csv", dtype=str, keep_default_na=False)
    row = dict.fromkeys(table.columns, "") | {
        "code": "E06000067",
        "urn": NEW_URN,
        "name": "East Surrey",
        "slug": "east-surrey",
        "type": "Unitary authority",
        "region": "South East",
        "ofsted_region": "South East",
        "established": "2027-04-01",
    }
    pd.concat([table, pd.DataFrame([row])]).to_csv(data / "authorities.csv", index=False, lineterminator="\n")


def test_what_was_refused_is_told_each_time_and_taken_once_it_can_be(
    data: Path, manifest: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    without_what_came_as_a_page(data)
    cache = tmp_path / "cache"

    def refresh(site: str) -> tuple[int, str]:
        code = main(["refresh", "--site", site, "--partial", "--data", str(data), "--cache", str(cache)])
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    with stand_in(manifest) as site:
        for turn in range(2):
            code, said = refresh(site)
            assert code == 1, turn
            assert f"refused: {NEW_URN} " in said and "East Surrey" in said
            assert "1 refused: each is tried again by every refresh." in said
        assert check_folder(data) == []
        events = read_table(data, INSPECTIONS)
        assert (events["start_date"] == "2027-05-05").sum() == 1  # Dudley's
        enter_east_surrey(data)
        code, said = refresh(site)
        assert code == 0, said
        assert "refused" not in said.replace("were refused", "")
    events = read_table(data, INSPECTIONS)
    new = events[events["start_date"] == "2027-05-05"]
    assert set(new["authority_code"]) == {"E08000027", "E06000067"}
    documents = read_table(data, DOCUMENTS)
    mine = documents[documents["urn"] == NEW_URN]
    assert mine["authority_code"].tolist() == ["E06000067"]
    assert mine["error"].isna().all()


def test_a_full_disk_is_said_in_words_and_the_old_dataset_stays(data: Path, manifest: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    other = shutil.copytree(data, tmp_path / "other")
    with stand_in(manifest) as site:
        words = ["refresh", "--site", site, "--partial", "--cache", str(tmp_path / "cache"), "--data"]
        main([*words, str(other)])  # the cache is full of what the second run needs: only the dataset is written
        command = f"ulimit -f 40; trap '' XFSZ; exec {shlex.join([sys.executable, '-B', '-m', 'loaders', *words])}"
        done = subprocess.run(
            ["bash", "-c", f"{command} {shlex.quote(str(data))}"], cwd=ROOT, capture_output=True, text=True, check=False
        )
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert done.stderr.endswith("File too large. The dataset that was there is kept.\n")
    assert {path.name: path.read_bytes() for path in data.iterdir()} == before


def test_what_an_older_reader_read_is_read_again(
    data: Path, manifest: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    without_what_came_as_a_page(data)
    enter_east_surrey(data)
    cache = tmp_path / "cache"
    options = ["--data", str(data), "--cache", str(cache)]
    with stand_in(manifest) as site:
        assert main(["refresh", "--site", site, "--partial", *options]) == 0
    whole = {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()}

    # as if an older reader had missed the theme and found another number of points
    observations = pd.read_csv(data / "observations.csv", dtype=str, keep_default_na=False)
    sha = read_table(data, DOCUMENTS).set_index("urn").loc[NEW_URN, "sha256"]
    observations.loc[observations["document"] == sha, ["theme", "improvement_areas"]] = ["", "99"]
    observations.to_csv(data / "observations.csv", index=False, lineterminator="\n")
    documents = pd.read_csv(data / "documents.csv", dtype=str, keep_default_na=False)
    documents.loc[documents["sha256"] == sha, "reader"] = str(READER - 1)
    documents.to_csv(data / "documents.csv", index=False, lineterminator="\n")

    capsys.readouterr()
    assert main(["reread", *options]) == 0
    said = capsys.readouterr().out
    assert "2 of " in said and "documents read again" in said
    assert {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()} == whole


def test_reread_without_a_cache_says_what_to_do(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()}
    assert main(["reread", "--data", str(data), "--cache", str(tmp_path / "nothing")]) == 1
    assert "Run 'python -m loaders refresh' first" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()} == before
