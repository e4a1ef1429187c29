"""Figures of context made by hand, in the columns of the dataset."""

from __future__ import annotations

import pandas as pd


def figures(text: str, measure: str = "rate") -> pd.DataFrame:
    """A line each: code, year, value (or - for none), and a status where there is one; periods end on 30 September."""
    rows = []
    for line in text.strip().splitlines():
        code, year, value, *status = line.split()
        rows.append(
            {
                "authority_code": code,
                "measure": measure,
                "period_end": f"{year}-09-30",
                "value": None if value == "-" else float(value),
                "status": status[0] if status else None,
                "source": "made",
            }
        )
    frame = pd.DataFrame(rows, columns=["authority_code", "measure", "period_end", "value", "status", "source"])
    frame["period_end"] = pd.to_datetime(frame["period_end"])
    return frame.astype(
        {"authority_code": "string", "measure": "string", "status": "string", "source": "string", "value": "float64"}
    )
