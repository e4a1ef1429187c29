"""About: method, limits, and the meaning of each measure."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from dashboard.factory import create_app
from dashboard.settings import Settings
from loaders import Dataset
from tests.dashboard.pages.said import by_id, words


@pytest.mark.parametrize(("address", "name"), [("/about", "other-statistics"), ("/data", "other-statistics")])
def test_each_measure_is_explained(page_at: Any, dataset: Dataset, address: str, name: str) -> None:
    said = words(by_id(page_at(address)[0], name))
    measures = dataset.measures()
    assert len(measures) == 10
    for row in measures.to_dict("records"):
        for text in (row["label"], row["definition"], row["publisher"]):
            assert text in said


def test_method_and_limits_of_other_statistics(page_at: Any) -> None:
    said = words(by_id(page_at("/about")[0], "other-statistics"))
    for words_of_it in (
        "never a cause",
        "the mid-year before",
        "one return",
        "A body has no figure from before it existed",
        "This cannot show what an inspection did",
    ):
        assert words_of_it in said


def test_it_says_how_far_each_kind_of_visit_is_known_and_nothing_of_a_record_that_has_not_ended(
    page_at: Any, dataset: Dataset
) -> None:
    content = page_at("/about")[0]
    limits, signs = words(by_id(content, "limits")), words(by_id(content, "words"))
    for row in dataset.coverage().query("kind == 'monitoring visit'").to_dict("records"):
        for day in (row["complete_from"], row["complete_to"]):
            assert f"{day.day} {day:%B %Y}" in limits
    full = dataset.coverage().query("kind == 'full inspection'")["complete_to"].max()
    assert (full.date() >= dataset.reach) == ("The record has ended" not in signs)
    assert ("unreadable" in set(dataset.judgements()["status"])) == ("Could not be read" in signs)


@pytest.mark.parametrize(
    ("contact", "href"),
    [("data@example.org", "mailto:data@example.org"), ("https://example.org/help", "https://example.org/help")],
)
def test_the_statement_names_the_contact_that_is_set(dataset: Dataset, contact: str, href: str) -> None:
    answer = create_app(dataset, Settings(contact=contact)).server.test_client().get("/about")
    link = BeautifulSoup(answer.text, "lxml").select_one("#accessibility a")
    assert link is not None
    assert (link.text, link["href"]) == (contact, href)


def test_paper_says_where_it_is_from(client: FlaskClient) -> None:
    line = BeautifulSoup(client.get("/map?date=2024-03-31").text, "lxml").select_one("footer .printed")
    assert line is not None
    assert line.text == "From http://localhost/map?date=2024-03-31"
