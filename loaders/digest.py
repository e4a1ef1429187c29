"""Which dataset a folder holds: a digest of its files, and whether a write is under way there."""

from __future__ import annotations

import hashlib
from pathlib import Path


def files_of(folder: Path) -> list[Path]:
    """The files of the dataset in a folder, by name: those that `store.write_dataset` writes."""
    return sorted(path for path in folder.iterdir() if path.suffix in (".csv", ".json", ".geojson") and path.is_file())


def digest_of(folder: Path) -> str | None:
    """The SHA-256 of the names and bytes of all files of a dataset, in hexadecimal; None where there is none."""
    if not (folder / "datapackage.json").is_file():
        return None
    found = hashlib.sha256()
    for path in files_of(folder):
        content = path.read_bytes()
        found.update(f"{path.name}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()


def stamp_of(folder: Path) -> tuple[tuple[str, int, int, int], ...]:
    """What changes whenever a file of the dataset is written: cheap to ask, and no proof that content differs."""
    stats = [(path.name, path.stat()) for path in files_of(folder)]
    return tuple((name, stat.st_ino, stat.st_size, stat.st_mtime_ns) for name, stat in stats)


def is_being_written(folder: Path) -> bool:
    """Whether a new dataset is being moved in, file by file, so that the folder may hold two in part."""
    return (folder / ".ready").exists()
