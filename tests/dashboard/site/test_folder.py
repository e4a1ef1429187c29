"""A site takes the place of another whole or not at all, and never that of anything else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard.site.build import Order, build
from dashboard.site.folder import FolderError, is_ours, replacing
from dashboard.site.plan import Scope
from dashboard.site.work import SiteError
from loaders import Dataset

ROOT = Path(__file__).resolve().parents[3]
OURS = '{"made_by": "python -m dashboard site"}'
TINY = Scope(authorities=("dudley",), years=(), has_states=False)


def site(folder: Path, word: str) -> None:
    """A site in small: its manifest and a page."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.json").write_text(OURS)
    (folder / "index.html").write_text(word)


def read(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_a_new_folder_is_there_when_the_block_ends(tmp_path: Path) -> None:
    with replacing(tmp_path / "a" / "site") as new:
        site(new, "new")
        assert not (tmp_path / "a" / "site").exists()
    assert read(tmp_path / "a" / "site") == {"site.json": OURS, "index.html": "new"}
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["site"]
    assert (tmp_path / "a" / "site").stat().st_mode & 0o777 == 0o777 & ~umask()


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_one_of_ours_is_replaced_whole(tmp_path: Path) -> None:
    site(tmp_path / "site", "old")
    (tmp_path / "site" / "gone.html").write_text("a page that there is no longer")
    with replacing(tmp_path / "site") as new:
        site(new, "new")
        assert read(tmp_path / "site")["index.html"] == "old"
    assert read(tmp_path / "site") == {"site.json": OURS, "index.html": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_after_an_error_the_old_one_stays(tmp_path: Path, error: type[BaseException]) -> None:
    site(tmp_path / "site", "old")
    with pytest.raises(error), replacing(tmp_path / "site") as new:
        site(new, "new")
        raise error
    assert read(tmp_path / "site") == {"site.json": OURS, "index.html": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("manifest", [None, "{}", "[]", "no JSON", '{"made_by": "another"}'])
def test_a_folder_that_is_not_ours_is_refused(tmp_path: Path, manifest: str | None) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    if manifest is not None:
        (tmp_path / "site.json").write_text(manifest)
    before = read(tmp_path)
    said = r"holds files that .* did not write .*Name an empty or a new folder"
    with pytest.raises(FolderError, match=said), replacing(tmp_path):
        raise AssertionError("nothing may be written")
    assert read(tmp_path) == before
    assert not is_ours(tmp_path)


def test_a_file_and_a_place_below_a_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "note").write_text("mine")
    for folder in (tmp_path / "note", tmp_path / "note" / "site"):
        with pytest.raises(FolderError, match="--out"), replacing(folder):
            raise AssertionError("nothing may be written")
    assert read(tmp_path) == {"note": "mine"}


def test_an_empty_folder_is_filled_and_a_foreign_one_beside_it_is_kept(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / ".site.old").mkdir()
    (tmp_path / ".site.old" / "mine").write_text("kept")
    with pytest.raises(FolderError, match="holds files"), replacing(tmp_path / "site"):
        raise AssertionError("nothing may be written")
    assert read(tmp_path) == {".site.old/mine": "kept"}


def test_a_run_that_was_cut_off_between_its_two_renames_is_put_right(tmp_path: Path) -> None:
    site(tmp_path / ".site.old", "old")
    with pytest.raises(ValueError), replacing(tmp_path / "site"):
        raise ValueError
    assert read(tmp_path) == {"site/site.json": OURS, "site/index.html": "old"}


def test_what_killed_runs_have_left_is_removed_and_what_runs_is_not(tmp_path: Path) -> None:
    left, at_work = tmp_path / ".site.new-a", tmp_path / ".site.new-b"
    for folder in (left, at_work):
        folder.mkdir()
        (folder / ".unfinished").touch()
    day_before = time.time() - 86_400
    os.utime(left / ".unfinished", (day_before, day_before))
    with replacing(tmp_path / "site") as new:
        site(new, "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.new-b", "site"]


def test_a_page_that_cannot_be_written_names_itself_and_the_old_site_stays(
    tmp_path: Path, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    site(tmp_path / "site", "old")

    def fails(*_arguments: object) -> None:
        raise ValueError("no room")

    monkeypatch.setattr("dashboard.web.routing.layout_at", fails)
    with pytest.raises(SiteError, match=r"The page / could not be written \(ValueError: no room\), and nothing was"):
        build(dataset, tmp_path / "site", Order(scope=TINY))
    assert read(tmp_path / "site")["index.html"] == "old"


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_stopped_leaves_the_old_site(tmp_path: Path, sign: signal.Signals) -> None:
    site(tmp_path / "site", "old")
    command = [sys.executable, "-m", "dashboard", "site", "--out", str(tmp_path / "site"), "--processes", "1"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as running:
        deadline = time.monotonic() + 120
        while not list(tmp_path.glob(".site.new-*/authority/*/index.html")):
            assert running.poll() is None and time.monotonic() < deadline
            time.sleep(0.05)
        running.send_signal(sign)
        assert running.stderr is not None
        running.stderr.read()
    assert running.returncode != 0
    assert read(tmp_path / "site") == {"site.json": OURS, "index.html": "old"}
    left = [path.name for path in tmp_path.iterdir() if path.name != "site"]
    assert bool(left) == (sign is signal.SIGKILL)
