"""`python -m dashboard asat`: Ofsted's as-at count on a terminal or as JSON."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from typing import TYPE_CHECKING, Any

from dashboard.asking import FORMS, UnreadDateError, read_day
from dashboard.dates import long_date
from dashboard.statistics import counts, coverage
from loaders import Judgement, default_cut_off, load_dataset

if TYPE_CHECKING:
    import pandas as pd

    Subparsers = argparse._SubParsersAction[Any]

BY: dict[str, counts.By] = {"region": "region", "ofsted-region": "ofsted_region"}


def add_parser(subparsers: Subparsers) -> None:
    """Add the `asat` command to the subparsers of `python -m dashboard`."""
    parser = subparsers.add_parser("asat", help="how many authorities held each grade on a date, by Ofsted's rule")
    parser.add_argument("date", metavar="DATE", type=asked_date, help="the date described, as 2024-03-31 or 31/3/2024")
    parser.add_argument(
        "--published-by",
        metavar="DATE",
        type=asked_date,
        help="reports published by this day count (default: the cut-off of Ofsted's own releases)",
    )
    parser.add_argument(
        "--judgement",
        metavar="J",
        type=judgement_named,
        default=Judgement.OVERALL,
        help="overall effectiveness (default), leadership, help and protection, children in care, care leavers, ...",
    )
    parser.add_argument("--by", choices=sorted(BY), help="also the nine regions, or Ofsted's eight")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the count that `options` ask for; returns the exit status."""
    published_by = options.published_by or default_cut_off(options.date)
    dataset = load_dataset()
    held = dataset.as_at(options.date, published_by, options.judgement)
    counted = counts.counts(held, by=BY.get(options.by))
    if options.json:
        text = json.dumps(report(counted, options.date, published_by, options.judgement))
    else:
        text = in_words(counted, held, options.date, published_by, options.judgement)
        said = coverage.caution(dataset, options.date)
        text += f"\n\n{said}" if said else ""
    sys.stdout.write(f"{text}\n")
    return 0


def report(counted: pd.DataFrame, date: dt.date, published_by: dt.date, judgement: Judgement) -> dict[str, object]:
    """The count as the JSON form holds it: every grade is there, best first, and England comes first."""
    areas = [
        {
            "area": row["area"],
            "counts": {grade: int(row[grade]) for grade in counts.GRADES},
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


def in_words(
    counted: pd.DataFrame, held: pd.DataFrame, date: dt.date, published_by: dt.date, judgement: Judgement
) -> str:
    """The count as an aligned table, with percentages and the authorities that held no grade."""
    header = ["", *counts.GRADES, "Total"]
    rows = [
        [str(row["area"]), *(_with_percent(row[grade], row["total"]) for grade in counts.GRADES), str(row["total"])]
        for row in counted.to_dict("records")
    ]
    widths = [max(len(row[place]) for row in [header, *rows]) for place in range(len(header))]
    title = judgement.value.replace("_", " ").capitalize()
    lines = [
        f"{title} as at {long_date(date)}, of reports published by {long_date(published_by)}",
        "",
        *(_aligned(row, widths) for row in [header, *rows]),
    ]
    without = counts.ungraded(held)
    for reason, names in without.groupby("reason")["name"]:
        who = ", ".join(names) if len(names) <= 5 else f"{len(names)} authorities"
        lines += ["", f"No grade, {reason}: {who}."]
    return "\n".join(lines)


def asked_date(text: str) -> dt.date:
    """The date that an argument gives, day first."""
    try:
        return read_day(text)
    except UnreadDateError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write it as {FORMS}") from None


def judgement_named(text: str) -> Judgement:
    """The judgement that an argument names, by its key or by its words ("help and protection")."""
    key = "_".join(text.casefold().replace("-", " ").replace("_", " ").split())
    key = {"overall": Judgement.OVERALL.value}.get(key, key)
    if key not in set(Judgement):
        known = ", ".join(judgement.value.replace("_", " ") for judgement in Judgement)
        raise argparse.ArgumentTypeError(f"{text!r} is not a judgement; expected one of: {known}")
    return Judgement(key)


def _with_percent(n: int, total: int) -> str:
    return f"{n} ({100 * n / total:.0f}%)" if total else str(n)


def _aligned(row: list[str], widths: list[int]) -> str:
    numbers = [text.rjust(width) for text, width in zip(row[1:], widths[1:], strict=True)]
    return "  ".join([row[0].ljust(widths[0]), *numbers])
