"""`python -m dashboard asat`: Ofsted's as-at count on a terminal or as JSON."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from dashboard.asking import UnreadDateError, asked_as_at, asked_cut_off, asked_judgement
from dashboard.dates import long_date
from dashboard.statistics import counts
from dashboard.text.coverage import caution
from loaders import Dataset, Judgement, default_cut_off, load_dataset

if TYPE_CHECKING:
    import pandas as pd

    Subparsers = argparse._SubParsersAction[Any]

T = TypeVar("T")


def add_parser(subparsers: Subparsers) -> None:
    """Add the `asat` command to the subparsers of `python -m dashboard`."""
    parser = subparsers.add_parser("asat", help="how many authorities held each grade on a date, by Ofsted's rule")
    parser.add_argument("date", metavar="DATE", help="the date described, as 2024-03-31 or 31/3/2024")
    add_rule(parser)
    parser.add_argument("--by", choices=sorted(counts.BY), help="also the nine regions, or Ofsted's eight")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run, refuse=parser.error)


def add_rule(parser: argparse.ArgumentParser) -> None:
    """Add what Ofsted's as-at rule takes besides a date: the cut-off and the judgement."""
    parser.add_argument(
        "--published-by",
        metavar="DATE",
        help="reports published by this day count (default: the cut-off of Ofsted's own releases)",
    )
    parser.add_argument(
        "--judgement",
        metavar="J",
        type=argument(asked_judgement),
        default=Judgement.OVERALL,
        help="overall effectiveness (default), leadership, help and protection, children in care, care leavers, ...",
    )


def run(options: argparse.Namespace) -> int:
    """Print the count that `options` ask for; returns the exit status."""
    dataset = load_dataset()
    date, published_by = dates(options, options.date, dataset)
    held = dataset.as_at(date, published_by, options.judgement)
    counted = counts.counts(held, by=counts.BY.get(options.by))
    if options.json:
        text = json.dumps(counts.report(counted, date, published_by, options.judgement))
    else:
        text = in_words(counted, held, date, published_by, options.judgement)
        said = caution(dataset, date)
        text += f"\n\n{said}" if said else ""
    sys.stdout.write(f"{text}\n")
    return 0


def dates(options: argparse.Namespace, date: str, dataset: Dataset) -> tuple[dt.date, dt.date]:
    """The date described and the cut-off that were asked for; ends the command where they are none of the record."""
    try:
        day = asked_as_at(date, dataset.reach)
        text = options.published_by
        return day, asked_cut_off(text, dataset.reach) if text else default_cut_off(day)
    except UnreadDateError as error:
        options.refuse(str(error))
        raise


def in_words(
    counted: pd.DataFrame, held: pd.DataFrame, date: dt.date, published_by: dt.date, judgement: Judgement
) -> str:
    """The count as an aligned table, with percentages and the authorities that held no grade."""
    header = ["", *counts.GRADES, "Total"]
    rows = [
        [str(row["area"]), *(_with_percent(row[grade], row["total"]) for grade in counts.GRADES), str(row["total"])]
        for row in counted.to_dict("records")
    ]
    title = judgement.value.replace("_", " ").capitalize()
    lines = [
        f"{title} as at {long_date(date)}, of reports published by {long_date(published_by)}",
        "",
        *aligned([header, *rows]),
    ]
    without = counts.ungraded(held)
    for reason, names in without.groupby("reason")["name"]:
        who = ", ".join(names) if len(names) <= 5 else f"{len(names)} authorities"
        lines += ["", f"No grade, {reason}: {who}."]
    return "\n".join(lines)


def argument(read: Callable[[str], T]) -> Callable[[str], T]:
    """A reader of texts as the type of an argument: what it says of a text is what the command says."""

    def typed(text: str) -> T:
        try:
            return read(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return typed


def _with_percent(n: int, total: int) -> str:
    return f"{n} ({100 * n / total:.0f}%)" if total else str(n)


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of words as lines of one table: the first column at the left, numbers at the right of theirs."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join([row[0].ljust(widths[0]), *(text.rjust(w) for text, w in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    ]
