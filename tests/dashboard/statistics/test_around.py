"""One authority's figures beside England's and its neighbours'."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.statistics.context import around
from dashboard.statistics.context.figures import joint_with, named, reach
from loaders import Dataset
from tests.dashboard.statistics.made_figures import figures
from tests.dashboard.statistics.small_frames import authorities
from tests.each_row import each_row

NEIGHBOURS = [f"N{n}" for n in range(10)]


def register() -> pd.DataFrame:
    rows = [("OLD", None, "2021-04-01"), ("NEW", "2021-04-01", None), *((code, None, None) for code in NEIGHBOURS)]
    frame = authorities(*rows)
    frame["neighbours"] = pd.array(
        [";".join(NEIGHBOURS) if code == "NEW" else None for code in frame["code"]], "string"
    )
    return frame.assign(
        predecessors=pd.array(["OLD" if code == "NEW" else None for code in frame["code"]], dtype="string")
    )


def test_a_predecessor_has_its_own_rows_up_to_its_last_day() -> None:
    rows = "OLD 2019 1\nOLD 2020 2\nOLD 2021 - not_applicable\nNEW 2020 - not_applicable\nNEW 2021 3 joint\nNEW 2022 - suppressed"
    context = figures(rows + "\nE92000001 2020 50\nE92000001 2021 51")
    figures_of = around.lived(context, register(), "rate")
    found = around.through_years(figures_of, register(), "NEW")
    assert [(row.period_end.year, row.authority_code) for row in each_row(found)] == [
        (2019, "OLD"),
        (2020, "OLD"),
        (2021, "NEW"),
        (2022, "NEW"),
    ]
    assert found["value"].tolist()[:3] == [1, 2, 3]
    assert found["england"].tolist()[1:3] == [50, 51]
    assert found["lower"].isna().all()
    last = around.latest(found, "NEW")
    assert last is not None
    assert (last["period_end"].year, around.is_joint(last)) == (2021, True)
    assert around.latest(around.through_years(figures_of, register(), "N0"), "N0") is None


VALUES = st.lists(st.one_of(st.none(), st.integers(0, 100)), min_size=10, max_size=10)


@given(VALUES)
def test_the_middle_half_of_the_neighbours_that_have_a_figure(values: list[int | None]) -> None:
    lines = [f"{code} 2022 {'- suppressed' if n is None else n}" for code, n in zip(NEIGHBOURS, values, strict=True)]
    figures_of = around.lived(figures("\n".join(["NEW 2022 5", *lines])), register(), "rate")
    found = around.through_years(figures_of, register(), "NEW").iloc[0]
    known = [n for n in values if n is not None]
    assert found["neighbours"] == len(known)
    if len(known) < 4:
        assert pd.isna(found["lower"])
    else:
        expected = np.percentile(known, [25, 50, 75])
        assert np.allclose([found["lower"], found["middle"], found["upper"]], expected)


def test_who_made_one_return_together(dataset: Dataset) -> None:
    context = dataset.context()
    day = pd.Timestamp("2023-09-30").date()
    assert joint_with(context, "E09000021", "caseload", day) == ["E09000027"]  # Kingston, Richmond
    assert joint_with(context, "E06000062", "caseload", day) == ["E06000061"]  # West, North Northamptonshire
    assert joint_with(context, "E08000027", "caseload", day) == []
    assert joint_with(context, "E09000021", "children", day) == []


def test_measures_are_found_by_key_and_by_label(dataset: Dataset) -> None:
    measures = dataset.measures()
    for text in ("agency_social_workers", "Agency social workers", "agency-social-workers"):
        found = named(measures, text)
        assert found is not None
        assert (found.key, found.unit) == ("agency_social_workers", "percent")
    assert named(measures, "speed") is None


def test_how_far_each_measure_reaches(dataset: Dataset) -> None:
    found = reach(dataset.context(), dataset.measures()).set_index("measure")
    assert len(found) == 10
    years = {name: (row["first"].year, row["last"].year) for name, row in found.iterrows()}
    assert years["caseload"] == (2017, 2025)
    assert years["children"] == (2012, 2024)
    assert years["children_looked_after_rate"] == (2021, 2025)
    assert int(found["n"].sum() + found["missing"].sum()) == len(dataset.context())
    empty = reach(dataset.context().iloc[:0], dataset.measures())
    assert empty["n"].tolist() == [0] * 10
