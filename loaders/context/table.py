"""All data sets of a folder as one table: a newer release wins cell by cell, and what it revised is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from loaders.areas import ENGLAND_CODE, REGION_CODES
from loaders.context.layout import read_file
from loaders.context.measures import Measure
from loaders.context.places import bodies_by_code
from loaders.csvfile import read_rows
from loaders.datapackage import Source, file_sha256
from loaders.errors import ContextError
from loaders.register.authorities import Register
from loaders.schema import CONTEXT, MEASURES

Key = tuple[str, str, str]
"""Whose figure it is, of which measure, and the last day of its period."""


@dataclass(frozen=True, slots=True)
class Context:
    """Figures by key, each as (value, status, source); where they come from; and what is to be told of them."""

    figures: dict[Key, tuple[str, str, str]] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def frame(self) -> pd.DataFrame:
        """The table as it is written: by code, measure and period; all of it text."""
        rows = [(*key, *said) for key, said in sorted(self.figures.items())]
        return pd.DataFrame(rows, columns=CONTEXT.column_names, dtype="str")


def read_context(folder: Path, measures: Sequence[Measure], register: Register) -> Context:
    """Every figure of `measures` in the files of a folder, the newest release of each data set last.

    Raises ContextError, as `layout.read_file` does. A file that holds no measure is told and not read.
    """
    bodies = bodies_by_code(register)
    releases: list[tuple[int, str, Context]] = []
    notes: list[str] = []
    for path in sorted(path for path in folder.glob("*.csv") if path.name[0] not in "~."):
        there = [measure for measure in measures if measure.is_in(path)]
        if not there:
            notes.append(f"{path.name}: not read; no measure in data/reference/measures.csv is in a file of this name")
            continue
        read = read_file(path, there, bodies)
        first = there[0]
        name = f"{first.source}-{read.year}"
        source = Source(name, f"{first.title}, to {read.year}", first.publisher, first.page, "", file_sha256(path))
        figures = {figure[:3]: (figure.value, figure.status, name) for figure in read.figures}
        releases.append((read.year, path.name, Context(figures, {name: source}, read.left_out)))
    context = Context(notes=notes)
    for _, _, release in sorted(releases, key=lambda item: item[:2]):
        context = overlaid(context, release, register)
    return context


def known_context(path: Path, sources: Iterable[Source]) -> Context:
    """The table that a dataset has already, with those of its sources that the table names; none where there is none."""
    if not path.is_file():
        return Context()
    rows = read_rows(path, CONTEXT.column_names, ContextError)
    figures = {
        (row["authority_code"], row["measure"], row["period_end"]): (row["value"], row["status"], row["source"])
        for row in rows
    }
    return Context(figures, _used(figures, {source.name: source for source in sources}))


def overlaid(older: Context, newer: Context, register: Register) -> Context:
    """Two tables as one: where both have a figure the newer one's stands, and a difference is told."""
    names = {ENGLAND_CODE: "England", **REGION_CODES, **{body.code: body.name for body in register.bodies()}}
    changes: dict[tuple[str, str], list[str]] = {}
    for key in sorted(older.figures.keys() & newer.figures.keys()):
        before, after = older.figures[key], newer.figures[key]
        if _number(before[0]) != _number(after[0]) or before[1] != after[1]:
            said = f"{names.get(key[0], key[0])} {_said(*before[:2])} -> {_said(*after[:2])}"
            changes.setdefault(key[1:], []).append(said)
    revised = [f"revised: {measure} at {ends}: {'; '.join(said)}" for (measure, ends), said in sorted(changes.items())]
    figures = older.figures | newer.figures
    return Context(figures, _used(figures, older.sources | newer.sources), [*older.notes, *newer.notes, *revised])


def measures_frame(measures: Sequence[Measure]) -> pd.DataFrame:
    """The measures as the table of the dataset that says what each one is; columns of `schema.MEASURES`."""
    rows = [
        {
            "measure": item.name,
            **{name: getattr(item, name) for name in MEASURES.column_names if hasattr(item, name)},
            "period_end": "{:02}-{:02}".format(*item.period_end),
            "filters": ";".join(f"{column}={value}" for column, value in item.filters) or None,
        }
        for item in measures
    ]
    return pd.DataFrame(rows, columns=MEASURES.column_names, dtype="str")


def _used(figures: dict[Key, tuple[str, str, str]], sources: dict[str, Source]) -> dict[str, Source]:
    named = {source for _, _, source in figures.values()}
    return {name: source for name, source in sources.items() if name in named}


def _number(text: str) -> float | None:
    return float(text) if text else None


def _said(value: str, status: str) -> str:
    return " ".join(filter(None, (value, status.replace("_", " ")))) or "blank"
