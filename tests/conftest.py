"""What tests of every kind share: the bundled dataset, and the published files where they are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from loaders import Dataset, load_dataset

# No timing decides a test. Chance finds new cases on a developer's machine; a run of .ci/run can be repeated.
settings.register_profile("ours", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("ours")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def sources() -> Path:
    """The published files, which the repository does not hold; tests that need them are skipped without."""
    folder = ROOT.parent / "shared" / "sources"
    if not folder.is_dir():
        pytest.skip(f"the published files are not in {folder}")
    return folder


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """The dataset that the app serves."""
    return load_dataset()
