"""Components written as HTML: for the first HTML of a page, and for many components that are shown as one.

Everything that is text or an attribute goes through `escaped`; nothing else is ever put into markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import Any

from dash import dcc
from dash.development.base_component import Component

HTML, DCC = "dash_html_components", "dash_core_components"
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
"""Elements without an end tag."""
RENAMED = {"className": "class", "htmlFor": "for"}
NOT_ATTRIBUTES = frozenset({"children", "key", "n_clicks", "n_clicks_timestamp", "disable_n_clicks", "refresh"})
UNSEEN = frozenset({"Store", "Location"})
"""Components of Dash's that show nothing."""
_NAME = re.compile(r"[a-z][a-z0-9-]*")


class Markup(str):
    """HTML, as against text that has yet to be made safe."""


@dataclass(frozen=True, slots=True, init=False)
class Element:
    """An element that Dash has no component for: its tag, its content and its attributes by Dash's names."""

    tag: str
    content: Any
    properties: dict[str, Any] = field(default_factory=dict)

    def __init__(self, tag: str, content: Any = None, /, **properties: Any) -> None:
        object.__setattr__(self, "tag", tag)
        object.__setattr__(self, "content", content)
        object.__setattr__(self, "properties", properties)


def escaped(text: Any) -> str:
    """Text as it may stand in an element or between the double quotes of an attribute."""
    return escape(str(text), quote=False).replace('"', "&quot;")


def written(content: Any) -> Markup:
    """Components, elements, text and lists of them as HTML; raises TypeError for what has no form without script.

    A component with a `plain` method is written as what that gives.
    """
    if content is None:
        return Markup()
    if type(content) is str:
        return Markup(escaped(content))
    if isinstance(content, Markup):
        return content
    if isinstance(content, list | tuple):
        return Markup("".join(map(written, content)))
    if isinstance(content, Element):
        return element(content.tag, content.content, **content.properties)
    if not isinstance(content, Component):
        return Markup(escaped(content))
    if callable(plain := getattr(content, "plain", None)):
        return written(plain())
    return _component(content)


def _component(content: Component) -> Markup:
    kind = content._type
    properties = {name: getattr(content, name) for name in _given(content) if name not in NOT_ATTRIBUTES}
    children = getattr(content, "children", None)
    if content._namespace == HTML:
        return element(kind.lower(), children, **properties)
    if isinstance(content, dcc.Link):
        return element("a", children, **properties)
    if content._namespace == DCC and kind == "Loading":
        return written(children)
    if content._namespace == DCC and kind in UNSEEN:
        return Markup()
    raise TypeError(f"A {kind} of {content._namespace} has no form without script: give it a plain method.")


def _given(content: Component) -> list[str]:
    """The names of the properties that a component was given, data- and aria- ones too."""
    # Dash keeps them in an order of its own, which is another in each process
    wild = sorted(name for name in vars(content) if name.startswith(("data-", "aria-")))
    return [name for name in content._prop_names if name in vars(content)] + wild


def element(tag: str, content: Any = None, /, **properties: Any) -> Markup:
    """One element; properties have the names that Dash gives them, and blank ones are left out."""
    attributes = "".join(_attribute(name, value) for name, value in properties.items())
    end = "" if tag in VOID else f"{written(content)}</{tag}>"
    return Markup(f"<{tag}{attributes}>{end}")


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    plain = _plain_name(name)
    if value is True:
        return f" {plain}"
    return f' {plain}="{escaped(_declarations(value) if isinstance(value, dict) else value)}"'


@cache
def _plain_name(name: str) -> str:
    """An attribute's name as HTML has it."""
    plain = RENAMED.get(name, name.lower())
    if not _NAME.fullmatch(plain):
        raise ValueError(f"{name!r} is no name of an attribute.")
    return plain


def _declarations(style: dict[str, Any]) -> str:
    """A style as CSS, its names as CSS has them."""
    return ";".join(f"{re.sub('[A-Z]', _hyphened, name)}:{value}" for name, value in style.items())


def _hyphened(letter: re.Match[str]) -> str:
    return f"-{letter.group().lower()}"
