from __future__ import annotations

import datetime as dt

import pandas as pd

from dashboard.statistics import improving
from loaders import Dataset, deciding_of
from tests.dashboard.statistics.small_frames import authorities, events, history

FULL, JUDGEMENTS = history(
    """
    A ILACS 2024-01-10 2024-03-05 G
    B ILACS 2025-01-10 2025-03-01 RI
    C ILACS 2026-05-10 2026-06-30 -
    """
)


def tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Four reports and a joint one, with what their points name."""
    visit = {"inspection_id": "v", "authority_code": "A", "framework": "ILACS", "event_type": "focused visit",
             "start_date": "2025-05-01", "publication_date": "2025-06-01"}  # fmt: skip
    joint = {**visit, "inspection_id": "j", "framework": "JTAI", "event_type": "joint targeted area inspection"}
    inspections = pd.concat([FULL, events(visit, joint)], ignore_index=True)
    inspections["improvement_areas"] = pd.array([3, 2, 4, 1, 5], dtype="Int64")
    points = pd.DataFrame(
        [
            ("i1", 1, "outcome 3"),
            ("i1", 2, "outcome 3"),
            ("i1", 2, "enabler 2"),
            ("v", 1, "principle 2"),
            ("i2", 1, None),
        ],
        columns=["inspection_id", "point", "element"],
    )
    return inspections, points


def found() -> tuple[pd.DataFrame, pd.DataFrame]:
    inspections, points = tables()
    bodies = authorities("A", "B", "C")
    reports = improving.reports(inspections, points, JUDGEMENTS, deciding_of(bodies, FULL, JUDGEMENTS))
    return reports, points


def test_reports_begin_with_the_first_that_names_an_element() -> None:
    reports, _ = found()
    assert reports["inspection_id"].tolist() == ["i1", "v", "i2"], "i0 came before, and j is no report of one authority"
    assert improving.since(reports) == dt.date(2025, 3, 1)
    assert reports["points"].tolist() == [2, 1, 4]
    assert reports["named"].tolist() == [2, 1, 0]


def test_a_report_has_the_grade_that_it_gave_and_a_visit_that_which_was_held() -> None:
    assert found()[0]["grade"].tolist() == ["Requires improvement", "Good", improving.NO_OVERALL]


def test_a_point_that_names_two_elements_counts_under_each() -> None:
    reports, points = found()
    counts = improving.by_element(improving.points_of(reports, points), "grade", ["Good", "Requires improvement"])
    rows = counts.set_index("element")
    assert rows.loc["outcome 3"].tolist() == [0, 2, 2, 1]
    assert rows.loc["enabler 2"].tolist() == [0, 1, 1, 1]
    assert rows.loc["principle 2"].tolist() == [1, 0, 1, 1]
    assert "principle 1" not in rows.index and rows.loc["outcome 1", "total"] == 0
    assert rows.index.tolist() == [
        *(f"outcome {n}" for n in range(1, 5)),
        *(f"enabler {n}" for n in range(1, 4)),
        "principle 2",
    ]


def test_every_row_of_the_table_is_counted_once(dataset: Dataset) -> None:
    improvements = dataset.improvements()
    reports = improving.reports(dataset.inspections(), improvements, dataset.judgements(), dataset.deciding())
    points = improving.points_of(reports, improvements)
    assert len(points) == improvements["element"].notna().sum()
    assert (reports["named"] <= reports["points"]).all()
    assert reports["named"].sum() == len(improvements[["inspection_id", "point"]].drop_duplicates())
