"""Where each address of the app stands among the files, and which address an address without a file leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from dashboard.words import slugify

Query = tuple[tuple[str, str], ...]
"""Keys and values of an address, in the order of the keys."""

Usual = Callable[[str, Mapping[str, str]], Mapping[str, str]]

BY_GRADE_FILE, IMPROVED_FILE = "/download/by-grade.csv", "/download/improved.csv"
CHANGES_FILE, FEED = "/download/changes.csv", "/changes.atom"
"""Addresses that answer each query with a file of its own."""
VISITS_FILES = "/download/visits/"
"""What the addresses of such files of the pages of visits begin with."""


@dataclass(frozen=True, slots=True)
class View:
    """A page in one of its states: its path and query in the app, and the folder that holds it."""

    path: str
    place: str
    """Such as `map/2024-03-31/`; "" for the home page. A place that is no folder is the file itself."""
    query: Query = ()

    @property
    def address(self) -> str:
        """The address in the app."""
        return self.path + (f"?{urlencode(self.query, safe=',:')}" if self.query else "")

    @property
    def file(self) -> str:
        """The file that holds it."""
        return f"{self.place}index.html" if self.place.endswith("/") or not self.place else self.place


class Places:
    """The pages and files that are written, by their addresses in the app.

    `usual` gives, for a path and a query, what a page shows where its address does not say it: such a value makes
    no other page.
    """

    def __init__(self, views: Iterable[View], files: Iterable[str], usual: Usual = lambda _path, _query: {}) -> None:
        self._usual = usual
        self.views = {(view.path, view.query): view for view in views}
        self.files = frozenset(files)
        """Addresses that are files under the same name."""

    def view(self, path: str, query: Mapping[str, str]) -> View | None:
        """The page in this very state."""
        return self.views.get((path, self._plain(path, query)))

    def of(self, address: str) -> str | None:
        """The place that an address of the app leads to, fragment and all: the nearest there is, or None."""
        parts = urlsplit(address)
        query = dict(parse_qsl(parts.query))
        if parts.path == BY_GRADE_FILE:
            return by_grade_place(query)
        if parts.path == IMPROVED_FILE:
            return improved_place(query)
        if parts.path == CHANGES_FILE:
            return changes_place(query)
        if parts.path.startswith(VISITS_FILES):
            return visits_place(parts.path, query)
        if parts.path == FEED and "from" in query:
            return feed_place(query)
        file = export_place(address)
        if file in self.files:
            return file.removeprefix("/")
        names = list(query)
        for kept in range(len(names), -1, -1):
            view = self.view(parts.path.rstrip("/") or "/", {name: query[name] for name in names[:kept]})
            if view is not None:
                return view.place + (f"#{parts.fragment}" if parts.fragment else "")
        return None

    def _plain(self, path: str, query: Mapping[str, str]) -> Query:
        usual = self._usual(path, query)
        return tuple(sorted((name, value) for name, value in query.items() if value and usual.get(name) != value))


def is_made_for_query(address: str) -> bool:
    """Whether an address is a file that is made for its query."""
    parts = urlsplit(address)
    is_one = parts.path in (BY_GRADE_FILE, IMPROVED_FILE, CHANGES_FILE) or parts.path.startswith(VISITS_FILES)
    return is_one or (parts.path == FEED and bool(parts.query))


def by_grade_place(query: Mapping[str, str]) -> str:
    """The file of a measure by grade."""
    named = [query.get(name, "") for name in ("measure", "year", "as_at", "judgement")]
    return f"download/by-grade/{'-'.join(filter(None, named))}.csv"


def improved_place(query: Mapping[str, str]) -> str:
    """The file of who improved."""
    named = [query.get(name, "") for name in ("set", "judgement", "against", "since", "to")]
    return f"download/improved/{'-'.join(filter(None, named)).replace(':', '-').replace(',', '-')}.csv"


def changes_place(query: Mapping[str, str]) -> str:
    """The file of what was published between two dates."""
    shown = f"-{query['show']}" if "show" in query else ""
    return f"download/changes/{query.get('from', 'usual')}-to-{query.get('to', 'newest')}{shown}.csv"


def visits_place(path: str, query: Mapping[str, str]) -> str:
    """The file of a page of visits."""
    return f"{'-'.join([path.removesuffix('.csv'), *map(slugify, query.values())]).removeprefix('/')}.csv"


def feed_place(query: Mapping[str, str]) -> str:
    """The feed of what was published between two dates."""
    return f"changes/{query['from']}-to-{query.get('to', 'newest')}.atom"


def export_place(address: str) -> str:
    """The path of a file: a size that is asked for is part of its name, /export/dudley-page.png."""
    parts = urlsplit(address)
    size = dict(parse_qsl(parts.query)).get("size")
    stem, _, suffix = parts.path.rpartition(".")
    return f"{stem}-{size}.{suffix}" if size else parts.path
