"""Write a file whole or not at all: whoever reads the folder sees the old one or the new one."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

PART = ".part"
"""Ends the name of a file that is being written; one that stays was left by a run that was killed."""


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` where `path` says; raises OSError and leaves what was there where it cannot be written.

    The bytes go to a file beside it, are on the disk before that takes its name, and are taken away where they did
    not all find room.
    """
    part = path.with_name(f".{path.name[:200]}.{os.getpid()}{PART}")
    try:
        with part.open("wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
