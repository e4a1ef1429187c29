"""The dataset against counts that others made of the same visits and inspections."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from loaders import Dataset, EventType, load_dataset
from loaders.reports import themes

SESLIP_UNTIL = pd.Timestamp(2024, 11, 21)
SESLIP = {
    themes.FRONT_DOOR: 85,
    themes.IN_NEED: 89,
    themes.ADOLESCENTS: 12,
    themes.IN_CARE: 29 + 2,  # placement decisions, which SESLIP counts apart, are Children in care in Ofsted's lists
    themes.PERMANENCE: 22,
    themes.CARE_LEAVERS: 44,
    themes.ASSURANCE: 42,
}
"""Focused visits by theme that SESLIP (the South East's directors of children's services) counted by that day."""
DIFFERING = {
    themes.FRONT_DOOR: 2,
    themes.IN_NEED: -6,
    themes.ADOLESCENTS: 2,
    themes.IN_CARE: 1,
    themes.PERMANENCE: 1,
    themes.CARE_LEAVERS: 1,
    themes.ASSURANCE: -1,
}
"""Ours less theirs; CONTRIBUTING says why."""


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return load_dataset()


def test_seslips_focused_visits(shipped: Dataset) -> None:
    visits = shipped.visits(EventType.FOCUSED_VISIT)
    ours = visits[visits["start_date"] <= SESLIP_UNTIL]["theme"].value_counts().to_dict()
    assert sum(ours.values()) == sum(SESLIP.values()) == 325
    assert {theme: ours[theme] - number for theme, number in SESLIP.items()} == DIFFERING


@pytest.mark.parametrize(("year", "printed"), [(2023, 26), (2024, 28)])
def test_ofsteds_area_send_inspections_by_year(shipped: Dataset, year: int, printed: int) -> None:
    inspections = shipped.visits(EventType.AREA_SEND)
    assert int((inspections["start_date"].dt.year == year).sum()) == printed


def test_the_overall_grades_that_stand_on_22_august_2026(shipped: Dataset) -> None:
    """The last full inspection of each authority of today: 46, 61, 24 and 11, and eleven that gave no overall grade."""
    day = dt.date(2026, 8, 22)
    latest = shipped.as_at(day, published_by=day)
    bodies = shipped.authorities()
    today = set(bodies.loc[bodies["abolished"].isna(), "code"])
    inspections, judgements = shipped.inspections(), shipped.judgements()
    full = inspections[inspections["event_type"].isin([kind.value for kind in EventType if kind.is_full])]
    full = full[full["authority_code"].isin(today)].sort_values("start_date", na_position="first")
    last = full.groupby("authority_code").tail(1)
    overall = judgements[judgements["judgement"] == "overall_effectiveness"].set_index("inspection_id")
    said = last["inspection_id"].map(overall["grade"]).fillna(last["inspection_id"].map(overall["status"]))
    assert said.value_counts().to_dict() == {
        "Outstanding": 46,
        "Good": 61,
        "Requires improvement": 24,
        "Inadequate": 11,
        "not_given": 11,
    }
    assert len(latest) == 153
