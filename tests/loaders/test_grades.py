"""The words that Ofsted prints for a grade, written out here: another word stops a load."""

from __future__ import annotations

import pytest

from loaders.errors import LoaderError
from loaders.grades import Grade, parse_grade


@pytest.mark.parametrize(
    ("printed", "grade"),
    [
        ("Outstanding", "Outstanding"),
        ("good", "Good"),
        ("Requires improvement", "Requires improvement"),
        ("Requires  improvement to be good", "Requires improvement"),
        ("Adequate", "Requires improvement"),
        ("INADEQUATE", "Inadequate"),
    ],
)
def test_each_printed_form_is_its_grade(printed: str, grade: str) -> None:
    assert parse_grade(printed) == grade


@pytest.mark.parametrize("printed", ["", "not good", "satisfactory", "RI", "good."])
def test_any_other_word_is_refused(printed: str) -> None:
    with pytest.raises(LoaderError, match="is not a grade of Ofsted's"):
        parse_grade(printed)


def test_the_order_of_the_grades() -> None:
    assert [(str(grade), grade.rank, grade.letter) for grade in Grade] == [
        ("Outstanding", 4, "O"),
        ("Good", 3, "G"),
        ("Requires improvement", 2, "RI"),
        ("Inadequate", 1, "I"),
    ]
