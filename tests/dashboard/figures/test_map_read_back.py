"""The map, read back: each authority has the colour, the pattern and the letter of the grade that it held."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pandas as pd
import pytest

from dashboard.figures.map.areas import areas_on, shapes_of
from dashboard.figures.map.figure import Area, grade_map
from loaders import Dataset, Grade, Judgement
from tests.dashboard.figures.read_back.drawn import drawn
from tests.dashboard.figures.read_back.england_map import PATTERNS, areas, names_in, tiles
from tests.dashboard.figures.read_back.legend import GRADES, INKS
from tests.dashboard.pages.said import by_id
from tests.each_row import each_row


@pytest.mark.parametrize("width", [340, 700, 1100])
def test_any_grades_are_drawn_where_they_belong(dataset: Dataset, width: int) -> None:
    chance = random.Random(width)
    shapes = shapes_of(dataset)
    asked = {code: Area(chance.choice([*Grade, None]), f"{code}: so") for code in shapes}
    page = drawn(grade_map(shapes, asked, width=width), width)
    back = areas(page)
    assert sorted(back["hover"]) == sorted(f"{code}: so" for code in shapes)
    for row in each_row(back):
        grade = asked[row.hover[:9]].grade or ""
        assert row.grade == grade
        assert row.pattern == PATTERNS.get(grade, "")
        assert row.letter in {grade, ""} and row.chip in {grade, ""}
    assert (back["letter"] != "").sum() > 0.15 * (back["grade"] != "").sum(), "letters stand where there is room"
    london = tiles(page)
    assert len(london) == 33 and london["name"].is_unique
    for row in each_row(london):
        grade = asked[row.hover[:9]].grade or ""
        assert (row.grade, row.letter) == (grade, grade)
        assert row.said == {**dict(zip(GRADES, ["O", "G", "RI", "I"], strict=True)), "": "–"}[grade]
        assert row.ink == INKS.get(grade, "#0b0c0c")


@pytest.mark.parametrize("judgement", ["overall_effectiveness", "care_leavers"])
@pytest.mark.parametrize("date", [dt.date(2017, 3, 31), dt.date(2021, 3, 31), dt.date(2025, 12, 31)])
def test_the_map_of_a_date_holds_the_grades_of_that_date(dataset: Dataset, date: dt.date, judgement: str) -> None:
    held = dataset.as_at(date, None, Judgement(judgement))
    shapes = shapes_of(dataset)
    back = areas(drawn(grade_map(shapes, areas_on(shapes, held, dataset.authorities()), width=1100), 1100))
    grades = {row.name: "" if pd.isna(row.grade) else row.grade for row in each_row(held)}
    named: set[str] = set()
    for row in each_row(back):
        said = names_in(row.hover)
        named |= set(said)
        mine = {grades[name] for name in said}
        assert row.grade == (mine.pop() if len(mine) == 1 else ""), row.hover
        for name, words in said.items():
            assert words.casefold() == grades[name].casefold() or not grades[name]
    assert named == set(grades)


def test_the_page_draws_the_date_that_is_asked_for(page_at: Any, dataset: Dataset) -> None:
    content, _ = page_at("/map", "?date=2019-03-31&judgement=children_in_care")
    back = areas(drawn(by_id(content, "map-england")["props"]["figure"], 1100))
    held = dataset.as_at(dt.date(2019, 3, 31), None, Judgement.CHILDREN_IN_CARE)
    grades = held.set_index("name")["grade"].dropna()
    for row in each_row(back):
        mine = {grades.get(name, "") for name in names_in(row.hover)}
        assert row.grade == (mine.pop() if len(mine) == 1 else "")
    assert len(set(back["grade"])) == 5
