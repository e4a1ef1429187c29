"""What a briefing says of each kind of subject: from the dataset by statistics, figures and words; no file format."""

from __future__ import annotations

from dataclasses import replace

from dashboard.briefing.model import Content
from dashboard.briefing.subjects import Subject
from loaders import Dataset


def content_for(dataset: Dataset, subject: Subject) -> Content:
    """The briefing on a subject: an authority, a comparison, who improved, the national picture or the map."""
    from dashboard.briefing.content import (  # figures are slow to import
        authority,
        comparison,
        england,
        england_map,
        improved,
    )
    from dashboard.briefing.content.spoken import general

    if subject.kind == "authority":
        return authority.authority_content(dataset, subject.name)
    kinds = {
        "compare": comparison.comparison_content,
        "improved": improved.improved_content,
        "national": england.national_content,
        "map": england_map.map_content,
    }
    made = kinds[subject.kind](dataset, subject)
    is_counted = subject.kind in ("national", "map")
    return replace(made, sections=tuple(general(section, is_counted=is_counted) for section in made.sections))
