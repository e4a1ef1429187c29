"""The table of measures."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.context.measures import load_measures
from loaders.errors import ContextError
from loaders.paths import REFERENCE

TABLE = REFERENCE / "measures.csv"

EXPECTED = {
    "social_worker_turnover": (9, 30),
    "social_worker_vacancies": (9, 30),
    "agency_social_workers": (9, 30),
    "caseload": (9, 30),
    "sickness_absence": (9, 30),
    "children_in_need": (3, 31),
    "re_referrals": (3, 31),
    "repeat_protection_plans": (3, 31),
    "children_looked_after_rate": (3, 31),
    "children": (6, 30),
}


def test_the_measures_and_when_their_periods_end() -> None:
    assert {measure.name: measure.period_end for measure in load_measures(TABLE)} == EXPECTED


def test_each_has_a_page_and_a_definition_in_sentences() -> None:
    for measure in load_measures(TABLE):
        assert measure.page.startswith("https://")
        assert measure.definition.endswith(".")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("social_worker_turnover,", ",", "row 2, column measure: blank"),
        ("social_worker_vacancies,", "social_worker_turnover,", "row 3, column measure: .* stands twice"),
        (",percent,", ",per cent,", "row 2, column unit: expected one of"),
        (",09-30,", ",30 September,", "row 2, column period_end: expected a month and a day"),
        (",category=Children in Need,", ",Children in Need,", "row 7, column filters: expected column=value"),
        (",dfe-workforce,", ",dfe-referrals,", "row 3, column source: .* have one file or one source in common"),
        ("measure,label", "measure,name", "no column label"),
    ],
)
def test_a_fault_names_file_row_and_column(tmp_path: Path, old: str, new: str, words: str) -> None:
    text = TABLE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "measures.csv"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContextError, match=words) as told:
        load_measures(path)
    assert str(path) in str(told.value)
