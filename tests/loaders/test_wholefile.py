"""Files appear whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from loaders import write_whole

FULL = """
import resource, signal, sys
from pathlib import Path
from loaders import write_whole

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_whole(Path(sys.argv[1]), b"x" * 5000)
except OSError as error:
    sys.exit(f"refused: {error.strerror}")
"""
"""A process whose disk takes a thousand bytes a file."""


def test_a_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("before", [None, b"old"])
def test_a_full_disk_leaves_what_was_there(tmp_path: Path, before: bytes | None) -> None:
    path = tmp_path / "a.txt"
    if before is not None:
        path.write_bytes(before)
    ended = subprocess.run([sys.executable, "-c", FULL, str(path)], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (1, "refused: File too large\n")
    assert [one.read_bytes() for one in tmp_path.iterdir()] == ([] if before is None else [before])


def test_a_name_as_long_as_a_disk_takes(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 250 + ".csv")
    write_whole(path, b"x")
    assert path.read_bytes() == b"x"
