"""Counts of authorities by the grade that they held on a date.

Ofsted's rule is in `loaders.latest_judgements`; here its rows are counted. The denominator is
the authorities that existed on the date and held a grade, as in Ofsted's releases.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any, Literal

import numpy as np
import pandas as pd

from dashboard import frames
from loaders import Grade, Judgement

By = Literal["region", "ofsted_region"]
BY: dict[str, By] = {"region": "region", "ofsted-region": "ofsted_region"}
"""Schemes of regions as addresses and commands name them."""

ENGLAND = "England"
GRADES = [grade.value for grade in Grade]


def counts(held: pd.DataFrame, *, by: By | None = None) -> pd.DataFrame:
    """How many authorities held each grade: England first, then the regions in alphabetical order.

    `held` as from `Dataset.as_at`. Columns: area, one for each grade (best first), `total` (authorities
    that held a grade) and `ungraded` (authorities that existed and held none).
    """
    rows = whole(held)
    if by is not None:
        rows += _count(held["grade"].tolist(), held[by].tolist())
    return pd.DataFrame(rows, columns=["area", *GRADES, "total", "ungraded"])


def whole(held: pd.DataFrame) -> list[tuple[Any, ...]]:
    """England's row of `counts`, without a frame around it; none where no authority existed."""
    return _count(held["grade"].tolist(), [ENGLAND] * len(held))


def shares(counted: pd.DataFrame) -> pd.DataFrame:
    """`counts` in long form with each grade's percentage of the total (0 to 100, missing where the total is 0).

    Columns: area, grade (a category, best first), n, total, percent.
    """
    rows = [
        (area, grade, n, total)
        for area, *numbers, total in frames.rows(counted, ["area", *GRADES, "total"])
        for grade, n in zip(GRADES, numbers, strict=True)
    ]
    areas, grades, numbers, totals = zip(*rows, strict=True) if rows else ((), (), (), ())
    return pd.DataFrame(
        {
            "area": pd.array(areas, dtype="string"),
            "grade": pd.Categorical(grades, categories=GRADES, ordered=True),
            "n": numbers,
            "total": totals,
            "percent": pd.array(
                [100 * n / total if total else None for n, total in zip(numbers, totals, strict=True)], dtype="Float64"
            ),
        }
    )


def ungraded(held: pd.DataFrame) -> pd.DataFrame:
    """The authorities that held no grade, each with the reason: code, name, reason."""
    rows = np.flatnonzero(held["grade"].isna())
    return pd.DataFrame({name: held[name].array.take(rows) for name in ("code", "name", "reason")}, copy=False)


def figure(counted: pd.DataFrame, *, area: str, measure: str) -> tuple[int, int]:
    """Numerator and denominator of a published measure such as "good or outstanding" for one area."""
    wanted = [word.strip().casefold() for word in measure.split(" or ")]
    grades = [grade for grade in GRADES if grade.casefold() in wanted]
    rows = counted[counted["area"] == area]
    return sum(int(rows[grade].sum()) for grade in grades), int(rows["total"].sum())


def report(counted: pd.DataFrame, date: dt.date, published_by: dt.date, judgement: Judgement) -> dict[str, object]:
    """The count as the JSON form holds it: every grade is there, best first, and England comes first."""
    areas = [
        {
            "area": row["area"],
            "counts": {grade: int(row[grade]) for grade in GRADES},
            "total": int(row["total"]),
        }
        for row in counted.to_dict("records")
    ]
    return {
        "as_at": date.isoformat(),
        "published_by": published_by.isoformat(),
        "judgement": judgement.value,
        "areas": areas,
    }


def _count(grades: Iterable[object], areas: Collection[str]) -> list[tuple[Any, ...]]:
    """The rows of `counts` for these areas, one of them for each authority."""
    counted, existing = Counter(zip(areas, grades, strict=True)), Counter(areas)
    rows = []
    for area in sorted(existing):
        numbers = [counted[area, grade] for grade in GRADES]
        rows.append((area, *numbers, sum(numbers), existing[area] - sum(numbers)))
    return rows
