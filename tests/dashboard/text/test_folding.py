"""Captions of two lines: no sentence is lost, what was counted and the source stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.text.folding import TWO_LINES, two_lines

COUNTED = "Help and protection: the latest full inspection that started by 31 March 2024, published by 30 June 2024."
HOW = "Rows are the grade, and columns are the grade that followed it at the next full inspection."
SOURCE = "Source: Ofsted, official statistics and inspection reports, Open Government Licence v3.0."


def test_a_short_caption_stands_as_it_is() -> None:
    assert two_lines(f"{HOW} {SOURCE}") == (f"{HOW} {SOURCE}", [])


def test_what_is_counted_and_the_source_stand_and_the_rest_is_folded() -> None:
    standing, folded = two_lines(f"{COUNTED} {HOW} {SOURCE}")
    assert standing == f"{COUNTED} Source: Ofsted, official statistics and inspection reports."
    assert folded == [HOW, SOURCE]


def test_the_first_sentence_stands_however_long() -> None:
    long = "A very long sentence " * 15 + "ends."
    assert two_lines(f"{long} {HOW}") == (long, [HOW])


@given(
    st.lists(st.sampled_from([COUNTED, HOW, SOURCE, "Dots: requires improvement; stripes: inadequate."]), min_size=1)
)
def test_no_sentence_is_lost_and_two_lines_hold_what_stands(sentences: list[str]) -> None:
    standing, folded = two_lines(" ".join(sentences))
    for sentence in sentences:
        assert sentence.replace(", Open Government Licence v3.0", "").rstrip(".") in standing or sentence in folded
    assert folded != [SOURCE]
    assert len(standing) <= TWO_LINES
