"""Sites of a few authorities, written once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.site.build import Built, Order, build
from dashboard.site.plan import Scope
from loaders import Dataset

FEW = Scope(authorities=("dudley", "walsall", "cumbria", "cumberland"), years=(2024,), has_states=False)
BASE, ROOT = "/ofsted/", "https://example.org"


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> Path:
    """A site of four authorities and one date, under a path of a host, without briefings."""
    folder = tmp_path_factory.mktemp("site") / "small"
    built = build(dataset, folder, Order(BASE, ROOT, scope=FEW))
    assert built == Built(built.pages, sum(path.is_file() for path in folder.rglob("*")))
    return folder


@pytest.fixture(scope="session")
def briefed(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> Path:
    """One authority with its briefing, at the root of a host whose name is not known."""
    folder = tmp_path_factory.mktemp("site") / "briefed"
    scope = Scope(authorities=("dudley",), years=(), has_states=False)
    build(dataset, folder, Order(has_briefings=True, scope=scope))
    return folder
