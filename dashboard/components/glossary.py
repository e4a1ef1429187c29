"""The first mention of a word of the field on a page: a button that opens what it means, without script."""

from __future__ import annotations

import copy
from typing import Any, ClassVar

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.native import Native
from dashboard.text.glossary import TERMS, Term
from dashboard.web.markup import Element

PROSE = (html.P, html.Figcaption, html.Li)
"""Where words are explained."""
NOT_PROSE = (html.A, dcc.Link, html.Button, html.Form, html.Nav, html.Summary, html.Label, html.Table, Native)
"""Where nothing may stand that is pressed, or where a word is a name."""


class Defined(Native):
    """A word with its meaning, which the browser shows over the page (`popover`); see assets/glossary.js."""

    _type = "Defined"
    _prop_names: ClassVar[list[str]] = ["id", "children", "meaning"]

    def plain(self) -> list[Element]:
        """The same without script: the attributes are the browser's own."""
        id = self.get("id")
        return [
            Element("button", self.get("children"), type="button", className="term", popovertarget=id),
            Element("span", self.get("meaning"), id=id, className="meaning", popover="auto"),
        ]


def explained(content: Any, *, after: Any = None) -> Any:
    """Components with the first mention of each term explained: in what is in sight, else in what is folded.

    None of them is altered: what changes is replaced by a copy. A part that is drawn anew stands `after` what explains its
    own terms already and is not drawn again.
    """
    left = {term.key: term for term in TERMS}
    _walked(after, left, folded=False)
    return _walked(_walked(content, left, folded=False), left, folded=True)


def _walked(part: Any, left: dict[str, Term], *, folded: bool) -> Any:
    """The same without changes where nothing was found; a folded part is gone through in the second round alone."""
    if isinstance(part, list | tuple):
        twins = [_walked(one, left, folded=folded) for one in part]
        return part if all(new is old for new, old in zip(twins, part, strict=True)) else twins
    if not isinstance(part, Component) or isinstance(part, NOT_PROSE):
        return part
    if isinstance(part, html.Details) and not folded:
        return part
    children = getattr(part, "children", None)
    new = _marked(children, left) if isinstance(part, PROSE) else _walked(children, left, folded=folded)
    if new is children:
        return part
    twin = copy.copy(part)
    twin.children = new
    return twin


def _marked(children: Any, left: dict[str, Term]) -> Any:
    """The words of a paragraph with the terms in them that were not met before."""
    if isinstance(children, str):
        found = [(match.start(), match, term) for term in left.values() if (match := term.pattern.search(children))]
        if not found:
            return children
        _, match, term = min(found, key=lambda one: one[0])
        del left[term.key]
        rest = _marked(children[match.end() :], left)
        button = Defined(id=f"meaning-{term.key}", children=match.group(), meaning=term.meaning)
        return [children[: match.start()], button, *(rest if isinstance(rest, list) else [rest])]
    if isinstance(children, list | tuple):
        parts: list[Any] = []
        for one in children:
            new = _marked(one, left) if isinstance(one, str) else one
            parts += new if isinstance(new, list) else [new]
        return children if len(parts) == len(children) else parts
    return children
