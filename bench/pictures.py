"""Pictures for a second of processor time against raw kaleido in the same run, and the time of a deck.

Run from the repository's root: python -m bench.pictures [COUNT]; of COUNT authorities, 24 unless it is said. Both
make the same drawings of them from memory into files: PNG at the sizes of slide, page and web, SVG and PDF.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import kaleido

from bench.floors import tree_seconds
from dashboard.briefing.content.authority import authority_content
from dashboard.briefing.files import Charts, make_all
from dashboard.briefing.formats.pptx import write_deck
from dashboard.briefing.model import SIZES, SLIDE, Content, Size
from dashboard.drawing.render import plotly
from dashboard.drawing.scene import Scene
from loaders import load_dataset, of_today

TABS = 2
AIM = 10
Job = tuple[Content, Scene, str, Size]


def jobs_of(contents: list[Content], formats: tuple[str, ...]) -> list[Job]:
    """The pictures that the export command writes of each."""
    return [
        (content, content.pictures[0].draw(size), suffix, size)
        for content in contents
        for suffix in formats
        for size in (SIZES.values() if suffix == "png" else [SLIDE])
    ]


def ours(contents: list[Content], formats: tuple[str, ...], folder: Path) -> int:
    """Every picture as the export command makes it, drawing included, with its words inside; gives how many."""
    count = 0
    for content in contents:
        charts = Charts(content)
        for suffix in formats:
            for exported in make_all(charts, suffix):
                (folder / exported.name).write_bytes(exported.data)
                count += 1
        assert not charts.faults
    return count


def raw(contents: list[Content], formats: tuple[str, ...], folder: Path) -> int:
    """kaleido's own batch writing of the same drawings, which it is handed, in as many tabs as there are cores here."""
    wanted = [
        {
            "fig": plotly.figure(replace(scene, stretches=False)),
            "path": str(folder / f"{number}.{suffix}"),
            "opts": {
                "format": suffix,
                "width": scene.width,
                "height": scene.height,
                "scale": size.scale if suffix == "png" else 1,
            },
        }
        for number, (_, scene, suffix, size) in enumerate(jobs_of(contents, formats))
    ]
    faults = kaleido.write_fig_from_object_sync(wanted, kopts={"n": TABS, "mathjax": False})
    if faults:
        raise RuntimeError(f"kaleido failed: {faults[0]}")
    return len(wanted)


def a_second(
    work: Callable[[list[Content], tuple[str, ...], Path], int], contents: list[Content], *formats: str
) -> float:
    """Pictures for a second of processor time, in all processes that take part: other work here does not count."""
    count = 0

    def run() -> None:
        nonlocal count
        with tempfile.TemporaryDirectory() as folder:
            count = work(contents, formats, Path(folder))

    used = tree_seconds(run)
    return count / used


def decks(contents: list[Content]) -> list[float]:
    """Milliseconds of processor time of each deck, the least of two tries."""
    times = []
    for content in contents:
        tries = []
        for _ in range(2):
            start = time.process_time()
            write_deck(content)
            tries.append(1000 * (time.process_time() - start))
        times.append(min(tries))
    return times


def main() -> None:
    dataset = load_dataset()
    register = dataset.bodies()
    slugs = list(of_today(register)["slug"])
    contents = [authority_content(dataset, slug) for slug in slugs[: int(sys.argv[1]) if len(sys.argv) > 1 else 24]]
    times = decks(contents)
    print(f"decks: median {statistics.median(times):.0f} ms, slowest {max(times):.0f} ms")
    a_second(ours, contents[:1], "png")  # fonts are read once
    for formats in (("png", "svg", "pdf"), ("png",), ("svg",), ("pdf",)):
        floor, mine = a_second(raw, contents, *formats), a_second(ours, contents, *formats)
        aim = f" (aim {AIM})" if len(formats) == 3 else ""
        print(
            f"pictures ({', '.join(formats)}): {mine:.1f} a second; raw kaleido {floor:.2f} a second; "
            f"ratio {mine / floor:.1f}{aim}",
            flush=True,
        )


if __name__ == "__main__":
    main()
