"""Which measures are shown of an authority, and its figures of each."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from dashboard.kept import once
from dashboard.statistics.context import around, figures
from dashboard.statistics.context.figures import Measure
from loaders import Dataset

USUAL = ("social_worker_turnover", "social_worker_vacancies", "agency_social_workers", "caseload")
"""What is shown where nothing else is asked for."""


class Around(NamedTuple):
    """One measure of one authority."""

    measure: Measure
    frame: pd.DataFrame
    """As from `around.through_years`."""
    joint: tuple[str, ...]
    """Names of those that made one return with it for its last figure."""


@once
def offered(dataset: Dataset) -> dict[str, Measure]:
    """Every measure by its key, in the order of the dataset."""
    frame = dataset.measures()
    found = (figures.named(frame, str(key)) for key in frame["measure"])
    return {one.key: one for one in found if one}


@once
def _lived(dataset: Dataset, key: str) -> around.Lived:
    """The figures of a measure, for the many authorities that are asked for one after the other."""
    return around.lived(dataset.context(), dataset.bodies(), key)


@once
def around_authority(dataset: Dataset, code: str, keys: tuple[str, ...]) -> tuple[Around, ...]:
    """The measures of `keys` of one authority, in that order."""
    register = dataset.bodies()
    names = dict(zip(register["code"], register["name"], strict=True))
    found = []
    for key in keys:
        frame = around.through_years(_lived(dataset, key), register, code)
        last = around.latest(frame, code)
        is_shared = last is not None and around.is_joint(last)
        others = (
            figures.joint_with(dataset.context(), code, key, last["period_end"].date())
            if is_shared and last is not None
            else []
        )
        found.append(Around(offered(dataset)[key], frame, tuple(str(names[other]) for other in others)))
    return tuple(found)
