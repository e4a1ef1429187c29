"""Crawls by a real process, killed in the middle and started again; and the stand-in of the real site."""

from __future__ import annotations

import contextlib
import csv
import random
import subprocess
import sys
from pathlib import Path

import pytest

from loaders.site.crawl import crawl, write_manifest
from tests.loaders import site_server as server
from tests.loaders.stand_in import MANIFEST, ROOT, STAND_IN, stand_in

SCRIPT = """
import sys
from pathlib import Path
from loaders.site.crawl import crawl, write_manifest
cache = Path(sys.argv[2])
result = crawl(sys.argv[1], cache, partial=True)
write_manifest(cache, result.links)
sys.exit(0 if result.is_complete else 1)
"""


def start(site: str, cache: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", SCRIPT, site, str(cache)], cwd=ROOT)


def contents(cache: Path) -> dict[str, bytes]:
    paths = [*(cache / "files").iterdir(), cache / "manifest.csv"]
    return {path.name: path.read_bytes() for path in paths}


def crawl_killed(site: str, cache: Path, rng: random.Random, kills: int) -> None:
    """Start a crawl, kill it after a while, and so on; then let it run to its end."""
    for _ in range(kills):
        process = start(site, cache)
        # importing takes a part of a second: most kills fall into the crawl
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(rng.uniform(0.5, 2.5))
        process.kill()
        process.wait()
    for _ in range(3):
        if start(site, cache).wait(180) == 0:
            return
    pytest.fail("the crawl does not come to its end")


def test_killed_at_any_moment_the_end_is_the_same(tmp_path: Path) -> None:
    with server.serving(server.Site.made(authorities=4, reports=40)) as site:
        result = crawl(site.url, tmp_path / "clean", partial=True)
        assert len(result.fetched) == 160
        write_manifest(tmp_path / "clean", result.links)
        site.delay = 0.02
        site.asked.clear()
        crawl_killed(site.url, tmp_path / "killed", random.Random(7), kills=4)
        assert contents(tmp_path / "killed") == contents(tmp_path / "clean")
        asked = site.paths("/v1/file/")
        assert len(asked) <= 160 + 5, "what was fetched is kept: at most the one in hand is asked for again"


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A manifest of some of the real reports, among them one whose file is the page 'Report not found'."""
    if not STAND_IN.is_file() or not MANIFEST.is_file():
        pytest.skip("needs the stand-in and the published reports, which are not part of the project")
    with MANIFEST.open(newline="", encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    rows = [row for index, row in enumerate(rows) if index % 14 == 0 or "2012-08-10" in row["path"]]
    path = tmp_path_factory.mktemp("few") / "manifest.csv"
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "path": str(MANIFEST.parent / row["path"])} for row in rows)
    return path


@pytest.fixture(scope="module")
def expected(few: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    cache = tmp_path_factory.mktemp("clean")
    with stand_in(few) as site:
        result = crawl(site, cache, partial=True)
        assert result.is_complete
        write_manifest(cache, result.links)
    return contents(cache)


def test_the_stand_in_gives_what_its_manifest_says(few: Path, expected: dict[str, bytes]) -> None:
    key = ("urn", "provider", "link_text", "published", "sha256")
    with few.open(newline="", encoding="utf-8") as handle:
        there = {tuple(row[name] for name in key) for row in csv.DictReader(handle) if "2012-08-10" not in row["path"]}
    here = {tuple(row[name] for name in key) for row in csv.DictReader(expected["manifest.csv"].decode().splitlines())}
    assert here == there
    assert {f"{row[-1]}.pdf" for row in there} == set(expected) - {"manifest.csv"}


@pytest.mark.parametrize("seed", [1, 5])
def test_the_stand_in_with_faults_and_a_killed_crawl_ends_the_same(
    few: Path, expected: dict[str, bytes], tmp_path: Path, seed: int
) -> None:
    with stand_in(few, "--faults", "flaky", "--seed", str(seed)) as site:
        crawl_killed(site, tmp_path / "cache", random.Random(seed), kills=2)
    assert contents(tmp_path / "cache") == expected


def test_the_stand_in_goes_down_and_comes_back(few: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    with stand_in(few, "--down-after", "40") as site:
        assert start(site, tmp_path / "cache").wait(120) == 1
    with stand_in(few) as site:
        assert start(site, tmp_path / "cache").wait(120) == 0
    assert contents(tmp_path / "cache") == expected
