"""Many reports at once: child processes with a time limit a file, so that one bad file stops no other."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from loaders.reports.reading import Document, Reading

SECONDS_A_FILE = 30.0
"""The time that one file may take; the slowest report takes less than a second."""
MOST_GROWTH = 250_000_000
"""Bytes of memory that a child may take beyond those that it starts with, where the system can limit them."""
_STARTING = 60.0


def _limit_memory() -> None:
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except (ImportError, OSError):  # neither Windows nor macOS has both
        return
    most = pages * resource.getpagesize() + MOST_GROWTH
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _work(pipe: Connection) -> None:
    """A child: reads each path that it is given and sends what it says back."""
    from loaders.reports import read_report

    _limit_memory()
    pipe.send(None)
    try:
        while (path := pipe.recv()) is not None:
            pipe.send(read_report(path))
    except (EOFError, KeyboardInterrupt, BrokenPipeError):
        return


class _Child:
    """One child process and the file that it is reading."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process: SpawnProcess = context.Process(target=_work, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self.index: int | None = None
        self.is_ready = False
        self.deadline = time.monotonic() + _STARTING

    def give(self, index: int, path: Path, seconds: float) -> None:
        self.index = index
        self.deadline = time.monotonic() + seconds
        self.pipe.send(path)

    def stop(self) -> None:
        """End the process, working or not."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.pipe.close()


def _not_read(path: Path, reason: str) -> Reading:
    return Reading(document=Document.NOT_A_REPORT, error=f"{path.name}: {reason}")


def read_many(
    paths: Iterable[Path], processes: int | None = None, seconds: float = SECONDS_A_FILE
) -> Iterator[tuple[Path, Reading]]:
    """Each path with what its file says, in the order given, read in `processes` children (as many as cores).

    A file that takes more than `seconds`, or that brings its child down, is "not a
    report" with the reason, and the others go on. Only as many readings are kept as are
    waiting for their turn.
    """
    files = list(paths)
    count = max(1, min(processes or os.cpu_count() or 1, len(files)))
    waiting = deque(enumerate(files))
    done: dict[int, Reading] = {}
    children: list[_Child] = []
    turn = 0
    try:
        while turn < len(files):
            while len(children) < count and (waiting or any(child.index is not None for child in children)):
                if len(children) >= len(waiting) + sum(child.index is not None for child in children):
                    break
                children.append(_Child())
            _step(children, waiting, files, done, seconds)
            while turn in done:
                yield files[turn], done.pop(turn)
                turn += 1
    finally:
        for child in children:
            child.stop()


def _step(
    children: list[_Child],
    waiting: deque[tuple[int, Path]],
    files: list[Path],
    done: dict[int, Reading],
    seconds: float,
) -> None:
    """Wait for the next thing to happen in any child, and see to it."""
    busy = [child for child in children if child.index is not None or not child.is_ready]
    patience = max(0.0, min(child.deadline for child in busy) - time.monotonic()) if busy else 0.0
    ready = wait([child.pipe for child in busy], timeout=patience)
    for child in busy:
        reason = None
        if child.pipe in ready:
            try:
                reading = child.pipe.recv()
                child.is_ready = True
                if child.index is not None and reading is not None:
                    done[child.index] = reading
                    child.index = None
            except (EOFError, OSError):
                reason = "the file brought the reader down"
        elif time.monotonic() >= child.deadline:
            reason = f"it could not be read within {seconds:g} seconds"
        if reason is not None:
            if child.index is not None:
                done[child.index] = _not_read(files[child.index], reason)
            children.remove(child)
            child.stop()
        elif child.index is None and child.is_ready and waiting:
            index, path = waiting.popleft()
            child.give(index, path, seconds)
