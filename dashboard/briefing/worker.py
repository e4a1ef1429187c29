"""Exports in the server: a few threads, a short queue, and the files that were made last."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

from cachetools import LRUCache

if TYPE_CHECKING:
    from dashboard.briefing.files import Exported

Order = tuple[str, str, str]
"""What is asked for: the name, the format and the size."""


class QueueFullError(RuntimeError):
    """As many files are being made as may wait; ask again in `retry_after` seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"Too many files are being made just now. Please try again in {retry_after} seconds.")
        self.retry_after = retry_after


class Worker:
    """Makes files in `threads` threads; at most `limit` wait or are in work, and further orders are refused.

    The same order from many visitors is made once. The latest files are kept, up to `keep` bytes.
    """

    def __init__(
        self, make: Callable[[Order], Exported], *, threads: int = 2, limit: int = 12, keep: int = 64_000_000
    ) -> None:
        self._make, self._limit = make, limit
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="export")
        self._lock = threading.Lock()
        self._busy: dict[Order, Future[Exported]] = {}
        self._done: LRUCache[Order, Future[Exported]] = LRUCache(keep, getsizeof=lambda done: len(done.result().data))

    def order(self, order: Order) -> Future[Exported]:
        """The file that was ordered, or a promise of it; raises QueueFullError."""
        with self._lock:
            if (known := self._done.get(order) or self._busy.get(order)) is not None:
                return known
            if len(self._busy) >= self._limit:
                raise QueueFullError(retry_after=10)
            future = self._pool.submit(self._make, order)
            self._busy[order] = future
        future.add_done_callback(lambda done: self._finished(order, done))
        return future

    @property
    def waiting(self) -> int:
        """How many files wait or are in work."""
        return len(self._busy)

    def close(self) -> None:
        """Refuse what waits and let what is in work end."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _finished(self, order: Order, future: Future[Exported]) -> None:
        with self._lock:
            self._busy.pop(order, None)
            # a failure is told to those who wait for it, and the next visitor tries afresh
            if future.cancelled() or future.exception() is not None:
                return
            with suppress(ValueError):  # a file larger than all that is kept
                self._done[order] = future
