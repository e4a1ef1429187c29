"""Controls without a server: each becomes links to the pages that exist for its choices, and no form is left."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.native import DateField, Kept, Names, Radios, Select
from dashboard.components.search import Search
from dashboard.site.places import Places, View
from dashboard.web.marks import replaced

MANY = 14
"""More choices than this are folded."""
ELSEWHERE = "More can be chosen where the service itself runs; this copy holds the pages that are linked here."
FIND = "Find an authority"


@dataclass(frozen=True, slots=True)
class Choice:
    """A page that a control leads to: its words, its heading in the list, and whether it is this one."""

    words: str
    address: str
    group: str = ""
    is_here: bool = False


def still(content: Any, view: View, places: Places) -> Any:
    """The layout of a page with links where it has forms, and without what only a server or a script can do."""

    def changed(part: Component) -> Any:
        classes = str(getattr(part, "className", "") or "").split()
        if "script-only" in classes or "server-only" in classes:
            return None
        if isinstance(part, Search):
            return html.P(dcc.Link(FIND, href="/find", className="search-link"))
        if isinstance(part, html.Form):
            return _links(part, view, places)
        if "export" in classes or "export-bar" in classes:
            return _exports(part, places)
        if "drawing" in classes:
            return _drawing(part)
        return part

    return replaced(content, changed)


def _links(form: html.Form, view: View, places: Places) -> Component | None:
    """A form as links; what of it no page answers is said in a line."""
    path = str(form.action).partition("#")[0]
    made: list[Any] = []
    is_whole = True
    for part in _controls(form):
        if isinstance(part, html.A):
            made.append(part)
            continue
        found, all_there = _choices(part, path, view, places)
        is_whole = is_whole and all_there
        if len(found) > 1:
            made.append(_listed(part.label, found))
    if not made:
        return None
    note = [] if is_whole else [html.P(ELSEWHERE, className="control-hint")]
    label = getattr(form, "aria-label", "What to show")
    return html.Nav([*made, *note], className="choices-nav no-print", **{"aria-label": label})


def _controls(part: Any) -> Iterator[Any]:
    """The controls of a form, and its links."""
    if isinstance(part, list | tuple):
        for one in part:
            yield from _controls(one)
    elif isinstance(part, Select | Radios | DateField | Names | html.A):
        yield part
    elif isinstance(part, Component) and not isinstance(part, Kept):
        yield from _controls(getattr(part, "children", None))


def _choices(control: Any, path: str, view: View, places: Places) -> tuple[list[Choice], bool]:
    """The pages that a control leads to from a page, and whether they are all that it offers."""
    if isinstance(control, Names):
        return [], False
    options = control.presets if isinstance(control, DateField) else control.options
    found: list[Choice] = []
    for option in options:
        there = places.view(path, dict(view.query) | {control.name: option["value"]})
        if there is not None:
            found.append(Choice(option["label"], there.address, option.get("group", ""), there == view))
    return found, len(found) == len(options) and not isinstance(control, DateField)


def _listed(label: str, choices: list[Choice]) -> Component:
    if len(choices) <= MANY:
        return html.Div([html.P(label, className="control-label"), _list(choices)], className="choice-links")
    here = next((f": {choice.words}" for choice in choices if choice.is_here), "")
    groups = dict.fromkeys(choice.group for choice in choices)
    lists = [
        part
        for group in groups
        for part in (
            html.P(group, className="control-label") if group else None,
            _list([choice for choice in choices if choice.group == group], "letters"),
        )
        if part is not None
    ]
    return html.Details([html.Summary(f"{label}{here}"), *lists], className="details")


def _list(choices: list[Choice], style: str = "ways") -> html.Ul:
    return html.Ul(
        [
            html.Li(html.A(choice.words, href=choice.address, **({"aria-current": "page"} if choice.is_here else {})))
            for choice in choices
        ],
        className=style,
    )


def _drawing(drawing: Component) -> Component:
    """A drawing that a keyboard reaches, to scroll it where it finds no room."""
    twin = copy.copy(drawing)
    twin.tabIndex = 0
    return twin


def _exports(control: Component, places: Places) -> Component | None:
    """The Export button with the files that there are."""

    def changed(part: Component) -> Any:
        if isinstance(part, html.Li):
            return part if places.of(str(part.children.href)) else None
        return part

    kept = replaced(control, changed)
    links = [part for part in _parts(kept) if getattr(part, "className", "") == "export-link"]
    return kept if links else None


def _parts(part: Any) -> Iterator[Component]:
    if isinstance(part, list | tuple):
        for one in part:
            yield from _parts(one)
    elif isinstance(part, Component):
        yield part
        yield from _parts(getattr(part, "children", None))
