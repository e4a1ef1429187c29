"""Bars of grades on a date, and shares through time: England and the best first, and no word upon another."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing.scene import Area, Line, Words
from dashboard.figures import distribution
from dashboard.statistics import counts
from dashboard.statistics.over_time import FEWEST
from tests.dashboard.figures.holding import faults

WIDTHS = (280, 420, 560, 720, 1100)
COUNTS = st.tuples(*[st.integers(0, 80)] * 4).filter(lambda counts: sum(counts) > 0)


def counted(**areas: tuple[int, ...]) -> pd.DataFrame:
    """A frame of `counts.counts`: area to its numbers, best grade first."""
    frame = pd.DataFrame(areas.values(), columns=counts.GRADES)
    frame.insert(0, "area", pd.Series(list(areas), dtype="string"))
    return frame.assign(total=frame[counts.GRADES].sum(axis="columns"), ungraded=0)


@settings(max_examples=40)
@given(st.lists(COUNTS, min_size=1, max_size=10), st.sampled_from(WIDTHS))
def test_words_have_their_room(rows: list[tuple[int, ...]], width: int) -> None:
    areas = {"England" if place == 0 else f"Region {place}": counts for place, counts in enumerate(rows)}
    assert faults(distribution.bars(counts.shares(counted(**areas)), width=width)) == []


def test_england_is_first_and_then_the_best_region() -> None:
    frame = counted(England=(1, 1, 1, 1), North=(0, 0, 1, 1), South=(1, 1, 0, 0))
    labels = [item for item in distribution.bars(counts.shares(frame)).only(Words) if "n = " in item.text]
    assert [item.text for item in labels] == ["England, n = 4", "South, n = 2", "North, n = 2"]
    assert [item.bold for item in labels] == [True, False, False]


def test_an_area_without_a_grade_is_an_empty_row() -> None:
    scene = distribution.bars(counts.shares(counted(England=(1, 0, 0, 0), North=(0, 0, 0, 0))))
    assert [item.hover for item in scene.items if item.hover] == ["England\nOutstanding: 1 (100%)"]


def months(*rows: tuple[int, ...]) -> pd.DataFrame:
    """A frame of `over_time.shares`, a month a row."""
    days = pd.date_range("2020-01-31", periods=len(rows), freq="ME")
    frame = pd.DataFrame(
        [
            (day, grade, n, sum(row))
            for day, row in zip(days, rows, strict=True)
            for grade, n in zip(counts.GRADES, row, strict=True)
        ],
        columns=["date", "grade", "n", "total"],
    )
    return frame.assign(percent=100 * frame["n"] / frame["total"].where(frame["total"] > 0))


def test_a_month_of_few_is_not_drawn() -> None:
    scene = distribution.over_time(months((1, 2, 3, 4), (10, 20, 30, 40), (25, 25, 25, 25)))
    said = [item.hover.split("\n") for item in scene.items if item.hover]
    assert [lines[0] for lines in said] == ["February 2020", "March 2020"]
    assert said[0][4] == "Inadequate: 40 of 100 (40%)"


@settings(max_examples=40)
@given(COUNTS.filter(lambda counts: sum(counts) >= FEWEST), st.sampled_from(WIDTHS))
def test_the_words_at_the_end_never_cover_one_another(counts: tuple[int, ...], width: int) -> None:
    shares = months(*[counts] * 60)
    assert faults(distribution.marked(distribution.over_time(shares, width=width), shares, dt.date(2022, 1, 31))) == []


@pytest.mark.parametrize(("day", "lines"), [("2020-02-29", 1), ("2019-01-01", 0), ("2021-01-01", 0)])
def test_a_date_is_marked_where_it_is_drawn(day: str, lines: int) -> None:
    shares = months(*[(25, 25, 25, 25)] * 3)
    scene = distribution.marked(distribution.over_time(shares), shares, dt.date.fromisoformat(day))
    assert len([item for item in scene.only(Line) if item.width == 2]) == lines


def test_nothing_at_all_is_an_empty_drawing() -> None:
    shares = months((1, 0, 0, 0))
    assert distribution.marked(distribution.over_time(shares), shares, dt.date(2020, 1, 31)).only(Area) == []
