"""Shared by the benchmarks: medians of runs, and a ratio against a floor of the same run."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable


def seconds(work: Callable[[], object], runs: int) -> float:
    """The median time of a piece of work."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def process(code: str) -> Callable[[], object]:
    """A Python process that runs `code`."""
    return lambda: subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)


def report(what: str, ours: float, floor: float, against: str, aim: float) -> None:
    """Print one figure: milliseconds, the floor, the ratio and the aim."""
    print(
        f"{what}: {ours * 1000:.1f} ms against {floor * 1000:.1f} ms for {against}: "
        f"ratio {ours / floor:.2f} (aim {aim})",
        flush=True,
    )
