from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing.scene import Words
from dashboard.figures import england as drawing
from dashboard.statistics import england
from tests.dashboard.figures.holding import faults

COUNTS = st.tuples(*[st.integers(0, 90)] * 5).filter(any)


def held(*counts: int) -> pd.DataFrame:
    """Authorities with these numbers of each grade, best first, and of none."""
    words = ["Outstanding", "Good", "Requires improvement", "Inadequate", None]
    grades = [word for word, n in zip(words, counts, strict=True) for _ in range(n)]
    return pd.DataFrame({"code": range(len(grades)), "grade": pd.array(grades, dtype="string")})


def test_bars_carry_letters_and_those_without_a_grade_say_so() -> None:
    scene = drawing.figure(england.standing(dict.fromkeys(england.LABELS, held(0, 1, 0, 1, 1))))
    assert [item.text for item in scene.only(Words)][-3:] == ["G 1", "I 1", "No grade 1"]


@settings(max_examples=30)
@given(st.lists(COUNTS, min_size=5, max_size=5), st.sampled_from([280, 340, 640, 1100]))
def test_words_have_their_room(rows: list[tuple[int, ...]], width: int) -> None:
    frame = england.standing({j: held(*counts) for j, counts in zip(england.LABELS, rows, strict=True)})
    assert faults(drawing.figure(frame, width=width)) == []


@pytest.mark.parametrize("width", [280, 1100])
def test_nobody_held_anything(width: int) -> None:
    frame = england.standing(dict.fromkeys(england.LABELS, held(0, 0, 0, 0, 3)))
    assert faults(drawing.figure(frame, width=width)) == []
