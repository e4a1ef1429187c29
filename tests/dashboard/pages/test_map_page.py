"""The map page against the dataset: each authority's own grade on the date, and before a change that of the body then."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dashboard.judgements import OFFERED as JUDGEMENTS
from loaders import Dataset, Judgement
from tests.dashboard.pages.said import by_id, words
from tests.each_row import each_row

DATES = st.dates(dt.date(2014, 6, 30), dt.date(2026, 8, 18))


def areas(content: Any) -> list[str]:
    """What a pointer reads over each authority."""
    figure = by_id(content, "map-england")["props"]["figure"]
    marks = [trace for trace in figure["data"] if trace.get("mode") == "markers"]
    return [hover for trace in marks for hover in trace.get("hovertext", ()) if hover]


@settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(date=DATES, judgement=st.sampled_from([*JUDGEMENTS]))
def test_each_body_of_the_date_is_shown_with_its_grade(
    page_at: Any, dataset: Dataset, date: dt.date, judgement: Judgement
) -> None:
    content, _ = page_at("/map", f"?date={date}&judgement={judgement}")
    held = dataset.as_at(date, None, judgement)
    hovers = areas(content)
    assert len(hovers) == 153
    said = {re.sub("</?b>", "", html.unescape(line)) for hover in hovers for line in hover.split("<br>")}
    for row in each_row(held):
        grade = str(row.grade if isinstance(row.grade, str) else row.reason).capitalize()
        assert any(line.startswith(f"{row.name}: {grade}") for line in said), (row.name, grade)
    good, total = int(held["grade"].isin(["Good", "Outstanding"]).sum()), int(held["grade"].notna().sum())
    title = words(by_id(content, "map-england-title"))
    assert (f"{good} of {total} authorities" in title) if total else ("no authority held a grade" in title)


def test_the_regions_in_the_title_are_those_of_the_extremes(page_at: Any, dataset: Dataset) -> None:
    content, _ = page_at("/map", "?date=2024-03-31&judgement=overall_effectiveness")
    held = dataset.as_at(dt.date(2024, 3, 31)).dropna(subset=["grade"])
    share = held["grade"].isin(["Good", "Outstanding"]).groupby(held["region"]).mean()
    title = words(by_id(content, "map-england-title"))
    most, fewest = title.split(": highest share in ")[1].split(", lowest in ")
    assert share.idxmax() in most and f"{100 * share.max():.0f}%" in most
    assert share.idxmin() in fewest and f"{100 * share.min():.0f}%" in fewest


def test_before_its_birth_an_authority_shows_the_body_that_it_replaced(page_at: Any) -> None:
    before = areas(page_at("/map", "?date=2023-03-31&judgement=overall_effectiveness")[0])
    assert sum("Cumbria: " in hover for hover in before) == 2
    after = areas(page_at("/map", "?date=2023-04-30&judgement=overall_effectiveness")[0])
    assert not any("Cumbria: " in hover for hover in after)
    assert sum("Cumberland: Not yet inspected" in hover for hover in after) == 1


@pytest.mark.parametrize(
    "query", ["?date=yesterday", "?date=2024-02-30", "?judgement=x", "?date=%00&judgement=%3Cb%3E"]
)
def test_an_odd_value_is_said_and_the_usual_view_is_shown(query: str, page_at: Any) -> None:
    content, title = page_at("/map", query)
    assert title.startswith("Map")
    assert "The address asks for" in words(content)
    assert len(areas(content)) == 153
