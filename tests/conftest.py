"""What tests of every kind share: the bundled dataset, and the published files where they are at hand."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

from loaders import Dataset, load_dataset

# No timing decides a test. Chance finds new cases on a developer's machine; a run of .ci/run can be repeated.
settings.register_profile("ours", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("ours")

# A run in the background of a shell ignores Ctrl-C, and so would every process that it starts: tests that press it wait
# for ever. A handler of ours is not inherited, the system's own is.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

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
