"""Progress of long work: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from typing import Any, Protocol, TextIO

from tqdm import tqdm

LINE_EVERY = 10.0
"""Seconds between two plain lines."""


class Progress(Protocol):
    """Told after each step how much of a piece of work is done."""

    def __call__(self, what: str, done: int, total: int) -> None:
        """`done` of `total` steps of the work named `what` are done."""


def silent(what: str, done: int, total: int) -> None:
    """Show nothing."""


@dataclass
class ShownProgress:
    """Progress on a stream (standard error by default): a bar where it is a terminal, else a line now and then."""

    stream: TextIO = field(default_factory=lambda: sys.stderr)
    _bar: Any = None
    _what: str = ""
    _line_at: float = 0.0

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show that `done` of `total` steps of the work named `what` are done."""
        if self.stream.isatty():
            self._draw(what, done, total)
        elif done >= total or what != self._what or time.monotonic() - self._line_at >= LINE_EVERY:
            self.stream.write(f"{what}: {done} of {total}\n")
            self.stream.flush()
            self._line_at = time.monotonic()
        self._what = what

    def _draw(self, what: str, done: int, total: int) -> None:
        if self._bar is None or self._what != what:
            self.close()
            self._bar = tqdm(total=total, desc=what, file=self.stream)
        self._bar.total = total
        self._bar.update(done - self._bar.n)
        if done >= total:
            self.close()

    def close(self) -> None:
        """Leave the bar as it stands."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
