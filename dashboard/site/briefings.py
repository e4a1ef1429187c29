"""The files of an authority's briefing, beside its page: all that its writers make without a browser."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.briefing.subjects import read_one
from dashboard.components.export import CHOICES, export_address
from dashboard.site.places import export_place
from loaders import Dataset


@dataclass(frozen=True, slots=True)
class Briefed:
    """The files of one briefing by their addresses, and the formats that need a browser."""

    files: dict[str, bytes]
    missing: tuple[str, ...] = ()


def briefing(dataset: Dataset, slug: str) -> Briefed:
    """Every file that the Export button of the authority's page offers."""
    # the writers take half a second to import, which a site without briefings should not wait for
    from dashboard.briefing.content import content_for
    from dashboard.briefing.files import Sitting, make
    from dashboard.briefing.pictures.browser import BrowserMissingError

    sitting = Sitting(content_for(dataset, read_one(slug, dataset)), None)
    files: dict[str, bytes] = {}
    missing: list[str] = []
    for _, _, suffix, size in CHOICES:
        try:
            made = make(sitting, suffix, size=size or "slide")
            files[export_place(export_address(slug, suffix, size))] = made.data
        except BrowserMissingError:
            missing.append(suffix)
    return Briefed(files, tuple(missing))
