"""Who improved as a drawing, read back: each authority's two grades where the heads say, no word cut or covered."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing.scene import Mark, Scene, Words
from dashboard.figures.improved import Moved, moves
from loaders import Grade
from tests.dashboard.figures.holding import faults

NAMES = ("Dudley", "Walsall", "Bournemouth, Christchurch and Poole", "Kingston upon Hull", "York")
ROWS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(list(Grade)), st.sampled_from(list(Grade))), max_size=40
)


def read(scene: Scene) -> dict[str, tuple[str, str]]:
    """The grades of each row by the places of its marks under the heads, and the letter in the square."""
    heads = {item.name.removeprefix("head "): item for item in scene.only(Words) if item.name.startswith("head ")}
    assert len(heads) == 4
    found = {}
    marks = {item.name: item for item in scene.only(Mark)}
    lines = sorted({round(mark.x, 3) for mark in marks.values()})
    assert lines
    letters = {item.name: item.text for item in scene.only(Words) if item.name.endswith(" now")}
    for name, mark in marks.items():
        code, _, end = name.rpartition(" ")
        if end == "now":
            found[code] = (marks[f"{code} before"].x, mark.x, letters[name])
    return {code: (letter, "better" if now > old else "worse" if now < old else "same")
            for code, (old, now, letter) in found.items()}  # fmt: skip


@settings(max_examples=25)
@given(ROWS, st.sampled_from((460, 493, 760, 872, 1100)), st.sampled_from((22.0, 36.0)))
def test_each_row_says_its_grades(rows: list[tuple[str, Grade, Grade]], width: int, pitch: float) -> None:
    made = [Moved(name, old, new, f"c{place}") for place, (name, old, new) in enumerate(rows)]
    scene = moves([Moved("Improved: 3"), *made], width=width, pitch=pitch)
    assert faults(scene) == []
    if made:
        assert read(scene) == {
            row.code: (row.new.letter, "better" if row.new.rank > row.old.rank else
                       "worse" if row.new.rank < row.old.rank else "same")
            for row in made if row.new and row.old
        }  # fmt: skip
