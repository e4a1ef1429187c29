"""Captions of two lines: what stands under a chart, and what is folded under “How to read this”."""

from __future__ import annotations

import re

TWO_LINES = 230
"""Characters of a caption that fit into two lines of a page."""
LICENCE = re.compile(r"[,;] Open Government Licence v3\.0")
"""What the foot of every page says once, and a caption that was shortened leaves to the folded text."""

ALONE = "Open Government Licence v3.0."
"""The same as a sentence of its own."""

_ENDS = re.compile(r"(?<=[.!?”])\s+(?=[A-Z“0-9])")


def two_lines(caption: str) -> tuple[str, list[str]]:
    """The sentences of a caption that stand, its source last, and those that are folded.

    The first sentence always stands: it says what was counted. Nothing is folded where all fits, or all but the
    licence, which stands at the foot of the page too.
    """
    if len(caption) <= TWO_LINES:
        return caption, []
    sentences = _ENDS.split(caption.strip())
    sources = [one for one in sentences if one.startswith(("Source: ", "Sources: "))][:1]
    shown = [LICENCE.sub("", one) for one in sources]
    room = TWO_LINES - sum(len(one) + 1 for one in shown)
    standing: list[str] = []
    rest = [one for one in sentences if one not in (*sources, ALONE)]
    while rest and (not standing or len(" ".join([*standing, rest[0]])) <= room):
        standing.append(rest.pop(0))
    licensed = [one for one in sources if LICENCE.search(one)] or [ALONE] * (ALONE in sentences)
    folded = [*rest, *licensed] if rest else []
    return " ".join([*standing, *shown]), folded
