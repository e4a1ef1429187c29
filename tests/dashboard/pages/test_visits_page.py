from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from asking import half_read

from dashboard.components.table import table
from dashboard.pages.drawn import Drawn
from dashboard.pages.visits.answers import Answers, View
from dashboard.pages.visits.lists import AT_ONCE, waiting_table
from dashboard.pages.visits.page import DEFAULTS, LAGS, PARTS, SORTS, SPELLS
from dashboard.statistics import visits
from dashboard.text.visits import spell_words
from loaders import Dataset, load_dataset

WIDTHS = (280, 420, 640, 960, 1100)


@pytest.fixture(scope="module")
def answers(dataset: Dataset) -> Answers:
    return Answers(dataset)


def view(width: int = 1100, **changed: str) -> View:
    state = {"region": "", "sort": "waiting", "spells": "all", "lag": "full", **changed}
    return View(**state, width=width)


def figures(part: Any) -> Iterator[dict[str, Any]]:
    for component in part._traverse():
        if type(component).__name__ == "Graph":
            yield component.figure


def words_of(part: Any) -> str:
    return json.dumps(part, default=lambda item: item.to_plotly_json(), ensure_ascii=False)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("key", PARTS)
def test_every_figure_is_one_that_plotly_takes(key: str, width: int, answers: Answers) -> None:
    for figure in figures(Drawn(answers)(PARTS[key].draw, view(width))):
        go.Figure(figure)
        assert figure["layout"]["height"] > 100


@pytest.mark.parametrize("key", PARTS)
def test_every_chart_says_its_source_and_leaves_what_is_known_to_the_page(key: str, answers: Answers) -> None:
    said = words_of(Drawn(answers)(PARTS[key].draw, view()))
    assert "Source: Ofsted" in said
    assert "Known in full" not in said


def test_the_page_says_once_how_far_each_kind_is_known(answers: Answers) -> None:
    assert answers.known == (
        "Known in full: focused visits to 3 February 2026; monitoring visits only from 1 April 2022 to 31 March 2025; "
        "joint targeted area inspections to 13 March 2025; area SEND inspections only from 1 January 2023 to "
        "6 November 2025."
    )


def test_where_only_some_reports_were_read_the_others_stand_apart(tmp_path: Path) -> None:
    part = load_dataset(half_read(tmp_path))
    bodies, documents = part.authorities(), part.documents()
    today = set(bodies.loc[bodies["abolished"].isna(), "code"])
    read = today & set(documents.loc[documents["sha256"].notna(), "authority_code"])
    answers = Answers(part)
    assert 0 < len(read) < len(today) == 153
    assert (
        f"full inspections to 31 March 2025, and later ones only of the {len(read)} of 153 authorities whose reports "
        "were read" in answers.known
    )
    assert sum(row.is_known for row in answers.rows_of_waits(answers.waits)) == len(read)


def test_every_focused_visit_is_counted_once(answers: Answers, dataset: Dataset) -> None:
    found = answers.focused
    apart = visits.by_theme_and_grade(found[found["is_covid"]])["total"].sum()
    rest = visits.by_theme_and_grade(found[~found["is_covid"]])["total"].sum()
    assert apart + rest == (dataset.inspections()["event_type"] == "focused visit").sum()


def test_every_monitoring_visit_is_in_one_spell_or_said_to_be_in_none(answers: Answers, dataset: Dataset) -> None:
    drawn = sum(len(row.visits) for row in answers.rows_of_spells(answers.monitoring))
    assert drawn == int(answers.monitoring["n"].sum())
    assert drawn + len(answers.outside) == (dataset.inspections()["event_type"] == "monitoring visit").sum()


def test_the_window_says_that_it_is_no_schedule(answers: Answers) -> None:
    assert "it is not Ofsted's schedule" in words_of(Drawn(answers)(PARTS["window"].draw, view()))


def test_the_ranking_has_every_authority_once(answers: Answers, dataset: Dataset) -> None:
    today = dataset.authorities()
    today = set(today.loc[today["abolished"].isna(), "name"])
    rows = answers.rows_of_waits(answers.waits)
    assert sorted(row.name for row in rows) == sorted(today)
    assert [row.days for row in rows] == sorted((row.days for row in rows), reverse=True)
    assert all(row.is_known for row in rows)


def test_a_region_is_a_table_and_all_england_a_grid(answers: Answers) -> None:
    assert isinstance(waiting_table(answers, region="London", sort="waiting"), type(table(["a"], [], caption="b")))
    assert len(answers.waits) > AT_ONCE
    assert "AgGrid" in words_of(waiting_table(answers, region="", sort="waiting"))


@pytest.mark.parametrize(
    ("row", "first"),
    [
        ({"n": 0, "missing": "", "missing_n": 0, "undated": 0, "state": "none"}, "none was made"),
        (
            {"n": 0, "missing": "", "missing_n": 0, "undated": 0, "state": "not known"},
            "none known",
        ),
        (
            {"n": 5, "missing": "1, 6", "missing_n": 2, "undated": 1, "state": "gaps"},
            "5 known; no record of 1 and 6; 1 without a date",
        ),
        (
            {"n": 3, "missing": "1 of 1 to 3", "missing_n": 1, "undated": 0, "state": "gaps"},
            "3 known; no record of one of numbers 1 to 3",
        ),
        ({"n": 4, "missing": "", "missing_n": 0, "undated": 0, "state": "no gap known"}, "4 known"),
    ],
)
def test_a_gap_is_said_apart_from_none(row: dict[str, Any], first: str) -> None:
    assert spell_words(row)[0] == first


def test_the_address_is_the_state(page_at: Any) -> None:
    said = json.dumps(page_at("/visits", "?region=London&sort=name&spells=open&lag=monitoring")[0], ensure_ascii=False)
    assert "in London for a full inspection" in said
    assert "reports of monitoring visits" in said
    assert "does not exist here" not in said


@pytest.mark.parametrize("name", [*DEFAULTS, "part"])
@pytest.mark.parametrize("value", ["", "nothing", "<b>", "England,London", "%00"])
def test_an_odd_value_gives_the_usual_view(name: str, value: str, page_at: Any) -> None:
    content, title = page_at("/visits", f"?{name}={value}")
    assert title.startswith("Visits and waiting times")
    assert "As far as is known" in json.dumps(content)


def test_the_choices_are_those_of_the_answers(answers: Answers) -> None:
    from dashboard.pages.visits.answers import LAG_WORDS

    assert set(LAGS) == set(LAG_WORDS)
    assert set(DEFAULTS) == {"region", "sort", "spells", "lag"}
    assert DEFAULTS["sort"] in SORTS and DEFAULTS["spells"] in SPELLS
    assert len(answers.regions) == 9


def test_one_part_alone_leaves_the_others_empty(page_at: Any) -> None:
    said = json.dumps(page_at("/visits", "?part=send")[0], ensure_ascii=False)
    assert "visits-send-title" in said
    assert "visits-window-title" not in said
