"""Briefings: pictures a second against raw kaleido in the same run, and the time of a deck without pictures.

Run from the repository's root: python -m bench.briefing [COUNT]. Without COUNT all authorities of today are drawn.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

import kaleido

from dashboard.briefing.batch import TABS
from dashboard.briefing.content.authority import authority_content
from dashboard.briefing.formats.pptx import write_deck
from dashboard.briefing.model import SLIDE, Content, FigureDict
from dashboard.briefing.pictures.browser import Shot, Studio, finish
from loaders import load_dataset


def ours(contents: list[Content], figures: list[FigureDict], folder: Path) -> float:
    """Pictures a second of the export command's way, from a cold browser to files with their words inside."""
    start = time.perf_counter()
    with Studio(tabs=TABS) as studio:
        waiting = []
        for content, figure in zip(contents, figures, strict=True):
            waiting.append((content, content.pictures[0], studio.submit(Shot(figure, "png", SLIDE))))
        for content, picture, future in waiting:
            (folder / f"{content.slug}.png").write_bytes(finish(studio.result(future), "png", picture, content))
    return len(contents) / (time.perf_counter() - start)


def raw(figures: list[FigureDict], folder: Path) -> float:
    """Pictures a second of kaleido's own batch writing of the same figures with as many tabs."""
    start = time.perf_counter()
    jobs = [
        {"fig": figure, "path": str(folder / f"{number}.png"), "opts": Shot(figure, "png", SLIDE).options}
        for number, figure in enumerate(figures)
    ]
    faults = kaleido.write_fig_from_object_sync(jobs, kopts={"n": TABS, "mathjax": False})
    if faults:
        raise RuntimeError(f"kaleido failed: {faults[0]}")
    return len(figures) / (time.perf_counter() - start)


def decks(contents: list[Content]) -> list[float]:
    """Milliseconds of processor time of each deck without pictures, the least of three tries."""
    write_deck(contents[0])
    times = []
    for content in contents:
        tries = []
        for _ in range(3):
            start = time.process_time()
            write_deck(content)
            tries.append(1000 * (time.process_time() - start))
        times.append(min(tries))
    return times


def main() -> None:
    dataset = load_dataset()
    register = dataset.authorities()
    slugs = list(register.loc[register["abolished"].isna(), "slug"])
    slugs = slugs[: int(sys.argv[1])] if len(sys.argv) > 1 else slugs
    contents = [authority_content(dataset, slug) for slug in slugs]
    times = decks(contents)
    print(f"decks without pictures: median {statistics.median(times):.0f} ms, slowest {max(times):.0f} ms")
    figures = [content.pictures[0].draw(SLIDE) for content in contents]
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        plain, mine = raw(figures, Path(second)), ours(contents, figures, Path(first))
    print(f"{len(contents)} pictures: {mine:.2f} a second; raw kaleido {plain:.2f} a second; ratio {mine / plain:.2f}")


if __name__ == "__main__":
    main()
