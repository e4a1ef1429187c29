"""docs/security.md: every requirement of level 1 is answered, and what is said to be tested has its test."""

from __future__ import annotations

import csv
import re

from tests.serving import ROOT

TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
CHAPTERS = {
    1: "2.1 2.2 2.3 2.4 2.5 3.1 3.2 5.1",
    2: "1.1 2.1 2.2 3.1",
    3: "2.1 2.2 3.1 4.1 4.2 5.1 5.2 5.3",
    4: "1.1 4.1",
    5: "2.1 2.2 3.1 3.2",
    6: "1.1 2.1 2.2 2.3 2.4 2.5 2.6 2.7 2.8 3.1 3.2 4.1 4.2",
    7: "2.1 2.2 2.3 2.4 4.1 4.2",
    8: "1.1 2.1 2.2 3.1",
    9: "1.1 1.2 1.3 2.1",
    10: "4.1 4.2 4.3 4.4 4.5",
    11: "3.1 3.2 4.1",
    12: "1.1 2.1 2.2",
    13: "4.1",
    14: "2.1 3.1",
    15: "1.1 2.1 3.1",
}
"""The requirements of level 1 of ASVS 5.0.0, by chapter."""


def rows() -> list[list[str]]:
    lines = re.findall(r"^\| (\d+\.\d+\.\d+) \| (.*) \|$", TEXT, re.MULTILINE)
    return [[number, *rest.split(" | ")] for number, rest in lines]


def test_each_requirement_of_level_1_is_answered_once() -> None:
    wanted = [f"{chapter}.{rest}" for chapter, listed in CHAPTERS.items() for rest in listed.split()]
    assert len(wanted) == 70
    assert [row[0] for row in rows()] == wanted
    assert all(len(row) == 4 and row[3] for row in rows())
    assert {row[2].split(" ")[0] for row in rows()} == {"met", "n/a", "not"}


def test_the_tests_that_it_names_exist() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", TEXT))
    assert len(named) > 10
    assert {name for name in named if not (ROOT / name).is_file()} == set()


def test_a_limit_that_is_said_is_the_one_that_holds() -> None:
    from dashboard.web.request_guard import LARGEST_BODY, LONGEST_ADDRESS

    assert f"up to {LONGEST_ADDRESS:,} characters" in TEXT
    assert "up to 1 MB" in TEXT and LARGEST_BODY == 1_000_000


def test_every_address_in_the_dataset_is_one_of_the_web() -> None:
    found = 0
    for path in (ROOT / "data").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for name, value in row.items():
                    if name.endswith("url") or name == "page":
                        assert value == "" or re.match(r"https?://[\w.-]+/", value), (path.name, value)
                        found += bool(value)
    assert found > 1000
