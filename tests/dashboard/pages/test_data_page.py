from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.pages.data import ADDRESSES, GRID_COLUMNS, grid_rows
from loaders import Dataset, Grade
from tests.each_row import each_row


def test_the_grid_has_every_event_newest_first(dataset: Dataset) -> None:
    rows = grid_rows(dataset)
    assert len(rows) == len(dataset.inspections())
    assert all(set(row) == {*GRID_COLUMNS, "slug"} for row in rows)
    days = [row["start_date"] or row["publication_date"] for row in rows]
    assert [day for day in days if day] == sorted((day for day in days if day), reverse=True)
    assert all(isinstance(value, str) for row in rows for value in row.values())


def test_a_grade_that_is_not_given_has_its_reason_in_the_grid(dataset: Dataset) -> None:
    judged = dataset.judgements().query("judgement == 'overall_effectiveness'")
    ungiven = int((judged["status"] == "not_given").sum())
    rows = grid_rows(dataset)
    assert ungiven and sum(row["overall_effectiveness"] == "not given since April 2026" for row in rows) == ungiven


def test_every_judgement_of_today_stands_in_the_grid_and_the_name_leads_to_its_authority(dataset: Dataset) -> None:
    slugs = dict(zip(dataset.bodies()["name"], dataset.bodies()["slug"], strict=True))
    rows = grid_rows(dataset)
    assert all(row["slug"] == slugs[row["authority"]] for row in rows)
    for judgement in ("leadership", "help_and_protection", "children_in_care", "care_leavers"):
        judged = dataset.judgements().query("judgement == @judgement")
        shown = Counter(row[judgement] for row in rows)
        assert judged["grade"].notna().sum() == sum(shown[grade.value] for grade in Grade)
        assert (judged["status"] == "not_separate").sum() == shown["not judged separately"]


def test_the_page_says_what_is_missing_where_it_comes_from_and_where_sources_differ(
    page_at: Any, dataset: Dataset
) -> None:
    said = json.dumps(page_at("/data")[0], ensure_ascii=False)
    for row in each_row(dataset.coverage()):
        assert str(row.basis) in said
    for source in dataset.package["sources"]:
        assert source["title"] in said
        assert source["sha256"][:12] in said
    assert f"{len(dataset.disagreements())} facts are given differently by two sources" in said


@pytest.mark.parametrize("example", [example for _, example, _ in ADDRESSES])
def test_the_example_of_every_address_answers(example: str, client: FlaskClient) -> None:
    assert client.get(example).status_code == 200


def test_every_file_that_the_page_links_is_there(page_at: Any, client: FlaskClient) -> None:
    said = json.dumps(page_at("/data")[0])
    links = set(re.findall(r"/download/[\w.-]+", said))
    assert len(links) > 10
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)
