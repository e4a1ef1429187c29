"""What was fetched: documents by content hash, pages for conditional requests, and what is gone.

cache/files/<sha256>.pdf: documents, each written whole or not at all;
cache/pages/<sha256>.html: pages whose server says when they change;
cache/index.sqlite: address -> content, kept whole by SQLite when the process is killed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from loaders.errors import SiteError
from loaders.site.politeness import Validators
from loaders.wholefile import PART, write_whole

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS documents (url TEXT PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL, "
    "name TEXT NOT NULL, etag TEXT, last_modified TEXT, fetched TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS pages (url TEXT PRIMARY KEY, sha256 TEXT NOT NULL, "
    "etag TEXT, last_modified TEXT, fetched TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS not_found (url TEXT PRIMARY KEY, answers INTEGER NOT NULL, last TEXT NOT NULL)",
)


@dataclass(frozen=True, slots=True)
class CachedDocument:
    """A document at hand: where it lies, its content hash, and its server's validators."""

    path: Path
    sha256: str
    validators: Validators


class Cache:
    """One folder, used by one process at a time; SiteError when it is in use, damaged or not writable."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = folder / "index.sqlite"
        try:
            for name in ("files", "pages"):
                (folder / name).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SiteError(f"{folder}: the cache cannot be made ({error}); name another folder.") from error
        self._db = sqlite3.connect(self.index, timeout=2, isolation_level=None)
        try:
            # the lock is the operating system's: it goes with the process, however that ends
            self._run("PRAGMA locking_mode=EXCLUSIVE")
            self._run("PRAGMA journal_mode=WAL")
            self._run("PRAGMA synchronous=NORMAL")
            self._run("BEGIN EXCLUSIVE")
            for table in _SCHEMA:
                self._run(table)
            self._run("COMMIT")
        except SiteError:
            self._db.close()
            raise
        self._sweep()

    def __enter__(self) -> Cache:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._db.close()

    def document(self, url: str) -> CachedDocument | None:
        """The document fetched from an address, or None where it was not or its file is missing or damaged."""
        row = self._row("SELECT sha256, size, name, etag, last_modified FROM documents WHERE url = ?", url)
        if row is None:
            return None
        sha256, size, name, etag, last_modified = row
        path = self.folder / "files" / name
        is_whole = path.is_file() and path.stat().st_size == size
        return CachedDocument(path, sha256, Validators(etag, last_modified)) if is_whole else None

    def keep_document(self, url: str, body: bytes, validators: Validators, suffix: str) -> CachedDocument:
        """Store a document under its content hash, then note its address; it no longer counts as not found."""
        sha256 = hashlib.sha256(body).hexdigest()
        name = f"{sha256}{suffix}"
        path = self.write(f"files/{name}", body)
        row = (url, sha256, len(body), name, validators.etag, validators.last_modified, _now())
        self._run("BEGIN")
        self._run("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)", *row)
        self._run("DELETE FROM not_found WHERE url = ?", url)
        self._run("COMMIT")
        return CachedDocument(path, sha256, validators)

    def page(self, url: str) -> tuple[bytes, Validators] | None:
        """The page last read from an address with its validators, or None."""
        row = self._row("SELECT sha256, etag, last_modified FROM pages WHERE url = ?", url)
        path = self.folder / "pages" / f"{row[0]}.html" if row else None
        if row is None or path is None or not path.is_file():
            return None
        body = path.read_bytes()
        return (body, Validators(row[1], row[2])) if hashlib.sha256(body).hexdigest() == row[0] else None

    def keep_page(self, url: str, body: bytes, validators: Validators) -> None:
        """Store a page; without validators there would be no use for it, and it is not kept."""
        if not validators.headers():
            return
        sha256 = hashlib.sha256(body).hexdigest()
        self.write(f"pages/{sha256}.html", body)
        row = (url, sha256, validators.etag, validators.last_modified, _now())
        self._run("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?)", *row)

    def forget_page(self, url: str) -> None:
        """Drop a page, so that it is asked for without condition."""
        self._run("DELETE FROM pages WHERE url = ?", url)

    def note_not_found(self, url: str) -> int:
        """Count one more answer "not found" in a row for an address; returns how many there were."""
        self._run(
            "INSERT INTO not_found VALUES (?, 1, ?) "
            "ON CONFLICT (url) DO UPDATE SET answers = answers + 1, last = excluded.last",
            url,
            _now(),
        )
        return self.not_found(url)[0]

    def not_found(self, url: str) -> tuple[int, dt.datetime | None]:
        """How many times in a row an address was answered with "not found", and when last."""
        row = self._row("SELECT answers, last FROM not_found WHERE url = ?", url)
        return (row[0], dt.datetime.fromisoformat(row[1])) if row else (0, None)

    def write(self, name: str, body: bytes) -> Path:
        """Write a file of the cache whole or not at all."""
        path = self.folder / name
        try:
            write_whole(path, body)
        except OSError as error:
            raise SiteError(f"{path}: cannot be written ({error}); what was fetched before is kept.") from error
        return path

    def _run(self, sql: str, *values: object) -> sqlite3.Cursor:
        try:
            return self._db.execute(sql, values)
        except sqlite3.Error as error:
            raise SiteError(self._in_words(error)) from error

    def _row(self, sql: str, url: str) -> Any:
        return self._run(sql, url).fetchone()

    def _in_words(self, error: sqlite3.Error) -> str:
        if "locked" in str(error):
            return f"{self.index}: another process is using this cache; wait for it to end, or name another folder."
        if isinstance(error, sqlite3.OperationalError):
            return f"{self.index}: cannot be used ({error}); what was fetched before is kept."
        return (
            f"{self.index}: expected the index of a cache, found a damaged file ({error}). "
            "Delete it and run again; the documents will be fetched again."
        )

    def _sweep(self) -> None:
        """Remove what a killed run left half-written."""
        for folder in (self.folder, self.folder / "files", self.folder / "pages"):
            for part in folder.glob(f"*{PART}"):
                part.unlink(missing_ok=True)


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
