"""A folder that is replaced whole or not at all: what was there stays until the new one is complete."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from loaders import LoaderError

MANIFEST = "site.json"
MADE_BY = "python -m dashboard site"
"""Stands in the manifest of a folder that is ours to replace."""


UNFINISHED = ".unfinished"
LEFT_AFTER = 6 * 3_600
"""Seconds after which an unfinished folder was left by a run that was killed."""


class FolderError(LoaderError):
    """A folder that cannot be written; the message says why, and what to do."""


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """An empty folder beside `folder`, which takes its place when the block ends without an error.

    Raises FolderError for a folder with files that this command did not write, before anything is written.
    """
    folder = folder.resolve()
    old = folder.with_name(f".{folder.name}.old")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        if is_ours(old) and not folder.exists():
            old.rename(folder)  # a run was cut off between its two last steps
        check(folder)
        check(old)
        _clear(folder)
        new = Path(tempfile.mkdtemp(prefix=f".{folder.name}.new-", dir=folder.parent))
        (new / UNFINISHED).touch()
    except OSError as error:
        raise FolderError(
            f"{folder} cannot be a folder for the site: {error.strerror}. Name another with --out."
        ) from None
    try:
        yield new
        (new / UNFINISHED).unlink()
        new.chmod(0o777 & ~_umask())
        _swap(new, folder, old)
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        raise FolderError(
            f"{folder} could not be written ({error.strerror or error}), and nothing was replaced. Is there room?"
        ) from error
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise


def check(folder: Path) -> None:
    """Raise FolderError where a folder has files that are not ours."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise FolderError(f"{folder} is a file, expected a folder. Name another with --out.")
    if any(folder.iterdir()) and not is_ours(folder):
        raise FolderError(
            f"{folder} holds files that “{MADE_BY}” did not write (it has no {MANIFEST} of ours), and nothing was "
            "written. Name an empty or a new folder with --out."
        )


def is_ours(folder: Path) -> bool:
    """Whether a folder was written by this command."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and manifest.get("made_by") == MADE_BY


def _swap(new: Path, folder: Path, old: Path) -> None:
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except BaseException:
        if old.is_dir():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _clear(folder: Path) -> None:
    """Remove what runs that were killed have left: no run lasts as long as they have lain."""
    for left in folder.parent.glob(f".{folder.name}.new-*"):
        if (left / UNFINISHED).is_file() and time.time() - (left / UNFINISHED).stat().st_mtime > LEFT_AFTER:
            shutil.rmtree(left, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
