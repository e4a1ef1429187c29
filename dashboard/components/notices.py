"""Words set apart: an inset, a warning, an empty state, and what was not understood in the address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.asking import FORMS

DATES = {"as_at", "published_by", "since", "date", "from", "to"}
"""The query keys that hold dates."""
USUAL = "the usual view is shown"


def inset(*children: Any) -> html.Div:
    """Text set in, for what the reader should know beside a chart."""
    return html.Div(list(children), className="inset")


def warning(*children: Any) -> html.Div:
    """Text that the reader must not miss; never used for decoration."""
    return html.Div(
        [
            html.Span("!", className="warning-icon", **{"aria-hidden": "true"}),
            html.Div([html.Span("Warning: ", className="visually-hidden"), *children]),
        ],
        className="warning",
    )


def empty(title: str, *children: Any) -> html.Div:
    """What stands in place of a chart or table that has nothing to show: what is missing, and what to do."""
    return html.Div([html.P(title, className="empty-title"), *children], className="empty")


def ignored(names: Sequence[str]) -> html.Div | None:
    """A note that some values of the address were not understood; None where all were.

    `names` are the query keys, as `urlstate.unknown` gives them.
    """
    if not names:
        return None
    dates = [name for name in names if name in DATES]
    others = [name for name in names if name not in DATES]
    said = [html.P(f"The address asks for a {_listed(others)} that does not exist here: {USUAL}.")] if others else []
    if dates:
        words = (
            f"The address asks for a date ({_listed(dates)}) that cannot be read or lies outside the record: {USUAL}."
        )
        said.append(html.P(f"{words} Dates are written as {FORMS}."))
    return html.Div(said, className="inset", role="status")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
