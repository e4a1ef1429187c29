"""What a build or a refresh changed between two datasets, in words: new events, changed facts, what is gone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from loaders.errors import DatasetError
from loaders.schema import AUTHORITIES, CONTEXT, INSPECTIONS, JUDGEMENTS, Table

UNIMPORTANT = frozenset({"source", "report_url", "inspection_id"})
"""Columns whose change changes no fact of an event; they are counted and not listed."""


@dataclass(frozen=True, slots=True)
class Differences:
    """Lines that a person can read, each a whole fact; none where the datasets say the same."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    counted: tuple[str, ...]
    """Changes that are too many or too small to list one by one."""

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone or self.counted)

    def lines(self) -> Iterator[str]:
        """Every line, under a heading for each kind; the first line sums up, as a commit's message does."""
        if not self:
            yield "Nothing changed"
            return
        parts = [(len(self.new), "new"), (len(self.changed), "changed"), (len(self.gone), "gone")]
        listed = ", ".join(f"{n} {what}" for n, what in parts if n)
        yield listed or "; ".join(self.counted)
        for heading, found in (("New", self.new), ("Changed", self.changed), ("Gone", self.gone)):
            if found:
                yield f"\n{heading}"
                yield from (f"- {line}" for line in found)
        if self.counted and listed:
            yield "\nAlso"
            yield from (f"- {line}" for line in self.counted)


def differences(old: Path, new: Path) -> Differences:
    """What differs between the datasets in two folders; raises DatasetError where one holds none."""
    names = _names(old) | _names(new)
    before, after = _events(old, names), _events(new, names)
    gone = [before[key].described for key in before if key not in after]
    came = [after[key].described for key in after if key not in before]
    changed: list[str] = []
    quiet = 0
    for key, event in after.items():
        if key in before:
            moved = _moved(before[key].facts, event.facts)
            quiet += any(name in UNIMPORTANT for name, _, _ in moved)
            changed += [
                f"{event.described}: {name.replace('_', ' ')} {_said(one)} is now {_said(other)}"
                for name, one, other in moved
                if name not in UNIMPORTANT
            ]
    counted = [f"{quiet} {'event names' if quiet == 1 else 'events name'} another source or address"] if quiet else []
    return Differences(tuple(came), (*_bodies(old, new), *changed), tuple(gone), (*counted, *_figures(old, new)))


@dataclass(frozen=True, slots=True)
class _Event:
    described: str
    facts: dict[str, str]


def _events(folder: Path, names: dict[str, str]) -> dict[str, _Event]:
    rows = _text(folder, INSPECTIONS)
    grades = _text(folder, JUDGEMENTS)
    said = grades["grade"].where(grades["grade"] != "", grades["status"])
    facts: dict[str, dict[str, str]] = {}
    for key, judgement, grade in zip(grades["inspection_id"], grades["judgement"], said, strict=True):
        facts.setdefault(key, {})[str(judgement)] = str(grade)
    columns = [name for name in rows.columns if name not in ("inspection_id", "authority_code")]
    return {
        row["inspection_id"]: _Event(
            f"{names.get(row['authority_code'], row['authority_code'])}: {_event(row)}",
            {name: row[name] for name in columns} | facts.get(row["inspection_id"], {}),
        )
        for row in _rows(rows)
    }


def _event(row: dict[str, str]) -> str:
    """An event as a person names it: "focused visit of 3 March 2026, published on 10 April 2026"."""
    words = row["event_type"]
    if row["visit_number"]:
        words += f" {row['visit_number']}"
    if row["start_date"]:
        words += f" of {_day(row['start_date'], row['date_precision'])}"
    if row["publication_date"]:
        words += f", published {_day(row['publication_date'], row['publication_precision'])}"
    return words


def _day(iso: str, precision: str) -> str:
    day = dt.date.fromisoformat(iso)
    return f"{day:%B %Y}" if precision == "month" else f"{day.day} {day:%B %Y}"


def _said(value: str) -> str:
    return repr(value) if value else "not known"


def _moved(before: dict[str, str], after: dict[str, str]) -> list[tuple[str, str, str]]:
    names = dict.fromkeys([*before, *after])
    return [
        (name, before.get(name, ""), after.get(name, ""))
        for name in names
        if before.get(name, "") != after.get(name, "")
    ]


def _bodies(old: Path, new: Path) -> list[str]:
    """Authorities that came, changed or went."""
    before, after = ({row["code"]: row for row in _rows(_text(one, AUTHORITIES))} for one in (old, new))
    lines = [f"{row['name']} ({code}) is a new authority" for code, row in after.items() if code not in before]
    lines += [f"{row['name']} ({code}) is no longer listed" for code, row in before.items() if code not in after]
    return lines + [
        f"{row['name']}: {name.replace('_', ' ')} {_said(one)} is now {_said(other)}"
        for code, row in after.items()
        if code in before
        for name, one, other in _moved(before[code], row)
    ]


def _figures(old: Path, new: Path) -> list[str]:
    """How many figures of other statistics came, were revised, or went, by measure."""
    if not all((one / CONTEXT.path).is_file() for one in (old, new)):
        return []
    key = list(CONTEXT.key)
    both = _text(old, CONTEXT).merge(
        _text(new, CONTEXT), on=key, how="outer", suffixes=("_old", "_new"), indicator=True
    )
    revised = (both["_merge"] == "both") & (
        (both["value_old"] != both["value_new"]) | (both["status_old"] != both["status_new"])
    )
    kinds = (("new", both["_merge"] == "right_only"), ("revised", revised), ("gone", both["_merge"] == "left_only"))
    return [
        f"{measure}: {n} {'figure' if n == 1 else 'figures'} {what}"
        for what, rows in kinds
        for measure, n in both[rows].groupby("measure", sort=True).size().items()
    ]


def _names(folder: Path) -> dict[str, str]:
    table = _text(folder, AUTHORITIES)
    return dict(zip(table["code"], table["name"], strict=True))


def _text(folder: Path, table: Table) -> pd.DataFrame:
    """A table as it is written: ISO dates, blanks as empty text; columns of any earlier schema."""
    try:
        return pd.read_csv(folder / table.path, dtype=str, keep_default_na=False)
    except FileNotFoundError as error:
        raise DatasetError(
            f"{folder / table.path} is missing: expected the folder of a dataset, such as data/."
        ) from error


def _rows(frame: pd.DataFrame) -> list[dict[str, str]]:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]
