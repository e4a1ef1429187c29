"""What was fetched: documents by content hash, pages for conditional requests, and what is gone.

cache/files/<sha256>.pdf    documents, each written whole or not at all
cache/pages/<sha256>.html   pages whose server says when they change
cache/index.sqlite          address -> content; SQLite keeps it whole when the process is killed
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from loaders.errors import SiteError
from loaders.http import Validators

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    url TEXT PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL, name TEXT NOT NULL,
    etag TEXT, last_modified TEXT, fetched TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS pages (
    url TEXT PRIMARY KEY, sha256 TEXT NOT NULL, etag TEXT, last_modified TEXT, fetched TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS not_found (
    url TEXT PRIMARY KEY, answers INTEGER NOT NULL, last TEXT NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class CachedDocument:
    """A document at hand: where it lies, its content hash, and its server's validators."""

    path: Path
    sha256: str
    validators: Validators


class Cache:
    """One folder, used by one process at a time; SiteError when it is in use or damaged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = folder / "index.sqlite"
        for name in ("files", "pages"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(self.index, timeout=2, isolation_level=None)
        try:
            # the lock is the operating system's: it goes with the process, however that ends
            self._db.execute("PRAGMA locking_mode=EXCLUSIVE")
            self._db.execute("BEGIN EXCLUSIVE")
            self._db.execute("COMMIT")
            self._db.executescript(_SCHEMA)
        except sqlite3.OperationalError as error:
            self._db.close()
            raise SiteError(
                f"{self.index}: another refresh is using this cache ({error}); wait for it to end."
            ) from error
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise SiteError(
                f"{self.index}: expected the cache's index, found a damaged file ({error}). "
                "Delete it; the documents will be fetched again."
            ) from error
        self._sweep()

    def __enter__(self) -> Cache:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._db.close()

    def document(self, url: str) -> CachedDocument | None:
        """The document fetched from an address, or None where it was not or is damaged."""
        row = self._db.execute(
            "SELECT sha256, size, name, etag, last_modified FROM documents WHERE url = ?", (url,)
        ).fetchone()
        if row is None:
            return None
        sha256, size, name, etag, last_modified = row
        path = self.folder / "files" / name
        if not path.is_file() or path.stat().st_size != size:
            return None
        return CachedDocument(path, sha256, Validators(etag, last_modified))

    def keep_document(self, url: str, body: bytes, validators: Validators, suffix: str) -> CachedDocument:
        """Store a document under its content hash, then note its address; it is no longer counted as not found."""
        sha256 = hashlib.sha256(body).hexdigest()
        name = f"{sha256}{suffix}"
        path = self.folder / "files" / name
        _write_whole(path, body)
        self._db.execute("BEGIN")
        self._db.execute(
            "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)",
            (url, sha256, len(body), name, validators.etag, validators.last_modified, _now()),
        )
        self._db.execute("DELETE FROM not_found WHERE url = ?", (url,))
        self._db.execute("COMMIT")
        return CachedDocument(path, sha256, validators)

    def page(self, url: str) -> tuple[bytes, Validators] | None:
        """The page last read from an address with its validators, or None."""
        row = self._db.execute("SELECT sha256, etag, last_modified FROM pages WHERE url = ?", (url,)).fetchone()
        if row is None:
            return None
        path = self.folder / "pages" / f"{row[0]}.html"
        try:
            body = path.read_bytes()
        except FileNotFoundError:
            return None
        return (body, Validators(row[1], row[2])) if hashlib.sha256(body).hexdigest() == row[0] else None

    def keep_page(self, url: str, body: bytes, validators: Validators) -> None:
        """Store a page, where its server gave validators: without them it is never asked for again by them."""
        if not validators.headers():
            return
        sha256 = hashlib.sha256(body).hexdigest()
        _write_whole(self.folder / "pages" / f"{sha256}.html", body)
        self._db.execute(
            "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?)",
            (url, sha256, validators.etag, validators.last_modified, _now()),
        )

    def note_not_found(self, url: str) -> int:
        """Count one more answer "not found" in a row for an address; returns how many there were."""
        self._db.execute(
            "INSERT INTO not_found VALUES (?, 1, ?) "
            "ON CONFLICT (url) DO UPDATE SET answers = answers + 1, last = excluded.last",
            (url, _now()),
        )
        return self.not_found(url)[0]

    def not_found(self, url: str) -> tuple[int, dt.datetime | None]:
        """How many times in a row an address was answered with "not found", and when last."""
        row = self._db.execute("SELECT answers, last FROM not_found WHERE url = ?", (url,)).fetchone()
        return (row[0], dt.datetime.fromisoformat(row[1])) if row else (0, None)

    def _sweep(self) -> None:
        """Remove what a killed run left half-written."""
        for name in ("files", "pages"):
            for path in (self.folder / name).glob("*.part"):
                path.unlink(missing_ok=True)


def _write_whole(path: Path, body: bytes) -> None:
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as handle:
        handle.write(body)
        handle.flush()
        os.fsync(handle.fileno())
    part.replace(path)


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
