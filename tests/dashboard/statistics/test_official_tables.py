"""The as-at rule gives Ofsted's own "latest outcomes" tables, region by region and judgement by judgement."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from loaders import Dataset, Judgement

TABLES = [
    ("Childrens_social_care_in_England_2023_underlying_data.ods", "LA_level_at_31_Mar_2023", dt.date(2023, 3, 31)),
    ("LA_Inspection_Outcomes_as_at_March_2024.ods", "Inspections_31_March_2024", dt.date(2024, 3, 31)),
    ("LA_Inspection_Outcomes_as_at_31_March_2025.ods", "Inspections_as_at_31_March", dt.date(2025, 3, 31)),
]
"""Each release with its table of latest outcomes; the judgements of ILACS are its last five columns, in this order."""

ILACS = [
    *(Judgement.OVERALL, Judgement.LEADERSHIP, Judgement.HELP_AND_PROTECTION),
    *(Judgement.CHILDREN_IN_CARE, Judgement.CARE_LEAVERS),
]

DEPARTURES = {
    # Published on 10 May 2023, after the cut-off; note 4 of the release says that it is included all the same.
    (dt.date(2023, 3, 31), "South Tyneside"),
    # Care leavers: printed as Good in 2024, corrected in 2025.
    (dt.date(2024, 3, 31), "Staffordshire"),
}


@pytest.mark.parametrize(("workbook", "sheet", "date"), TABLES, ids=[str(date) for *_, date in TABLES])
def test_latest_outcomes(sources: Path, dataset: Dataset, workbook: str, sheet: str, date: dt.date) -> None:
    rows = CalamineWorkbook.from_path(sources / "official-statistics" / workbook).get_sheet_by_name(sheet).to_python()
    start = next(place for place, row in enumerate(rows) if row[0] == "Web link")
    name, region = rows[start].index("Local authority name"), rows[start].index("Ofsted region")
    printed = [row for row in rows[start + 1 :] if row[name] and (date, row[name]) not in DEPARTURES]
    departed = {who for day, who in DEPARTURES if day == date}
    for place, judgement in enumerate(ILACS):
        held = dataset.as_at(date, judgement=judgement)
        held = held[~held["name"].isin(departed)]
        found = Counter(zip(held["ofsted_region"].str.casefold(), held["grade"].fillna(""), strict=True))
        expected = Counter(
            (str(row[region]).casefold(), str(row[place - 5]).replace(" to be good", "")) for row in printed
        )
        assert found == expected, judgement
