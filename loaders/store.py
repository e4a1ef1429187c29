"""Write the dataset so that a reader sees the old one or the new one whole, and check it."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from loaders.context.faults import context_faults
from loaders.csvfile import csv_bytes
from loaders.dataset import read_table
from loaders.errors import DatasetError
from loaders.schema import TABLES, Table
from loaders.wholefile import write_whole


def write_dataset(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Put `files` (name to content) into `folder`, all or none; returns the names that changed.

    The new files are written beside the folder and checked there, and only then moved in,
    one atomic rename each, datapackage.json last. A journal of the move lets the next run
    finish one that was cut off.
    """
    folder.mkdir(parents=True, exist_ok=True)
    finish_interrupted(folder)
    changed = [name for name, content in sorted(files.items()) if _differs(folder / name, content)]
    if not changed:
        return []
    staging = Path(tempfile.mkdtemp(prefix=".staged-", dir=folder))
    try:
        for name, content in files.items():
            write_whole(staging / name, content)
        faults = check_folder(staging)
        if faults:
            raise DatasetError("The new dataset is not valid and was not written:\n" + "\n".join(faults))
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    # From the rename on the new files are complete on disk: whoever comes next moves what is left.
    ready = folder / ".ready"
    staging.rename(ready)
    _move_in(ready, folder)
    return changed


def finish_interrupted(folder: Path) -> None:
    """Finish the move of a write that was cut off, and drop what never was complete."""
    if (folder / ".ready").is_dir():
        _move_in(folder / ".ready", folder)
    for left in folder.glob(".staged-*"):
        shutil.rmtree(left, ignore_errors=True)


def _move_in(ready: Path, folder: Path) -> None:
    for path in sorted(ready.iterdir(), key=lambda path: (path.name == "datapackage.json", path.name)):
        path.replace(folder / path.name)
    ready.rmdir()


def _differs(path: Path, content: bytes) -> bool:
    return not path.exists() or path.read_bytes() != content


def table_bytes(frame: pd.DataFrame, table: Table) -> bytes:
    """A table as the CSV that is written: its columns in order, blank for what is not known."""
    return csv_bytes(frame[table.column_names])


def json_bytes(value: object) -> bytes:
    """A value as the JSON that is written."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def check_folder(folder: Path) -> list[str]:
    """Every fault of the dataset in `folder`, in words that name file, row and column; none if valid."""
    faults: list[str] = []
    frames: dict[str, pd.DataFrame] = {}
    try:
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return [f"{folder / 'datapackage.json'}: {error}. Restore it from the repository."]
    for table in TABLES:
        try:
            frames[table.name] = read_table(folder, table)
        except DatasetError as error:
            faults.append(str(error))
    sources = {source["name"] for source in package.get("sources", [])}
    for table in TABLES:
        if table.name in frames:
            faults += [f"{folder / table.path}, {fault}" for fault in _table_faults(table, frames, sources)]
    if {"inspections", "judgements"} <= frames.keys():
        faults += [f"{folder / 'inspections.csv'}, {fault}" for fault in _date_faults(frames["inspections"])]
        faults += [f"{folder / 'judgements.csv'}, {fault}" for fault in _grade_faults(frames["judgements"])]
    if "coverage" in frames:
        wrong_way = (frames["coverage"]["complete_to"] < frames["coverage"]["complete_from"]).fillna(False)
        faults += [
            f"{folder / 'coverage.csv'}, {fault}" for fault in _rows(wrong_way, "complete_to lies before complete_from")
        ]
    if {"inspections", "improvements"} <= frames.keys():
        wrong_points = _point_faults(frames["improvements"], frames["inspections"])
        faults += [f"{folder / 'improvements.csv'}, {fault}" for fault in wrong_points]
    if {"context", "measures", "authorities"} <= frames.keys():
        wrong = context_faults(frames["context"], frames["measures"], frames["authorities"])
        faults += [f"{folder / 'context.csv'}, {fault}" for what, rows in wrong.items() for fault in _rows(rows, what)]
    if not (folder / "boundaries.geojson").is_file():
        faults.append(f"{folder / 'boundaries.geojson'} is missing. Restore it from the repository.")
    return faults


def _table_faults(table: Table, frames: dict[str, pd.DataFrame], sources: set[str]) -> list[str]:
    frame = frames[table.name]
    faults = (
        []
        if len(frame) or table.name in ("disagreements", "improvements", "documents", "context")
        else ["holds no rows"]
    )
    for column in table.columns:
        values = frame[column.name]
        if column.required:
            faults += _rows(values.isna(), f"column {column.name}: blank, and every row needs a value")
        if column.enum:
            wrong = values.notna() & ~values.isin(column.enum)
            faults += _rows(wrong, f"column {column.name}: expected one of {', '.join(column.enum)}", values)
        if column.name in ("source", "source_used", "source_other"):
            faults += _rows(
                values.notna() & ~values.isin(sources),
                f"column {column.name}: no source of that name in datapackage.json",
                values,
            )
    faults += _rows(frame.duplicated(list(table.key)), f"the key ({', '.join(table.key)}) stands twice")
    for here, other, there in table.foreign_keys:
        if other in frames:
            missing = ~frame[here].isin(frames[other][there])
            faults += _rows(missing, f"column {here}: no such row in {other}.csv", frame[here])
    return faults


def _date_faults(inspections: pd.DataFrame) -> list[str]:
    start, end, published = (inspections[name] for name in ("start_date", "end_date", "publication_date"))
    known = inspections["date_precision"] != "unknown"
    return [
        *_rows((end < start).fillna(False), "end_date lies before start_date"),
        *_rows((published < start).fillna(False), "publication_date lies before start_date"),
        *_rows(known != start.notna(), "start_date and date_precision contradict each other"),
    ]


def _point_faults(improvements: pd.DataFrame, inspections: pd.DataFrame) -> list[str]:
    """Points that do not run from 1 to the number of points that the inspection lists."""
    counts = improvements["inspection_id"].map(inspections.set_index("inspection_id")["improvement_areas"])
    points = improvements.groupby("inspection_id")["point"]
    complete = (points.transform("min") == 1) & (points.transform("max") == points.transform("nunique"))
    fits = complete & (points.transform("max") == counts).fillna(False)
    return _rows(~fits, "column point: expected every point from 1 to the improvement_areas of the inspection")


def _grade_faults(judgements: pd.DataFrame) -> list[str]:
    graded = judgements["status"] == "graded"
    return _rows(graded != judgements["grade"].notna(), "grade and status contradict each other")


def _rows(wrong: pd.Series[bool], what: str, values: pd.Series[str] | None = None) -> list[str]:
    """A fault for each row marked wrong, by its line in the file; after twenty the rest is counted."""
    places = list(wrong[wrong].index)
    faults = [
        f"row {place + 2}, {what}" + (f"; found {values[place]!r}" if values is not None else "")
        for place in places[:20]
    ]
    return faults + ([f"and {len(places) - 20} more rows: {what}"] if len(places) > 20 else [])
