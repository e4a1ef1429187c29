"""Official workbooks: the real ones, and made ones with each fault."""

from __future__ import annotations

import datetime as dt
import logging
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from loaders.errors import WorkbookError
from loaders.grades import EventType, Framework, Grade, Judgement, Precision, Status
from loaders.observation import Observation
from loaders.register.authorities import Register, load_register
from loaders.workbooks.reader import read_workbook, release_of
from loaders.workbooks.sheets import read_grids
from tests.loaders.made_workbooks import HEADS, HISTORY, IN_YEAR, LATEST, RI, Book, Rows, made_book, save, save_ods


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


@pytest.fixture
def book(register: Register) -> Book:
    return made_book(register)


def read(book: Book, folder: Path, register: Register) -> list[Observation]:
    return read_workbook(save(book, folder / "made.xlsx"), register)


def find(found: list[Observation], code: str, start: dt.date) -> Observation:
    (item,) = [item for item in found if item.authority_code == code and item.start_date == start]
    return item


def graded(item: Observation) -> dict[str, str]:
    return {str(record.judgement): str(record.grade or record.status) for record in item.judgements}


# A made release


def test_a_release_that_was_never_seen_loads(book: Book, tmp_path: Path, register: Register) -> None:
    found = read(book, tmp_path, register)
    kinds = Counter(str(item.event_type) for item in found)
    assert kinds == {"short inspection": 151, "standard inspection": 153, "focused visit": 76, "monitoring visit": 77}
    assert {item.source for item in found} == {"ofsted-2026"}
    first = find(found, "E06000001", dt.date(2022, 2, 25))
    assert graded(first)["care_leavers"] == Status.NOT_SEPARATE
    visit = next(item for item in found if item.event_type == EventType.FOCUSED_VISIT)
    assert (visit.theme, visit.judgements, visit.date_precision) == ("Front door", (), Precision.DAY)


def test_the_list_of_latest_and_the_history_are_one_inspection(book: Book, tmp_path: Path, register: Register) -> None:
    found = read(book, tmp_path, register)
    joined = [item for item in found if item.event_type == EventType.STANDARD_INSPECTION]
    assert all(LATEST in item.where and HISTORY in item.where for item in joined)


def test_release_says_what_it_is(book: Book, tmp_path: Path) -> None:
    release = release_of(save(book, tmp_path / "any name.xlsx"))
    assert (release.name, release.as_at, release.published) == ("ofsted-2026", dt.date(2026, 3, 31), "2026-09-24")
    assert release.title == "Local authority inspection outcomes as at 31 March 2026"


def test_a_release_without_words_goes_by_its_file_name(book: Book, tmp_path: Path) -> None:
    bare = {HISTORY: book[HISTORY][2:]}
    assert release_of(save(bare, tmp_path / "LA_as_at_31_March_2027.xlsx")).name == "ofsted-2027"
    with pytest.raises(WorkbookError, match="no sheet says which date"):
        release_of(save(bare, tmp_path / "outcomes.xlsx"))


@pytest.mark.parametrize("printed", ["", "Not applicable", "[z]", "Not judged"])
def test_overall_effectiveness_ends_in_april_2026(book: Book, tmp_path: Path, register: Register, printed: str) -> None:
    for sheet, date in ((LATEST, 4), (HISTORY, 5)):
        row = book[sheet][-1]
        row[date], row[date + 1], row[-5] = dt.datetime(2026, 4, 13), dt.datetime(2026, 6, 1), printed
    found = read(book, tmp_path, register)
    last = register.resolve(str(book[LATEST][-1][1]), dt.date(2026, 4, 13))
    item = find(found, last, dt.date(2026, 4, 13))
    assert graded(item)["overall_effectiveness"] == Status.NOT_GIVEN
    assert graded(item)["leadership"] == Grade.GOOD
    assert item.judgements[0].as_published == printed


@pytest.mark.parametrize(("day", "is_given"), [(31, True), (1, False)])
def test_overall_effectiveness_ends_on_the_day_itself(
    book: Book, tmp_path: Path, register: Register, day: int, is_given: bool
) -> None:
    """A blank of an inspection that began on 1 April 2026 is by design; on the day before it is a grade that is missing."""
    began = dt.datetime(2026, 3 if is_given else 4, day)
    for sheet, date in ((LATEST, 4), (HISTORY, 5)):
        row = book[sheet][-1]
        row[date], row[date + 1], row[-5] = began, dt.datetime(2026, 6, 1), ""
    if is_given:
        with pytest.raises(WorkbookError, match="expected a grade; found 'a blank cell'"):
            read(book, tmp_path, register)
        return
    found = read(book, tmp_path, register)
    item = find(found, register.resolve(str(book[LATEST][-1][1]), began.date()), began.date())
    assert graded(item)["overall_effectiveness"] == Status.NOT_GIVEN


def test_not_yet_inspected_is_no_inspection(book: Book, tmp_path: Path, register: Register) -> None:
    book[LATEST][3][4:] = ["Not yet inspected", *[""] * 6]
    code = str(book[LATEST][3][1])
    found = read(book, tmp_path, register)
    assert not [item for item in found if item.authority_code == code and LATEST in item.where]
    book[LATEST][3][6] = "Good"
    with pytest.raises(WorkbookError, match="expected nothing beside 'Not yet inspected'; found 'Good'"):
        read(book, tmp_path, register)


def test_not_judged_is_kept_as_printed(book: Book, tmp_path: Path, register: Register) -> None:
    for sheet in (LATEST, HISTORY):
        book[sheet][-1][-2] = " -"
    item = next(
        item
        for item in read(book, tmp_path, register)
        if LATEST in item.where and graded(item)["children_in_care"] == "not_judged"
    )
    assert {record.as_published for record in item.judgements if record.status == Status.NOT_JUDGED} == {"-"}


def test_sheets_that_differ_stay_apart(book: Book, tmp_path: Path, register: Register) -> None:
    book[LATEST][3][6] = "Inadequate"
    code = str(book[LATEST][3][1])
    found = [
        item
        for item in read(book, tmp_path, register)
        if item.authority_code == code and item.start_date == dt.date(2023, 4, 3)
    ]
    assert [graded(item)["overall_effectiveness"] for item in found] == ["Inadequate", "Requires improvement"]
    assert {item.event_type for item in found} == {EventType.STANDARD_INSPECTION}


def test_a_table_that_is_known_is_read_under_any_name(book: Book, tmp_path: Path, register: Register) -> None:
    expected = len(read(book, tmp_path, register))
    named = dict(zip(("Cover", "Notes", "LA_time_series", "Contents"), book.values(), strict=True))
    assert len(read(named, tmp_path, register)) == expected


def test_a_new_theme_is_kept_with_a_warning(
    book: Book, tmp_path: Path, register: Register, caplog: pytest.LogCaptureFixture
) -> None:
    book[IN_YEAR][3][-1] = "Children at risk of exploitation"
    with caplog.at_level(logging.WARNING):
        found = read(book, tmp_path, register)
    assert "Children at risk of exploitation" in {item.theme for item in found}
    assert "row 4, column 'Visit Theme'" in caplog.text


def test_ods_and_xlsx_say_the_same(book: Book, tmp_path: Path, register: Register) -> None:
    def plain(found: list[Observation]) -> list[str]:
        return [repr(item).replace(".ods", ".xlsx") for item in found]

    ods = read_workbook(save_ods(book, tmp_path / "made.ods"), register)
    assert plain(ods) == plain(read(book, tmp_path, register))


@settings(
    max_examples=4, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.randoms(use_true_random=False), above=st.integers(0, 5))
def test_order_of_columns_sheet_names_and_first_row_do_not_matter(
    tmp_path: Path, register: Register, order: random.Random, above: int
) -> None:
    book = made_book(register)
    expected = {
        (item.authority_code, item.start_date, item.judgements, item.theme) for item in read(book, tmp_path, register)
    }
    shuffled: Book = {"Cover": book.pop("Cover")}
    for number, rows in enumerate(book.values()):
        places = list(range(len(rows[2])))
        order.shuffle(places)
        table: Rows = [[row[place] for place in places] for row in rows[2:]]
        shuffled[f"Sheet {number}"] = [
            *rows[:1],
            *[list[object]([""]) for _ in range(above)],
            *table,
            [""],
            ["This note stands under the table and says how the figures were counted."],
        ]
    found = {
        (item.authority_code, item.start_date, item.judgements, item.theme)
        for item in read(shuffled, tmp_path, register)
    }
    assert found == expected


# Faults


def _put(sheet: str, row: int, column: int, value: object) -> Callable[[Book], None]:
    def change(book: Book) -> None:
        book[sheet][row][column] = value

    return change


def _drop_column(sheet: str, column: int) -> Callable[[Book], None]:
    def change(book: Book) -> None:
        for row in book[sheet][2:]:
            del row[column]

    return change


def _cut(sheet: str, rows: int) -> Callable[[Book], None]:
    def change(book: Book) -> None:
        del book[sheet][rows:]

    return change


def _repeat_latest(book: Book) -> None:
    book[LATEST].append(list(book[LATEST][3]))


def _unknown_sheet(book: Book) -> None:
    book["Outcomes"] = [["Name of the local authority", "Children", "Homes"], ["Barnet", 5, 2]]


def _renamed_authority(book: Book) -> None:
    book[LATEST][2][2] = "LA"


FAULTS: dict[str, tuple[Callable[[Book], None], list[str]]] = {
    "a heading that is not known": (
        _put(LATEST, 2, 6, "Overall judgement of the day"),
        [LATEST, "row 3", "'Overall judgement of the day'", "not known", "workbook_columns.csv"],
    ),
    "a column that is missing": (
        _drop_column(LATEST, 7),
        [LATEST, "row 3", "missing column leadership", "workbooks.toml"],
    ),
    "the type that is missing": (_drop_column(HISTORY, 7), [HISTORY, "row 3", "missing column inspection_type"]),
    "a theme column that is missing": (_drop_column(IN_YEAR, 12), [IN_YEAR, "missing column visit_theme"]),
    "a column twice": (_put(HISTORY, 2, 9, "Overall effectiveness"), [HISTORY, "means the same as"]),
    "a column from elsewhere": (_put(LATEST, 2, 0, "Visit theme"), [LATEST, "visit_theme", "not expected"]),
    "a heading that is blank": (_put(LATEST, 2, 3, ""), [LATEST, "row 3, column 4", "row 4 has a value"]),
    "the heading of the name renamed": (_renamed_authority, [LATEST, "row 3", "unknown"]),
    "a grade that is not known": (
        _put(HISTORY, 9, 8, "Goood"),
        [HISTORY, "row 10", "'Overall effectiveness'", "'Goood' is not a grade"],
    ),
    "a grade that is missing": (_put(LATEST, 3, 7, ""), [LATEST, "row 4", "impact of leaders", "a blank cell"]),
    "an overall grade that is missing before April 2026": (
        _put(LATEST, 3, 6, "Not applicable"),
        [LATEST, "row 4", "'Overall effectiveness'", "Not applicable"],
    ),
    "an authority that is not known": (
        _put(HISTORY, 5, 2, "Barnett"),
        [HISTORY, "row 6", "'Local authority name'", "'Barnett' is no authority", "Similar: Barnet"],
    ),
    "an authority before its time": (
        _put(HISTORY, 3, 2, "Cumberland"),
        [HISTORY, "row 4", "2022-02-25", "from 2023-04-01"],
    ),
    "a code that is not known": (
        _put(LATEST, 4, 1, "E06009999"),
        [LATEST, "row 5", "'Local authority area code'", "E06009999"],
    ),
    "a code of another authority": (_put(LATEST, 4, 1, "E06000047"), [LATEST, "row 5", "is not the code of"]),
    "a date that is not one": (
        _put(LATEST, 5, 4, "soon"),
        [LATEST, "row 6", "'Inspection date'", "expected a date", "'soon'"],
    ),
    "a date as a number": (_put(LATEST, 5, 4, 45000), [LATEST, "row 6", "'Inspection date'", "45000"]),
    "a date out of range": (_put(LATEST, 5, 4, dt.datetime(2205, 1, 1)), [LATEST, "row 6", "2009-01-01 to 2027-04-01"]),
    "a publication before the inspection": (
        _put(LATEST, 5, 5, dt.datetime(2020, 1, 1)),
        [LATEST, "row 6", "'Publication date'", "within a year after"],
    ),
    "a type that is not known": (
        _put(IN_YEAR, 6, 6, "Survey"),
        [IN_YEAR, "row 7", "'Inspection/Visit type'", "'Survey'"],
    ),
    "a theme that is a number": (_put(IN_YEAR, 6, 12, 7), [IN_YEAR, "row 7", "'Visit Theme'", "found 7"]),
    "a visit with a grade": (_put(IN_YEAR, 6, 7, "Good"), [IN_YEAR, "row 7", "expected no grade"]),
    "an authority that is missing": (_put(LATEST, 6, 2, ""), [LATEST, "row 7", "expected the name of an authority"]),
    "an authority twice": (_repeat_latest, [LATEST, "row 157", "in row 4 too"]),
    "an end that the register does not know": (
        _put(HISTORY, 5, 3, "No longer exists"),
        [HISTORY, "row 6", "'Local authority status'", "does not fit Middlesbrough (E06000002)", "succession.csv"],
    ),
    "a status that is not known": (_put(HISTORY, 5, 3, "Merged"), [HISTORY, "row 6", "'Merged' does not fit"]),
    "far fewer rows": (_cut(HISTORY, 100), [HISTORY, "expected at least 245 rows", "found 97"]),
    "half the rows": (_cut(LATEST, 80), [LATEST, "expected at least 140 rows", "found 77"]),
    "a table about authorities that is not known": (
        _unknown_sheet,
        ["'Outcomes'", "row 1", "name of the local authority"],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_its_place(book: Book, tmp_path: Path, register: Register, fault: str) -> None:
    change, parts = FAULTS[fault]
    change(book)
    with pytest.raises(WorkbookError) as caught:
        read(book, tmp_path, register)
    message = str(caught.value)
    assert "made.xlsx" in message
    assert not [part for part in parts if part not in message], message


def test_a_table_about_authorities_by_other_names(tmp_path: Path, register: Register) -> None:
    book: Book = {"As at 31 March 2026": [["LA", "Inspection date", "Overall effectiveness"], ["Barnet", 5, "Good"]]}
    with pytest.raises(WorkbookError, match="row 1, column 'la': a table about authorities that is unknown"):
        read(book, tmp_path, register)


def test_a_file_that_is_no_workbook(tmp_path: Path, register: Register) -> None:
    path = tmp_path / "made.ods"
    path.write_text("<html>Report not found</html>")
    with pytest.raises(WorkbookError, match=r"made\.ods: expected a workbook"):
        read_workbook(path, register)
    with pytest.raises(WorkbookError, match="there is no such file"):
        read_workbook(tmp_path / "absent.ods", register)


def test_a_workbook_about_something_else(tmp_path: Path, register: Register) -> None:
    book: Book = {"Prices as at 31 March 2026": [["Item", "Price", "Unit"], ["Paper", 3, "ream"]]}
    with pytest.raises(WorkbookError, match="no sheet has a table about local authorities"):
        read(book, tmp_path, register)


def test_homes_and_national_counts_are_left_out(book: Book, tmp_path: Path, register: Register) -> None:
    expected = read(book, tmp_path, register)
    book["Homes"] = [
        ["Title"],
        ["URN", "Provision type", "Local authority", "Places"],
        [1, "Children's home", "Barnet", 5],
    ]
    book["Places"] = [[*HEADS, "Ofsted region", "Provision type"], ["", "E09000003", "Barnet", "London", "Home"]]
    book["Latest_OE_Time_Series"] = [
        ["Local authorities as at", "Good", "Inadequate"],
        [dt.datetime(2026, 3, 31), 5, 2],
    ]
    assert read(book, tmp_path, register) == expected


# A made history with one row an authority and a second table of former authorities

WIDE = "ILACS_inspections_2018-2024"
SUB = [
    "overall effectiveness",
    "impact of leaders",
    "experiences and progress of children who need help and protection",
    "experiences and progress of children in care",
    "experiences and progress of care leavers",
]


def wide_book(register: Register) -> Book:
    def heads(which: str) -> list[object]:
        return [
            f"{which} ILACS publication date",
            f"{which} ILACS inspection type",
            *(f"{which} ILACS {one}" for one in SUB),
        ]

    rows: Rows = [["ILACS inspections 2018-2024, as at 31 March 2024"], ["Two tables."], [""]]
    rows.append(["Web link", "Local authority name", "LA region", *heads("First"), *heads("Second")])
    for body in register.bodies(dt.date(2024, 3, 31)):
        first = [dt.datetime(2023, 6, 20), "ILACS Standard Inspection", "Good", RI, "Good", "Good", ""]
        rows.append(["Ofsted page", body.name, "South", *first, *[""] * 7])
    rows.append([""])
    rows.append(["ILACS inspections of local authorities that existed before the restructure"])
    former = ["ILACS framework publication date", "ILACS framework inspection type"]
    former += [f"ILACS framework {one}" for one in SUB[:3]]
    former.append("ILACS framework experiences and progress of children in care and care leavers")
    rows.append(["Web link", "Local authority name", "LA region", *former])
    for name in ("Bournemouth", "Dorset", "Poole"):
        rows.append(
            ["Ofsted page", name, "South West", dt.datetime(2018, 8, 24), "ILACS Short Inspection", *["Good"] * 4]
        )
    return {WIDE: rows}


def test_two_tables_in_a_sheet(tmp_path: Path, register: Register) -> None:
    found = read(wide_book(register), tmp_path, register)
    assert len(found) == 153 + 3
    assert [item.authority_code for item in found[-3:]] == ["E06000028", "E10000009", "E06000029"]
    assert all(item.start_date is None and item.publication_precision == Precision.DAY for item in found)
    assert {graded(item)["care_leavers"] for item in found} == {Status.NOT_SEPARATE}
    assert {item.source for item in found} == {"ofsted-2024"}


@pytest.mark.parametrize(
    ("row", "column", "value", "parts"),
    [
        (5, 10, "not known", ["row 6", "'Second ILACS publication date'", "expected a date", "'not known'"]),
        (5, 12, "Good", ["row 6", "'Second ILACS publication date'", "since the row gives a judgement"]),
        (5, 4, "", ["row 6", "'First ILACS inspection type'", "'' is no type of inspection"]),
        (-1, 3, "24.8.2018", ["row 163", "'ILACS framework publication date'", "'24.8.2018'"]),
        (-1, 1, "Dudley", ["row 164", "'Local authority name'"]),
        (-4, 3, "ILACS date", ["row 160", "column 'ILACS date'", "not known"]),
    ],
)
def test_faults_of_two_tables(
    tmp_path: Path, register: Register, row: int, column: int, value: object, parts: list[str]
) -> None:
    book = wide_book(register)
    book[WIDE][row][column] = value
    if value == "Dudley":
        book[WIDE].append(list(book[WIDE][-1]))
    with pytest.raises(WorkbookError) as caught:
        read(book, tmp_path, register)
    assert not [part for part in parts if part not in str(caught.value)], str(caught.value)


# The published files


@pytest.fixture(scope="module")
def published(sources: Path, register: Register) -> dict[str, list[Observation]]:
    files = sorted((sources / "official-statistics").glob("*.ods"))
    return {release_of(path).name: read_workbook(path, register) for path in files}


def counts(found: list[Observation]) -> Counter[str]:
    return Counter(f"{item.framework} {item.event_type}" for item in found)


def test_published_releases(sources: Path) -> None:
    found = [release_of(path) for path in sorted((sources / "official-statistics").glob("*.ods"))]
    assert [(release.name, release.published) for release in found] == [
        ("ofsted-2023", "2023-07-06"),
        ("ofsted-2025", "2025-09-25"),
        ("ofsted-2024", "2024-08-30"),
    ]
    assert found[0].title == "Children's social care data in England 2023"


@pytest.mark.parametrize("year", [2024, 2025])
def test_a_published_release_as_xlsx_says_the_same(
    sources: Path, tmp_path: Path, register: Register, published: dict[str, list[Observation]], year: int
) -> None:
    (path,) = (sources / "official-statistics").glob(f"LA_*{year}.ods")
    copy = save(read_grids(path), tmp_path / f"{path.stem}.xlsx")
    found = [repr(item).replace(".xlsx", ".ods") for item in read_workbook(copy, register)]
    assert found == [repr(item) for item in published[f"ofsted-{year}"]]


def test_the_release_of_2025_moved_on_a_year(
    sources: Path, tmp_path: Path, register: Register, published: dict[str, list[Observation]]
) -> None:
    (path,) = (sources / "official-statistics").glob("LA_*2025.ods")
    moved = {
        sheet: [[cell.replace("2025", "2026") if isinstance(cell, str) else cell for cell in row] for row in rows]
        for sheet, rows in read_grids(path).items()
        if sheet in (LATEST, HISTORY)
    }
    copy = save(moved, tmp_path / "new.xlsx")
    assert release_of(copy).title == "Local authority inspection judgements as at 31 March 2026"
    found = read_workbook(copy, register)
    inspections = [item for item in published["ofsted-2025"] if item.event_type.is_full]
    assert {(item.authority_code, item.start_date, item.judgements) for item in found} == {
        (item.authority_code, item.start_date, item.judgements) for item in inspections
    }
    assert {item.source for item in found} == {"ofsted-2026"}


def test_every_inspection_since_2009_is_read(published: dict[str, list[Observation]]) -> None:
    found = counts(published["ofsted-2023"])
    assert found["SIF full inspection"] + found["SIF re-inspection"] == 173
    assert (found["SLAC full inspection"], found["SLAC re-inspection"]) == (152, 11)
    assert (found["CPI full inspection"], found["CPI re-inspection"], found["TLAC full inspection"]) == (50, 1, 5)
    boards = [r for item in published["ofsted-2023"] for r in item.judgements if r.judgement == Judgement.LSCB]
    assert len(boards) == 152


def test_every_ilacs_inspection_is_read(published: dict[str, list[Observation]]) -> None:
    found = counts(published["ofsted-2025"])
    assert (found["ILACS standard inspection"], found["ILACS short inspection"]) == (171, 100)
    assert all(item.start_date and item.publication_date for item in published["ofsted-2025"])


@pytest.mark.parametrize(
    ("release", "focused", "monitoring"), [("ofsted-2023", 36, 24), ("ofsted-2024", 37, 28), ("ofsted-2025", 36, 24)]
)
def test_every_visit_is_read(
    published: dict[str, list[Observation]], release: str, focused: int, monitoring: int
) -> None:
    visits = [item for item in published[release] if not item.event_type.is_full]
    assert counts(visits) == {"ILACS focused visit": focused, "ILACS monitoring visit": monitoring}
    assert all(item.theme and item.start_date for item in visits)


def test_known_disagreements_are_there(published: dict[str, list[Observation]], register: Register) -> None:
    def of(release: str, name: str, start: dt.date) -> Observation:
        return find(published[release], register.resolve(name, start), start)

    nottingham = {release: of(release, "Nottingham", dt.date(2022, 7, 11)).publication_date for release in published}
    assert nottingham == {
        "ofsted-2023": dt.date(2022, 11, 5),
        "ofsted-2024": dt.date(2022, 11, 5),
        "ofsted-2025": dt.date(2022, 9, 5),
    }
    merton = {release: str(of(release, "Merton", dt.date(2022, 2, 28)).event_type) for release in published}
    assert merton["ofsted-2024"] == "standard inspection"
    assert merton["ofsted-2025"] == "short inspection"
    staffordshire = [of(release, "Staffordshire", dt.date(2023, 11, 6)) for release in ("ofsted-2024", "ofsted-2025")]
    assert [graded(item)["care_leavers"] for item in staffordshire] == ["Good", "Requires improvement"]


SIF_OF_DUDLEY = {
    "overall_effectiveness": "Inadequate",
    "help_and_protection": "Inadequate",
    "children_in_care": "Inadequate",
    "adoption": "Inadequate",
    "care_leavers": "Requires improvement",
    "leadership": "Inadequate",
    "lscb": "Inadequate",
}
ILACS_OF_DUDLEY = {
    "overall_effectiveness": "Requires improvement",
    "leadership": "Requires improvement",
    "help_and_protection": "Requires improvement",
    "children_in_care": "Requires improvement",
    "care_leavers": "not_separate",
}


def test_dudley_as_published(published: dict[str, list[Observation]], register: Register) -> None:
    found = published["ofsted-2023"]
    dudley = [item for item in found if item.authority_code == "E08000027" and item.event_type.is_full]
    assert sorted((str(item.publication_date), str(item.framework), graded(item)) for item in dudley) == [
        ("2012-01-25", "SLAC", {"safeguarding": "Requires improvement", "looked_after_children": "Good"}),
        ("2016-04-05", "SIF", SIF_OF_DUDLEY),
        ("2018-12-10", "ILACS", ILACS_OF_DUDLEY | {"leadership": "Good", "children_in_care": "Good"}),
        ("2023-01-13", "ILACS", ILACS_OF_DUDLEY),
    ]


def test_not_judged_of_scilly_and_the_city(published: dict[str, list[Observation]]) -> None:
    found = {
        (item.authority_code, str(record.judgement))
        for item in published["ofsted-2023"]
        for record in item.judgements
        if record.status == Status.NOT_JUDGED
    }
    scilly = {"looked_after_children", "children_in_care", "adoption", "care_leavers"}
    assert found == {("E06000053", judgement) for judgement in scilly} | {("E09000001", "adoption")}


def test_two_bodies_named_dorset(published: dict[str, list[Observation]]) -> None:
    found = published["ofsted-2023"]
    county = [item.framework for item in found if item.authority_code == "E10000009"]
    assert county == [Framework.SLAC, Framework.SIF]
    assert {item.framework for item in found if item.authority_code == "E06000059"} == {Framework.ILACS}
    assert [item.framework for item in published["ofsted-2025"] if item.authority_code == "E06000028"] == [
        Framework.ILACS
    ]
