"""Bars of counts, for any counts: nothing lost, nothing counted twice, every number in the words as well."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing.scene import Words
from dashboard.figures import gradebars
from dashboard.statistics import england
from dashboard.statistics.counts import GRADES
from dashboard.statistics.graded import NO_GRADE
from dashboard.text import england as text
from tests.dashboard.figures.holding import faults

COUNTS = st.tuples(*[st.integers(0, 90)] * 5).filter(lambda counts: sum(counts) > 0)
HELD = [*GRADES, NO_GRADE]


def held(counts: tuple[int, ...]) -> pd.DataFrame:
    """Authorities with these numbers of each grade, and of none."""
    words = [word for word, n in zip([*GRADES, None], counts, strict=True) for _ in range(n)]
    return pd.DataFrame({"code": range(len(words)), "grade": pd.array(words, dtype="string")})


@settings(deadline=None, max_examples=30)
@given(st.lists(COUNTS, min_size=5, max_size=5))
def test_the_words_of_england_hold_every_count(rows: list[tuple[int, ...]]) -> None:
    frame = england.standing({j: held(counts) for j, counts in zip(england.LABELS, rows, strict=True)})
    words = text.description(frame)
    for label, counts in zip(england.LABELS.values(), rows, strict=True):
        said = words.split(f"{label}: ", 1)[1].split(".", 1)[0]
        numbers = [int(part.split()[0]) for part in said.split(", ")]
        assert numbers == [n for place, n in enumerate(counts) if place < 4 or n]
    found = england.extremes(frame)
    if found is not None:
        low, high = (row["good_or_better"] / row["total"] for row in found)
        today = frame[(frame["judgement"] != "overall_effectiveness") & (frame["total"] > 0)]
        share = today["good_or_better"] / today["total"]
        assert (low, high) == (share.min(), share.max())


@settings(deadline=None, max_examples=30)
@given(st.lists(COUNTS, min_size=1, max_size=11), st.sampled_from([280, 420, 640, 1100]))
def test_each_bar_of_events_says_its_total(rows: list[tuple[int, ...]], width: int) -> None:
    frame = pd.DataFrame(rows, columns=HELD)
    frame.insert(0, "theme", [f"Theme {place}" for place in range(len(rows))])
    frame["total"] = frame[HELD].sum(axis="columns")
    scene = gradebars.grade_bars([("", frame)], label="theme", width=width)
    assert faults(scene) == []
    totals = [item.text for item in scene.only(Words) if item.bold]
    assert totals == [str(total) for total in frame["total"]]
