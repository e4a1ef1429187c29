"""The work of writing a site, in one process or a few: pieces in, what becomes of each out, in the same order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from dashboard.site.briefings import briefing
from dashboard.site.maker import Maker
from dashboard.site.plan import Scope, plan
from loaders import Dataset, LoaderError, Progress, load_dataset

Each = Callable[[str, Sequence[Any]], Iterator[Any]]
"""Does a kind of work ("page", "file" or "briefing") on each of many pieces."""

CHUNK = 8
"""Pieces that a process takes at once: neighbours in the order share what was worked out."""


class SiteError(LoaderError):
    """A page or file that could not be made; the message names it."""


@dataclass(frozen=True, slots=True)
class Work:
    """What every process needs to know."""

    scope: Scope
    exports: tuple[str, ...] = ()
    base: str = "/"
    root: str = ""


class Hand:
    """One process's dataset, and its app once a page is asked for."""

    def __init__(self, dataset: Dataset, work: Work) -> None:
        self._dataset, self._work = dataset, work
        self._maker: Maker | None = None

    def do(self, kind: str, piece: Any) -> Any:
        """One piece of work; a failure is a SiteError that names it."""
        try:
            if kind == "briefing":
                root = self._work.root
                return briefing(self._dataset, piece, root + self._work.base.rstrip("/") if root else "")
            maker = self._made()
            return maker.page(piece) if kind == "page" else maker.file(piece)
        except Exception as error:
            name = getattr(piece, "address", piece)
            raise SiteError(
                f"The {kind} {name} could not be written ({type(error).__name__}: {error}), and nothing was replaced."
            ) from error

    def _made(self) -> Maker:
        if self._maker is None:
            work = self._work
            planned = plan(self._dataset, work.scope, work.exports, has_cards=bool(work.root))
            self._maker = Maker(self._dataset, planned, work.base, work.root)
        return self._maker


@contextmanager
def workers(dataset: Dataset, work: Work, processes: int) -> Iterator[Each]:
    """What does the work: this process, or some that each load the dataset."""
    if processes <= 1:
        hand = Hand(dataset, work)
        yield lambda kind, pieces: map(partial(hand.do, kind), pieces)
        return
    # not forked: a process that holds threads or an app would hand its locks on
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, context, _set_up, (dataset.folder, work)) as pool:
        try:
            yield lambda kind, pieces: pool.map(partial(_do, kind), pieces, chunksize=CHUNK)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def told(results: Iterable[Any], total: int, what: str, tell: Progress) -> Iterator[Any]:
    """The results, telling of each."""
    tell(what, 0, total)
    for done, result in enumerate(results, start=1):
        tell(what, done, total)
        yield result


_hands: list[Hand] = []
"""The one of a process of the pool."""


def _set_up(folder: Path, work: Work) -> None:
    _hands.append(Hand(load_dataset(folder), work))


def _do(kind: str, piece: Any) -> Any:
    return _hands[0].do(kind, piece)
