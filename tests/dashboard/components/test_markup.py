from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from bs4 import BeautifulSoup
from dash import dcc, html
from dash.development.base_component import Component
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.badge import badge
from dashboard.components.markup import Written
from dashboard.components.table import table
from dashboard.web.markup import Element, element, written


def test_elements_are_written_with_their_attributes() -> None:
    assert written(html.Td(4, className="numeric", colSpan=2, **{"aria-label": "Four"})) == (
        '<td class="numeric" colspan="2" aria-label="Four">4</td>'
    )


def test_a_link_is_a_link() -> None:
    assert written(dcc.Link("Dudley", href="/authority/dudley")) == '<a href="/authority/dudley">Dudley</a>'


def test_what_is_not_there_is_not_written() -> None:
    assert written(html.Tr([None, html.Td(None), html.Td("x", className=None)])) == "<tr><td></td><td>x</td></tr>"
    assert written([dcc.Store(id="x", data="secret"), html.P("y")]) == "<p>y</p>"


def test_a_switch_is_there_or_not() -> None:
    assert written(html.Details("x", open=False)) == "<details>x</details>"
    assert written(html.Details("x", open=True)) == "<details open>x</details>"
    assert written(Element("input", type="radio", checked=True)) == '<input type="radio" checked>'


def test_a_style_is_written_as_declarations() -> None:
    assert 'style="background-color:#6BACE6;color:' in written(badge("Good"))


def test_a_table_is_one_component() -> None:
    made = table(["A", "B"], [["x", badge("Good")]], caption="c")
    assert isinstance(made, Written)
    assert '<th scope="row">x</th><td><span class="badge">' in made.children
    assert written(made) == f'<div class="markup">{made.children}</div>'


def test_what_is_written_is_not_written_twice() -> None:
    assert written([element("b", "1 < 2"), "&"]) == "<b>1 &lt; 2</b>&amp;"


def test_what_has_no_form_without_script_is_an_error() -> None:
    with pytest.raises(TypeError, match="Dropdown"):
        written(dcc.Dropdown())
    with pytest.raises(ValueError, match="no name of an attribute"):
        element("p", None, **{"x=1 onload": "y"})


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
TREES: Any = st.recursive(
    TEXT,
    lambda inner: st.builds(
        lambda make, children, title, name: make(children, title=title, **{"data-name": name}),
        st.sampled_from([html.Div, html.Span, html.B, html.Em]),
        st.lists(inner, max_size=4),
        TEXT,
        TEXT,
    ),
    max_leaves=12,
)


class Reader(HTMLParser):
    """What a browser makes of markup: tags with their attributes, and text."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[Any] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(("/", tag))

    def handle_data(self, data: str) -> None:
        self.seen.append(data)


def read(tree: Any) -> list[Any]:
    """The same of a tree of components."""
    if isinstance(tree, list):
        return [item for part in tree for item in read(part)]
    if isinstance(tree, Component):
        tag = type(tree).__name__.lower()
        attributes = {"title": tree.title, "data-name": getattr(tree, "data-name")}
        return [(tag, attributes), *read(tree.children), ("/", tag)]
    return [tree] if tree else []


def joined(seen: list[Any]) -> list[Any]:
    """Neighbouring texts as one."""
    told: list[Any] = []
    for item in seen:
        is_text = isinstance(item, str)
        if is_text and told and isinstance(told[-1], list):
            told[-1][0] += item
        else:
            told.append([item] if is_text else item)
    return told


@given(tree=TREES)
def test_no_text_and_no_attribute_can_become_markup(tree: Any) -> None:
    reader = Reader()
    reader.feed(written(tree))
    reader.close()
    assert joined(reader.seen) == joined(read(tree))
    assert BeautifulSoup(written(html.Div(tree)), "lxml").find("script") is None
