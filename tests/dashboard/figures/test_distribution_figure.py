"""Bars of grades on a date, and shares through time: every number of the frame, and no word upon another."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing.text_width import text_height, text_width
from dashboard.figures import distribution
from dashboard.statistics import counts

WIDTHS = (280, 420, 560, 720, 1100)
COUNTS = st.tuples(*[st.integers(0, 80)] * 4).filter(lambda counts: sum(counts) > 0)


def counted(**areas: tuple[int, ...]) -> pd.DataFrame:
    """A frame of `counts.counts`: area to its numbers, best grade first."""
    frame = pd.DataFrame(areas.values(), columns=counts.GRADES)
    frame.insert(0, "area", pd.array(list(areas), dtype="string"))
    return frame.assign(total=frame[counts.GRADES].sum(axis="columns"), ungraded=0)


@settings(deadline=None, max_examples=40)
@given(st.lists(COUNTS, min_size=1, max_size=10), st.sampled_from(WIDTHS))
def test_bars_hold_each_number_and_fill_their_row(rows: list[tuple[int, ...]], width: int) -> None:
    areas = {"England" if place == 0 else f"Region {place}": counts for place, counts in enumerate(rows)}
    shares = counts.shares(counted(**areas))
    figure = distribution.bars(shares, width=width)
    order = list(distribution.good_share(shares).index)
    assert order[0] == "England" and sorted(order) == sorted(areas)
    for place, area in enumerate(order):
        said = [trace["customdata"][place] for trace in figure["data"]]
        assert [text.rsplit(" ", 1)[1] for text in said] == [str(n) for n in areas[area]]
        assert sum(trace["x"][place] for trace in figure["data"]) == pytest.approx(100)
        left = figure["layout"]["margin"]["l"]
        for trace in figure["data"]:
            room = trace["x"][place] / 100 * (width - left)
            assert text_width(trace["text"][place], 14) <= max(room, 0)
        words = figure["layout"]["annotations"][place]["text"].removeprefix("<b>").removesuffix("</b>")
        assert words == f"{area}, n = {sum(areas[area])}"
        assert not left or text_width(words, 14, bold=area == "England") < left


def test_bars_are_a_figure_and_the_best_region_is_first() -> None:
    frame = counted(England=(1, 1, 1, 1), North=(0, 0, 1, 1), South=(1, 1, 0, 0))
    figure = distribution.bars(counts.shares(frame))
    go.Figure(figure)
    assert [note["text"] for note in figure["layout"]["annotations"]] == [
        "<b>England, n = 4</b>",
        "South, n = 2",
        "North, n = 2",
    ]


def test_an_area_without_a_grade_is_an_empty_row() -> None:
    figure = distribution.bars(counts.shares(counted(England=(1, 0, 0, 0), North=(0, 0, 0, 0))))
    go.Figure(figure)
    assert [trace["x"][1] for trace in figure["data"]] == [0, 0, 0, 0]
    assert [trace["text"][1] for trace in figure["data"]] == ["", "", "", ""]


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


def test_a_month_of_few_is_not_drawn_and_the_others_add_up_to_all() -> None:
    figure = distribution.over_time(months((1, 2, 3, 4), (10, 20, 30, 40), (25, 25, 25, 25)))
    go.Figure(figure)
    assert [trace["x"] for trace in figure["data"]] == [["2020-02-29", "2020-03-31"]] * 4
    assert [sum(trace["y"][place] for trace in figure["data"]) for place in (0, 1)] == [100, 100]
    assert [trace["line"]["shape"] for trace in figure["data"]] == ["hv"] * 4
    assert figure["data"][3]["customdata"][0] == "February 2020<br>Inadequate: 40 of 100"


@settings(deadline=None, max_examples=40)
@given(COUNTS.filter(lambda counts: sum(counts) >= distribution.FEWEST), st.sampled_from(WIDTHS))
def test_the_words_at_the_end_never_cover_one_another(counts: tuple[int, ...], width: int) -> None:
    layout: dict[str, Any] = distribution.over_time(months(counts, counts), width=width)["layout"]
    words = layout["annotations"]
    inner = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    places = [word["y"] / 100 * inner for word in words]
    assert all(above - below >= text_height("A", 14) for below, above in itertools.pairwise(places))
    assert max(places) <= inner + layout["margin"]["t"] - 7
    assert all(
        text_width(word["text"].replace("<b>", "").replace("</b>", ""), 14) <= layout["margin"]["r"] for word in words
    )


@pytest.mark.parametrize(("day", "lines"), [("2020-02-29", 1), ("2019-01-01", 0), ("2021-01-01", 0)])
def test_a_date_is_marked_where_it_is_drawn(day: str, lines: int) -> None:
    figure = distribution.over_time(months(*[(25, 25, 25, 25)] * 3), marked=dt.date.fromisoformat(day))
    assert len(figure["layout"]["shapes"]) == lines


def test_nothing_at_all_is_an_empty_figure() -> None:
    go.Figure(distribution.over_time(months((1, 0, 0, 0)), marked=dt.date(2020, 1, 31)))
