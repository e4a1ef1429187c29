"""Every cell of the committed table against the published files, read here with nothing but the csv module."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from loaders.paths import DATA

# measure: file, column, rows that count, last day of its period; written out here and not taken from measures.csv
CELLS = {
    "social_worker_turnover": ("csww_indicators_2017_to_2025.csv", "turnover_rate_fte", {}, "09-30"),
    "social_worker_vacancies": ("csww_indicators_2017_to_2025.csv", "vacancy_rate_fte", {}, "09-30"),
    "agency_social_workers": ("csww_indicators_2017_to_2025.csv", "agency_rate_fte", {}, "09-30"),
    "caseload": ("csww_indicators_2017_to_2025.csv", "caseload_fte", {}, "09-30"),
    "sickness_absence": ("csww_indicators_2017_to_2025.csv", "absence_rate_fte", {}, "09-30"),
    "children_in_need": ("b1_children_in_need_2013_to_2025.csv", "At31_episodes", {}, "03-31"),
    "re_referrals": (
        "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv",
        "rereferral_percent",
        {},
        "03-31",
    ),
    "repeat_protection_plans": ("d3_cpps_subsequent_plan_2013_to_2025.csv", "CPP_subsequent_percent", {}, "03-31"),
    "children_looked_after_rate": (
        "cla_number_and_rate_per_10k_children.csv",
        "rate_per_10000",
        {"population_type": "Children looked after on 31 March each year"},
        "03-31",
    ),
    "children": ("ons_mid-year_population_estimates_2012_to_2024.csv", "population_estimate", {}, "06-30"),
}

MARKS = {
    "c": "suppressed",
    "x": "not_available",
    "z": "not_applicable",
    "u": "low_reliability",
    "low": "rounds_to_zero",
    "k": "rounds_to_zero",
}

LATEST = {"E10000002": "E06000060", "E10000023": "E06000065", "E10000027": "E06000066"}
LATEST |= {"E08000016": "E08000038", "E08000019": "E08000039"}
"""Codes that one body had one after the other."""

PLACES = 153 + 5 + 9 + 1
"""Authorities of today, those abolished since 2012, regions and England."""


@pytest.fixture(scope="module")
def table() -> dict[tuple[str, str, str], tuple[str, str]]:
    with (DATA / "context.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["authority_code"], row["measure"], row["period_end"]): (row["value"], row["status"])
            for row in csv.DictReader(file)
        }


def published(sources: Path, measure: str) -> dict[tuple[str, str, str], tuple[str, str]]:
    """What a file prints, by the code that a body has today."""
    name, column, wanted, day = CELLS[measure]
    cells = {}
    with (sources / "context" / name).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["region_code"].startswith("E13") and row["geographic_level"] == "Regional":
                continue
            if any(row[key] != value for key, value in wanted.items()):
                continue
            codes = (row["new_la_code"] or row["region_code"] or row["country_code"]).split(" / ")
            text = row[column]
            for code in codes:
                said = ("", MARKS[text]) if text in MARKS else (text, "joint" if len(codes) > 1 else "")
                key = (LATEST.get(code, code), measure, f"{row['time_period']}-{day}")
                assert key not in cells
                cells[key] = said
    return cells


@pytest.mark.parametrize("measure", CELLS)
def test_every_cell_is_the_published_one(
    sources: Path, table: dict[tuple[str, str, str], tuple[str, str]], measure: str
) -> None:
    ours = {key: said for key, said in table.items() if key[1] == measure}
    theirs = published(sources, measure)
    assert len(theirs) > 800
    assert ours == theirs


def test_who_is_in_the_table(table: dict[tuple[str, str, str], tuple[str, str]]) -> None:
    codes = {code for code, _, _ in table}
    assert len(codes) == PLACES
    assert {"E92000001", "E12000001", "E12000009", "E08000027", "E10000006", "E06000063"} <= codes


def test_facts_read_by_eye(table: dict[tuple[str, str, str], tuple[str, str]]) -> None:
    assert table["E92000001", "agency_social_workers", "2025-09-30"] == ("13", "")
    assert table["E92000001", "children_looked_after_rate", "2025-03-31"] == ("67", "")
    assert table["E08000038", "agency_social_workers", "2020-09-30"] == ("0", "")  # Barnsley, printed as E08000016
    assert table["E06000061", "caseload", "2021-09-30"][1] == "joint"
    assert table["E06000062", "caseload", "2021-09-30"] == table["E06000061", "caseload", "2021-09-30"]
    assert table["E10000006", "children_looked_after_rate", "2024-03-31"] == ("", "not_applicable")  # Cumbria is gone
    assert table["E06000028", "children", "2016-06-30"] == ("", "not_available")  # Bournemouth
    assert ("E06000063", "children", "2022-06-30") not in table  # Cumberland began in 2023
