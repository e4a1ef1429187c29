"""A council's own look for its files: a template for slides, one for Word, and a logo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

DOCUMENTS = (".docx", ".dotx")
"""How the names of templates for Word end; any other is one for slides."""


class HouseError(ValueError):
    """A template or logo that cannot be used; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class House:
    """The files that a council lends its own look from; None is ours."""

    slides: Path | None = None
    document: Path | None = None
    logo: Path | None = None
    warnings: tuple[str, ...] = ()
    """What of these files could not be kept, in sentences that name the file."""


PLAIN = House()


def house_of(templates: Sequence[Path], logo: Path | None = None) -> House:
    """The look that templates of either kind and a logo give; raises HouseError before anything is made with them."""
    from dashboard.briefing.formats.logo import read_logo
    from dashboard.briefing.formats.pptx_template import open_stage

    found: dict[str, Path] = {}
    for path in templates:
        kind = "document" if path.suffix.casefold() in DOCUMENTS else "slides"
        if kind in found:
            raise HouseError(f"{found[kind]} and {path} are both templates for {_KINDS[kind]}: name one of them.")
        found[kind] = path
    warnings: tuple[str, ...] = ()
    if slides := found.get("slides"):
        warnings = tuple(f"{slides}: {warning}" for warning in open_stage(slides).warnings)
    if logo is not None:
        read_logo(logo)
    return House(found.get("slides"), found.get("document"), logo, warnings)


_KINDS = {"slides": "slides", "document": "Word"}
