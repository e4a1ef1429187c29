"""The table of judgements on a report's first page, whatever its order and wherever its cells are broken."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loaders.grades import GRADE_WORDS, Grade, Judgement, Status

NOT_JUDGED = "not judged"
_PHRASES = (
    "outstanding",
    "good",
    "requires improvement",
    "require improvement",
    "requires improvement to be good",
    "require improvement to be good",
    "inadequate",
    NOT_JUDGED,
)
_GRADE_STARTS = frozenset(
    " ".join(phrase.split()[:count]) for phrase in _PHRASES for count in range(1, len(phrase.split()) + 1)
)
_SECTION_NUMBER = re.compile(r"^\d(?:\.\d?)?\.?$")
_LOOSE = re.compile(r"(?<=[A-Za-z.])\d{1,2}$|[.,:;*]+$")


@dataclass(slots=True)
class Table:
    """What the rows say; `fault` tells why the table was not understood, and then it is empty."""

    judgements: dict[Judgement, Grade] = field(default_factory=dict)
    as_published: dict[Judgement, str] = field(default_factory=dict)
    not_graded: dict[Judgement, Status] = field(default_factory=dict)
    fault: str | None = None

    @property
    def found(self) -> set[Judgement]:
        """The judgements that have a grade or a reason for none."""
        return set(self.judgements) | set(self.not_graded)


def grade_of(words: str) -> Grade | None:
    """The grade that printed words name ("require improvement" too); None for any others."""
    plain = re.sub(r"^require\b", "requires", " ".join(words.split()).casefold())
    return None if plain == "adequate" else GRADE_WORDS.get(plain)


def _token(word: str) -> str:
    """A word without its footnote mark and closing punctuation, in lower case; empty for a section number."""
    if _SECTION_NUMBER.match(word):
        return ""
    previous = None
    while word != previous:
        previous, word = word, _LOOSE.sub("", word)
    return word.casefold()


def _row(tokens: Sequence[str], start: int, labels: Mapping[str, Judgement]) -> tuple[Judgement, str, int] | None:
    """The judgement, the words of its grade and where the row ends, for a row that begins at `start`.

    pdfium gives the two cells of a row line by line, so that the grade may stand within
    its label, or be torn in two by it: the row is a label and a grade shuffled together.
    """
    label: list[str] = []
    grade: list[str] = []
    position = start
    while position < len(tokens):
        token = tokens[position]
        if not token:
            position += 1
            continue
        if label and " ".join([*grade, token]) in _GRADE_STARTS:
            grade.append(token)
        elif any(name == (so_far := " ".join([*label, token])) or name.startswith(so_far + " ") for name in labels):
            label.append(token)
        else:
            break
        position += 1
    judgement, words = labels.get(" ".join(label)), " ".join(grade)
    if judgement is None or (words != NOT_JUDGED and grade_of(words) is None):
        return None
    return judgement, words, position


def read_table(text: str, labels: Mapping[str, Judgement]) -> Table:
    """The grades in `text`, which begins at the table's first row and may run on into the story.

    `labels` gives the lower-case words of each row. Rows follow one another without a
    word between; the table ends at the first words that are no row. A label that comes
    twice with two grades is a fault.
    """
    table = Table()
    tokens = [_token(word) for word in text.split()]
    position = 0
    while (row := _row(tokens, position, labels)) is not None:
        judgement, words, position = row
        grade = grade_of(words)
        if judgement in table.found and table.judgements.get(judgement) != grade:
            return Table(fault=f"the table of judgements gives two grades for {judgement.value}")
        if grade is None:
            table.not_graded[judgement] = Status.NOT_JUDGED
        else:
            table.judgements[judgement] = grade
            table.as_published[judgement] = words[:1].upper() + words[1:]
    if not table.found:
        table.fault = "no row of the table of judgements could be read"
    return table
