"""The first HTML of every page: its words, tables and drawings, from the component tree that Dash shows later.

It stands beside Dash's entry point, can be read and used without script, and is taken away when the interactive page
is there (assets/first_paint.js).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import Any
from urllib.parse import urlencode

import flask
from cachetools import LRUCache
from dash.development.base_component import Component

from dashboard.web import address, room, routing
from dashboard.web.followed import Followed, everything
from dashboard.web.markup import Markup, element, written

ROOM = 32_000_000
"""Bytes of first HTML that are kept; a string takes two or four for each character as soon as one is not Latin."""
LONGEST_DESCRIPTION = 300
"""Characters; what a search engine or a card shows is shorter still."""
SAID = ("chart-title", "authority-lead", "lead")
"""The classes of what describes a page, in the order of the description."""

CARD = (1200, 630)
"""Pixels of the picture that a pasted link shows."""

Surround = Callable[[Component, str], Component]
"""The whole page around a layout at a path."""


@dataclass(frozen=True, slots=True)
class FirstPaint:
    """What the first HTML of an address says: in its head, and in its body."""

    head: str
    body: str


class FirstPaints:
    """First HTML by address; what was not asked for longest makes room for others."""

    def __init__(self, surround: Surround, size: int = ROOM) -> None:
        self._surround = surround
        self._kept: LRUCache[Any, tuple[bytes, bytes]] = LRUCache(size, getsizeof=lambda parts: sum(map(len, parts)))
        self._lock = Lock()

    def at_request(self) -> FirstPaint:
        """The first HTML of the address that is asked for."""
        request = flask.request
        asked = request.full_path, address.whole_root(), room.guess()
        with self._lock:
            kept = self._kept.get(asked)
        if kept is not None:
            return FirstPaint(*(part.decode() for part in kept))
        made = self._made(request.path, request.args.to_dict(flat=False))
        with self._lock, suppress(ValueError):  # larger than all the room
            self._kept[asked] = made.head.encode(), made.body.encode()
        return made

    def _made(self, path: str, query: dict[str, list[str]]) -> FirstPaint:
        layout = routing.layout_at(path, query)
        whole = routing.with_mark(self._surround(layout, path), path, query, in_forms=True)
        return FirstPaint(head(path, query, layout), address.moved(written(whole)))


def head(path: str, query: dict[str, list[str]], layout: Component) -> Markup:
    """What a search engine and a pasted link read: title, description, the one address of the view, its feed."""
    title, found = routing.page_title(path), routing.resolve(flask.current_app, path)
    if found is None:
        return Markup(element("title", title) + element("meta", name="robots", content="noindex"))
    page, variables = found
    base, description = address.whole_root(), described(layout)
    view = routing.view(page, query)
    own = base + path + (f"?{urlencode(view, safe=',:')}" if view else "")
    card = card_address(path)
    told = {
        "og:type": "website",
        "og:site_name": routing.SERVICE,
        "og:locale": "en_GB",
        "og:title": title,
        "og:description": description,
        "og:url": own,
        "og:image": base + card,
        "og:image:width": str(CARD[0]),
        "og:image:height": str(CARD[1]),
        "og:image:alt": description,
    }
    announced = dict.fromkeys((everything(), page.followed(**variables)))
    return Markup(
        "\n    ".join(
            [
                element("title", title),
                element("meta", name="description", content=description),
                element("link", rel="canonical", href=own),
                *(link for of in announced for link in _alternates(of, base)),
                *(element("meta", property=name, content=value) for name, value in told.items()),
                element("meta", name="twitter:card", content="summary_large_image"),
            ]
        )
    )


def _alternates(of: Followed, base: str) -> list[Markup]:
    """The feed and the calendar of a set, for feed readers and calendars that look for them."""
    title = "Newest publications" + (f": {of.title}" if of.column else "")
    kinds = (("application/atom+xml", of.feed), ("text/calendar", of.calendar))
    return [element("link", rel="alternate", type=kind, title=title, href=base + path) for kind, path in kinds]


def finding(layout: Component) -> str:
    """What a page finds first, or what stands under its heading."""
    return next((text for name in SAID if (text := _first(layout, name))), "")


def card_address(path: str) -> str:
    """Where the picture is that a link to a path shows."""
    return f"/card/{path.strip('/') or 'home'}.png"


def described(layout: Component) -> str:
    """A page in a sentence or two: what its first chart finds, and what stands under its heading."""
    found = {name: text for name in SAID if (text := _first(layout, name))}
    sentences = [text if text.endswith((".", "?", "!")) else f"{text}." for text in found.values()]
    text = " ".join(sentences)
    return text if len(text) <= LONGEST_DESCRIPTION else f"{text[: LONGEST_DESCRIPTION - 1].rsplit(' ', 1)[0]}…"


def _first(part: Any, name: str) -> str:
    """The words of the first component that has a class."""
    if isinstance(part, list | tuple):
        return next((text for one in part if (text := _first(one, name))), "")
    if not isinstance(part, Component):
        return ""
    if name in str(getattr(part, "className", "")).split():
        return " ".join(_words(part).split())
    return _first(getattr(part, "children", None), name)


def _words(part: Any) -> str:
    if isinstance(part, list | tuple):
        return "".join(map(_words, part))
    if isinstance(part, Component):
        return _words(getattr(part, "children", None))
    return "" if part is None else str(part)
