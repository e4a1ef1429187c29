"""A scene as a PDF or PNG, without a browser: typst sets the SVG on a page of its size, and pdfium makes it pixels.

A pixel of the scene is a point of paper, so that 12-pixel type is 12 points. The same scene gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import struct
import threading
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import pypdfium2

from dashboard.drawing.render.numbers import short
from dashboard.drawing.render.svg import svg
from dashboard.drawing.render.typesetting import typeset
from dashboard.drawing.scene import Scene

POINTS, METRES = 72, 0.0254
"""Points in an inch, and an inch in metres, in which PNG counts its pixels."""

_PAGE = b"""
#let of = sys.inputs
#set document(title: of.title, description: of.description, author: of.author)
#set text(lang: "en", region: "GB", font: "Trajectory Sans")
#set page(width: float(of.width) * 1pt, height: float(of.height) * 1pt, margin: 0pt)
#image(bytes(of.svg), format: "svg", width: 100%, height: 100%, alt: of.description)
"""
_PAINTING = threading.Lock()
"""pdfium may not be used by two threads at once."""


def pdf(scene: Scene, *, moment: dt.datetime, author: str = "") -> bytes:
    """A page of the scene's own size as tagged PDF/UA-1, in British English, with the description as its alternative."""
    inputs = {
        "title": scene.title or "Chart",
        "description": scene.description or scene.title or "Chart",
        "author": author,
        "width": short(scene.width),
        "height": short(scene.height),
        "svg": svg(scene, is_file=True),
    }
    return typeset(_PAGE, inputs, moment)


def png(page: bytes, *, scale: float = 1, words: Mapping[str, str] | None = None) -> bytes:
    """The page of a scene (what `pdf` gives) with `scale` pixels for each of the scene's.

    The file says how many pixels make an inch: it is placed in a document in the size that it was drawn for. `words`
    are what is said of it in the file, by PNG's keys.
    """
    with _PAINTING:
        document = pypdfium2.PdfDocument(page)
        pixels = document[0].render(scale=scale, rev_byteorder=True).to_numpy()
        height, width, _ = pixels.shape
        rows = np.empty((height, 1 + 3 * width), np.uint8)
        rows[:, 0] = 0  # each row begins with the number of its filter, here none
        rows[:, 1:] = pixels.reshape(height, 3 * width)
        document.close()
    return _encoded(rows, width, POINTS * scale, words or {})


def _encoded(rows: np.ndarray[Any, np.dtype[np.uint8]], width: int, per_inch: float, words: Mapping[str, str]) -> bytes:
    """A PNG of red, green and blue, with its size on paper (pHYs) and its words (iTXt, a chunk a keyword)."""
    per_metre = round(per_inch / METRES)
    texts = [
        _chunk(b"iTXt", key.encode("latin-1") + b"\0\0\0en-GB\0\0" + text.encode())
        for key, text in words.items()
        if text
    ]
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, len(rows), 8, 2, 0, 0, 0)),
            _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
            *texts,
            _chunk(b"IDAT", zlib.compress(rows.data, 1)),
            _chunk(b"IEND", b""),
        ]
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
