"""What every workbook of ours has in common: names of sheets and tables, and a table under its heading and notes."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from dashboard.theme import GRADES

LONGEST_SHEET_NAME = 31
LONGEST_TABLE_NAME = 255
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""Options of a workbook: text that begins with "=" stays text."""

_LOOSE_END = re.compile(
    r"(?:[\s,;:–-]+|\b(?:a|and|at|by|every|for|from|in|its|of|on|or|that|the|they|to|what|which|with)\b)+$",
    re.IGNORECASE,
)
"""Small words and marks that no name ends in."""
_DATE = re.compile(r"\s+on \d{1,2} [A-Z][a-z]+ \d{4},?")
_CELL = re.compile(r"[A-Z]{1,3}\d+|R\d*|C\d*|R\d*C\d*", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z“])")


def sheet_name(title: str, used: set[str]) -> str:
    """A sheet's name of at most 31 characters that Excel allows and `used` does not hold; it is added there.

    Words stay whole: a longer title loses its date, then its last words, and no name ends in "of" or "and".
    """
    plain = " ".join(re.sub(r"[\[\]:*?/\\'\x00-\x1f]", " ", title).split())
    short = plain if len(plain) <= LONGEST_SHEET_NAME else _DATE.sub("", plain).strip()
    base = _whole_words(short, LONGEST_SHEET_NAME) or "Table"
    base = f"{base} table" if base.casefold() == "history" else base  # a name that Excel keeps for itself
    name, number = base, 2
    while name.casefold() in used:
        name = f"{_whole_words(base, LONGEST_SHEET_NAME - len(str(number)) - 1) or 'Table'} {number}"
        number += 1
    used.add(name.casefold())
    return name


def table_name(title: str, used: set[str]) -> str:
    """The name of a table in a workbook, which says what the table holds; it is added to `used`."""
    words = re.sub(r"[^0-9A-Za-z]+", "_", title).strip("_")[: LONGEST_TABLE_NAME - 10]
    base = f"Table_{words}".strip("_") if not words or words[0].isdigit() or _CELL.fullmatch(words) else words
    name, number = base, 2
    while name.casefold() in used:
        name, number = f"{base}_{number}", number + 1
    used.add(name.casefold())
    return name


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats of a workbook's cells."""

    title: Any
    note: Any
    head: Any
    plain: Any
    date: Any
    month: Any
    link: Any
    grades: Mapping[str, Any]
    """By the word of each grade: its colours, and its letter after the word."""

    @classmethod
    def of(cls, book: Any) -> Formats:
        """Those of one workbook."""
        font = {"font_name": "Arial", "valign": "top"}
        return cls(
            title=book.add_format({**font, "bold": True, "font_size": 14}),
            note=book.add_format(font),
            head=book.add_format({**font, "bold": True, "text_wrap": True}),
            plain=book.add_format(font),
            date=book.add_format({**font, "num_format": "d mmm yyyy", "align": "left"}),
            month=book.add_format({**font, "num_format": "mmm yyyy", "align": "left"}),
            link=book.add_format({**font, "font_color": "#1D4E89", "underline": 1}),
            grades={
                str(grade): book.add_format(
                    {**font, "bg_color": look.fill, "font_color": look.ink, "num_format": f'@" ({grade.letter})"'}
                )
                for grade, look in GRADES.items()
            },
        )


def place_table(
    sheet: Any, frame: pd.DataFrame, formats: Formats, *, title: str, notes: Sequence[str], name: str
) -> None:
    """A table below its heading and notes, a sentence a row; headers stay in view, and no cell is merged.

    `name` is as from `table_name`. Dates are dates, numbers numbers, addresses links; why cells are blank is said
    in the notes.
    """
    top = place_heading(sheet, frame, formats, title, notes)
    for place, column in enumerate(frame.columns):
        values = list(frame[column])
        sheet.write_string(top, place, str(column), formats.head)
        for row, value in enumerate(values, start=top + 1):
            write_cell(sheet, row, place, value, formats)
        sheet.set_column(place, place, _width(str(column), values))
    if len(frame):
        columns = [{"header": str(column), "header_format": formats.head} for column in frame.columns]
        sheet.add_table(
            top, 0, top + len(frame), len(columns) - 1,
            {"columns": columns, "name": name, "style": "Table Style Light 1", "description": title},
        )  # fmt: skip
    sheet.freeze_panes(top + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)


def place_heading(sheet: Any, frame: pd.DataFrame, formats: Formats, title: str, notes: Sequence[str]) -> int:
    """The heading of a sheet and its notes; returns the row of the table's headers."""
    sheet.write_string(0, 0, title, formats.title)
    said = [sentence for note in notes if note for sentence in _SENTENCE.split(note)]
    if frame.isna().to_numpy().any() and not any("blank" in sentence.casefold() for sentence in said):
        said.append("Blank: not known, or not part of that row.")
    for row, sentence in enumerate(said, start=1):
        sheet.write_string(row, 0, sentence, formats.note)
    return 1 + len(said)


def write_cell(sheet: Any, row: int, column: int, value: object, formats: Formats) -> None:
    """A value as what it is: a date, a month, a number, a link, a grade or words; nothing for a blank."""
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return
    if isinstance(value, pd.Timestamp):
        sheet.write_datetime(row, column, value.to_pydatetime(), formats.date)
    elif isinstance(value, pd.Period):  # a month is the first of it, and shown as no day
        sheet.write_datetime(row, column, value.to_timestamp().to_pydatetime(), formats.month)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, formats.plain)
    elif isinstance(value, (int, float, np.number)):
        sheet.write_number(row, column, float(value), formats.plain)
    elif str(value).startswith(("https://", "http://")) and len(str(value)) < 2000:
        sheet.write_url(row, column, str(value), formats.link, string=str(value)[:255])
    else:
        sheet.write_string(row, column, str(value), formats.grades.get(str(value), formats.plain))


def _whole_words(text: str, most: int) -> str:
    """As many whole words of a text as have room, without a small word or a mark at the end."""
    if len(text) <= most:
        return text
    kept = text[: most + 1].rsplit(" ", 1)[0] if " " in text[: most + 1] else text[:most]
    return _LOOSE_END.sub("", kept) or kept.strip()


def _width(header: str, values: list[object]) -> float:
    longest = max(
        [len(header), *(12 if isinstance(value, pd.Timestamp | pd.Period) else len(str(value)) for value in values)]
    )
    return min(longest + 3, 60)
