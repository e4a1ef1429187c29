"""Many components as one: the browser looks at each component of a page at every answer, at markup once."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from dash import dcc
from dash.development.base_component import Component

BRACES = str.maketrans({"{": "&#123;", "}": "&#125;", "\n": " "})
"""Markup is read as JSX, in which braces hold code, and as Markdown, in which a blank line ends it."""


def markup(component: Component) -> dcc.Markdown:
    """The same elements, drawn as one component; for html elements and links without callbacks of their own."""
    return dcc.Markdown(written(component), dangerously_allow_html=True, className="markup")


def written(content: Any) -> str:
    """HTML elements, links and text as JSX."""
    if content is None:
        return ""
    if isinstance(content, list | tuple):
        return "".join(map(written, content))
    if not isinstance(content, Component):
        return _safe(content)
    properties = dict(content.to_plotly_json()["props"])
    children = properties.pop("children", None)
    name = "dccLink" if isinstance(content, dcc.Link) else type(content).__name__.lower()
    return f"<{name}{_attributes(properties)}>{written(children)}</{name}>"


def _attributes(properties: Mapping[str, Any]) -> str:
    return "".join(f' {name}="{_safe(_value(value))}"' for name, value in properties.items() if value is not None)


def _value(value: Any) -> str:
    """A value as an attribute: a style as declarations."""
    return ";".join(f"{name}:{item}" for name, item in value.items()) if isinstance(value, dict) else str(value)


def _safe(text: Any) -> str:
    return escape(str(text)).translate(BRACES)
