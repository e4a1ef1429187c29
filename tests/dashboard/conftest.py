"""Histories made by hand, for the figures and the sentences."""

from __future__ import annotations

import pytest
from made_stories import MADE

from dashboard.figures.story import Story


@pytest.fixture(scope="session")
def made() -> dict[str, Story]:
    """Dudley, Cumberland, the Isles of Scilly and a long story, by those names."""
    return {name: make() for name, make in MADE.items()}
