"""A council's logo for its files: PNG or JPEG as it is, SVG painted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dashboard.briefing.house import HouseError
from dashboard.drawing.render.typesetting import TypesettingError, painted_svg

ALT = "Logo"


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that files can hold, PNG or JPEG, and what is said of it."""

    data: bytes
    alt: str = ALT


def read_logo(path: Path) -> Logo:
    """The logo in a file; raises HouseError for a file that is no picture of these kinds."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise HouseError(f"{path} cannot be read: {error.strerror}.") from None
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        return Logo(data)
    if b"<svg" in data[:4000]:
        try:
            return Logo(painted_svg(data))
        except TypesettingError as error:
            raise HouseError(f"{path} is no SVG picture that can be painted. Save the logo as PNG.") from error
    raise HouseError(f"{path} is no PNG, JPEG or SVG picture. Save the logo as one.")
