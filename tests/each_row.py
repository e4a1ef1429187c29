"""Rows of a frame, each with its columns as attributes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd


def each_row(frame: pd.DataFrame) -> Iterator[Any]:
    """Each row as a tuple with names, whose cells may be of any type: pandas' own says that each is one of 22."""
    return iter(frame.itertuples())
