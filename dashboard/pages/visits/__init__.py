"""The pages of what happens between inspections, how long reports take, and how long authorities wait."""

from __future__ import annotations

from dash import Dash

from dashboard.pages.visits import focused, inadequate, joint, timeliness, waiting
from dashboard.pages.visits.facts import Facts
from dashboard.pages.visits.frame import Filtered, register_page
from loaders import Dataset

PAGES = (inadequate.PAGE, waiting.PAGE, focused.PAGE, timeliness.PAGE, joint.PAGE)
"""In the order of their links; the first heads the family."""


def register(app: Dash, dataset: Dataset) -> None:
    """Add the pages and their callbacks."""
    facts = Facts(dataset)
    for page in PAGES:
        register_page(app, facts, page)


__all__ = ["PAGES", "Filtered", "register"]
