from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from holding import faults
from hypothesis import given
from hypothesis import strategies as st

from dashboard.drawing.scene import Line, Mark, Rect, Scene, Words
from dashboard.figures import joint, lag, spells, waits
from dashboard.statistics.graded import GRADES, NO_GRADE
from loaders import Precision


def spell(*days: int, length: int = 900, covered: tuple[int, int] = (0, 900)) -> spells.Spell:
    marks = tuple(spells.Visit(day, place, Precision.DAY, f"visit {place}") for place, day in enumerate(days, start=1))
    return spells.Spell("Ashby", dt.date(2022, 5, 1), length, "Good", "Ended", covered, marks, ("3 known",))


def diamonds(scene: Scene) -> list[float]:
    return [mark.x for mark in scene.only(Mark) if mark.symbol == "diamond"]


@given(st.lists(st.integers(0, 900), max_size=7).map(sorted), st.sampled_from([280, 640, 960, 1100]))
def test_each_dated_visit_is_a_diamond_in_its_order(days: list[int], width: int) -> None:
    figure = spells.strip([spell(*days)], width=width)
    places = diamonds(figure)
    assert len(places) == len(days)
    assert places == sorted(places)


def test_a_visit_without_a_date_is_not_drawn() -> None:
    one = spell(200)
    undated = spells.Visit(None, 7, Precision.UNKNOWN, "seventh")
    drawn = spells.Spell(*[getattr(one, name) for name in one.__slots__][:6], (*one.visits, undated), one.words)
    assert len(diamonds(spells.strip([drawn]))) == 1


@pytest.mark.parametrize(
    ("covered", "dashes"),
    [((0, 900), ["solid"]), ((300, 600), ["dot", "solid", "dot"]), ((900, 900), ["dot"]), ((0, 0), ["dot"])],
)
def test_the_rail_is_solid_only_where_lists_cover_it(covered: tuple[int, int], dashes: list[str]) -> None:
    rails = [item for item in spells.strip([spell(covered=covered)]).only(Line) if item.colour == spells.RAIL]
    assert [rail.dash for rail in rails] == dashes


def test_no_spell_is_drawn_as_no_row() -> None:
    assert spells.strip([]).only(Mark) == []


def wait(rank: int, days: int, is_known: bool = True) -> waits.Wait:
    return waits.Wait(rank, f"Authority {rank}", days, "Good", is_known, "hover")


@pytest.mark.parametrize(("n", "width", "rows"), [(153, 1100, 51), (153, 720, 77), (153, 340, 153), (12, 1100, 12)])
def test_the_ranking_is_read_down_its_columns(n: int, width: int, rows: int) -> None:
    figure = waits.ranking([wait(rank, 1000 - rank) for rank in range(1, n + 1)], width=width)
    assert figure.height == waits.HEAD + waits.ROW * rows + 4


def test_a_wait_that_is_not_sure_is_hollow() -> None:
    figure = waits.ranking([wait(1, 900), wait(2, 800, is_known=False)])
    bars = [item.fill for item in figure.only(Rect) if item.fill in (waits.KNOWN, waits.UNSURE)]
    assert bars == [waits.KNOWN, waits.UNSURE]


@pytest.mark.parametrize("width", [280, 640, 1100])
def test_words_of_gaps_have_their_room(width: int) -> None:
    summary = pd.DataFrame(
        {
            "grade": GRADES,
            "n": pd.array([0, 2, 2, 0], dtype="Int64"),
            "minimum": pd.array([None, 1000, 900, None], dtype="Int64"),
            "mean": [float("nan"), 1100.0, 1000.0, float("nan")],
            "maximum": pd.array([None, 1200, 1400, None], dtype="Int64"),
        }
    )
    seen = pd.DataFrame({"grade": ["Good", "Good", *["Requires improvement"] * 2], "days": [1000, 1200, 900, 1400]})
    assert faults(waits.gaps(summary, seen, width=width)) == []


def test_a_year_without_a_known_wait_is_not_drawn() -> None:
    frame = pd.DataFrame(
        {
            "year": [2012, 2014],
            "n": pd.array([0, 3], dtype="Int64"),
            "minimum": pd.array([None, 40], dtype="Int64"),
            "median": [float("nan"), 50.0],
            "maximum": pd.array([None, 90], dtype="Int64"),
            "unknown": pd.array([9, 1], dtype="Int64"),
        }
    )
    scene = lag.ranges(frame)
    (dot,) = scene.only(Mark)
    assert (dot.name, dot.hover) == ("2014", "2014\nmedian 50 days\n40 to 90 days, n = 3")
    axis = {words.text: words.y for words in scene.only(Words) if words.anchor == "right"}
    zero, fifty = axis["0"], axis["50"]
    (bar,) = [item for item in scene.only(Line) if item.name == "2014"]
    days = [(zero - y) / (zero - fifty) * 50 for _, y in (*bar.runs[0], (dot.x, dot.y))]
    assert days == pytest.approx([40, 90, 50])


@pytest.mark.parametrize("width", [280, 1100])
def test_joint_inspections_stand_in_the_row_of_their_theme(width: int) -> None:
    events = pd.DataFrame(
        {
            "name": ["Ashby", "Barton"],
            "theme": ["neglect", "child exploitation, gangs and missing children"],
            "grade_held": ["Good", NO_GRADE],
            "start_date": pd.to_datetime(["2018-02-01", "2019-02-01"]),
            "day": pd.to_datetime(["2018-02-01", "2019-02-01"]),
        }
    )
    order = ["neglect", "child exploitation, gangs and missing children"]
    figure = joint.themes(order, events, today=dt.date(2020, 1, 1), width=width)
    first, second = figure.only(Mark)
    assert first.y < second.y < figure.height
