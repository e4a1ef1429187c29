"""Sentences are in text: a figure draws, a statistic counts, a page puts together, and none of them writes one."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "dashboard"
ROOMS = [
    path
    for room in ("figures", "history", "statistics", "drawing", "pages/national")
    for path in sorted((ROOT / room).rglob("*.py"))
]

STILL = {
    *("about.py", "by_grade/page.py", "changes.py", "compare.py", "data.py", "find.py"),
    *("home/page.py", "improved.py", "map.py", "not_found.py", "side_by_side.py", "visits/focused.py"),
    *("visits/improve.py", "visits/inadequate.py", "visits/joint.py", "visits/timeliness.py", "visits/waiting.py"),
}
"""Pages that still hold sentences of their own; none may join them."""


def sentences(source: str) -> list[str]:
    """Strings of over 60 characters with a full stop at the end of a word, but for docstrings."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            told |= {id(part) for part in node.values}
            found.append("".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values))
    found += [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]
    return [text for text in found if len(text) > 60 and (text.endswith(".") or ". " in text)]


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_figures_and_statistics_hold_no_sentence(path: Path) -> None:
    assert sentences(path.read_text(encoding="utf-8")) == []


def test_no_other_page_holds_a_sentence() -> None:
    pages = {path.relative_to(ROOT / "pages").as_posix(): path for path in (ROOT / "pages").rglob("*.py")}
    assert {name for name, path in pages.items() if sentences(path.read_text(encoding="utf-8"))} == STILL


def test_a_sentence_is_found() -> None:
    said = "This is a sentence that nobody should ever write into a figure or a count."
    assert sentences(f"x = {said!r}") == [said]
    assert sentences(f"def f():\n    {said!r}") == []
    assert sentences(f"x = f'{{n}} {said}'") == [f"{{}} {said}"]
