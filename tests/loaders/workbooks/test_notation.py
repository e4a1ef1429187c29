"""Tables in the government's own notation: markers, shorthand, dates as text, legends; and cells settled by hand."""

from __future__ import annotations

import copy
import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.errors import WorkbookError
from loaders.grades import Grade, Judgement
from loaders.observation import Observation
from loaders.paths import REFERENCE
from loaders.register.authorities import Register, load_register
from loaders.workbooks.layouts import load_layouts
from loaders.workbooks.marks import unmarked
from loaders.workbooks.reader import read_noted
from loaders.workbooks.sheets import as_date, read_grids
from tests.loaders.made_workbooks import HISTORY, IN_YEAR, LATEST, Book, made_book, save, save_csv, save_ods

Change = Callable[[Book], None]
TOP = 3
"""The row of the headings in each sheet of the made release, from 1."""


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


@pytest.fixture(scope="module")
def plain(register: Register, tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, list[Observation]]:
    book = made_book(register)
    return book, read_noted(save(book, tmp_path_factory.mktemp("plain") / "made.xlsx"), register)[0]


def put(sheet: str, row: int, column: str, change: Callable[[object], object]) -> Change:
    def apply(book: Book) -> None:
        place = book[sheet][TOP - 1].index(column)
        book[sheet][row - 1][place] = change(book[sheet][row - 1][place])

    return apply


def words(form: str) -> Callable[[object], object]:
    def written(cell: object) -> object:
        assert isinstance(cell, dt.datetime)
        return cell.strftime(form)

    return written


def below(*cells: object) -> Change:
    return lambda book: book[LATEST].append(list(cells))


def alike(found: list[Observation]) -> list[str]:
    """Observations without the file that they came from."""
    return [repr(item).replace(".ods", ".xlsx") for item in found]


OVERALL = "Overall effectiveness"
SAME: dict[str, tuple[Change, str]] = {
    "a marker in a heading": (
        lambda book: book[LATEST][TOP - 1].__setitem__(2, "Local authority name [note 2]"),
        "row 3, column 'Local authority name': [note 2]",
    ),
    "a marker beside a name": (put(LATEST, 9, "Local authority name", lambda c: f"{c} [note 4]"), "[note 4]"),
    "two markers beside a grade": (put(LATEST, 9, OVERALL, lambda c: f"{c} [r] [note 1]"), "[r] revised"),
    "a marker of several notes": (put(LATEST, 9, OVERALL, lambda c: f"{c} [notes 1 and 3]"), "[notes 1 and 3]"),
    "a provisional date": (put(LATEST, 9, "Publication date", lambda c: words("%d/%m/%Y [p]")(c)), "[p] provisional"),
    "a date day first": (put(LATEST, 9, "Publication date", words("%d/%m/%Y")), ""),
    "a date in words": (put(LATEST, 9, "Publication date", words("%d %B %Y")), ""),
    "a date in short words": (put(LATEST, 9, "Publication date", words("%d %b %Y")), ""),
    "a date with its weekday": (put(LATEST, 9, "Publication date", words("%A %d %B %Y")), ""),
    "a date as ISO has it": (put(LATEST, 9, "Publication date", words("%Y-%m-%dT%H:%M:%S")), ""),
    "no theme is available": (put(IN_YEAR, 9, "Visit Theme", lambda _: "[x]"), "'[x]' gives no value"),
    "a grade of a visit does not apply": (put(IN_YEAR, 9, OVERALL, lambda _: "[z]"), ""),
    "a legend in one cell": (below("[r] Revised since the release before"), "[r] Revised since"),
    "a legend in the column of names": (below("", "", "[note 1] Published late"), "[note 1] Published late"),
    "a legend in two cells": (below("", "", "[x]", "Not available"), "[x] Not available"),
    "a heading of notes": (below("", "", "Notes"), "Notes"),
}


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
@pytest.mark.parametrize("change", SAME)
def test_what_is_plain_is_read_and_told(
    change: str, kind: str, plain: tuple[Book, list[Observation]], register: Register, tmp_path: Path
) -> None:
    book = copy.deepcopy(plain[0])
    apply, note = SAME[change]
    apply(book)
    path = save(book, tmp_path / "made.xlsx") if kind == "xlsx" else save_ods(book, tmp_path / "made.ods")
    found, notes = read_noted(path, register)
    expected = alike(plain[1])
    if "theme" in change:
        (other,) = set(expected) - set(alike(found))
        assert "theme='Front door'" in other
        assert other.replace("theme='Front door'", "theme=None") in alike(found)
    else:
        assert alike(found) == expected
    assert any(note in line and path.name in line for line in notes) if note else not notes


REFUSED: dict[str, tuple[Change, list[str]]] = {
    "a grade not available": (put(LATEST, 9, OVERALL, lambda _: "[x]"), ["row 9", OVERALL, "'[x]'", "settled_cells"]),
    "a grade withheld": (put(LATEST, 9, OVERALL, lambda _: "[c]"), ["row 9", OVERALL, "'[c]'"]),
    "a grade too low": (put(LATEST, 9, OVERALL, lambda _: "[low]"), ["row 9", OVERALL, "'[low]'"]),
    "two full stops": (put(LATEST, 9, OVERALL, lambda _: ".."), ["row 9", OVERALL, "'..'"]),
    "an estimated grade": (put(LATEST, 9, OVERALL, lambda c: f"{c} [e]"), ["row 9", OVERALL, "[e]", "[marks]"]),
    "an unknown mark in a theme": (put(IN_YEAR, 9, "Visit Theme", lambda c: f"{c} [q]"), ["row 9", "[q]"]),
    "a date month first": (put(LATEST, 9, "Publication date", lambda _: "05/31/2023"), ["row 9", "'05/31/2023'"]),
    "a year of two digits": (put(LATEST, 9, "Publication date", lambda _: "31/05/23"), ["row 9", "'31/05/23'"]),
    "a name that is none": (put(LATEST, 9, "Local authority name", lambda _: "[x]"), ["row 9", "'[x]'"]),
    "a legend of three cells": (below("", "", "[x]", "Not", "available"), ["row 157", "'available'"]),
}


@pytest.mark.parametrize("change", REFUSED)
def test_what_is_not_plain_is_refused_by_name(
    change: str, plain: tuple[Book, list[Observation]], register: Register, tmp_path: Path
) -> None:
    book = copy.deepcopy(plain[0])
    apply, parts = REFUSED[change]
    apply(book)
    with pytest.raises(WorkbookError) as caught:
        read_noted(save(book, tmp_path / "made.xlsx"), register)
    said = str(caught.value)
    assert not [part for part in ("made.xlsx", "sheet", *parts) if part not in said], said


def test_a_table_as_csv_says_what_its_sheet_says(
    plain: tuple[Book, list[Observation]], register: Register, tmp_path: Path
) -> None:
    path = save_csv(plain[0][HISTORY], tmp_path / "ILACS_history_as_at_31_March_2026.csv")
    found, notes = read_noted(path, register)
    assert not notes
    from_sheet = read_noted(
        save({HISTORY: plain[0][HISTORY], "Cover": plain[0]["Cover"]}, tmp_path / "made.xlsx"), register
    )
    key = [(item.authority_code, item.start_date, item.publication_date, item.judgements) for item in found]
    assert key == [(i.authority_code, i.start_date, i.publication_date, i.judgements) for i in from_sheet[0]]
    assert len(found) == 304


def test_a_published_workbook_with_one_mark_says_the_same(sources: Path, register: Register, tmp_path: Path) -> None:
    (path,) = (sources / "official-statistics").glob("LA_*2025.ods")
    grids = read_grids(path)
    found, notes = read_noted(save(grids, tmp_path / "real.xlsx"), register)
    assert not notes
    (sheet,) = [name for name in grids if name.startswith("Inspections_as_at")]
    top = next(place for place, row in enumerate(grids[sheet]) if OVERALL in map(str, row))
    column = list(map(str, grids[sheet][top])).index(OVERALL)
    grids[sheet][top + 5][column] = f"{grids[sheet][top + 5][column]} [r]"
    grids[sheet].append(["[r]", "Revised", *[""] * (len(grids[sheet][0]) - 2)])
    again, notes = read_noted(save(grids, tmp_path / "real.xlsx"), register)
    assert again == found
    assert len(notes) == 2


# Cells settled by hand


def settled(folder: Path, *rows: str) -> Path:
    reference = folder / "reference"
    shutil.copytree(REFERENCE, reference)
    with (reference / "settled_cells.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{row}\n" for row in rows)
    return reference


@pytest.mark.parametrize("where", ["9,", ",{name}", "9,{name}"])
def test_a_doubtful_cell_is_settled_without_touching_the_file(
    where: str, plain: tuple[Book, list[Observation]], register: Register, tmp_path: Path
) -> None:
    book = copy.deepcopy(plain[0])
    put(LATEST, 9, OVERALL, lambda _: "[x]")(book)
    name = str(book[LATEST][8][2])
    row = f"made.xlsx,{LATEST},{where.format(name=name)},{OVERALL},Inadequate,The report says so on page 2."
    found, notes = read_noted(save(book, tmp_path / "made.xlsx"), register, reference=settled(tmp_path, row))
    others = [item for item in found if repr(item) not in alike(plain[1])]
    read = {record.grade for item in others for record in item.judgements if record.judgement == Judgement.OVERALL}
    assert Grade.INADEQUATE in read
    (note,) = notes
    assert note.startswith(f"made.xlsx, sheet {LATEST!r}, row 9, column {OVERALL!r}: '[x]' is read as 'Inadequate'")
    assert note.endswith("The report says so on page 2.")


def test_a_date_is_settled_as_text(plain: tuple[Book, list[Observation]], register: Register, tmp_path: Path) -> None:
    book = copy.deepcopy(plain[0])
    put(LATEST, 9, "Publication date", lambda _: "31/05/23")(book)
    day = book[HISTORY][TOP][6]
    assert isinstance(day, dt.datetime)
    reference = settled(tmp_path, f"made.xlsx,{LATEST},9,,Publication date,2023-06-28,Printed on the report")
    found, _ = read_noted(save(book, tmp_path / "made.xlsx"), register, reference=reference)
    assert dt.date(2023, 6, 28) in {item.publication_date for item in found}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (f"made.xlsx,{LATEST},999,,{OVERALL},Good,Why", r"settled_cells\.csv, row 2: made\.xlsx has no such cell"),
        (f"made.xlsx,{LATEST},9,Dudley,{OVERALL},Good,Why", r"row 2: made\.xlsx has no such cell"),
        (f"made.xlsx,{LATEST},9,,Overall grade,Good,Why", r"row 2: made\.xlsx has no such cell"),
        (f"made.xlsx,{HISTORY},,Dudley,{OVERALL},Good,Why", r"row 2: 2 rows of sheet .* name Dudley\. Give the number"),
        (f"made.xlsx,{LATEST},9,,{OVERALL},Good,", "row 2: expected file, sheet, row or authority, column and reason"),
        (
            f"made.xlsx,{LATEST},nine,,{OVERALL},Good,Why",
            "row 2, column row: expected the number of a row; found 'nine'",
        ),
    ],
)
def test_a_slip_in_what_is_settled_is_named(
    row: str, message: str, plain: tuple[Book, list[Observation]], register: Register, tmp_path: Path
) -> None:
    path = save(plain[0], tmp_path / "made.xlsx")
    with pytest.raises(WorkbookError, match=message):
        read_noted(path, register, reference=settled(tmp_path, row))


# Pieces


@given(st.text(max_size=40))
def test_a_text_without_markers_stays_as_it_is(text: str) -> None:
    kept, found = unmarked(text, load_layouts(REFERENCE).marks)
    assert found or kept == text


@pytest.mark.parametrize(
    ("text", "kept", "marks"),
    [
        ("Good [r]", "Good", ["[r] revised"]),
        ("Good[r][Note 12]", "Good", ["[r] revised", "[note 12]"]),
        ("[x]", "[x]", []),
        ("Good [x]", "Good [x]", []),
        ("Name [note 1, note 2]", "Name", ["[note 1, note 2]"]),
        ("[r]", "", ["[r] revised"]),
    ],
)
def test_markers_are_taken_off(text: str, kept: str, marks: list[str]) -> None:
    assert unmarked(text, load_layouts(REFERENCE).marks) == (kept, marks)


@given(st.dates(dt.date(2009, 1, 1), dt.date(2030, 12, 31)))
def test_every_way_to_write_a_day_is_that_day(day: dt.date) -> None:
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in (11, 12, 13) else 0, "th")
    forms = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%A %d %B %Y", "%a, %d %B %Y", "%d-%b-%Y")
    assert {as_date(day.strftime(form)) for form in forms} == {day}
    assert as_date(f"{day.day}{suffix} {day:%B %Y}") == day
    assert as_date(f"{day.day}/{day.month}/{day.year % 100:02}") is None
