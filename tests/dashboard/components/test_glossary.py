"""Terms are explained where a page first mentions them, once, and no word of the page changes."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from dash import dcc, html
from flask.testing import FlaskClient

from dashboard.components.chart import details
from dashboard.components.glossary import explained
from dashboard.text.glossary import TERMS
from dashboard.web.markup import written


def shown(content: object) -> BeautifulSoup:
    return BeautifulSoup(written(explained(content)), "lxml")


def terms(soup: BeautifulSoup) -> list[str]:
    return [button.text for button in soup.select("button.term")]


def test_the_first_mention_is_a_button_that_opens_its_meaning() -> None:
    soup = shown([html.P(["Two focused visits, ", html.B("then"), " another focused visit."]), html.P("Under ILACS.")])
    assert terms(soup) == ["focused visits", "ILACS"]
    for button in soup.select("button.term"):
        meaning = soup.select_one(f"#{button['popovertarget']}[popover=auto]")
        assert meaning is not None and len(meaning.text) > 40
        meaning.decompose()
    assert soup.get_text() == "Two focused visits, then another focused visit.Under ILACS."


def test_what_is_in_sight_comes_before_what_is_folded() -> None:
    soup = shown([details("More", html.P("The cut-off; the as-at rule")), html.P("The cut-off.")])
    assert terms(soup) == ["as-at rule", "cut-off"]
    assert soup.select_one("details button").text == "as-at rule"


def test_a_part_that_is_drawn_anew_stands_after_what_explains_its_own_terms() -> None:
    drawn = explained([html.P("ILACS and the cut-off")], after=html.P("What ILACS is"))
    assert terms(BeautifulSoup(written(drawn), "lxml")) == ["cut-off"]


def test_links_headings_and_forms_stay_as_they_are() -> None:
    content = [html.H2("ILACS"), html.P(dcc.Link("ILACS", href="/")), html.Form(html.P("ILACS")), html.P("silacs")]
    assert explained(content) is content


def test_the_meanings_stand_in_alphabetical_order_and_each_finds_itself() -> None:
    assert [term.name.casefold() for term in TERMS] == sorted(term.name.casefold() for term in TERMS)
    for term in TERMS:
        assert term.pattern.search(f"One {term.name}.") or term.pattern.search(f"One {term.name.split(' (')[0]}.")


@pytest.mark.parametrize("path", ["/", "/authority/dudley", "/national", "/visits", "/compare", "/improved"])
def test_no_page_explains_a_term_twice(path: str, client: FlaskClient) -> None:
    ids = [one["id"] for one in BeautifulSoup(client.get(path).text, "lxml").select("main .meaning")]
    assert len(ids) == len(set(ids))


def test_about_holds_every_term_with_an_anchor(client: FlaskClient) -> None:
    soup = BeautifulSoup(client.get("/about").text, "lxml")
    named = {str(one["id"]).removeprefix("word-"): one.text for one in soup.select("#glossary dt")}
    assert named == {term.key: term.name for term in TERMS}
    assert not soup.select(".term")
