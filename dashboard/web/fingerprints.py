"""Names of scripts and styles that change with their content: the same on every server that holds the same files.

Dash marks them with the time that a file was written, which differs between two machines behind one address.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

ASSETS = Path(__file__).resolve().parent.parent / "assets"

_ASSET = re.compile(r"(/assets/)([^?\"]+)\?m=[0-9.]+")
_PACKAGE = re.compile(r"(\.v\w+m)[0-9]+(?=\.)")
"""Dash's own mark: the version of the package, and a time."""


def settled(html: str) -> str:
    """Links to scripts and styles with marks of their content in place of times."""
    return _PACKAGE.sub(r"\g<1>0", _ASSET.sub(lambda found: f"{found[1]}{found[2]}?m={_digest(found[2])}", html))


@cache
def _digest(name: str) -> str:
    return hashlib.blake2b((ASSETS / name).read_bytes(), digest_size=6).hexdigest()
