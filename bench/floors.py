"""Shared by the benchmarks: medians of runs, and a ratio against a floor of the same run."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path


def seconds(work: Callable[[], object], runs: int) -> float:
    """The median time of a piece of work."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def process_seconds(codes: list[str], runs: int) -> list[float]:
    """The median processor time of a Python process that runs each of `codes`, in turn, after one run to warm up.

    Bytecode may be written, as where the app is installed; other work on the machine does not count.
    """
    allowed = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times: list[list[float]] = [[] for _ in codes]
    for run in range(runs + 1):
        for mine, code in zip(times, codes, strict=True):
            child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.DEVNULL, env=allowed)
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            if child.returncode:
                raise SystemExit(f"{code!r} ended with {child.returncode}")
            if run:
                mine.append(used.ru_utime + used.ru_stime)
    return [statistics.median(mine) for mine in times]


def report(what: str, ours: float, floor: float, against: str, aim: float) -> None:
    """Print one figure: milliseconds, the floor, the ratio and the aim."""
    print(
        f"{what}: {ours * 1000:.1f} ms against {floor * 1000:.1f} ms for {against}: "
        f"ratio {ours / floor:.2f} (aim {aim})",
        flush=True,
    )


def tree_seconds(work: Callable[[], object]) -> float:
    """The processor time of a piece of work, in this process and in all that it starts (on Linux).

    A browser is many processes, and does not wait for all of them to end: they are looked at while they run.
    """
    seen: dict[int, float] = {}
    done = threading.Event()

    looking = 0.0

    def watch() -> None:
        nonlocal looking
        while not done.wait(0.1):
            seen.update(_descendants(os.getpid()))
        looking = time.thread_time()

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        start = time.process_time()
        work()
        mine = time.process_time() - start
    finally:
        done.set()
        watching.join()
    return mine - looking + sum(seen.values())


def _descendants(root: int) -> dict[int, float]:
    """The processor time of each process below another."""
    parents, used = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # it ended just now
            continue
        number = int(path.parent.name)
        parents[number] = int(fields[1])
        used[number] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def is_below(number: int) -> bool:
        while number in parents and number != root:
            number = parents[number]
        return number == root

    return {number: used[number] for number in parents if number != root and is_below(number)}
