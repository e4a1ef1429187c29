"""A council's own look for its files: a template for slides, one for Word, and a logo."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class HouseError(ValueError):
    """A template or logo that cannot be used; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class House:
    """The files that a council lends its own look from; None is ours."""

    slides: Path | None = None
    document: Path | None = None
    logo: Path | None = None
    address: str = ""
    """Where the service is found, such as https://example.org/ofsted; "" where nobody said."""
    warnings: tuple[str, ...] = ()
    """What of these files could not be kept, in sentences that name the file."""


PLAIN = House()
