"""Open data for other sites: who may read what from another origin, and the dataset as one SQLite file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import flask
from dash import Dash

from loaders import Dataset

OPEN = ("/api/", "/download/")
"""Addresses that hold facts alone: any site may read them from a visitor's browser. Pages are not among them."""
FOLLOWED = (".atom", ".ics")
"""The endings of feeds and calendars, which are open as well."""

_TYPES = {"integer": "INTEGER", "number": "REAL"}
"""SQLite's types by Frictionless's; dates stay ISO text, as Datasette and SQLite's date functions take them."""


def allow_other_origins(app: Dash) -> None:
    """Let scripts of any site read the addresses in `OPEN` and feeds (the Fetch standard's CORS protocol), and nothing else."""

    def allow(response: flask.Response) -> flask.Response:
        if flask.request.path.startswith(OPEN) or flask.request.path.endswith(FOLLOWED):
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Expose-Headers"] = "ETag"
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    app.server.after_request(allow)


def sqlite_file(dataset: Dataset) -> bytes:
    """Every table of the dataset as one SQLite database, with keys and the meaning of each column.

    The table `columns` says what each column means. The same dataset gives the same bytes with the same SQLite.
    """
    import sqlite3  # for the few who ask for it: start-up need not wait

    tables = [resource for resource in dataset.package["resources"] if resource["path"].endswith(".csv")]
    with closing(sqlite3.connect(":memory:")) as database:
        for resource in tables:
            database.execute(_create(resource))
            fields = resource["schema"]["fields"]
            marks = ", ".join("?" * len(fields))
            database.executemany(f"INSERT INTO {_name(resource['name'])} VALUES ({marks})", _rows(dataset, resource))
        database.execute('CREATE TABLE "columns" ("table" TEXT, "column" TEXT, "meaning" TEXT)')
        meanings = [
            (resource["name"], field["name"], field.get("description", ""))
            for resource in tables
            for field in resource["schema"]["fields"]
        ]
        database.executemany('INSERT INTO "columns" VALUES (?, ?, ?)', meanings)
        database.commit()
        return database.serialize()


def _create(resource: dict[str, Any]) -> str:
    schema = resource["schema"]
    parts = [f"{_name(field['name'])} {_TYPES.get(field['type'], 'TEXT')}" for field in schema["fields"]]
    key = schema.get("primaryKey", [])
    if key:
        parts.append(f"PRIMARY KEY ({', '.join(map(_name, [key] if isinstance(key, str) else key))})")
    for foreign in schema.get("foreignKeys", []):
        here, there = (
            [one] if isinstance(one, str) else one for one in (foreign["fields"], foreign["reference"]["fields"])
        )
        table = _name(foreign["reference"]["resource"] or resource["name"])
        parts.append(f"FOREIGN KEY ({', '.join(map(_name, here))}) REFERENCES {table} ({', '.join(map(_name, there))})")
    return f"CREATE TABLE {_name(resource['name'])} ({', '.join(parts)})"


def _rows(dataset: Dataset, resource: dict[str, Any]) -> Iterator[list[object]]:
    read = {"integer": int, "number": float}
    types = [read.get(field["type"], str) for field in resource["schema"]["fields"]]
    with (dataset.folder / resource["path"]).open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        for row in reader:
            yield [kind(cell) if cell else None for kind, cell in zip(types, row, strict=True)]


def _name(word: str) -> str:
    return f'"{word}"'
