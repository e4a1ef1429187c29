from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dashboard.web import url_state

ANYTHING = (
    st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text()) | st.dictionaries(st.text(), st.text())
)
DAY = dt.date(2024, 3, 31)


@given(value=ANYTHING)
def test_a_choice_is_always_one_of_those_allowed(value: Any) -> None:
    assert url_state.choice(value, {"a", "b"}, "a") in {"a", "b"}


@given(value=ANYTHING)
def test_choices_are_always_allowed_and_each_there_once(value: Any) -> None:
    found = url_state.choices(value, {"a", "b"})
    assert set(found) <= {"a", "b"}
    assert len(found) == len(set(found))


@given(value=ANYTHING)
def test_a_day_is_always_within_its_bounds(value: Any) -> None:
    found = url_state.day(value, DAY, earliest=dt.date(2010, 1, 1), latest=dt.date(2026, 1, 1))
    assert dt.date(2010, 1, 1) <= found <= dt.date(2026, 1, 1)


@given(value=st.dates())
def test_a_day_comes_back_from_its_text(value: dt.date) -> None:
    assert url_state.day(url_state.as_text(value), DAY) == value


def test_known_values_are_taken_as_given() -> None:
    assert url_state.choice("b", ("a", "b"), "a") == "b"
    assert url_state.choices("b,a,b,x", ("a", "b")) == ["b", "a"]
    assert url_state.choices(["b"], ("a", "b")) == ["b"]
    assert url_state.choices("x", ("a", "b"), ["a"]) == ["a"]
    assert url_state.day("2018-12-10", DAY) == dt.date(2018, 12, 10)


def test_what_was_given_and_not_taken_is_named() -> None:
    query = {"by": "moon", "day": "2024-03-31", "with": "a,b", "other": "1"}
    assert url_state.unknown(query, {"by": "region", "day": DAY, "with": ["a", "b"]}) == ["by"]
    assert url_state.unknown({}, {"by": "region"}) == []


def test_a_switch_is_on_only_for_words_that_mean_so() -> None:
    assert url_state.flag("1")
    assert not url_state.flag("0")
    assert not url_state.flag(None)
    assert not url_state.flag("2")
