"""The briefing on the map of England on a date, and every authority's grade as a table."""

from __future__ import annotations

import pandas as pd

from dashboard.briefing.content.england import (
    asked,
    counts_table,
    inner_width,
    method,
    notes_on,
    official_sources,
    regions_title,
    source_of,
)
from dashboard.briefing.model import DOCUMENT, PAGE, PHONE, Content, Picture, Section, Size, Source, Table
from dashboard.briefing.pictures.captioned import room, standalone
from dashboard.briefing.subjects import Subject
from dashboard.dates import long_date
from dashboard.drawing.scene import Scene
from dashboard.figures.map.areas import areas_on, borrowed, grade_words, shapes_day, shapes_of
from dashboard.figures.map.figure import grade_map
from dashboard.statistics import counts
from dashboard.text import england as told
from dashboard.text.map import finding, without_shape
from dashboard.text.map import shapes as shapes_words
from loaders import Dataset

TALL = {PAGE.name: 600, DOCUMENT.name: 470, PHONE.name: 700}
"""Pixels that the map may be high on a page, where London stands under it."""

BOUNDARIES = Source(
    "Boundaries of local authorities, contains OS data © Crown copyright and database right",
    "Office for National Statistics",
    "https://geoportal.statistics.gov.uk/",
)


def map_content(dataset: Dataset, subject: Subject) -> Content:
    """The map of England on a date; where the dataset has no boundaries, its tables alone."""
    view = asked(dataset, subject)
    held = dataset.as_at(view.date, view.published_by, view.judgement)
    title = finding(held, view.date, view.judgement)
    every = _every(held, f"{view.about} on {long_date(view.date)}, every authority")
    counted = counts.counts(held, by="region")
    by_region = counts_table(counted, view)
    source = f"{source_of(view)} Boundaries: {BOUNDARIES.publisher}; {BOUNDARIES.title.partition(', ')[2]}."
    shapes = shapes_of(dataset)

    def draw(size: Size) -> Scene:
        most = TALL.get(size.name) or room(title, picture.caption, size)
        figure = grade_map(
            shapes, areas_on(shapes, held, dataset.bodies()), width=inner_width(size), most=most, has_key=True
        )
        return standalone(figure, title, picture.caption, size)

    picture = Picture(
        name="map", title=title, draw=draw, source=source, caution=view.known,
        alt=f"Map of England’s authorities by grade, with a tile grid of London. {title}. "
        f"{told.areas(counted)} {told.inadequate(held)}",
        reading=" ".join(
            [
                "Dots: requires improvement; stripes: inadequate.",
                shapes_words(shapes_day(dataset)),
                *without_shape(borrowed(shapes, held, dataset.bodies())),
            ]
        ),
    )  # fmt: skip
    sources = (*official_sources(dataset), BOUNDARIES)
    sections = (
        Section(key="map", title=title, picture=picture if shapes else None, table=by_region, cites=sources),
        Section(key="regions", title=regions_title(counted), paragraphs=tuple(notes_on(held)), table=by_region),
    )
    return Content(
        slug="england",
        what="map",
        subject="England: children’s services",
        headline=title,
        as_at=view.date,
        sections=sections,
        tables=(every, by_region),
        sources=sources,
        method=method(view),
        keywords=("Ofsted", "children’s services", "England", "map"),
        path=f"/map?date={view.date}&judgement={view.judgement.value}",
        view=subject.view.in_file_name,
    )


def _every(held: pd.DataFrame, title: str) -> Table:
    frame = held.sort_values("name")
    return Table(
        name="map",
        title=title,
        frame=pd.DataFrame(
            {
                "Authority": frame["name"].to_numpy(),
                "Region": frame["region"].to_numpy(),
                "Grade": grade_words(frame).to_numpy(),
                "Published": frame["publication_date"].to_numpy(),
            }
        ),
    )
