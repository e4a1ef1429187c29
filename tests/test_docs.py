"""README and CONTRIBUTING say what is there, and what they say is there."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dashboard.briefing.naming import FORMATS
from dashboard.factory import create_app
from dashboard.settings import Settings
from dashboard.web.downloads import TABLES
from dashboard.web.routing import pages
from loaders import Dataset
from loaders.paths import DATA

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DOCS = README + CONTRIBUTING
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MAP = dict(re.findall(r"^\| `([\w/.]+(?:\.py|/))` \| (.*) \|$", CONTRIBUTING, re.MULTILINE))

SPECIAL = {
    "/download/visits/<name>.csv",
    "/healthz",
    "/changes.atom",
    "/download/<name>",
    "/download/by-grade.csv",
    "/download/improved.csv",
    "/download/changes.csv",
    "/changes.ics",
    "/region/<slug>.atom",
    "/region/<slug>.ics",
    "/authority/<slug>.atom",
    "/authority/<slug>.ics",
    "/export/<path:what>.<suffix>",
}
API = ("/api/v1/authorities.json", "/api/v1/authority/", "/api/v1/as-at/", "/api/v1/context/", "/api/v1/openapi.json")


def rooms() -> dict[str, Path]:
    """Every package of ours, and every module that stands alone, by its name on the map."""
    tops = [path for room in ("dashboard", "loaders") for path in (ROOT / room).glob("*.py")]
    packages = [path for room in ("dashboard", "loaders") for path in (ROOT / room).glob("**/__init__.py")]
    found = {path.parent.relative_to(ROOT).as_posix() + "/": path for path in packages}
    alone = {path.relative_to(ROOT).as_posix(): path for path in tops if path.name != "__init__.py"}
    return {name: ROOT / name for name in ("app.py", "gunicorn.conf.py")} | {**found, **alone}


def test_the_map_lists_every_room_with_its_first_line() -> None:
    first = {
        name: (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n")[0]
        for name, path in rooms().items()
    }
    assert {name: line for name, line in first.items() if MAP.get(name) != line} == {}
    assert set(MAP) - set(first) == {"data/", "bench/", "tests/"}


def test_the_paths_through_the_code_name_what_is_there() -> None:
    told = CONTRIBUTING.split("## From cell to pixel", 1)[1].split("## A new yearly release", 1)[0]
    told = re.sub(r"\n +", " ", told)
    steps = re.findall(r"`([\w/.]+\.py): (\w+)`", told)
    assert len(steps) > 20
    for path, name in steps:
        top = ast.parse((ROOT / path).read_text(encoding="utf-8")).body
        defined = {one.name for one in top if isinstance(one, ast.FunctionDef | ast.ClassDef)}
        assigned = {
            target.id
            for one in top
            if isinstance(one, ast.Assign)
            for target in one.targets
            if isinstance(target, ast.Name)
        }
        assert name in defined | assigned, f"{path} defines no {name}"
    for path in re.findall(r"`((?:dashboard|loaders|data)/[\w/.]*)`", told):
        assert (ROOT / path).exists(), path


def test_every_dependency_has_a_reason_and_every_reason_a_dependency() -> None:
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    names = {re.split(r"[<>=!~\[; ]", line, maxsplit=1)[0] for line in asked}
    table = CONTRIBUTING.split("## Dependencies", 1)[1]
    reasons = dict(re.findall(r"^\| ([\w.-]+) \| (.+) \|$", table, re.MULTILINE))
    reasons.pop("package")
    assert set(reasons) == names
    assert all(len(reason) > 3 for reason in reasons.values())


def test_every_make_target_says_what_it_does_and_those_in_the_docs_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    assert targets == set(re.findall(r"^([a-z]+):.*# .+", MAKEFILE, re.MULTILINE))
    phony = set(MAKEFILE.split(".PHONY:", 1)[1].split("\n", 1)[0].split())
    assert targets == phony
    named = set(re.findall(r"`(?:PORT=\d+ )?make ([a-z]+)", DOCS)) | set(
        re.findall(r"^\$ make (\w+)", DOCS, re.MULTILINE)
    )
    assert named - targets == set()
    assert {"run", "test", "data", "bench"} <= named


def subcommands(module: str) -> set[str]:
    """The commands that `python -m module` has, from its own help."""
    said = subprocess.run(
        [sys.executable, "-m", module, "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(re.findall(r"^    ([a-z]+)\b", said.stdout, re.MULTILINE))


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        ("loaders", {"build", "refresh", "check", "diff", "read", "reread"}),
        ("dashboard", {"asat", "bygrade", "export", "find", "site"}),
    ],
)
def test_every_command_is_in_readme_and_those_there_exist(module: str, expected: set[str]) -> None:
    found = subcommands(module)
    assert found == expected
    assert set(re.findall(rf"python -m {module} ([a-z]+)", DOCS)) == found


def test_every_benchmark_is_in_the_readme_and_exists() -> None:
    scripts = {path.stem for path in (ROOT / "bench").glob("*.py")} - {"__init__", "floors"}
    assert set(re.findall(r"`bench\.(\w+)", README)) == scripts
    (loop,) = re.findall(r"for script in ([\w ]+);", MAKEFILE)
    assert set(loop.split()) == scripts - {"reports", "memory", "hostile"}  # published reports, and minutes


def settings() -> set[str]:
    """The environment variables that the product reads."""
    found: set[str] = set()
    for path in [ROOT / "app.py", *(ROOT / "dashboard").rglob("*.py"), *(ROOT / "loaders").rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        if path.name != "app.py":
            found |= set(re.findall(r"""(?:os\.environ(?:\.get\(|\[)|env\.get\()["']([A-Z_]+)["']""", text))
    return found


def test_every_setting_is_in_the_docs() -> None:
    assert {"HOST", "PORT", "HTTPS", "EMBED_ANCESTORS", "OFSTED_CONTACT"} <= settings()
    said = DOCS + (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    assert {name for name in settings() if f"`{name}`" not in said} == set()


def test_every_page_and_address_is_in_the_docs(dataset: Dataset) -> None:
    app = create_app(dataset)
    for page in pages(app.server).values():
        address = page.path or str(page.path_template).split("<", 1)[0]
        assert page.key == "not_found_404" or f"`{address}" in README, page.key
    rules = {
        rule.rule
        for rule in app.server.url_map.iter_rules()
        if rule.endpoint.startswith(("api", "download", "export", "feed", "healthz"))
    }
    assert {rule for rule in rules if not rule.startswith(API)} == SPECIAL
    for address in ("/healthz", "/changes.atom", "/api/v1/", "/download/", "/export/"):
        assert f"`{address}" in DOCS, f"{address} is in neither README nor CONTRIBUTING"


def test_addresses_in_the_readme_are_answered(dataset: Dataset) -> None:
    client = create_app(dataset, Settings(metrics=True)).server.test_client()
    for address in re.findall(r"`(/[\w?=:&./-]*)`", README):
        path = address if not address.endswith("/") or address == "/" else None
        assert path is None or client.get(path, follow_redirects=True).status_code == 200, address


def test_every_table_is_in_the_docs() -> None:
    described = {resource["name"] for resource in json.loads((DATA / "datapackage.json").read_text())["resources"]}
    assert set(TABLES) <= described
    said = README.split("## The dataset", 1)[1].casefold()
    assert {name for name in TABLES if name.replace("_", " ") not in said and name not in said} == set()


def test_every_format_of_an_export_is_in_the_docs() -> None:
    assert {name for name in FORMATS if not re.search(rf"\b{name}\b", README)} == set()
