"""Numbers as short text."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1 << 15)  # most places and widths of a drawing stand in it again and again
def short(value: float) -> str:
    """A number with two decimals at most, and no more digits than it needs: 12, 0.5, -3.25."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
