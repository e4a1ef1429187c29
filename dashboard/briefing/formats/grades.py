"""Grades in the cells of files: which words are one, and the colours that it has there."""

from __future__ import annotations

from dashboard.theme import GRADES
from loaders import Grade

FILLS = {grade: (look.fill[1:].upper(), look.ink[1:].upper()) for grade, look in GRADES.items()}
"""Fill of a grade and the colour of the words on it, as Office files write colours."""

_SPELT = {name: grade for grade in Grade for name in (str(grade), grade.letter)}


def grade_in(words: str) -> Grade | None:
    """The grade that a cell shows: its word, or its letter where a column has no room for the word."""
    return _SPELT.get(words)
