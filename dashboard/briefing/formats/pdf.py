"""Words inside a PDF: title, subject, author, language and a fixed date, added by an incremental update."""

from __future__ import annotations

import datetime as dt
import re

_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)", re.DOTALL)


def describe_pdf(data: bytes, *, title: str, subject: str, author: str, moment: dt.datetime) -> bytes:
    """The PDF with document information and the language en-GB; `subject` carries the alternative text.

    Raises ValueError for a PDF without a plain trailer, which the browser does not write.
    """
    data = _fix_dates(data, moment)
    found = list(_TRAILER.finditer(data))
    if not found:
        raise ValueError("The browser's PDF has no plain trailer; its title and description cannot be added.")
    trailer, previous = found[-1].group(1), int(found[-1].group(2))
    size = int(_need(rb"/Size\s+(\d+)", trailer))
    root = int(_need(rb"/Root\s+(\d+)", trailer))
    body = _need(rb"\n%d 0 obj\s*<<(.*?)>>\s*endobj" % root, data)
    catalogue = re.sub(rb"/Lang\s*\([^)]*\)", b"", body) + b"\n/Lang (en-GB)"
    if b"/ViewerPreferences" not in catalogue:
        catalogue += b"\n/ViewerPreferences <</DisplayDocTitle true>>"
    stamp = f"(D:{moment:%Y%m%d%H%M%S}+00'00')".encode()
    info = b"/Title %s /Subject %s /Author %s /CreationDate %s /ModDate %s" % (
        _text(title), _text(subject), _text(author), stamp, stamp,
    )  # fmt: skip
    objects = {root: catalogue, size: info}
    out, offsets = bytearray(data if data.endswith(b"\n") else data + b"\n"), {}
    for number, words in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n<<%s>>\nendobj\n" % (number, words)
    start = len(out)
    out += b"xref\n"
    for number in sorted(offsets):
        out += b"%d 1\n%010d 00000 n \n" % (number, offsets[number])
    out += b"trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        size + 1, root, size, previous, start,
    )  # fmt: skip
    return bytes(out)


def _fix_dates(data: bytes, moment: dt.datetime) -> bytes:
    stamp = f"{moment:%Y%m%d%H%M%S}".encode()
    return re.sub(rb"\(D:\d{14}", b"(D:" + stamp, data)  # as long as before, so that offsets hold


def _need(pattern: bytes, data: bytes) -> bytes:
    found = re.findall(pattern, data, re.DOTALL)
    if not found:
        raise ValueError(f"The browser's PDF has no {pattern!r}; its title and description cannot be added.")
    return bytes(found[-1])


def _text(words: str) -> bytes:
    return b"<" + ("﻿" + words).encode("utf-16-be").hex().upper().encode() + b">"
