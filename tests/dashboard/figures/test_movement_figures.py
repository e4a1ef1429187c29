"""Movement, transitions, the bridge and the survival curve: every number of their frames, and no word cut or covered."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing.text_width import text_width
from dashboard.figures import movement as drawing
from dashboard.figures import survival
from dashboard.statistics.graded import GRADES
from dashboard.statistics.movement import Movement, summary
from dashboard.statistics.survival import median, product_limit

WIDTHS = (280, 420, 560, 760, 1100)


def moved(*counts: int) -> pd.DataFrame:
    """A summary with these numbers of improved, retained, same and declined."""
    words = [kind.value for kind, n in zip(Movement, counts, strict=True) for _ in range(n)]
    return summary(pd.DataFrame({"movement": pd.array(words, dtype="string")}))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(*[st.integers(0, 60)] * 4), min_size=1, max_size=3), st.sampled_from(WIDTHS))
def test_bars_of_movement_hold_every_number(rows: list[tuple[int, ...]], width: int) -> None:
    figure = drawing.bars([(f"Row {place}", moved(*row)) for place, row in enumerate(rows)], width=width)
    for place, row in enumerate(rows):
        shares = [trace["x"][place] for trace in figure["data"]]
        total = sum(row)
        assert shares == pytest.approx([100 * n / max(1, total) for n in row])
        for trace, n, share in zip(figure["data"], row, shares, strict=True):
            assert str(n) in trace["text"][place] or not trace["text"][place]
            assert text_width(trace["text"][place], 14) <= max(0, share / 100 * width)


def test_bars_of_movement_are_a_figure_with_a_sign_beside_each_colour() -> None:
    figure = drawing.bars([("All", moved(4, 3, 2, 1))])
    go.Figure(figure)
    assert [trace["text"][0] for trace in figure["data"]] == [
        "▲ 4 improved",
        "= 3 retained",
        "= 2 same",
        "▼ 1 declined",
    ]


def pairs(counts: dict[tuple[str, str], int]) -> pd.DataFrame:
    """A frame of `movement.transitions`: all sixteen pairs, with these numbers."""
    rows = [(before, after, counts.get((before, after), 0)) for before in GRADES for after in GRADES]
    frame = pd.DataFrame(rows, columns=["from_grade", "to_grade", "n"])
    return frame.assign(total=frame.groupby("from_grade")["n"].transform("sum"))


@pytest.mark.parametrize("width", WIDTHS)
def test_each_cell_says_its_share_of_its_row(width: int) -> None:
    figure = drawing.transitions(pairs({("Inadequate", "Good"): 3, ("Inadequate", "Inadequate"): 1}), width=width)
    go.Figure(figure)
    cells = {(note["y"], note["x"]): note["text"] for note in figure["layout"]["annotations"]}
    assert (cells[3, 1], cells[3, 3], cells[3, 0]) == ("<b>75%</b><br>3", "<b>25%</b><br>1", "<b>0%</b><br>0")
    assert {cells[row, column] for row in range(3) for column in range(4)} == {"–"}
    assert figure["data"][0]["z"][3] == [0, 75, 0, 25]
    assert figure["layout"]["yaxis"]["ticktext"][3].endswith("<br>n = 4")
    names = [word for text in figure["layout"]["yaxis"]["ticktext"] for word in text.split("<br>")]
    assert max(text_width(name, 14) for name in names) <= figure["layout"]["margin"]["l"]


MOVES = st.lists(st.tuples(st.sampled_from(["Inspected again", "First grade"]), st.integers(-20, 20)), max_size=6)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 153), MOVES, st.sampled_from(WIDTHS))
def test_a_bridge_leads_from_one_count_to_the_other(start: int, moves: list[tuple[str, int]], width: int) -> None:
    end = start + sum(change for _, change in moves)
    figure = drawing.bridge(("Before", start), moves, ("After", end), width=width)
    go.Figure(figure)
    bars, ends = figure["data"]
    levels = [base + change for base, change in zip(bars["base"], bars["x"], strict=True)]
    assert list(itertools.chain([start], levels))[-1] == end
    assert bars["base"] == [start, *levels][: len(moves)]
    assert ends["x"] == [start, end]
    assert [int(text.replace("−", "-")) for text in bars["text"]] == [change for _, change in moves]
    low, high = figure["layout"]["xaxis"]["range"]
    assert all(low < level < high for level in [start, end, *levels])
    left = figure["layout"]["margin"]["l"]
    for note in figure["layout"]["annotations"]:
        words, is_bold = note["text"].replace("<b>", "").replace("</b>", ""), "<b>" in note["text"]
        assert text_width(words, 14, is_bold) < (left or width)


def curve_of(cases: list[tuple[int, bool]], width: int = 1100) -> tuple[pd.DataFrame, dict[str, Any]]:
    frame = product_limit([days for days, _ in cases], [over for _, over in cases])
    return frame, survival.curve(frame, middle=median(frame), width=width)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(1, 3000), st.booleans()), min_size=1, max_size=60), st.sampled_from(WIDTHS))
def test_the_curve_only_falls_and_counts_those_at_risk(cases: list[tuple[int, bool]], width: int) -> None:
    frame, figure = curve_of(cases, width)
    upper, lower, line, ticks = figure["data"]
    assert line["y"] == sorted(line["y"], reverse=True)
    assert all(low <= y <= high for low, y, high in zip(lower["y"], line["y"], upper["y"], strict=True))
    assert len(ticks["x"]) == (frame["censored"] > 0).sum()
    heading, *numbers = [note["text"] for note in figure["layout"]["annotations"] if "ax" not in note]
    assert heading == "Cases"
    for year, number in enumerate(numbers):
        assert int(number) == sum(days >= year * survival.YEAR for days, _ in cases)


def test_half_is_said_only_where_half_have_left() -> None:
    _, figure = curve_of([(365, True), (731, True), (1096, False), (1500, True)])
    go.Figure(figure)
    words = [re.sub("<[^>]*>", " ", note["text"]).split() for note in figure["layout"]["annotations"]]
    assert ["half", "had", "left", "after", "2", "years"] in words
    _, figure = curve_of([(365, True), (731, False), (1096, False), (1500, False)])
    go.Figure(figure)
    assert not any("half" in note["text"] for note in figure["layout"]["annotations"])


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "less than a month"),
        (31, "1 month"),
        (366, "1 year"),
        (1157, "3 years and 2 months"),
        (760, "2 years and 1 month"),
    ],
)
def test_a_length_of_time_is_said_in_years_and_months(days: int, words: str) -> None:
    assert survival.duration(days) == words
