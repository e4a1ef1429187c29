"""The templates and the logo that a council names, checked before anything is made with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dashboard.briefing.house import House, HouseError

DOCUMENTS = (".docx", ".dotx")
"""How the names of templates for Word end; any other is one for slides."""
_KINDS = {"slides": "slides", "document": "Word"}


def house_of(templates: Sequence[Path], logo: Path | None = None) -> House:
    """The look that templates of either kind and a logo give; raises HouseError before anything is made with them."""
    # python-pptx takes a moment to import, which no other command should wait for
    from dashboard.briefing.formats.docx_template import open_sheet
    from dashboard.briefing.formats.logo import read_logo
    from dashboard.briefing.formats.pptx_template import open_deck

    found: dict[str, Path] = {}
    for path in templates:
        kind = "document" if path.suffix.casefold() in DOCUMENTS else "slides"
        if kind in found:
            raise HouseError(f"{found[kind]} and {path} are both templates for {_KINDS[kind]}: name one of them.")
        found[kind] = path
    warnings: tuple[str, ...] = ()
    if slides := found.get("slides"):
        warnings = tuple(f"{slides}: {warning}" for warning in open_deck(slides).warnings)
    if document := found.get("document"):
        warnings += open_sheet(document).warnings
    if logo is not None:
        read_logo(logo)
    return House(found.get("slides"), found.get("document"), logo, warnings=warnings)
