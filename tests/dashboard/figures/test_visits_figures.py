from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.drawing.scene import Line, Mark, Rect, Scene, Words
from dashboard.figures import joint, lag, spells, themes, waits
from dashboard.statistics.graded import GRADES, NO_GRADE
from loaders import Precision
from tests.dashboard.figures.holding import faults
from tests.each_row import each_row


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
    drawn = replace(one, visits=(*one.visits, undated))
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


def reports(*taken: tuple[int, int]) -> pd.DataFrame:
    """Reports of a year that took so many days."""
    start = pd.to_datetime([f"{year}-02-01" for year, _ in taken])
    days = [days for _, days in taken]
    return pd.DataFrame(
        {
            "inspection_id": [f"report-{place}" for place in range(len(taken))],
            "name": [f"Place {place}" for place in range(len(taken))],
            "year": [year for year, _ in taken],
            "days": days,
            "start_date": start,
            "publication_date": start + pd.to_timedelta(days, unit="D"),
        }
    )


def years_of(taken: pd.DataFrame) -> pd.DataFrame:
    counted = taken.groupby("year")["days"].agg(n="size", minimum="min", median="median", maximum="max").reset_index()
    return pd.concat([counted, pd.DataFrame([{"year": 2012, "n": 0}])]).sort_values("year", ignore_index=True)


@given(
    st.lists(st.tuples(st.integers(2014, 2017), st.integers(10, 260)), min_size=1, max_size=60),
    st.sampled_from([280, 640, 1100]),
)
def test_every_report_is_a_dot_at_its_days_and_none_covers_another(taken: list[tuple[int, int]], width: int) -> None:
    asked = reports(*taken)
    scene = lag.swarms(asked, years_of(asked), width=width)
    dots = {mark.name: mark for mark in scene.only(Mark)}
    assert set(dots) == set(asked["inspection_id"])
    ticks = sorted((int(words.text), words.x) for words in scene.only(Words) if words.y == 12 and words.text.isdigit())
    zero = next(words.x for words in scene.only(Words) if words.text == "days: 0")
    per_day = (ticks[-1][1] - zero) / ticks[-1][0] if ticks else (width - 86) / 50
    rows = {
        year: [dots[name] for name in asked.loc[asked["year"] == year, "inspection_id"]] for year in set(asked["year"])
    }
    for row in each_row(asked):
        dot = dots[row.inspection_id]
        if ticks:
            assert (dot.x - zero) / per_day == pytest.approx(row.days, abs=1.5)
        assert dot.hover.startswith(f"{row.name}\n{row.days} days\nFirst day 1 February {row.year}, out ")
    for mine in rows.values():
        for place, one in enumerate(mine):
            for other in mine[place + 1 :]:
                assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (2 * one.radius) ** 2 - 0.01
    tops = [min(dot.y for dot in rows[year]) for year in sorted(rows, reverse=True)]
    assert tops == sorted(tops), "newest first"
    said = {words.name: words.text for words in scene.only(Words) if words.bold and words.anchor == "right"}
    assert said == {str(year): f"{asked.loc[asked['year'] == year, 'days'].median():.0f}" for year in rows}
    middles = {item.name: item.box.middle[0] for item in scene.only(Rect) if item.name.endswith("median")}
    assert set(middles) == {f"{year} median" for year in rows}, "a year without a known wait has no row"


@pytest.mark.parametrize("width", [280, 420, 640, 1100])
def test_cells_say_how_many_visits_looked_at_a_theme(width: int) -> None:
    frame = pd.DataFrame({"theme": ["Front door", "Care leavers"], 2019: [12, 0], 2020: [1, 3], "total": [13, 3]})
    scene = themes.by_year(frame, {("Front door", 2019): "Ashby, Barton"}, width=width)
    cells = {item.name: item for item in scene.only(Rect)}
    numbers = {words.name: words.text for words in scene.only(Words) if ": " in words.name}
    assert numbers == {"Front door: 2019": "12", "Front door: 2020": "1", "Front door: all": "13",
                       "Care leavers: 2020": "3", "Care leavers: all": "3"}  # fmt: skip
    assert cells["Front door: 2019"].hover == "Front door: 2019\n12 visits\nAshby, Barton"
    assert cells["Care leavers: 2019"].fill == themes.SHADES[0] and cells["Front door: 2019"].fill == themes.SHADES[-1]
    assert [words.text for words in scene.only(Words) if words.text in ("Front door", "Care leavers")] == list(
        frame["theme"]
    )
    assert all(item.box.left >= 0 and item.box.right <= width for item in cells.values())


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
