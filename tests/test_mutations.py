"""The list of faults to put in on purpose stays true to the tree: `make mutants` can run at any time."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.mutants import LIST, ListError, Mutation, found_already, read, taken, tried

MUTATION = """
[[mutation]]
file = "a.py"
line = '{line}'
becomes = '{becomes}'
why = "one is another number"
tests = ["test_a.py"]
"""


def test_every_line_of_the_list_stands_in_its_file_once() -> None:
    """Whoever changes such a line changes its entry, or puts another fault in its place."""
    assert len(read()) >= 60


def test_the_list_is_spread_over_the_product() -> None:
    rooms = Counter(re.match(r"loaders|dashboard/(?:\w+)", one.file)[0] for one in read())
    assert {
        "loaders",
        *(f"dashboard/{room}" for room in ("statistics", "figures", "text", "briefing", "web", "pages")),
    } <= set(rooms)


def test_an_entry_whose_line_is_gone_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "list.toml"
    path.write_text(
        LIST.read_text(encoding="utf-8") + MUTATION.format(line="no such line", becomes=""), encoding="utf-8"
    )
    with pytest.raises(ListError, match=r"a\.py: one is another number: its line stands there 0 times"):
        read(path)


def test_a_fault_is_found_or_lives(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("ONE = 1\nTWO = 2\n")
    (tmp_path / "test_a.py").write_text("from a import ONE\n\n\ndef test_one() -> None:\n    assert ONE == 1\n")
    found = tried(tmp_path, Mutation("a.py", "ONE = 1", "ONE = 3", "one", ("test_a.py",)), hints=True)
    lives = tried(tmp_path, Mutation("a.py", "TWO = 2", "TWO = 3", "two", ("test_a.py",)), hints=True)
    assert (found["by"], found["failure"]) == ("its tests", "test_a.py::test_one")
    assert lives == {"by": "", "how far": "its tests", "failure": ""}
    assert (tmp_path / "a.py").read_text() == "ONE = 1\nTWO = 2\n"


def test_what_one_run_has_taken_no_other_takes(tmp_path: Path) -> None:
    with taken(tmp_path / "one") as first, taken(tmp_path / "one") as second:
        assert (first, second) == (True, False)
    (tmp_path / "one").write_text("999999999")  # left behind by a process that is no more
    with taken(tmp_path / "one") as again:
        assert again


def test_what_was_found_by_the_named_tests_is_kept_and_what_lived_is_tried_by_all(tmp_path: Path) -> None:
    one = Mutation("a.py", "ONE = 1", "ONE = 3", "one", ("test_a.py",))
    kept = tmp_path / f"{one.key}.json"
    assert found_already(tmp_path, one, hints=True) is None
    kept.write_text('{"by": "", "how far": "its tests", "failure": ""}')
    assert found_already(tmp_path, one, hints=True) is not None
    assert found_already(tmp_path, one, hints=False) is None
    kept.write_text('{"by": "its tests", "how far": "its tests", "failure": "FAILED test_a.py::test_one"}')
    assert found_already(tmp_path, one, hints=False) is not None


def test_the_list_can_be_printed() -> None:
    script = LIST.with_name("mutants.py")
    done = subprocess.run(
        [sys.executable, script, "--list", "dashboard/theme"], capture_output=True, text=True, check=True
    )
    assert done.stdout == "dashboard/theme.py: good is painted as requires improvement\n"
