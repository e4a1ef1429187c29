"""Scenes with everything in them, made up by hypothesis: whole numbers and tenths, so that a file holds them exactly."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from dashboard.drawing.placing import Box
from dashboard.drawing.scene import DASHES, OUTLINES, AnyItem, Area, Line, Mark, Pattern, Rect, Scene, Words

PLACES = st.integers(0, 4000).map(lambda tenths: tenths / 10)
SIZES = st.integers(1, 400).map(lambda tenths: tenths / 10)
COLOURS = st.sampled_from(["#12436D", "#6BACE6", "#0b0c0c", "#ffffff"])
TEXTS = st.text(st.sampled_from("abAV–’&<>\" '1"), min_size=1, max_size=12).filter(lambda text: text == text.strip())
POINTS = st.tuples(PLACES, PLACES)
WHOSE: dict[str, Any] = {
    "name": st.just("") | TEXTS,
    "hover": st.just("") | st.lists(TEXTS, min_size=1, max_size=3).map("\n".join),
    "link": st.sampled_from(["", "/authority/dudley", "https://reports.ofsted.gov.uk/a?b=1&c=2"]),
}
LOOK: dict[str, Any] = {
    **WHOSE, "fill": st.just("") | COLOURS, "line": COLOURS, "width": SIZES, "dash": st.sampled_from(list(DASHES)),
}  # fmt: skip
RINGS = st.lists(st.lists(POINTS, min_size=3, max_size=6).map(tuple), min_size=1, max_size=3).map(tuple)
BOXES = st.builds(
    lambda x, y, wide, high: Box(x, y, round(x + wide, 1), round(y + high, 1)), PLACES, PLACES, SIZES, SIZES
)

ITEMS: st.SearchStrategy[AnyItem] = st.one_of(
    st.builds(Rect, box=BOXES, **LOOK),
    st.builds(Area, rings=RINGS, **LOOK),
    st.builds(Area, rings=RINGS, pattern=st.builds(Pattern, st.sampled_from(["dots", "stripes"]), COLOURS),
              **{**LOOK, "fill": COLOURS}),
    st.builds(Line, RINGS, COLOURS, SIZES, st.sampled_from(list(DASHES)), **WHOSE),
    st.builds(Mark, x=PLACES, y=PLACES, symbol=st.sampled_from(list(OUTLINES)), radius=SIZES, **LOOK),
    st.builds(Words, PLACES, PLACES, st.lists(TEXTS, min_size=1, max_size=3).map("\n".join), st.integers(10, 30),
              COLOURS, st.sampled_from(["left", "center", "right"]), st.booleans(), **WHOSE),
)  # fmt: skip
SCENES = st.builds(Scene, st.just(400), st.just(300), st.lists(ITEMS, max_size=8).map(tuple), TEXTS, TEXTS)
