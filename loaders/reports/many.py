"""Many reports at once: child processes with a time limit a file, so that one bad file stops no other."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Generator, Iterable
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from loaders.reports.reading import Document, Reading

SECONDS_A_FILE = 30.0
"""The time that one file may take; the slowest report takes less than a second."""
MOST_GROWTH = 250_000_000
"""Bytes of memory that a child may take beyond those that it starts with, where the system can limit them."""


def _limit_memory() -> None:
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except (ImportError, OSError):  # neither Windows nor macOS has both
        return
    most = pages * resource.getpagesize() + MOST_GROWTH
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _not_read(path: Path, reason: str) -> Reading:
    return Reading(document=Document.NOT_A_REPORT, error=f"{path.name}: {reason}")


def read_many(
    paths: Iterable[Path], processes: int | None = None, seconds: float = SECONDS_A_FILE
) -> Generator[tuple[Path, Reading], None, None]:
    """Each path with what its file says, in the order given, read in `processes` children (as many as cores).

    A file that takes more than `seconds`, or that brings its child down, is "not a
    report" with the reason, and the others go on.
    """
    from loaders.reports import read_report

    files = list(paths)
    if not files:
        return
    pool = ProcessPool(
        max_workers=max(1, min(processes or os.cpu_count() or 1, len(files))),
        initializer=_limit_memory,
        context=multiprocessing.get_context("spawn"),
    )
    try:
        # kept in the pool until it is their turn
        asked = [pool.schedule(read_report, args=(path,), timeout=seconds) for path in files]
        for turn, path in enumerate(files):
            try:
                reading = asked[turn].result()
            except TimeoutError:
                reading = _not_read(path, f"it could not be read within {seconds:g} seconds")
            except (ProcessExpired, MemoryError):
                reading = _not_read(path, "the file brought the reader down")
            yield path, reading
    finally:
        pool.stop()  # type: ignore[no-untyped-call]  # pebble types it not
        pool.join()
