"""The files of an authority's briefing, beside its page."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from dashboard.briefing.house import House
from dashboard.briefing.subjects import read_one
from dashboard.components.export import CHOICES, export_address
from dashboard.site.places import export_place
from loaders import Dataset


@dataclass(frozen=True, slots=True)
class Briefed:
    """The files of one briefing by their addresses, and what could not be drawn, in words."""

    files: dict[str, bytes]
    missing: tuple[str, ...] = ()


def briefing(dataset: Dataset, slug: str, address: str = "") -> Briefed:
    """Every file that the Export button of the authority's page offers; `address` is where the site is found."""
    # the writers take half a second to import, which a site without briefings should not wait for
    from dashboard.briefing.content import content_for
    from dashboard.briefing.files import Charts, PartError, make

    charts = Charts(content_for(dataset, read_one(slug, dataset)))
    files: dict[str, bytes] = {}
    for _, _, suffix, size in CHOICES:
        with suppress(PartError):  # the charts remember it
            made = make(charts, suffix, size=size or "slide", house=House(address=address))
            files[export_place(export_address(slug, suffix, size))] = made.data
    return Briefed(files, tuple(f"{slug}: {fault}" for fault in charts.faults))
