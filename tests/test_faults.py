"""What happens when the machine fails: a full disk, a folder that cannot be written, a kill in the middle of a swap."""

from __future__ import annotations

import datetime as dt
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from loaders.coverage import known_coverage, moved_on
from tests.serving import ROOT, free_port, gunicorn, served

SMALL = 40_000
"""Bytes after which every file is full, as a disk is: the limit works for every user."""


def full_disk() -> None:
    """Run in the child: writing more than SMALL bytes to a file fails, as with a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, SMALL))


def run(
    *command: str, cwd: Path = ROOT, before: Callable[[], None] | None = full_disk
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-B", *command], cwd=cwd, capture_output=True, text=True, check=False, preexec_fn=before
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_full_disk_leaves_no_half_of_an_export(tmp_path: Path) -> None:
    done = run("-m", "dashboard", "export", "dudley", "--formats", "csv,pptx,png", "--out", str(tmp_path / "out"))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr and "File too large" in done.stderr
    for path in (tmp_path / "out").iterdir():
        assert not path.name.startswith(".") and path.suffix == ".csv", (
            "what found room is whole, and nothing else is there"
        )


def test_a_full_disk_leaves_the_old_dataset(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    before = contents(data)
    write = (
        "from pathlib import Path; from loaders.store import write_dataset; folder = Path(r'{0}');"
        "files = {{path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}};"
        "files['documents.csv'] += b'\\n'; write_dataset(folder, files)"
    )
    done = run("-c", write.format(data))
    assert done.returncode == 1 and "File too large" in done.stderr
    assert contents(data) == before
    assert not [path for path in data.iterdir() if path.name.startswith(".")]


def test_a_full_disk_leaves_the_old_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "site.json").write_text('{"made_by": "python -m dashboard site", "pages": []}')
    before = contents(site)
    done = run("-m", "dashboard", "site", "--out", str(site), "--only", "rutland", "--processes", "1")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr and "File too large" in done.stderr
    assert contents(site) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_server_on_a_full_disk_still_answers(tmp_path: Path) -> None:
    command = ("sh", "-c", f"ulimit -f {SMALL // 512}; trap '' XFSZ; exec {sys.executable} app.py")
    with served(tmp_path / "log.txt", command, TMPDIR=str(tmp_path)) as server:
        assert "Dudley" in requests.get(f"{server.url}/authority/dudley", timeout=60).text
        for suffix in ("csv", "pptx", "xlsx", "docx", "png", "pdf"):
            answer = requests.get(f"{server.url}/export/dudley.{suffix}", timeout=60)
            while answer.status_code == 202:
                time.sleep(0.3)
                answer = requests.get(f"{server.url}/export/dudley.{suffix}", timeout=60)
            assert answer.status_code == 200 and len(answer.content) > 1000, suffix


def rename(folder: Path, old: str, new: str, *, written: float | None = None) -> None:
    """A new dataset: one name changed, moved in as a refresh moves it."""
    table = folder / "authorities.csv"
    beside = folder / ".authorities"
    beside.write_text(table.read_text(encoding="utf-8").replace(f",{old},", f",{new},"), encoding="utf-8")
    if written is not None:
        os.utime(beside, (written, written))
    beside.replace(table)


def name_of(url: str) -> str:
    answer = requests.get(f"{url}/api/v1/authority/birmingham.json", timeout=60)
    assert answer.status_code == 200
    return str(answer.json()["authority"]["name"])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The service in a folder of its own, whose dataset a test may change."""
    copy = tmp_path / "project"
    for name in ("dashboard", "loaders", "data"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("app.py", "gunicorn.conf.py", "pyproject.toml"):
        shutil.copy(ROOT / name, copy)
    return copy


def settled(url: str, name: str, asked: int = 12) -> None:
    """Wait until `asked` answers in a row, of whichever worker, say the new name; every answer is one or the other."""
    end, row = time.monotonic() + 90, 0
    while row < asked:
        assert time.monotonic() < end, "a worker did not take the new dataset in time"
        found = name_of(url)
        assert found in ("Birmingham", "Elsewhere", name)
        row = row + 1 if found == name else 0
        time.sleep(0.05)


def test_a_worker_killed_in_a_swap_is_replaced_by_one_with_the_new_dataset(project: Path, tmp_path: Path) -> None:
    port = free_port()
    with served(tmp_path / "log.txt", gunicorn(port), port=port, cwd=project, WEB_CONCURRENCY="2") as server:
        pid = server.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        assert name_of(server.url) == "Birmingham"
        # written when the clock said another year: newness is told by what is there, not by its time
        rename(project / "data", "Birmingham", "Elsewhere", written=1_000_000_000)
        copies = lambda: set(Path(os.environ.get("TMPDIR", "/tmp")).glob("trajectories-*"))  # noqa: E731
        known, end = copies(), time.monotonic() + 60
        while copies() <= known and time.monotonic() < end:
            time.sleep(0.01)
        os.kill(int(children[0]), signal.SIGKILL)  # while a worker builds the new one aside
        settled(server.url, "Elsewhere")
        said = server.log.read_text()  # gunicorn tells of the kill, and of no other fault
        server.log.write_text(re.sub(r".*was sent SIGKILL.*\n", "", said))


def test_a_clock_set_back_unsays_nothing_that_was_known() -> None:
    known = known_coverage(ROOT / "data")
    assert moved_on(known, dt.date(2000, 1, 1)) == list(known)
