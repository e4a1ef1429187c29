"""A council's own look for its files: a template for slides, one for Word, and a logo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SLIDES, DOCUMENTS, LOGOS = (".pptx", ".potx", ".pptm", ".potm"), (".docx", ".dotx"), (".png", ".jpg", ".jpeg")
"""How the names of such files end."""


class HouseError(ValueError):
    """A template or logo that cannot be used; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class House:
    """The files that a council lends its own look from; None is ours."""

    slides: Path | None = None
    document: Path | None = None
    logo: Path | None = None


PLAIN = House()


def house_of(templates: Sequence[Path], logo: Path | None = None) -> House:
    """The look that templates of either kind and a logo give; raises HouseError before anything is made with them."""
    from dashboard.briefing.formats.pptx_template import open_stage

    found: dict[str, Path] = {}
    for path in templates:
        kind = "document" if path.suffix.casefold() in DOCUMENTS else "slides"
        if kind in found:
            raise HouseError(f"{found[kind]} and {path} are both templates for {_KINDS[kind]}: name one of them.")
        found[kind] = path
    if slides := found.get("slides"):
        open_stage(slides)
    if logo is not None:
        _check_logo(logo)
    return House(found.get("slides"), found.get("document"), logo)


_KINDS = {"slides": "slides", "document": "Word"}


def _check_logo(logo: Path) -> None:
    if logo.suffix.casefold() not in LOGOS:
        raise HouseError(f"{logo} is no logo that can be placed: expected a file ending in {' or '.join(LOGOS)}.")
    try:
        start = logo.read_bytes()[:4]
    except OSError as error:
        raise HouseError(f"{logo} cannot be read: {error.strerror}.") from None
    if not start.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        raise HouseError(f"{logo} is no PNG or JPEG picture, whatever its name says. Save it as one.")
