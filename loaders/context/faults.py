"""What would be wrong in the table of context, whoever wrote it."""

from __future__ import annotations

import pandas as pd

from loaders.areas import ENGLAND_CODE, REGION_CODES
from loaders.grades import FigureStatus


def context_faults(
    context: pd.DataFrame, measures: pd.DataFrame, authorities: pd.DataFrame
) -> dict[str, pd.Series[bool]]:
    """Each fault in words, with the rows that have it marked; frames as from `dataset.read_table`."""
    code, ends, value = (context[name] for name in ("authority_code", "period_end", "value"))
    known = {ENGLAND_CODE, *REGION_CODES, *authorities["code"]}
    bare = context["status"].isna() | (context["status"] == FigureStatus.JOINT.value)
    life = authorities.set_index("code")[["established", "abolished"]]
    began, ended = (code.map(life[name]) for name in life)
    outside = (ends < began) | (ends >= ended)
    days = dict(zip(measures["measure"], measures["period_end"], strict=True))
    return {
        f"column authority_code: no authority, region or {ENGLAND_CODE}": ~code.isin(known),
        "value and status contradict each other": value.notna() != bare.fillna(True),
        "column value: the body did not exist on period_end": value.notna() & outside,
        "column period_end: no day on which a period of the measure ends": ends.dt.strftime("%m-%d")
        != context["measure"].map(days),
    }
