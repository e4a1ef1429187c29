"""The authority that a visitor chose, marked on every page: `?mark=dudley` in the address, or its own page.

Links and forms carry it on from page to page (`carried`, called once for all pages by `routing` and `first_paint`).
A page that draws authorities takes part in four lines:

    chosen = marks.marked(dataset, query)                           # a Body, or None
    page(heading(...), marks.note(chosen, "/map", query), ...)      # names it, leads to its page, clears it
    dcc.Store(id="map-mark", data=marks.slug_of(chosen))            # for callbacks: State("map-mark", "data")
    draw(..., marked=chosen.code if chosen else None)               # its row, dot or area by more than colour

and says in the part that is drawn anew what stands of the authority there, such as "Dudley requires improvement".
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.web.markup import Element
from loaders import Body, Dataset, register_of

MARK = "mark"
"""The key in the address."""
CLEAR = "clear-mark"
"""The class of the link that takes the mark away; assets/shell.js lets it keep what the controls hold."""


def marked(dataset: Dataset, query: Mapping[str, Any]) -> Body | None:
    """The authority that an address marks, by its slug, name or code; None where it names none."""
    return body_of(dataset, query.get(MARK))


def body_of(dataset: Dataset, text: Any) -> Body | None:
    """The same for the value of a store, which may be anything that a browser sends."""
    return register_of(dataset).find(text).body if isinstance(text, str) and text.strip() else None


def slug_of(body: Body | None) -> str:
    """What a page keeps for its callbacks."""
    return body.slug if body else ""


def note(body: Body | None, path: str, query: Mapping[str, Any], said: str = "") -> html.P | None:
    """The line under a page's heading that names the marked authority and clears the mark.

    `said` is what the page has to say of it whatever its controls hold, such as that it is not shown.
    """
    if body is None:
        return None
    rest = {name: value for name, value in query.items() if name != MARK and value}
    clear = path + (f"?{urlencode(rest, safe=',:')}" if rest else "")
    return html.P(
        [
            html.Span("Marked", className="mark-flag"),
            " ",
            html.Span([dcc.Link(body.name, href=f"/authority/{body.slug}"), f" {said}" if said else ""]),
            " ",
            html.A("Clear the mark", href=clear, className=CLEAR),
        ],
        className="mark-note no-print",
    )


def carried(content: Any, mark: str, is_page: Callable[[str], bool], *, in_forms: bool = False) -> Any:
    """Components whose links to pages hold the mark too; none is altered, but replaced by another.

    `is_page` says of a path whether its page can be marked. With `in_forms` forms send the mark as well, which is for
    the first HTML: where there is a script no form is sent.
    """
    if not mark:
        return content

    def changed(part: Component) -> Component:
        if isinstance(part, dcc.Link | html.A) and (href := _with(part, mark, is_page)):
            twin = copy.copy(part)
            twin.href = href
            return twin
        if (
            in_forms
            and isinstance(part, html.Form)
            and getattr(part, "method", "") == "get"
            and is_page(_path(part.action))
        ):
            twin = copy.copy(part)
            twin.children = [*part.children, Element("input", type="hidden", name=MARK, value=mark)]
            return twin
        return part

    return replaced(content, changed)


def _path(address: str) -> str:
    return urlsplit(address).path


def _with(link: Component, mark: str, is_page: Callable[[str], bool]) -> str:
    """The address of a link with the mark at its end; "" where it leads to no page that can be marked, or has one."""
    href = str(getattr(link, "href", "") or "")
    parts = urlsplit(href)
    is_cleared = CLEAR in str(getattr(link, "className", "") or "").split()
    if is_cleared or parts.netloc or not parts.path.startswith("/") or not is_page(parts.path):
        return ""
    query = parse_qsl(parts.query)
    if MARK in dict(query):
        return ""
    # last: a copy in files, which knows no marks, drops what stands at the end
    return parts._replace(query=urlencode([*query, (MARK, mark)], safe=",:")).geturl()


def replaced(part: Any, by: Callable[[Component], Any]) -> Any:
    """Components with some of them changed; those that hold none that changed are the same, and none is altered."""
    if isinstance(part, list | tuple):
        twins = [replaced(one, by) for one in part]
        return part if all(new is old for new, old in zip(twins, part, strict=True)) else twins
    if not isinstance(part, Component):
        return part
    other = by(part)
    if other is not part:
        return other
    children, made_later = getattr(part, "children", None), vars(part).get("plain")
    new = replaced(children, by)
    if new is children and not made_later:
        return part
    twin = copy.copy(part)
    if new is not children:
        twin.children = new
    if made_later:  # what stands in the first HTML of something that is made when it is opened
        twin.plain = lambda: replaced(made_later(), by)
    return twin
