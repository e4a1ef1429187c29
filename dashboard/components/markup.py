"""Many components as one: the browser looks at each component of a page at every answer, at markup once."""

from __future__ import annotations

from html import escape
from typing import Any

from dash import dcc
from dash.development.base_component import Component

BRACES = str.maketrans({"{": "&#123;", "}": "&#125;", "\n": " "})
"""Markup is read as JSX, in which braces hold code, and as Markdown, in which a blank line ends it."""

QUOTE = str.maketrans({'"': "&quot;"})


def markup(content: Any) -> dcc.Markdown:
    """HTML elements, links and text, drawn as one component; for what has no callbacks of its own."""
    return dcc.Markdown(written(content), dangerously_allow_html=True, className="markup")


def written(content: Any) -> Markup:
    """HTML elements, links and text as JSX."""
    if content is None:
        return Markup()
    if isinstance(content, Markup):
        return content
    if isinstance(content, list | tuple):
        return Markup("".join(map(written, content)))
    if not isinstance(content, Component):
        return Markup(_safe(content))
    properties = dict(content.to_plotly_json()["props"])
    name = "dccLink" if isinstance(content, dcc.Link) else type(content).__name__.lower()
    return element(name, properties.pop("children", None), **properties)


class Markup(str):
    """JSX, as against text that has yet to be made safe."""


def element(name: str, content: Any, **properties: Any) -> Markup:
    """One element; properties have the names that Dash gives them."""
    attributes = "".join(
        f' {key}="{_safe(_value(value), QUOTE)}"' for key, value in properties.items() if value is not None
    )
    return Markup(f"<{name}{attributes}>{written(content)}</{name}>")


def _value(value: Any) -> str:
    """A value as an attribute: a style as declarations."""
    return ";".join(f"{name}:{item}" for name, item in value.items()) if isinstance(value, dict) else str(value)


def _safe(text: Any, also: dict[int, str] | None = None) -> str:
    return escape(str(text), quote=False).translate(BRACES).translate(also or {})
