"""What governments print beside a value or below a table: note markers, marks such as [r], and legends.

The notation is that of the Government Analysis Function's guidance on symbols in tables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

NOTE = r"notes?\s*\d+(?:\s*(?:,|and|&)\s*(?:notes?\s*)?\d+)*"
_MARKER = re.compile(rf"\s*\[\s*({NOTE}|[a-z]{{1,4}})\s*\]", re.IGNORECASE)
_NOTE = re.compile(NOTE, re.IGNORECASE)
_LEGEND = re.compile(rf"\s*(?:\[\s*(?:{NOTE}|[a-z]{{1,4}})\s*\]|note\s+\d+\b)", re.IGNORECASE)
_HEADS = frozenset({"notes", "note", "symbol", "symbols", "shorthand", "key", "legend", "source"})


def unmarked(text: str, marks: Mapping[str, str]) -> tuple[str, list[str]]:
    """A text without the markers whose meaning is plain, and these: [note 3] and those of `marks`, such as [r].

    A marker that stands for a value, such as [x], and one that is not known stay where they are.
    """
    found: list[str] = []

    def dropped(match: re.Match[str]) -> str:
        word = " ".join(match[1].casefold().split())
        if not _NOTE.fullmatch(word) and word not in marks:
            return match[0]
        found.append(f"[{word}]" + (f" {marks[word]}" if word in marks else ""))
        return ""

    kept = _MARKER.sub(dropped, text)
    return (kept.strip(), found) if found else (text, found)


def unknown_mark(text: str) -> str | None:
    """The marker that is left beside other words, where there is one."""
    match = _MARKER.search(text)
    return match[0].strip() if match and match[0].strip() != text.strip() else None


def is_legend(texts: Sequence[str]) -> bool:
    """Whether the filled cells of a row say what a marker means, or head such a list: one or two cells, a mark first."""
    return 1 <= len(texts) <= 2 and (bool(_LEGEND.match(texts[0])) or texts[0].strip(" :").casefold() in _HEADS)
