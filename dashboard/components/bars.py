"""A bar in a cell of a table: its length by its share of the longest, its number beside it."""

from __future__ import annotations

from dashboard.web.markup import Markup, element


def bar(share: float, text: str) -> Markup:
    """A bar as long as `share` (0 to 1) of its room, and what it says."""
    filled = element("rect", width=f"{100 * share:.1f}%", height="100%")
    drawn = element("svg", filled, className="bar", **{"aria-hidden": "true", "focusable": "false"})
    return element("span", [drawn, element("span", text, className="bar-words")], className="bar-cell")
