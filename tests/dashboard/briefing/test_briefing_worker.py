"""The worker of the server: once for many, a short queue, failures told and forgotten."""

from __future__ import annotations

import threading

import pytest

from dashboard.briefing.files import Exported
from dashboard.briefing.worker import Order, QueueFullError, Worker


def order(name: str) -> Order:
    return (name, "csv", "")


def test_the_same_order_is_made_once_and_kept() -> None:
    made: list[str] = []

    def make(wanted: Order) -> Exported:
        made.append(wanted[0])
        return Exported(f"{wanted[0]}.csv", b"x", "csv")

    worker = Worker(make)
    assert worker.order(order("a")).result(5).data == b"x"
    assert worker.order(order("a")).result(5).name == "a.csv"
    assert made == ["a"]
    worker.close()


def test_a_full_queue_refuses_and_says_when_to_come_back() -> None:
    go = threading.Event()
    worker = Worker(lambda wanted: (go.wait(10), Exported(wanted[0], b"", "csv"))[1], threads=1, limit=2)
    first, second = worker.order(order("a")), worker.order(order("b"))
    assert worker.order(order("a")) is first
    with pytest.raises(QueueFullError, match="try again in 10 seconds"):
        worker.order(order("c"))
    go.set()
    assert second.result(5).name == "b"
    assert worker.order(order("c")).result(5).name == "c"
    worker.close()


def test_a_failure_is_told_and_the_next_order_tries_again() -> None:
    tries: list[int] = []

    def make(wanted: Order) -> Exported:
        tries.append(1)
        if len(tries) == 1:
            raise RuntimeError("the first fails")
        return Exported("a", b"", "csv")

    worker = Worker(make)
    with pytest.raises(RuntimeError, match="the first fails"):
        worker.order(order("a")).result(5)
    assert worker.order(order("a")).result(5).name == "a"
    worker.close()


def test_what_is_kept_is_bounded() -> None:
    worker = Worker(lambda wanted: Exported(wanted[0], b"x" * 60, "csv"), threads=1, keep=100)
    for name in "abc":
        worker.order(order(name)).result(5)
    worker.order(order("d")).result(5)
    assert sum(len(done.result().data) for done in worker._done.values()) == 60
    worker.close()


def test_the_file_asked_for_last_stays_and_one_larger_than_the_room_is_given_but_not_kept() -> None:
    made: list[str] = []

    def make(wanted: Order) -> Exported:
        made.append(wanted[0])
        return Exported(wanted[0], b"x" * (200 if wanted[0] == "large" else 40), "csv")

    worker = Worker(make, threads=1, keep=100)
    for name in ("a", "b", "a", "c", "a", "large", "large", "b"):
        assert worker.order(order(name)).result(5).name == name
    worker.close()
    assert made == ["a", "b", "c", "large", "large", "b"]
