"""Movement, transitions, the bridge and the survival curve: no word cut or covered, whatever their frames hold."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing.scene import Scene, Words
from dashboard.figures import movement as drawing
from dashboard.figures import survival
from dashboard.statistics.graded import GRADES
from dashboard.statistics.movement import Movement, summary
from dashboard.statistics.survival import median, product_limit
from tests.dashboard.figures.holding import faults

WIDTHS = (280, 420, 560, 760, 1100)


def said(scene: Scene) -> list[str]:
    return [item.text for item in scene.only(Words)]


def moved(*counts: int) -> pd.DataFrame:
    """A summary with these numbers of improved, retained, same and declined."""
    words = [kind.value for kind, n in zip(Movement, counts, strict=True) for _ in range(n)]
    return summary(pd.DataFrame({"movement": pd.array(words, dtype="string")}))


@settings(max_examples=40)
@given(st.lists(st.tuples(*[st.integers(0, 60)] * 4), min_size=1, max_size=3), st.sampled_from(WIDTHS))
def test_words_of_movement_have_their_room(rows: list[tuple[int, ...]], width: int) -> None:
    scene = drawing.bars([(f"Row {place}", moved(*row)) for place, row in enumerate(rows)], width=width)
    assert faults(scene) == []


def test_a_sign_stands_beside_each_colour() -> None:
    assert said(drawing.bars([("All", moved(4, 3, 2, 1))])) == [
        "All", "▲ 4 improved", "= 3 retained", "= 2 same", "▼ 1 declined"
    ]  # fmt: skip


def pairs(counts: dict[tuple[str, str], int]) -> pd.DataFrame:
    """A frame of `movement.transitions`: all sixteen pairs, with these numbers."""
    rows = [(before, after, counts.get((before, after), 0)) for before in GRADES for after in GRADES]
    frame = pd.DataFrame(rows, columns=["from_grade", "to_grade", "n"])
    return frame.assign(total=frame.groupby("from_grade")["n"].transform("sum"))


@pytest.mark.parametrize("width", WIDTHS)
def test_each_cell_says_its_share_of_its_row(width: int) -> None:
    scene = drawing.transitions(
        pairs({("Inadequate", "Good"): 300, ("Inadequate", "Inadequate"): 100}), width=min(width, 760)
    )
    assert faults(scene) == []
    words = said(scene)
    assert words.count("–") == 12 and {"75%", "300", "25%", "100", "0%", "0", "n = 400"} <= set(words)


MOVES = st.lists(st.tuples(st.sampled_from(["Inspected again", "First grade"]), st.integers(-20, 20)), max_size=6)


@settings(max_examples=40)
@given(st.integers(0, 153), MOVES, st.sampled_from(WIDTHS))
def test_words_of_a_bridge_have_their_room(start: int, moves: list[tuple[str, int]], width: int) -> None:
    end = start + sum(change for _, change in moves)
    scene = drawing.bridge(("Before", start), [move for move in moves if move[1]], ("After", end), width=width)
    assert faults(scene) == []


def curve_of(cases: list[tuple[int, bool]], width: int = 1100) -> Scene:
    frame = product_limit([days for days, _ in cases], [over for _, over in cases])
    return survival.curve(frame, middle=median(frame), width=width)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(1, 3000), st.booleans()), min_size=1, max_size=60), st.sampled_from(WIDTHS))
def test_words_of_the_curve_have_their_room(cases: list[tuple[int, bool]], width: int) -> None:
    assert faults(curve_of(cases, width), air=8) == []


def test_half_is_said_only_where_half_have_left() -> None:
    words = said(curve_of([(365, True), (731, True), (1096, False), (1500, True)]))
    assert "half had left after" in words and "2 years" in words
    words = said(curve_of([(365, True), (731, False), (1096, False), (1500, False)]))
    assert not any("half" in text for text in words)


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
