"""The process gives back the memory that it no longer needs: the C library's allocator, told how the server uses it.

By itself glibc keeps a heap for each thread, and learns from each large answer to keep the next one of that size in
the heap. Four threads that draw in turn then hold four times what one needs. One heap costs nothing here, for Python
runs one thread at a time.
"""

from __future__ import annotations

import ctypes
import sys

ARENAS, MAPPED_FROM, TRIMMED_FROM = -8, -3, -1
"""Numbers of mallopt(3)."""


def frugal() -> bool:
    """Ask the allocator for one heap, and to give large pieces back at once; whether it can be asked."""
    if not sys.platform.startswith("linux"):
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none
    asked = ((ARENAS, 1), (MAPPED_FROM, 256 * 1024), (TRIMMED_FROM, 1024 * 1024))
    return mallopt is not None and all(mallopt(name, value) for name, value in asked)
