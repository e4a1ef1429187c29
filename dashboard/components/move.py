"""A grade before and a grade after: two marks with an arrow between."""

from __future__ import annotations

from functools import cache

from dash import html
from dash.development.base_component import Component

from dashboard.components.badge import badge, dash
from dashboard.web.markup import Markup, written


def marks(pair: tuple[str | None, str]) -> html.Span:
    """The grade before and the grade; one mark where it stayed or is the first."""
    old, new = pair
    mark = badge(new, letter_only=True)
    return mark if old in (None, new) else arrow(badge(old, letter_only=True), mark)


@cache  # two dozen pairs of grades make up every table
def move(pair: tuple[str | None, str] | None) -> Markup:
    """The same for a cell of a table, with a dash where there is no grade."""
    return written(marks(pair) if pair else dash("no grade"))


@cache
def from_to(old: str, new: str) -> Markup:
    """Both grades, whether they are the same or not."""
    return written(arrow(badge(old, letter_only=True), badge(new, letter_only=True)))


def arrow(old: Component, new: Component) -> html.Span:
    """Two marks, the second the later one."""
    between = html.Span("→", className="move-arrow", **{"aria-hidden": "true"})
    return html.Span([old, between, html.Span(" to ", className="visually-hidden"), new], className="move")
