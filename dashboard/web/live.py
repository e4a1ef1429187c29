"""A running server that takes a new dataset without a restart: built aside, then put in place of the old one.

Each process watches the folder for itself, so that several workers share nothing. A request is answered by one app
from its first byte to its last: what began with the old dataset ends with it.
"""

from __future__ import annotations

import contextvars
import logging
import os
import shutil
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from dash import Dash

from loaders import Dataset, LoaderError, digest_of, is_being_written, load_dataset, stamp_of

EVERY = 10.0
"""Seconds between two looks at the folder."""


_log = logging.getLogger(__name__)


class Live:
    """The app that serves the dataset in a folder, and the next one once the folder holds another.

    `app` is the first app; its server hands every request to the newest. A dataset that cannot be read is
    logged, and the one that is served stays. Raises LoaderError where the first cannot be read.
    """

    def __init__(self, folder: Path, make: Callable[[Dataset], Dash], *, every: float = EVERY) -> None:
        self._folder, self._make, self._every = folder, make, every
        self._stamp = stamp_of(folder) if folder.is_dir() else ()
        self.digest = digest_of(folder)
        self.app = self._made()
        self._serve: Callable[..., Iterable[bytes]] = self.app.server.wsgi_app
        self._watched_by: int | None = None
        self._lock = threading.Lock()
        # Dash keeps something in the context of the thread that first imports it; an app is made in such a context.
        self._context = contextvars.copy_context()
        self.app.server.wsgi_app = self

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a request with the newest app."""
        self._watch()
        return self._serve(environ, start_response)

    def look(self) -> bool:
        """Take a dataset that is new in the folder; whether there was one."""
        if is_being_written(self._folder):
            return False
        try:
            stamp = stamp_of(self._folder)
            if stamp == self._stamp:
                return False
            digest = digest_of(self._folder)
            if digest == self.digest:
                self._stamp = stamp
                return False
            app = self._made()
            if stamp_of(self._folder) != stamp or is_being_written(self._folder):
                return False  # written meanwhile: the next look takes it whole
        except (LoaderError, OSError) as error:
            _log.error("the dataset in %s cannot be read, and the one before is served: %s", self._folder, error)
            self._stamp = ()
            return False
        self._stamp, self.digest = stamp, digest
        self._serve = app.server.wsgi_app
        _log.info("serves the dataset %s", (digest or "")[:12])
        return True

    def _made(self) -> Dash:
        folder = _copy(self._folder)
        app = self._make(load_dataset(folder or self._folder))
        with app.server.test_request_context():
            app.server.preprocess_request()  # Dash ends its setup at the first request, and two at once would meet in it
        if folder is not None:
            weakref.finalize(app, shutil.rmtree, folder, ignore_errors=True)
        return app

    def _watch(self) -> None:
        """Start to watch, once in each process: threads do not outlive a fork."""
        if self._watched_by == os.getpid():
            return
        with self._lock:
            if self._watched_by != os.getpid():
                self._watched_by = os.getpid()
                threading.Thread(
                    target=self._context.run, args=(self._go_on_looking,), name="dataset", daemon=True
                ).start()

    def _go_on_looking(self) -> None:
        pause = threading.Event()
        while not pause.wait(self._every):
            try:
                self.look()
            except Exception:  # noqa: BLE001  # whatever it is, the next look must come
                _log.exception("the dataset in %s could not be taken", self._folder)


def _copy(folder: Path) -> Path | None:
    """A copy of the dataset that no later write can change; None where there is no place for one."""
    try:
        copy = Path(tempfile.mkdtemp(prefix="trajectories-"))
        shutil.copytree(folder, copy, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*"))
    except OSError:
        return None
    return copy
