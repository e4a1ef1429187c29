"""Small frames as plain Python: what pandas spends on each access is more than a dozen rows are worth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd


def rows(frame: pd.DataFrame, columns: Sequence[str] | None = None) -> list[tuple[Any, ...]]:
    """The rows as tuples of Python's own values; `columns` are those that are wanted, in this order."""
    wanted = list(frame.columns) if columns is None else columns
    return list(zip(*(frame[name].tolist() for name in wanted), strict=True))


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows by the names of their columns, as `DataFrame.to_dict("records")` has them."""
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in rows(frame)]
