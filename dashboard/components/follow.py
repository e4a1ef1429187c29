"""Links to the feed and the calendar of a set of authorities."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.web.followed import Followed


def follow(of: Followed) -> list[Any]:
    """The name of the set with its two links, for a paragraph or an item of a list."""
    return [
        f"{of.title}: ",
        html.A("Atom feed", href=of.feed, **{"aria-label": f"{of.title}: Atom feed"}),
        ", ",
        html.A("calendar", href=of.calendar, **{"aria-label": f"{of.title}: calendar"}),
    ]
