"""`python -m dashboard bygrade`: one measure by the grade that authorities held, on a terminal or as JSON."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from dashboard.asat import add_rule, aligned, dates
from dashboard.dates import long_date
from dashboard.statistics.context import by_grade, figures
from dashboard.text import context as words
from dashboard.text.coverage import caution
from loaders import Judgement, load_dataset

if TYPE_CHECKING:
    import pandas as pd

    from loaders import Dataset

    Subparsers = argparse._SubParsersAction[Any]


def add_parser(subparsers: Subparsers) -> None:
    """Add the `bygrade` command to the subparsers of `python -m dashboard`."""
    parser = subparsers.add_parser(
        "bygrade", help="a measure such as agency_social_workers by the grade held on a date"
    )
    parser.add_argument("measure", metavar="MEASURE", help="its key, such as caseload; an unknown one lists them all")
    parser.add_argument("year", metavar="YEAR", type=int, help="the year in which its period ends, as 2020")
    parser.add_argument(
        "--as-at",
        metavar="DATE",
        help="the date of the grades (default: the last day of the period)",
    )
    add_rule(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run, refuse=parser.error)


def run(options: argparse.Namespace) -> int:
    """Print what `options` ask for; returns the exit status."""
    refuse: Callable[[str], NoReturn] = options.refuse
    dataset = load_dataset()
    measures, context = dataset.measures(), dataset.context()
    measure = figures.named(measures, options.measure)
    if measure is None:
        refuse(f"{options.measure!r} is not a measure; expected one of: {', '.join(measures['measure'])}")
    ends = {day.year: day for day in figures.periods(context, measure.key)}
    if options.year not in ends:
        there = f"there are {min(ends)} to {max(ends)}" if ends else "there are none"
        refuse(f"no figures of {measure.key} for {options.year}; {there}")
    period_end = ends[options.year]
    date, published_by = dates(options, options.as_at or period_end.isoformat(), dataset)
    held = dataset.as_at(date, published_by, options.judgement)
    known = figures.of_period(context, measure.key, period_end)
    placed = by_grade.points(held, known)
    if options.json:
        text = json.dumps(report(placed, measure.key, period_end, date, options.judgement))
    else:
        text = in_words(dataset, placed, known, measure, period_end, date, published_by, options.judgement)
    sys.stdout.write(f"{text}\n")
    return 0


def report(
    placed: pd.DataFrame, measure: str, period_end: dt.date, as_at: dt.date, judgement: Judgement
) -> dict[str, object]:
    """The JSON form: every grade is there, best first; mean and median are null where no authority counts."""
    grades = {
        row["grade"]: {
            "n": int(row["n"]),
            "mean": float(row["mean"]) if row["n"] else None,
            "median": float(row["median"]) if row["n"] else None,
        }
        for row in by_grade.summary(placed).to_dict("records")
    }
    return {
        "measure": measure,
        "period_end": period_end.isoformat(),
        "as_at": as_at.isoformat(),
        "judgement": judgement.value,
        "grades": grades,
        "without": len(by_grade.without(placed)),
    }


def in_words(
    dataset: Dataset,
    placed: pd.DataFrame,
    known: pd.DataFrame,
    measure: figures.Measure,
    period_end: dt.date,
    as_at: dt.date,
    published_by: dt.date,
    judgement: Judgement,
) -> str:
    """The same as an aligned table, with who stands in no column and what the table cannot show."""
    summary = by_grade.summary(placed)
    title = judgement.value.replace("_", " ")
    header = ["", "Authorities", "Mean", "Median"]
    rows = [
        [
            str(row["grade"]),
            str(row["n"]),
            *(words.value(measure, row[name]) if row["n"] else "" for name in ("mean", "median")),
        ]
        for row in summary.to_dict("records")
    ]
    names = dataset.bodies().set_index("code")["name"]
    notes = [
        words.without(by_grade.without(placed)),
        words.joint(sorted(placed.loc[placed["joint"] & placed["why"].isna(), "name"])),
        words.gone([str(names[code]) for code in by_grade.gone(placed, known)], as_at),
        caution(dataset, as_at),
        words.BY_GRADE_LIMITS,
    ]
    lines = [
        f"{measure.label} {words.when(measure, period_end)}, by {title} as at {long_date(as_at)}, "
        f"of reports published by {long_date(published_by)}",
        "",
        *aligned([header, *rows]),
    ]
    return "\n".join([*lines, *(f"\n{note}" for note in notes if note)])
