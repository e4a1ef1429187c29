"""The strips of the compare page: each grade one block of its time, in rows that no word of another covers."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from made_stories import Maker, made_span

from dashboard.drawing.text_width import text_height, text_width
from dashboard.figures.strips.bars import DAY
from dashboard.figures.strips.figure import Row, strips
from dashboard.figures.strips.panels import PANEL_TITLES
from dashboard.history.compared import Blocks, blocks, in_order, standings
from dashboard.history.story import Story, stories
from dashboard.judgements import TODAY as JUDGEMENTS_OF_TODAY
from dashboard.statistics.compare_set import with_predecessors
from dashboard.statistics.over_time import good_shares
from loaders import Dataset, Grade, Judgement, Status

TODAY = dt.date(2026, 8, 18)
WIDTHS = (280, 340, 640, 720, 960, 1100)
OVERALL, LEADERSHIP = Judgement.OVERALL, Judgement.LEADERSHIP


def made() -> dict[str, Story]:
    """Ashby: inadequate, then good, then without an overall grade; Barton, abolished in 2021 for Carlton."""
    make = Maker()
    make.body("A", "Ashby")
    make.body("B", "Barton", abolished="2021-04-01", successors="C")
    make.body("C", "Carlton", predecessors="B")
    for code, published, overall, leaders in (
        ("A", "2015-06-01", "Inadequate", "Inadequate"),
        ("A", "2019-06-01", "Good", "Outstanding"),
        ("A", "2026-05-01", "not_given", "Good"),
        ("B", "2016-01-01", "Requires improvement", "Good"),
    ):
        grades = {"overall_effectiveness": overall, "leadership": leaders, "care_leavers": "not_separate"}
        make.event(code, "ILACS", "standard inspection", None, published, grades)
    return make.stories()


@pytest.fixture
def found() -> Blocks:
    return blocks(made().values(), TODAY)


ROWS = [
    Row("A", "Ashby", "Good, Jun 2019", chosen=True),
    Row("C", "Carlton", "Not yet inspected"),
    Row("B", "Barton", "until Apr 2021", predecessor=True),
]


def test_a_block_runs_from_a_publication_to_the_next_or_to_the_end_of_the_body(found: Blocks) -> None:
    assert [(block.grade, block.start, block.until, block.is_last) for block in found["A", OVERALL]] == [
        (Grade.INADEQUATE, dt.date(2015, 6, 1), dt.date(2019, 6, 1), False),
        (Grade.GOOD, dt.date(2019, 6, 1), dt.date(2026, 5, 1), False),
        (None, dt.date(2026, 5, 1), TODAY, True),
    ]
    assert [block.until for block in found["B", OVERALL]] == [dt.date(2021, 4, 1)]


def test_the_grade_held_outlives_an_inspection_without_one(found: Blocks) -> None:
    stand = standings(found, OVERALL)["A"]
    assert (stand.latest.verdict.status, stand.held, stand.previous, stand.change) == (
        Status.NOT_GIVEN,
        Grade.GOOD,
        Grade.INADEQUATE,
        2,
    )


def test_absences_one_after_the_other_are_one_block_as_on_the_timeline(found: Blocks) -> None:
    (block,) = found["A", Judgement.CARE_LEAVERS]
    assert (block.start, block.until, block.confirmed) == (dt.date(2015, 6, 1), TODAY, dt.date(2026, 5, 1))


def test_a_body_stands_above_those_that_it_replaced() -> None:
    register = pd.DataFrame({"code": ["A", "B", "C"], "predecessors": [None, None, "B"]})
    assert with_predecessors(["A", "C"], register) == [("A", "A"), ("C", "C"), ("B", "C")]


def drawn_bars(figure: dict[str, Any]) -> list[tuple[str, float, str, int]]:
    """Grade, place, first moment and days of every bar."""
    return [
        (str(trace["name"]), y, base, round(x / DAY))
        for trace in figure["data"]
        if trace["type"] == "bar"
        for y, base, x in zip(trace["y"], trace["base"], trace["x"], strict=True)
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_each_block_is_one_bar_of_its_length(found: Blocks, width: int) -> None:
    figure = strips(ROWS, found, judgements=(OVERALL,), today=TODAY, width=width)
    go.Figure(figure)
    bars = sorted(drawn_bars(figure), key=lambda bar: (bar[1], bar[2]))
    assert [(grade, base[:10], days) for grade, _, base, days in bars] == [
        ("Inadequate", "2015-06-01", 1461),
        ("Good", "2019-06-01", 2526),
        ("No grade", "2026-05-01", 109),
        ("Requires improvement", "2016-01-01", 1917),
    ]
    assert len({y for _, y, _, _ in bars}) == 2  # Ashby and Barton; Carlton has nothing to show


@pytest.mark.parametrize("width", [320, 700, 900, 1100, 1400])
def test_the_years_of_several_panels_have_room_below_their_titles(found: Blocks, width: int) -> None:
    shown = tuple(PANEL_TITLES)
    layout = strips(ROWS, found, judgements=shown, today=TODAY, width=width)["layout"]
    axes = [layout[name] for name in layout if name.startswith("xaxis") and layout[name].get("type") == "date"]
    assert len(axes) == len(shown)
    for axis, title in zip(axes, layout["annotations"], strict=True):
        assert axis["ticktext"] == (["2020", "2025"] if width == 320 else ["2015", "2020", "2025"])
        assert axis["showticklabels"] == (title["yshift"] > 0)
        days = [dt.date.fromisoformat(day[:10]).toordinal() for day in axis["range"]]
        pixels = (width - layout["margin"]["l"] - layout["margin"]["r"]) * (axis["domain"][1] - axis["domain"][0])
        apart = 5 * 365 * pixels / (days[1] - days[0])
        assert apart > text_width("2020", 12) + 2 or not axis["showticklabels"]


def test_several_panels_end_with_the_grade_held_today(found: Blocks) -> None:
    figure = strips(ROWS, found, judgements=(LEADERSHIP, OVERALL), today=TODAY)
    go.Figure(figure)
    assert [note["text"] for note in figure["layout"]["annotations"]] == [
        "<b>Impact of leaders</b>",
        "<b>Overall effectiveness</b>",
    ]
    letters = [trace for trace in figure["data"] if trace.get("name") == "Letters"]
    chips = [
        text
        for trace in letters
        for text, x in zip(trace["text"], trace["x"], strict=True)
        if x[:10] > TODAY.isoformat()
    ]
    assert chips == ["G", "–"]


def test_the_chosen_one_is_marked_and_the_end_of_overall_is_a_line(found: Blocks) -> None:
    shapes = strips(ROWS, found, judgements=(OVERALL,), today=TODAY)["layout"]["shapes"]
    assert [shape["y0"] for shape in shapes if shape["type"] == "rect"] == [-0.5]
    assert [shape["x0"] for shape in shapes if shape["type"] == "line"] == ["2018-01-01", "2026-04-01"]


def test_england_is_a_step_of_its_shares() -> None:
    share = {OVERALL: [(dt.date(2016, 3, 31), 0.25), (dt.date(2020, 3, 31), 0.5)]}
    figure = strips(ROWS, {}, judgements=(OVERALL,), today=TODAY, england=share)
    go.Figure(figure)
    step = next(trace for trace in figure["data"] if trace.get("fill") == "tonexty")
    assert step["line"]["shape"] == "hv"
    assert step["customdata"][:2] == ["25%, March 2016", "50%, March 2020"]
    low, high, last = step["y"]
    assert low > high == last  # y grows downwards


@pytest.mark.parametrize("sort", ["grade", "name", "waiting", "improvement"])
def test_every_order_has_every_authority_once(found: Blocks, sort: str) -> None:
    names = {"A": "Ashby", "B": "Barton", "C": "Carlton"}
    stands = [standings(found, OVERALL)]
    expected = {"grade": "ABC", "name": "ABC", "waiting": "BAC", "improvement": "ABC"}
    assert "".join(in_order(names, stands, sort)) == expected[sort]


def width_of(words: str, size: float) -> float:
    """Pixels of words that may be bold."""
    return text_width(re.sub("</?b>", "", words).replace("\u00a0", " "), size, "<b>" in words)


def pixel(figure: dict[str, Any], y: float) -> float:
    """The pixel of a row's middle."""
    low, high = figure["layout"]["yaxis"]["range"]
    margin = figure["layout"]["margin"]
    inner = figure["layout"]["height"] - margin["t"] - margin["b"]
    return margin["t"] + (y - high) / (low - high) * inner


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("count", [11, 153])
@pytest.mark.parametrize("judgements", [(OVERALL,), JUDGEMENTS_OF_TODAY])
def test_no_name_covers_another_or_a_grade(
    dataset: Dataset, count: int, width: int, judgements: tuple[Judgement, ...]
) -> None:
    authorities = dataset.authorities()
    found = blocks(stories(dataset).values(), TODAY)
    today = authorities[authorities["abolished"].isna()].head(count)
    rows = [
        Row(code, name, "Requires improvement, Sep 2022", chosen=place == 3)
        for place, (code, name) in enumerate(zip(today["code"], today["name"], strict=True))
    ]
    figure = strips(rows, found, judgements=judgements, today=TODAY, width=width)
    go.Figure(figure)
    names, now = (trace for trace in figure["data"] if trace.get("name") in ("Names", "Grades now"))
    assert len(names["text"]) == len(now["text"]) == count
    margin = figure["layout"]["margin"]
    tops = [pixel(figure, y) for y in names["y"]]
    size = names["textfont"]["size"]
    assert all(below - above >= text_height("A", size) * 0.75 for above, below in itertools.pairwise(tops))
    for left, right in zip(names["text"], now["text"], strict=True):
        wide = [width_of(left, size), width_of(right, now["textfont"]["size"])]
        if margin["l"]:
            assert wide[0] <= margin["l"] and wide[1] <= margin["r"], (left, right)
        else:
            assert sum(wide) <= width, (left, right)


def test_the_bars_of_the_dataset_add_up(dataset: Dataset) -> None:
    authorities = dataset.authorities()
    found = blocks(stories(dataset).values(), TODAY)
    for items in found.values():
        assert all(one.until == next_one.start for one, next_one in itertools.pairwise(items))
        assert [block.is_last for block in items] == [False] * (len(items) - 1) + [True]
    rows = [Row(code, name, "") for code, name in zip(authorities["code"], authorities["name"], strict=True)]
    figure = strips(rows, found, judgements=(OVERALL,), today=TODAY)
    every = [block for (_, judgement), items in found.items() if judgement is OVERALL for block in items]
    seen = [block.is_last or block.until > max(block.start, dt.date(2013, 11, 1)) for block in every]
    assert len(drawn_bars(figure)) == sum(seen)


def test_england_is_the_share_of_the_as_at_rule(dataset: Dataset) -> None:
    share = good_shares(dataset.deciding(), today=TODAY)
    held = dataset.as_at(dt.date(2024, 3, 31))["grade"].dropna()
    expected = held.isin(["Good", "Outstanding"]).mean()
    assert dict(share)[dt.date(2024, 3, 31)] == pytest.approx(expected)


def test_a_grade_of_the_last_day_and_no_row_are_drawn() -> None:
    block = made_span(Grade.GOOD, TODAY, TODAY)
    (bar,) = drawn_bars(strips(ROWS[:1], {("A", OVERALL): [block]}, judgements=(OVERALL,), today=TODAY))
    assert bar[0] == "Good"
    go.Figure(strips([], {}, judgements=(OVERALL,), today=TODAY))
