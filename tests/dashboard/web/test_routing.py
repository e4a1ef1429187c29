from __future__ import annotations

import pytest
from dash import html

from dashboard.web.routing import Page


def layout(**_query: str) -> html.Div:
    return html.Div()


PLAIN = Page(key="about", layout=layout, title="About", path="/about")
ONE = Page(
    key="authority",
    layout=layout,
    title=lambda slug: slug.title(),
    path_template="/authority/<slug>",
    exists=lambda slug: slug == "dudley",
)


@pytest.mark.parametrize("path", ["/about", "/about/"])
def test_a_plain_address_matches_itself(path: str) -> None:
    assert PLAIN.match(path) == {}


@pytest.mark.parametrize("path", ["/", "/about/more", "/aboutness", "/About"])
def test_a_plain_address_matches_no_other(path: str) -> None:
    assert PLAIN.match(path) is None


def test_a_variable_is_what_stands_at_the_end() -> None:
    assert ONE.match("/authority/dudley") == {"slug": "dudley"}
    assert ONE.title_of({"slug": "dudley"}) == "Dudley"


@pytest.mark.parametrize(
    "path", ["/authority", "/authority/", "/authority/dudley/x", "/authority/atlantis", "/x/dudley"]
)
def test_a_variable_that_names_nothing_is_no_address(path: str) -> None:
    assert ONE.match(path) is None
