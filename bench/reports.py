"""Reading reports in one process against extracting the text of all their pages with pypdfium2 alone.

Give the folder of the published files: python -m bench.reports DIR
"""

import sys
import time
from pathlib import Path

import pypdfium2

from loaders.reports import read_report


def plain(path: Path) -> None:
    document = pypdfium2.PdfDocument(path)
    for page in document:
        page.get_textpage().get_text_bounded()
    document.close()


if __name__ == "__main__":
    paths = sorted(path for path in Path(sys.argv[1]).rglob("*.pdf") if path.read_bytes()[:4] == b"%PDF")
    ours = floor = 0.0
    for path in paths:
        start = time.perf_counter()
        read_report(path)
        middle = time.perf_counter()
        plain(path)
        ours, floor = ours + middle - start, floor + time.perf_counter() - middle
    print(
        f"{len(paths)} reports: {ours / len(paths) * 1000:.1f} ms a report against "
        f"{floor / len(paths) * 1000:.1f} ms for all pages with pypdfium2: ratio {ours / floor:.2f} (aim 0.6)"
    )
