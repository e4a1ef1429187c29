"""Put each fault of mutations.toml into a copy of the tree and say which of them no test finds: `make mutants`.

    python tests/mutants.py [--hints] [--list] [WORDS...]

Of each mutation the tests that it names run first, then, if it lives, every test that needs no browser. `--hints` stops
after the named ones; WORDS keep the mutations whose file or reason holds one of them. What was found is kept in
.mutants/ until a file of the tree changes, so that a run can be broken off and gone on with, and several can run at
once: each takes what no other has taken.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "tests" / "mutations.toml"
KEPT = ROOT / ".mutants"
PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist")
LONGEST = 1800
"""Seconds for one run of tests; a fault that hangs is found by that."""


class ListError(ValueError):
    """An entry of the list that cannot be applied; the message says which and why."""


@dataclass(frozen=True)
class Mutation:
    """One fault: the text of a line, or a part of it, what takes its place, and why that would matter."""

    file: str
    line: str
    becomes: str
    why: str
    tests: tuple[str, ...]
    lives: str = ""
    """Why no test can find it, of a change that changes nothing."""

    @property
    def key(self) -> str:
        """A name for what is kept of it."""
        return hashlib.sha256("\0".join((self.file, self.line, self.becomes)).encode()).hexdigest()[:16]

    @property
    def named(self) -> str:
        """For a reader: where it is, and why it matters."""
        return f"{self.file}: {self.why}"


def read(path: Path = LIST) -> list[Mutation]:
    """The list; raises ListError for an entry whose text does not stand in its file, or stands there twice."""
    with path.open("rb") as file:
        found = [Mutation(**{**entry, "tests": tuple(entry["tests"])}) for entry in tomllib.load(file)["mutation"]]
    faults = []
    for one in found:
        count = (ROOT / one.file).read_text(encoding="utf-8").count(one.line) if (ROOT / one.file).is_file() else 0
        if count != 1:
            faults.append(f"{one.named}: its line stands there {count} times, not once: {one.line!r}")
        if one.line == one.becomes:
            faults.append(f"{one.named}: it changes nothing")
        faults += [
            f"{one.named}: there is no {test}" for test in one.tests if not (ROOT / test.split("::")[0]).exists()
        ]
    if len({one.key for one in found}) != len(found):
        faults.append("an entry stands twice")
    if faults:
        raise ListError("\n".join(faults))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the mutations that are asked for; 1 where one lives that is not explained, 2 where the list is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--hints", action="store_true", help="run only the tests that each mutation names")
    parser.add_argument("--list", action="store_true", help="print the list and end")
    parser.add_argument("words", nargs="*", help="of these words one stands in the file or the reason")
    asked = parser.parse_args(arguments)
    try:
        every = read()
    except ListError as error:
        say(f"error: tests/mutations.toml: {error}")
        return 2
    chosen = [one for one in every if not asked.words or any(word in one.named for word in asked.words)]
    if asked.list:
        say("\n".join(one.named for one in chosen))
        return 0
    kept = KEPT / state()
    kept.mkdir(parents=True, exist_ok=True)
    with copy_of_the_tree() as tree:
        broken = failing_anyway(tree, sorted({test for one in chosen for test in one.tests}), kept)
        for one in chosen:
            if broken & {*one.tests}:
                continue
            with taken(kept / f"{one.key}.taken") as is_ours:
                if is_ours and found_already(kept, one, hints=asked.hints) is None:
                    (kept / f"{one.key}.json").write_text(json.dumps(tried(tree, one, hints=asked.hints)))
    if broken:
        say(f"error: these fail without any mutation, so that they find nothing: {', '.join(sorted(broken))}")
    return report(chosen, kept, hints=asked.hints) or 2 * bool(broken)


def say(words: str) -> None:
    """A line for whoever runs this."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def state() -> str:
    """A name for the files of the tree as they are: what was found holds for these alone."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.split(b"\0")
    digest = hashlib.sha256()
    for name in sorted(filter(None, listed)):
        path = ROOT / os.fsdecode(name)
        if path.is_file() and path.suffix in {".py", ".toml", ".csv", ".json", ".geojson", ".js", ".css"}:
            digest.update(name + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def copy_of_the_tree() -> Iterator[Path]:
    """The tracked files in a folder of their own, beside the published sources where they are at hand."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        tree = Path(folder) / "tree"
        skipped = shutil.ignore_patterns(
            ".git", ".venv", ".mutants", "__pycache__", ".*_cache", ".hypothesis", "exports"
        )
        shutil.copytree(ROOT, tree, ignore=skipped, symlinks=True)
        shared = ROOT.parent / "shared"
        if shared.is_dir():
            (Path(folder) / "shared").symlink_to(shared, target_is_directory=True)
        yield tree


@contextmanager
def taken(path: Path) -> Iterator[bool]:
    """Whether this process may try what the file stands for; one that a process left behind is free again."""
    try:
        if not Path(f"/proc/{path.read_text()}").exists() and Path("/proc").exists():
            path.unlink()
    except (FileNotFoundError, OSError):
        pass
    try:
        with path.open("x") as file:
            file.write(str(os.getpid()))
    except FileExistsError:
        yield False
        return
    try:
        yield True
    finally:
        path.unlink(missing_ok=True)


def found_already(kept: Path, one: Mutation, *, hints: bool) -> dict[str, str] | None:
    """What an earlier run found, where it looked as far as this one would."""
    try:
        found: dict[str, str] = json.loads((kept / f"{one.key}.json").read_text())
    except (FileNotFoundError, ValueError):
        return None
    return found if hints or found["by"] or found["how far"] == "all" else None


def failing_anyway(tree: Path, tests: Sequence[str], kept: Path) -> set[str]:
    """Which of the named tests fail in the tree as it is: a test that fails anyway finds nothing."""
    mark = kept / f"sound-{hashlib.sha256(' '.join(tests).encode()).hexdigest()[:12]}"
    if mark.exists():
        return set()
    done = run(tree, tests, to_the_end=True)
    failed = failed_in(done)
    if done.returncode and not failed:
        raise SystemExit(f"error: the named tests do not run:\n{done.stdout[-2000:]}")
    if not failed:
        mark.touch()
    return {test for test in tests if any(one.startswith(test) for one in failed)}


def tried(tree: Path, one: Mutation, *, hints: bool) -> dict[str, str]:
    """What the tests make of one mutation: by which run it is found (nothing where it lives), and its first failure."""
    path = tree / one.file
    whole = path.read_text(encoding="utf-8")
    put(path, whole.replace(one.line, one.becomes))
    runs = [("its tests", [*one.tests])] + ([] if hints else [("all", ["tests", "--ignore=tests/browser"])])
    try:
        for name, tests in runs:
            try:
                done = run(tree, tests)
            except subprocess.TimeoutExpired:
                return {"by": name, "how far": name, "failure": f"not over after {LONGEST} seconds"}
            if done.returncode:
                failures = failed_in(done)
                failure = failures[0] if failures else f"code {done.returncode}"
                return {"by": name, "how far": name, "failure": failure}
        return {"by": "", "how far": runs[-1][0], "failure": ""}
    finally:
        put(path, whole)


def failed_in(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The tests that failed in a run, by name."""
    return re.findall(r"^(?:FAILED|ERROR) (\S+\.py\S*.*?)(?: - .*)?$", done.stdout, re.MULTILINE)


def put(path: Path, text: str) -> None:
    """Write a module, and forget what was compiled of it: two writes within a second may look the same."""
    path.write_text(text, encoding="utf-8")
    for compiled in path.parent.glob(f"__pycache__/{path.stem}.*"):
        compiled.unlink()


def run(tree: Path, tests: Sequence[str], *, to_the_end: bool = False) -> subprocess.CompletedProcess[str]:
    """The tests in the copy, to the first that fails or to the end."""
    environment = {**os.environ, "CI": "1"}
    return subprocess.run(
        [sys.executable, *PYTEST, *(() if to_the_end else ("-x",)), *tests], cwd=tree, env=environment, capture_output=True, text=True, check=False,
        timeout=LONGEST,
    )  # fmt: skip


def report(chosen: Sequence[Mutation], kept: Path, *, hints: bool) -> int:
    """Say of each what became of it; 1 where one lives that is not explained."""
    counts = {"found": 0, "explained": 0, "lives": 0, "not tried": 0}
    for one in chosen:
        found = found_already(kept, one, hints=hints)
        word = "not tried" if found is None else "found" if found["by"] else "explained" if one.lives else "lives"
        counts[word] += 1
        detail = (
            f" ({found['by']}: {found['failure']})" if found and found["by"] else f" ({one.lives})" if one.lives else ""
        )
        say(f"{word:9} {one.named}{detail}")
    say(", ".join(f"{n} {word}" for word, n in counts.items() if n) + f" of {len(chosen)}")
    return 1 if counts["lives"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
