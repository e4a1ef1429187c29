"""Many sources to one record per inspection, with a ledger of what they disagree on.

Observations of the same event (`loaders.same_event`) become one record; of each field the value of the
highest source (`loaders.precedence`) is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from loaders.grades import EventType, Precision
from loaders.observation import Observation
from loaders.reconcile.observation_table import to_frame
from loaders.reconcile.precedence import ranking, reason_of
from loaders.reconcile.resolve import Row, resolve, resolve_improvements, resolve_judgements
from loaders.reconcile.same_event import clusters, order
from loaders.schema import DISAGREEMENTS, IMPROVEMENTS, INSPECTIONS, JUDGEMENTS


@dataclass(frozen=True, slots=True)
class Merged:
    """The tables that the merge makes, as text, sorted by their keys."""

    inspections: pd.DataFrame
    judgements: pd.DataFrame
    disagreements: pd.DataFrame
    improvements: pd.DataFrame
    observations: pd.DataFrame


def merge(
    observations: Iterable[Observation],
    *,
    slugs: dict[str, str],
    releases: Sequence[str],
    page_of: Callable[[Observation], str | None],
    known_ids: dict[Observation, str] | None = None,
) -> Merged:
    """Reconcile observations; the order that they come in does not matter.

    `slugs` names each authority by its code, `releases` the official workbooks oldest first,
    `page_of` gives the address to link where no source gives one, and `known_ids` are keys
    given by an earlier merge, which an event keeps.
    """
    unique = sorted(set(observations), key=order)
    events = sorted(clusters(unique), key=lambda group: [order(item) for item in group])
    tables: dict[str, list[Row]] = {"inspections": [], "judgements": [], "disagreements": [], "improvements": []}
    kept: list[tuple[str, Observation]] = []
    taken: set[str] = set()
    for group in events:
        rank = ranking(group, releases)
        ordered = sorted(group, key=lambda item: (rank(item), order(item)))
        row, ledger = resolve(ordered, partial(reason_of, rank))
        known = sorted({known_ids[item] for item in group if item in known_ids} - taken) if known_ids else []
        key = known[0] if known else _free_id(_inspection_id(row, slugs), taken)
        taken.add(key)
        row["report_url"] = row["report_url"] or page_of(ordered[0])
        judgements, differences = resolve_judgements(ordered, partial(reason_of, rank))
        tables["inspections"].append({"inspection_id": key, **row})
        tables["judgements"] += [{"inspection_id": key, **item} for item in judgements]
        tables["improvements"] += [{"inspection_id": key, **item} for item in resolve_improvements(ordered)]
        tables["disagreements"] += [{"inspection_id": key, **item} for item in ledger + differences]
        kept += [(key, item) for item in group]
    return Merged(
        inspections=_frame(tables["inspections"], INSPECTIONS.column_names, ["inspection_id"]),
        judgements=_frame(tables["judgements"], JUDGEMENTS.column_names, ["inspection_id", "judgement"]),
        disagreements=_frame(
            tables["disagreements"],
            DISAGREEMENTS.column_names,
            ["inspection_id", "field", "source_other", "value_other"],
        ).drop_duplicates(list(DISAGREEMENTS.key), ignore_index=True),
        improvements=_frame(tables["improvements"], IMPROVEMENTS.column_names, ["inspection_id"]),
        observations=to_frame(kept),
    )


def _inspection_id(row: Row, slugs: dict[str, str]) -> str:
    kind = {
        EventType.FOCUSED_VISIT: "focused-visit",
        EventType.MONITORING_VISIT: "monitoring-visit",
        EventType.BOARD_REVIEW: "board-review",
    }.get(EventType(str(row["event_type"])), str(row["framework"]).lower().replace(" ", "-"))
    if row["start_date"] and row["date_precision"] == Precision.MONTH:
        when = row["start_date"][:7]
    else:
        when = row["start_date"] or row["publication_date"] or _numbered(row["visit_number"])
    return f"{slugs[str(row['authority_code'])]}-{kind}-{when}"


def _numbered(number: str | None) -> str:
    return f"number-{number}" if number else "undated"


def _free_id(wanted: str, taken: set[str]) -> str:
    suffix, key = 1, wanted
    while key in taken:
        suffix += 1
        key = f"{wanted}-{suffix}"
    return key


def _frame(rows: list[Row], columns: list[str], key: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=columns, dtype="str")
    return frame.sort_values(key, kind="stable", ignore_index=True)
