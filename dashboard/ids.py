"""Names of components that more than one module speaks of. A page keeps its own ids, prefixed by its key."""

from __future__ import annotations

MAIN = "main"
NAV = "nav"
SHELL_SINK = "shell-sink"
"""An empty store, written when a page has been shown."""
PAGE_STORE = "_pages_store"
"""Dash's own store: changes when a page has been swapped in."""
LOCATION = "_pages_location"
"""Dash's own Location."""


def nav_link(key: str) -> str:
    """The id of a page's link in the navigation."""
    return f"nav-{key}"


def url_sink(page: str) -> str:
    """The id of the empty store that `urlstate.bind_url` needs in the page's layout."""
    return f"{page}-url"
