from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest
from dash import html

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
    region = table(["Grade", "Authorities"], [["Good", 4]], caption="By grade", numeric=[1])
    assert (region.role, region.tabIndex) == ("region", 0)
    assert getattr(region, "aria-label") == "By grade"
    caption, head, body = region.children.children
    assert isinstance(caption, html.Caption)
    assert [th.scope for th in head.children.children] == ["col", "col"]
    first, second = body.children[0].children
    assert first.scope == "row"
    assert second.className == "numeric"


def test_a_row_of_another_length_is_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        table(["A", "B"], [["x"]], caption="c")


def test_a_frame_becomes_a_table_of_the_columns_asked_for() -> None:
    frame = pd.DataFrame({"n": pd.array([1, None], dtype="Int64"), "name": ["a", "b"], "other": [1, 2]})
    region = frame_table(frame, caption="c", labels={"name": "Name", "n": "Number"})
    _, head, body = region.children.children
    assert [th.children for th in head.children.children] == ["Name", "Number"]
    assert body.children[1].children[1].children.children == UNKNOWN
