from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from dashboard.components.table import UNKNOWN, cell, frame_table, table
from dashboard.dates import long_date


def test_a_date_is_said_in_words() -> None:
    assert long_date(dt.date(2016, 4, 5)) == "5 April 2016"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (pd.Timestamp("2018-12-10"), "10 December 2018"),
        (1200, "1,200"),
        (1.25, "1.2"),
        (3.0, "3"),
        (True, "Yes"),
        ("x", "x"),
    ],
)
def test_a_value_is_shown_as_people_write_it(value: Any, shown: str) -> None:
    assert cell(value) == shown


@pytest.mark.parametrize("blank", [None, pd.NA, pd.NaT, float("nan")])
def test_a_blank_is_said_and_not_left_empty(blank: Any) -> None:
    assert cell(blank).children == UNKNOWN


def test_the_first_cell_of_a_row_is_its_header_and_the_caption_names_the_region() -> None:
    said = table(["Grade", "Authorities"], [["Good", 4]], caption="By grade", numeric=[1]).children
    assert said.startswith('<div class="table-scroll" role="region" tabindex="0" aria-label="By grade"><table>')
    assert "<caption><span>By grade</span></caption>" in said
    assert '<tr><th scope="col">Grade</th><th scope="col" class="numeric">Authorities</th></tr>' in said
    assert '<tr><th scope="row">Good</th><td class="numeric">4</td></tr>' in said


def test_rows_that_stack_say_their_headings() -> None:
    said = table(["Grade", "Authorities"], [["Good", 4]], caption="By grade", stacks=True).children
    assert 'class="table-scroll stacks"' in said
    assert '<td data-label="Authorities">4</td>' in said


def test_a_row_of_another_length_is_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        table(["A", "B"], [["x"]], caption="c")


def test_a_frame_becomes_a_table_of_the_columns_asked_for() -> None:
    frame = pd.DataFrame({"n": pd.array([1, None], dtype="Int64"), "name": ["a", "b"], "other": [1, 2]})
    said = frame_table(frame, caption="c", labels={"name": "Name", "n": "Number"}).children
    assert '<th scope="col">Name</th><th scope="col" class="numeric">Number</th>' in said
    assert f'<th scope="row">b</th><td class="numeric"><span class="muted">{UNKNOWN}</span></td>' in said
