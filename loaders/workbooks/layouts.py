"""What data/reference says of the layouts of Ofsted's workbooks, as frozen objects."""

from __future__ import annotations

import datetime as dt
import functools
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders.csvfile import read_rows
from loaders.errors import WorkbookError
from loaders.grades import EventType, Framework, Judgement, Status

LAYOUTS_FILE = "workbooks.toml"
COLUMNS_FILE = "workbook_columns.csv"
FRAMEWORKS_FILE = "frameworks.csv"


@dataclass(frozen=True, slots=True)
class Group:
    """The fields of a row that are one inspection: its kind, its dates and its judgements."""

    name: str
    judgements: tuple[Judgement, ...]
    prefix: str = ""
    framework: Framework | None = None
    event_type: EventType | None = None
    type: str | None = None
    start: str | None = None
    publication: str | None = None
    theme: str | None = None

    def field(self, name: str | None) -> str | None:
        """The field of a table that holds one of the group's."""
        return None if name is None else self.prefix + name

    @property
    def fields(self) -> frozenset[str]:
        """Every field of the group."""
        names = (self.type, self.start, self.publication, self.theme, *(str(item) for item in self.judgements))
        return frozenset(self.prefix + name for name in names if name)


@dataclass(frozen=True, slots=True)
class Layout:
    """A set of columns that a table of a workbook can have."""

    name: str
    what: str
    groups: tuple[Group, ...]
    required: frozenset[str]
    optional: frozenset[str]
    once: bool
    least_rows: int
    most_rows: int | None


@dataclass(frozen=True, slots=True)
class Period:
    """When a framework gives a judgement, and what a blank means outside of that."""

    judged_from: dt.date | None
    judged_until: dt.date | None
    status_outside: Status | None


@dataclass(frozen=True, slots=True)
class Layouts:
    """Everything that the reader of workbooks knows; texts are compared by `text_key`."""

    columns: dict[str, str]
    layouts: tuple[Layout, ...]
    event_types: dict[str, tuple[Framework, EventType]]
    themes: dict[str, str]
    not_inspected: frozenset[str]
    not_judged: frozenset[str]
    blank: frozenset[str]
    unknown: frozenset[str]
    marks: dict[str, str]
    still_exists: dict[str, bool]
    ignored_names: tuple[re.Pattern[str], ...]
    ignored_columns: frozenset[str]
    periods: dict[tuple[Framework, Judgement], Period]


def text_key(text: object) -> str:
    """A text without what does not matter in a heading or a word: case, line breaks, spaces, curly quotes."""
    return " ".join(str(text).replace("’", "'").replace("\xad", "").split()).casefold()


@functools.cache
def load_layouts(reference: Path) -> Layouts:
    """The layouts in `reference`; raises WorkbookError naming the file where it is not what it should be."""
    path = reference / LAYOUTS_FILE
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        groups = {name: _group(name, item) for name, item in found["groups"].items()}
        words = found["words"]
        return Layouts(
            columns=_columns(reference / COLUMNS_FILE),
            layouts=tuple(_layout(name, item, groups) for name, item in found["layouts"].items()),
            event_types={
                text_key(name): (Framework(item["framework"]), EventType(item["event_type"]))
                for name, item in found["event_types"].items()
            },
            themes={text_key(name): name for name in found["themes"]["names"]},
            not_inspected=frozenset(map(text_key, words["not_inspected"])),
            not_judged=frozenset(map(text_key, words["not_judged"])),
            blank=frozenset(map(text_key, ("", *words["blank"]))),
            unknown=frozenset(map(text_key, words.get("unknown", []))),
            marks={text_key(mark): str(meaning) for mark, meaning in found.get("marks", {}).items()},
            still_exists={text_key(word): bool(answer) for word, answer in found["still_exists"].items()},
            ignored_names=tuple(re.compile(item["name"], re.IGNORECASE) for item in found["ignored"] if "name" in item),
            ignored_columns=frozenset(text_key(item["column"]) for item in found["ignored"] if "column" in item),
            periods=_periods(reference / FRAMEWORKS_FILE),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, re.error) as error:
        raise WorkbookError(
            f"{path} does not describe the workbooks ({type(error).__name__}: {error}). Restore it from the repository."
        ) from error


def _group(name: str, item: dict[str, Any]) -> Group:
    return Group(
        name=name,
        judgements=tuple(Judgement(word) for word in item["judgements"]),
        prefix=item.get("prefix", ""),
        framework=Framework(item["framework"]) if "framework" in item else None,
        event_type=EventType(item["event_type"]) if "event_type" in item else None,
        **{key: item.get(key) for key in ("type", "start", "publication", "theme")},
    )


def _layout(name: str, item: dict[str, Any], groups: dict[str, Group]) -> Layout:
    def fields(names: list[str]) -> frozenset[str]:
        return frozenset(
            field for word in names for field in (groups[word[:-2]].fields if word.endswith(".*") else (word,))
        )

    return Layout(
        name=name,
        what=item["what"],
        groups=tuple(groups[word] for word in item["groups"]),
        required=fields(item["required"]),
        optional=fields(item["optional"]),
        once=item.get("once", False),
        least_rows=item["least_rows"],
        most_rows=item.get("most_rows"),
    )


def _columns(path: Path) -> dict[str, str]:
    columns: dict[str, str] = {}
    for number, row in enumerate(read_rows(path, ("header", "field"), WorkbookError), start=2):
        if columns.setdefault(text_key(row["header"]), row["field"]) != row["field"]:
            raise WorkbookError(f"{path}, row {number}: the heading {row['header']!r} has two meanings. Keep one.")
    return columns


def _periods(path: Path) -> dict[tuple[Framework, Judgement], Period]:
    columns = ("framework", "judgement", "judged_from", "judged_until", "status_outside")
    return {
        (Framework(row["framework"]), Judgement(row["judgement"])): Period(
            dt.date.fromisoformat(row["judged_from"]) if row["judged_from"] else None,
            dt.date.fromisoformat(row["judged_until"]) if row["judged_until"] else None,
            Status(row["status_outside"]) if row["status_outside"] else None,
        )
        for row in read_rows(path, columns, WorkbookError)
    }
