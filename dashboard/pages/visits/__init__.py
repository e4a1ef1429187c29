"""The pages of what happens between inspections, how long reports take, and how long authorities wait."""

from __future__ import annotations

from dash import Dash

from dashboard.pages.visits import focused, improve, inadequate, joint, timeliness, waiting
from dashboard.pages.visits.facts import Facts
from dashboard.pages.visits.files import FILES
from dashboard.pages.visits.frame import Filtered, add_files, register_page
from loaders import Dataset

PAGES = (inadequate.PAGE, waiting.PAGE, focused.PAGE, timeliness.PAGE, joint.PAGE, improve.PAGE)
"""In the order of their links; the first heads the family."""


def register(app: Dash, dataset: Dataset) -> None:
    """Add the pages and their callbacks."""
    facts = Facts(dataset)
    for page in PAGES:
        register_page(app, facts, page, FILES[page.key])
    add_files(app, facts, {name: (page, make) for page in PAGES for name, (_, make) in FILES[page.key].items()})


__all__ = ["PAGES", "Filtered", "register"]
