"""Names of sheets and tables, and the one writer of CSV."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.spreadsheet import sheet_name, table_name
from loaders import csv_bytes


@given(st.lists(st.text(max_size=60), max_size=12))
def test_sheet_names_are_allowed_and_differ(titles: list[str]) -> None:
    used = {"notes"}
    names = [sheet_name(title, used) for title in titles]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Inspections and visits of Dudley", "Inspections and visits"),
        ("Judgements now: Bournemouth, Christchurch and Poole", "Judgements now Bournemouth"),
        ("Judgements of Dudley now", "Judgements of Dudley now"),
        ("Visits to Dudley and what they looked at", "Visits to Dudley"),
        ("Authorities by grade, in numbers", "Authorities by grade"),
        ("Overall effectiveness on 31 March 2024 by region", "Overall effectiveness by region"),
        ("Overall effectiveness on 31 March 2024, every authority", "Overall effectiveness"),
        ("England on 31 March 2024", "England on 31 March 2024"),
        ("A title of exactly thirty-one ch", "A title of exactly thirty-one"),
        ("History", "History table"),
        ("", "Table"),
    ],
)
def test_no_sheet_name_is_cut_in_a_word(title: str, name: str) -> None:
    assert sheet_name(title, set()) == name


def test_two_sheets_of_one_title_are_numbered_and_stay_whole() -> None:
    used: set[str] = set()
    names = [sheet_name("Inspections and visits between 20", used) for _ in range(3)]
    assert names == ["Inspections and visits between", "Inspections and visits 2", "Inspections and visits 3"]


@given(st.lists(st.text(max_size=300), max_size=8))
def test_table_names_are_allowed_and_differ(titles: list[str]) -> None:
    used: set[str] = set()
    names = [table_name(title, used) for title in titles]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(name[0].isalpha() and name.replace("_", "a").isalnum() and len(name) <= 255 for name in names)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Inspections and visits of Dudley", "Inspections_and_visits_of_Dudley"),
        ("2024 by grade", "Table_2024_by_grade"),
        ("AB12", "Table_AB12"),
        ("R", "Table_R"),
        ("–", "Table"),
    ],
)
def test_a_table_is_named_by_its_title(title: str, name: str) -> None:
    assert table_name(title, set()) == name


def test_one_writer_writes_csv_for_people_and_for_the_dataset() -> None:
    frame = pd.DataFrame(
        {
            "name": ["Sinéad", "=1+1", None],
            "n": pd.array([1, None, -3], dtype="Int64"),
            "day": pd.to_datetime(["2024-03-31", None, "2025-01-02"]),
        }
    )
    assert csv_bytes(frame) == "name,n,day\nSinéad,1,2024-03-31\n=1+1,,\n,-3,2025-01-02\n".encode()
    mine = csv_bytes(frame, for_people=True)
    assert mine.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(mine.decode("utf-8-sig"), newline="")))
    assert rows[1:] == [["Sinéad", "1", "2024-03-31"], ["'=1+1", "", ""], ["", "-3", "2025-01-02"]]
