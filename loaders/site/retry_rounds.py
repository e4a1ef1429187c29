"""Asking a site for many things: again for what failed, and no more once it has stopped answering."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from loaders.progress import Progress
from loaders.site.http import Client
from loaders.site.politeness import FetchError, NotFoundError, RefusedError

ROUNDS = 4
"""How often a run asks for what failed, with a rest between."""
STOP_AFTER = 4
"""Addresses in a row without a proper answer after which a run asks whether the site is still there."""

Item = TypeVar("Item")


class Rounds:
    """The rounds of one run; `sign_of_life` is an address that answers while the site does.

    `failed` says of each address that failed to the end why.
    """

    def __init__(self, client: Client, sign_of_life: str, progress: Progress) -> None:
        self.failed: dict[str, str] = {}
        self._client = client
        self._sign_of_life = sign_of_life
        self._progress = progress
        self._faults_in_a_row = 0
        self._is_down = False

    def ask_for(
        self, what: str, items: tuple[Item, ...], address: Callable[[Item], str], ask: Callable[[Item], None]
    ) -> None:
        """Ask for each item, and come back to those that failed; what fails to the end is noted."""
        for turn in range(ROUNDS):
            if turn:
                self._client.rest()
            self._faults_in_a_row = 0
            again: list[Item] = []
            for done, item in enumerate(items, start=1):
                if not self._ask(item, address(item), ask):
                    again.append(item)
                self._progress(f"{what}, again" if turn else what, done, len(items))
            items = tuple(again)
            if not items or self._is_down:
                return

    def _ask(self, item: Item, url: str, ask: Callable[[Item], None]) -> bool:
        """Ask for one item; False where it failed and may be asked for again."""
        if self._is_down:
            self.failed[url] = "not asked for: the site had stopped answering"
            return False
        self.failed.pop(url, None)
        try:
            ask(item)
        except FetchError as error:
            self.failed[url] = error.reason
            has_answered = isinstance(error, NotFoundError | RefusedError)
            self._faults_in_a_row = 0 if has_answered else self._faults_in_a_row + 1
            if self._faults_in_a_row >= STOP_AFTER:
                self._see_whether_down()
            return isinstance(error, RefusedError)
        self._faults_in_a_row = 0
        return True

    def _see_whether_down(self) -> None:
        """Ask for an address that worked, to tell a site that is down from a few addresses that are broken."""
        try:
            self._client.get(self._sign_of_life)
            self._faults_in_a_row = 0
        except FetchError:
            self._is_down = True
