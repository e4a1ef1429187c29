"""The table of judgements, torn and shuffled."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.grades import Grade, Judgement, Status
from loaders.reports.ilacs import LABELS as ILACS_LABELS
from loaders.reports.sif import LABELS as SIF_LABELS
from loaders.reports.table import grade_of, read_table
from tests.loaders.reports.made_reports import COMBINED, ILACS_ROWS, SIF_ROWS

WORDS = ("Outstanding", "Good", "Requires improvement to be good", "Requires improvement", "Inadequate")
KEYS = (
    Judgement.LEADERSHIP,
    Judgement.HELP_AND_PROTECTION,
    Judgement.CHILDREN_IN_CARE,
    Judgement.CARE_LEAVERS,
    Judgement.OVERALL,
)


@given(st.permutations(range(5)), st.lists(st.sampled_from(WORDS), min_size=5, max_size=5))
def test_rows_in_any_order(order: Sequence[int], grades: list[str]) -> None:
    text = " ".join(f"{ILACS_ROWS[row]} {grades[row]}" for row in order) + " Leaders have a firm grip."
    table = read_table(text, ILACS_LABELS)
    assert table.fault is None
    assert table.judgements == {KEYS[row]: grade_of(grades[row]) for row in range(5)}


@given(st.sampled_from(WORDS), st.data())
def test_a_grade_torn_by_the_label_of_its_row(grade: str, data: st.DataObject) -> None:
    label, words = COMBINED.split(), grade.split()
    at = sorted(data.draw(st.lists(st.integers(1, len(label)), min_size=len(words), max_size=len(words))))
    for offset, (position, word) in enumerate(zip(at, words, strict=True)):
        label.insert(position + offset, word)
    table = read_table(" ".join(label) + f" Overall effectiveness {grade} The story.", ILACS_LABELS)
    assert table.judgements == {Judgement.CHILDREN_IN_CARE: grade_of(grade), Judgement.OVERALL: grade_of(grade)}


@given(st.lists(st.sampled_from([*WORDS, "the", "leaders", "are", *ILACS_ROWS, *SIF_ROWS]), max_size=12))
def test_words_in_any_order_never_raise(words: list[str]) -> None:
    table = read_table(" ".join(words), ILACS_LABELS)
    assert table.found or table.fault


def test_grades_ahead_of_their_rows_are_not_shifted_to_the_next() -> None:
    text = (
        "The impact of leaders on practice with children and families The experiences and progress of care leavers Good"
    )
    assert read_table(text, ILACS_LABELS).judgements == {}


def test_two_grades_for_one_row_are_none() -> None:
    table = read_table("Overall effectiveness Good Overall effectiveness Inadequate", ILACS_LABELS)
    assert table.judgements == {}
    assert "two grades" in (table.fault or "")


def test_footnote_marks_numbers_and_not_judged() -> None:
    text = " ".join(
        f"{row} {grade}"
        for row, grade in zip(
            SIF_ROWS, ("Good2", "Not Judged", "Not judged", "Good.", "Require improvement"), strict=True
        )
    )
    table = read_table(text + " 1 Ofsted produces this report", SIF_LABELS)
    assert table.judgements == {
        Judgement.HELP_AND_PROTECTION: Grade.GOOD,
        Judgement.CARE_LEAVERS: Grade.GOOD,
        Judgement.LEADERSHIP: Grade.REQUIRES_IMPROVEMENT,
    }
    assert table.not_graded == dict.fromkeys((Judgement.CHILDREN_IN_CARE, Judgement.ADOPTION), Status.NOT_JUDGED)


@pytest.mark.parametrize("words", ["", "adequate", "excellent", "requires", "not judged", "good enough"])
def test_other_words_are_no_grade(words: str) -> None:
    assert grade_of(words) is None
