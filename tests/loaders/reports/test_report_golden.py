"""What each real report says, frozen: a reader that comes to say another thing fails here."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
from pathlib import Path

from loaders import load_dataset
from loaders.grades import Judgement
from loaders.paths import REFERENCE
from loaders.register.authorities import Register
from loaders.reports import read_many
from loaders.reports.jsonline import to_json

GOLDEN = Path(__file__).with_name("golden.csv")
COLUMNS = (
    *("file", "document", "authority", "start_date", "end_date", "publication_date", "judgements", "not_graded"),
    *("theme", "visit_number", "priority_action_areas", "improvement_areas", "elements"),
    *("outcome", "lead_inspector", "error"),
)


def as_row(facts: dict[str, object], root: Path) -> dict[str, str]:
    row = {name: facts[name] for name in COLUMNS} | {"file": os.path.relpath(str(facts["file"]), root)}
    return {
        name: json.dumps(value, sort_keys=True)
        if isinstance(value, dict | list)
        else ""
        if value is None
        else str(value)
        for name, value in row.items()
    }


def test_every_report_says_what_was_frozen(sources: Path) -> None:
    root = sources / "reports"
    with GOLDEN.open(newline="", encoding="utf-8") as handle:
        expected = {row["file"]: row for row in csv.DictReader(handle)}
    present = [path for path in sorted(root.glob("*/*")) if path.is_file()]
    assert present
    unread = [name for path in present if (name := os.path.relpath(path, root)) not in expected]
    assert unread == [], "reports without a golden row: read each by eye, then freeze it"
    found = {row["file"]: row for row in (as_row(to_json(path, read), root) for path, read in read_many(present))}
    differing = [(name, expected[name], row) for name, row in found.items() if row != expected[name]]
    assert not differing


def test_every_report_is_of_a_kind_and_has_its_days() -> None:
    with GOLDEN.open(newline="", encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    reports = [row for row in rows if row["document"] != "not a report"]
    assert len(rows) - len(reports) == 5
    assert all(row["start_date"] and row["end_date"] for row in reports)


def test_every_name_that_a_report_prints_is_the_authority_of_its_page() -> None:
    register = Register.from_frame(load_dataset().authorities(), REFERENCE / "aliases.csv")
    with GOLDEN.open(newline="", encoding="utf-8") as handle:
        rows = [row for row in csv.DictReader(handle) if row["document"] != "not a report"]
    assert len(rows) == 983
    for row in rows:
        day = dt.date.fromisoformat(row["start_date"])
        assert register.resolve(row["authority"], day) == register.by_urn(row["file"].split("-", 1)[0], day), row[
            "file"
        ]


def test_the_elements_of_a_row_are_as_many_as_its_points() -> None:
    with GOLDEN.open(newline="", encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    assert all(len(json.loads(row["elements"])) == int(row["improvement_areas"] or 0) for row in rows)
    tagged = [row for row in rows if any(json.loads(row["elements"]))]
    assert (len(tagged), sum(len(point) for row in tagged for point in json.loads(row["elements"]))) == (89, 267)


def test_no_grade_and_no_start_of_a_report_differs_from_the_official_tables() -> None:
    ledger = load_dataset().disagreements()
    graded = ledger[ledger["field"].isin([*Judgement, "start_date"])]
    misprinted = graded[graded["source_used"] == graded["source_other"]]
    assert list(misprinted["inspection_id"]) == ["darlington-focused-visit-2023-10-24"]
    between = graded.drop(misprinted.index)
    assert not (between[["source_used", "source_other"]] == "ofsted-reports").any().any()


if __name__ == "__main__":  # python -m tests.loaders.reports.test_report_golden DIR: freeze anew, then read the diff
    import sys

    folder = Path(sys.argv[1]) / "reports"
    with GOLDEN.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for path, read in read_many(sorted(folder.glob("*/*"))):
            writer.writerow(as_row(to_json(path, read), folder))
