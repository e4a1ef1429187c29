"""What inspectors ask to improve: the points of reports by the elements of the national framework that they name.

Only counts, names and dates are known of a point: no sentence of a report is kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from dashboard.statistics.graded import GRADES, held_at
from loaders import ELEMENTS, FULL_INSPECTIONS, Deciding, EventType, Framework

NO_OVERALL = "No overall grade"
FEW = 10
"""Reports below which a group says little."""


def reports(
    inspections: pd.DataFrame, improvements: pd.DataFrame, judgements: pd.DataFrame, deciding: Deciding
) -> pd.DataFrame:
    """ILACS reports and focused visits' letters with points to improve, since the first that names an element.

    Columns of inspections with `points` (how many the report lists), `named` (how many of them name an element), and `grade`: the overall grade
    that an inspection gave or that was held when a visit began, `NO_OVERALL` where there is none. Oldest first by publication.
    """
    named = improvements[improvements["element"].notna()].groupby("inspection_id")["point"].nunique()
    kinds = {*FULL_INSPECTIONS, EventType.FOCUSED_VISIT.value}
    found = inspections[
        (inspections["framework"] == Framework.ILACS.value)
        & inspections["event_type"].isin(kinds)
        & (inspections["improvement_areas"] > 0)
        & inspections["publication_date"].notna()
    ]
    first = found.loc[found["inspection_id"].isin(named.index), "publication_date"].min()
    found = found[found["publication_date"] >= first]
    overall = judgements[judgements["judgement"] == "overall_effectiveness"].set_index("inspection_id")["grade"]
    given = found["inspection_id"].map(overall)
    held = held_at(found, deciding).where(lambda grade: grade.isin(GRADES))
    is_visit = found["event_type"] == EventType.FOCUSED_VISIT.value
    found = found.assign(
        points=found["improvement_areas"].astype(int),
        named=found["inspection_id"].map(named).fillna(0).astype(int),
        grade=held.where(is_visit, given).fillna(NO_OVERALL),
    )
    ordered: pd.DataFrame = found.sort_values(["publication_date", "inspection_id"], kind="stable", ignore_index=True)
    return ordered


def since(reports: pd.DataFrame) -> dt.date:
    """The day on which the first of `reports` came out; a day without any where there is none."""
    return reports["publication_date"].min().date() if len(reports) else dt.date(2025, 1, 1)


def points_of(reports: pd.DataFrame, improvements: pd.DataFrame) -> pd.DataFrame:
    """Each element that a point of `reports` names: a row of `reports` with point and element; a point may name two."""
    named = improvements[improvements["element"].notna()]
    return named.merge(reports, on="inspection_id", how="inner")


def by_element(points: pd.DataFrame, column: str, groups: Sequence[object]) -> pd.DataFrame:
    """Points that name each element, by the value of a column of `points_of`: element, a column a group, total, reports.

    Outcomes and enablers are all there, principles where one is named, in the order of the framework. `reports` counts the reports
    with such a point. A point that names two elements counts under each, and so do its reports.
    """
    table: pd.DataFrame = pd.crosstab(points["element"], points[column]).reindex(columns=list(groups), fill_value=0)
    named = set(points["element"])
    order = [one for one in ELEMENTS if one in named or not one.startswith("principle")]
    table = table.reindex(order, fill_value=0)
    table.columns.name = None
    table["total"] = table.sum(axis="columns")
    table["reports"] = points.groupby("element")["inspection_id"].nunique().reindex(order, fill_value=0)
    made: pd.DataFrame = table.rename_axis("element").reset_index()
    return made
