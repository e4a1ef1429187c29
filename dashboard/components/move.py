"""A grade before and a grade after: two marks with an arrow between."""

from __future__ import annotations

from functools import cache

from dash import html
from dash.development.base_component import Component

from dashboard.components.badge import badge, dash
from dashboard.web.markup import Markup, written


@cache  # two dozen pairs of grades make up every table
def move(pair: tuple[str | None, str] | None) -> Markup:
    """The grade before and the grade; one mark where it stayed or is the first, a dash where there is none."""
    if pair is None:
        return written(dash("no grade"))
    old, new = pair
    mark = badge(new, letter_only=True)
    return written(mark if old in (None, new) else arrow(badge(old, letter_only=True), mark))


@cache
def from_to(old: str, new: str) -> Markup:
    """Both grades, whether they are the same or not."""
    return written(arrow(badge(old, letter_only=True), badge(new, letter_only=True)))


def arrow(old: Component, new: Component) -> html.Span:
    """Two marks, the second the later one."""
    between = html.Span("→", className="move-arrow", **{"aria-hidden": "true"})
    return html.Span([old, between, html.Span(" to ", className="visually-hidden"), new], className="move")
