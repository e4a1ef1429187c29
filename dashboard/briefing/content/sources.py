"""What every briefing rests on: its sources as the Data Package names them, and its method in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import pandas as pd

from dashboard.briefing.model import Link, Source
from dashboard.text import briefing
from dashboard.text.script import NO_CAUSE
from loaders import Dataset, authority_page

NEIGHBOURS = Source(
    "Children’s services statistical neighbour benchmarking tool, 2025 model",
    "Department for Education",
    "https://www.gov.uk/government/publications/local-authority-interactive-tool-lait",
)
METHOD = (
    "Dates on charts are dates of publication; tables give the days of inspection as well.",
    "A grade stands until the next full inspection. Visits carry no grade.",
    "A new authority inherits no grade from the bodies that it replaced.",
    briefing.FRAMEWORK_CHANGE,
    NO_CAUSE,
)


def sources_of(dataset: Dataset, names: Iterable[str]) -> tuple[Source, ...]:
    """The sources of the Data Package that the rows name, in its order; all of Ofsted's where none is named."""
    used = set(names)
    listed: Sequence[dict[str, str]] = dataset.package.get("sources", [])
    found = [source for source in listed if source.get("name") in used]
    return tuple(
        Source(
            source["title"],
            "councils and press" if source.get("name") == "press" else source.get("publisher", "Ofsted"),
            address if (address := source.get("path", "")).startswith("https://") else "",
            dt.date.fromisoformat(source["published"]) if source.get("published") else None,
        )
        for source in found or [source for source in listed if source.get("publisher") == "Ofsted"]
    )


def at_ofsted(dataset: Dataset, codes: Sequence[str]) -> tuple[Link, ...]:
    """The pages of authorities on Ofsted's own site."""
    known = dataset.bodies().set_index("code").loc[list(codes)]
    return tuple(
        Link(f"{name} at Ofsted", authority_page(str(urn)))
        for name, urn in zip(known["name"], known["urn"], strict=True)
        if pd.notna(urn)
    )
