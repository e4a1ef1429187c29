"""Small tables made by hand, in the columns of the dataset."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from hypothesis import strategies as st

OVERALL = "overall_effectiveness"
GRADES = ["Outstanding", "Good", "Requires improvement", "Inadequate"]
LETTERS = {"O": "Outstanding", "G": "Good", "RI": "Requires improvement", "I": "Inadequate"}
COLUMNS = (
    *("inspection_id", "authority_code", "framework", "event_type", "start_date", "date_precision"),
    *("publication_date", "publication_precision", "theme", "visit_number", "outcome", "report_url", "source"),
)


def authorities(*rows: str | tuple[str, str | None, str | None]) -> pd.DataFrame:
    """Bodies by code, or by (code, established, abolished)."""
    full = [(row, None, None) if isinstance(row, str) else row for row in rows]
    frame = pd.DataFrame(full, columns=["code", "established", "abolished"])
    for column in ("established", "abolished"):
        frame[column] = pd.to_datetime(frame[column])
    regions = ["London" if place % 2 else "North East" for place in range(len(frame))]
    return frame.assign(name=frame["code"], region=regions, ofsted_region=regions)


def events(*rows: Mapping[str, object]) -> pd.DataFrame:
    """Events as dicts; what is left out is unknown."""
    frame = pd.DataFrame(list(rows), columns=list(COLUMNS))
    for column in ("start_date", "publication_date"):
        frame[column] = pd.to_datetime(frame[column])
    for column, date in (("date_precision", "start_date"), ("publication_precision", "publication_date")):
        known = pd.Series("unknown", index=frame.index).mask(frame[date].notna(), "day")
        frame[column] = frame[column].astype("object").fillna(known)
    frame["visit_number"] = frame["visit_number"].astype("Int64")
    return frame


def history(text: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Graded full inspections, a line each: code, framework, start (or -), publication, grade (O, G, RI, I, or -)."""
    rows, grades = [], []
    for number, line in enumerate(text.strip().splitlines()):
        code, framework, start, published, letter = line.split()
        kind = "full inspection" if framework == "SIF" else "standard inspection"
        name = f"i{number}"
        rows.append(
            {
                "inspection_id": name,
                "authority_code": code,
                "framework": framework,
                "event_type": kind,
                "start_date": None if start == "-" else start,
                "publication_date": published,
            }
        )
        grade = LETTERS.get(letter)
        grades.append((name, OVERALL, grade, "graded" if grade else "not_given"))
    columns = ["inspection_id", "judgement", "grade", "status"]
    return events(*rows), pd.DataFrame(grades, columns=columns).astype("string")


@st.composite
def histories(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Bodies, two of them with a succession in 2019, and up to twelve graded inspections."""
    days = st.dates(pd.Timestamp("2014-01-01").date(), pd.Timestamp("2026-01-01").date())
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["A", "B", "OLD", "NEW"]),
                st.booleans(),
                days,
                st.integers(20, 200),
                st.sampled_from([*LETTERS, "-"]),
            ),
            max_size=12,
        )
    )
    lines = []
    for code, known, start, lag, letter in rows:
        published = (pd.Timestamp(start) + pd.Timedelta(days=lag)).date()
        lines.append(f"{code} ILACS {start if known else '-'} {published} {letter}")
    bodies = authorities("A", "B", ("OLD", None, "2019-04-01"), ("NEW", "2019-04-01", None))
    return bodies, *history("\n".join(lines))
