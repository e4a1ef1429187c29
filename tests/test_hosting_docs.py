"""docs/hosting.md and the files beside it: every command exists, every file is what it says, a day's work is done."""

from __future__ import annotations

import csv
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from dashboard.settings import Settings
from tests.loaders.stand_in import stand_in
from tests.serving import ROOT

FOLDER = ROOT / "docs" / "hosting"
TEXT = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
DAILY = (FOLDER / "daily").read_text(encoding="utf-8")
UNITS = sorted(FOLDER.glob("*.service")) + sorted(FOLDER.glob("*.timer"))


def settings_of(text: str) -> set[str]:
    return set(re.findall(r"\b([A-Z][A-Z_]{3,})=", text))


def test_every_setting_is_in_the_table() -> None:
    listed = set(
        re.findall(
            r"`([A-Z_]+)`", "\n".join(line.split("|")[1] for line in TEXT.splitlines() if line.startswith("| `"))
        )
    )
    read = set(re.findall(r'\.get\("([A-Z_]+)"', (ROOT / "dashboard" / "settings.py").read_text()))
    assert listed == read


@pytest.mark.parametrize("name", ["BASE_PATH", "PUBLIC_URL", "TRUSTED_PROXIES", "EMBED_ANCESTORS", "WEB_CONCURRENCY"])
def test_the_examples_are_taken(name: str) -> None:
    units = "\n".join(path.read_text() for path in UNITS)
    for value in re.findall(rf"\b{name}=([^\s`\"')]+)", TEXT + units):
        Settings.from_environment({name: value})


@pytest.mark.parametrize("text", [TEXT, DAILY], ids=["hosting.md", "daily"])
def test_every_command_and_option_exists(text: str) -> None:
    asked = re.findall(r'(?:python|\$python"?) -m (loaders|dashboard) ([a-z]+)([^`\n|>]*)', text)
    assert {command for _, command, _ in asked} >= ({"refresh", "check", "diff", "site"})
    for module, command, rest in asked:
        said = subprocess.run(
            [sys.executable, "-m", module, command, "--help"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        for option in re.findall(r"--[a-z-]+", rest):
            assert option in said.stdout, f"{module} {command} has no {option}"


def test_links_lead_to_files() -> None:
    for link in re.findall(r"\]\((hosting/[^)]+)\)", TEXT):
        assert (ROOT / "docs" / link).is_file(), link


def test_the_workflow_is_one_and_runs_what_is_here() -> None:
    flow: dict[Any, Any] = yaml.safe_load((FOLDER / "refresh.yml").read_text(encoding="utf-8"))
    assert flow[True]["schedule"][0]["cron"].count(" ") == 4  # YAML takes "on" for true
    assert flow["permissions"] == {"contents": "write", "pages": "write", "id-token": "write"}
    steps = flow["jobs"]["refresh"]["steps"]
    assert all(("uses" in step) != ("run" in step) for step in steps)
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", step["uses"]) for step in steps if "uses" in step)
    commands = [step["run"] for step in steps if "run" in step]
    assert commands == ["make setup", "docs/hosting/daily", "git push", "exit 1"]
    assert re.search(r"^setup:", (ROOT / "Makefile").read_text(), re.MULTILINE)
    daily = next(step for step in steps if step.get("id") == "daily")
    assert {name for name in daily["env"] if not name.startswith("GIT_")} <= set(re.findall(r"\$\{([A-Z_]+):-", DAILY))
    assert steps[-1]["if"] == "steps.daily.outcome == 'failure'" and daily["continue-on-error"] is True


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_units_are_well_formed(unit: Path) -> None:
    """Every line is a section or an assignment, and what is started lies in the project."""
    lines = [line for line in unit.read_text().splitlines() if line and not line.startswith("#")]
    assert all(re.fullmatch(r"\[(Unit|Service|Timer|Install)\]|[A-Za-z]+=.*", line) for line in lines)
    for command in (line.split("=", 1)[1] for line in lines if line.startswith("ExecStart=")):
        program = command.split()[0].removeprefix("/srv/trajectories/")
        assert (ROOT / program).exists(), program
    if shutil.which("systemd-analyze"):
        said = subprocess.run(
            ["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False
        ).stderr
        assert not re.search(rf"{unit.name}:\d+: (Unknown|Failed|Invalid)", said), said
    for line in lines:
        if line.startswith("Environment="):
            words = shlex.split(line.split("=", 1)[1])
            assert settings_of(" ".join(f"{word.split('=')[0]}=" for word in words)) <= settings_of(
                "".join(f"{name}=" for name in re.findall(r"[A-Z_]{4,}", TEXT + DAILY))
            )


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=test", "-c", "user.email=test@example.org"]
    return subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout


def test_a_day_is_done(sources: Path, tmp_path: Path) -> None:
    """A report that the dataset does not know is read, checked, and committed with what changed."""
    copy = tmp_path / "project"
    for name in ("loaders", "data", "docs"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    with (sources / "reports" / "manifest.csv").open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["urn"] == "80464"]
    reports = tmp_path / "reports"
    for row in rows:
        (reports / row["path"]).parent.mkdir(parents=True, exist_ok=True)
        (reports / row["path"]).symlink_to(sources / "reports" / row["path"])
    with (reports / "manifest.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    table = copy / "data" / "documents.csv"
    whole = table.read_bytes()
    lines = whole.decode().splitlines(keepends=True)
    unknown = next(line for line in lines if "80464" in line)
    table.write_text("".join(line for line in lines if line != unknown), encoding="utf-8", newline="")
    git(copy, "init", "-q")
    git(copy, "add", "data")
    git(copy, "commit", "-q", "-m", "before")
    with stand_in(reports / "manifest.csv") as site:
        environment = {
            **os.environ,
            "PYTHON": sys.executable,
            "COMMIT": "1",
            "REFRESH_OPTIONS": f"--site {site} --partial --cache {tmp_path / 'cache'}",
            **{
                f"GIT_{who}_{what}": "test@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
            },
        }
        done = subprocess.run(
            [copy / "docs/hosting/daily"], env=environment, capture_output=True, text=True, check=False
        )
    # documents of other authorities that are known to be no reports are told again, and the rest is done
    assert "refused: each is tried again" in done.stderr and done.returncode == 1, done.stderr
    digest = re.findall(r"[0-9a-f]{64}", unknown)[0]
    assert digest in table.read_text(encoding="utf-8")
    assert len(table.read_text(encoding="utf-8").splitlines()) == len(lines)
    message = git(copy, "log", "-1", "--format=%B")
    assert re.match(r"Dataset of \d{4}-\d\d-\d\d\n\n\w", message)
    assert message.strip() in done.stdout
    assert git(copy, "status", "--porcelain", "data") == ""


def test_a_site_that_cannot_be_reached_changes_nothing_and_says_so(tmp_path: Path) -> None:
    copy = tmp_path / "project"
    for name in ("loaders", "data", "docs"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    environment = {
        **os.environ,
        "PYTHON": sys.executable,
        "REFRESH_OPTIONS": f"--site http://127.0.0.1:9 --cache {tmp_path}/c",
    }
    done = subprocess.run([copy / "docs/hosting/daily"], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "127.0.0.1:9" in done.stderr
    assert all((copy / "data" / path.name).read_bytes() == path.read_bytes() for path in (ROOT / "data").glob("*.csv"))
