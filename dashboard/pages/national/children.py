"""The children behind the grades: where services are good or outstanding, on the date and through time."""

from __future__ import annotations

import datetime as dt

import pandas as pd
from dash.development.base_component import Component

from dashboard.components import notices
from dashboard.components.chart import chart
from dashboard.components.table import table
from dashboard.dates import long_date
from dashboard.drawing.scene import Scene
from dashboard.figures.context import children as drawing
from dashboard.frames import records
from dashboard.judgements import NAMES
from dashboard.kept import once
from dashboard.pages.national.parts import NationalFacts
from dashboard.statistics import counts
from dashboard.statistics.context import children
from dashboard.text import context as words
from dashboard.text import national_captions as captions
from loaders import Dataset, Judgement

SINCE = dt.date(2015, 1, 31)
"""The first month end of the lines."""


@once
def population(dataset: Dataset) -> children.Population:
    """How many children live where; read once for a dataset."""
    return children.Population.of(dataset.context())


@once
def months(dataset: Dataset, judgement: Judgement) -> pd.DataFrame:
    """Both shares at the end of each month; worked out once for a dataset."""
    ends = [day.date() for day in pd.date_range(SINCE, dataset.reach, freq="ME")]
    return children.over_time(dataset.deciding(judgement), population(dataset), ends)


def behind_grades(
    answers: NationalFacts, *, date: dt.date, published_by: dt.date, judgement: Judgement, by: counts.By, width: int
) -> Component:
    """The share of children and the share of authorities, England and its regions, on the date."""
    people, held = population(answers.dataset), answers.held(date, published_by, judgement)
    frame = children.behind_grades(held, people, date, by=by)
    title = words.children_title(frame, date, judgement)
    if not frame["children"].iat[0]:
        return notices.empty(title)
    mid_year, lacking = people.mid_year_before(date), children.without_population(held, people, date)
    rows = [
        [
            row["area"],
            words.share(row, "children"),
            int(row["good_children"]),
            int(row["children"]),
            words.share(row, "authorities"),
            int(row["good_authorities"]),
            int(row["authorities"]),
        ]
        for row in records(frame)
    ]
    return chart(
        drawing.by_area(frame, width=width),
        id="national-children",
        title=title,
        description=captions.children_aloud(title),
        caption=f"{words.children_by_region(frame)} {words.SOURCE}".strip(),
        reading=words.children_caption(frame, mid_year, lacking, date),
        table=table(
            ["Area", "Of children", "Children there", "Of", "Of authorities", "Authorities", "Of"],
            rows,
            caption=f"Good or outstanding on {long_date(date)}: children and authorities",
            numeric=range(1, 7),
        ),
    )


def through_time(answers: NationalFacts, *, date: dt.date, judgement: Judgement, width: int) -> Component:
    """Both shares at the end of each month since 2015."""
    frame = months(answers.dataset, judgement)
    title = words.children_through_time(frame, judgement)
    if frame["percent_children"].notna().sum() < 2:
        return notices.empty(title)
    return chart(
        drawing.marked(_drawn(answers.dataset, judgement, width), frame, date),
        id="national-children-time",
        title=title,
        description=captions.children_months_aloud(title),
        caption=captions.children_months(judgement),
        reading=words.CHILDREN,
        table=_quarters(answers.dataset, judgement),
    )


@once
def _drawn(dataset: Dataset, judgement: Judgement, width: int) -> Scene:
    return drawing.over_time(months(dataset, judgement), width=width)


@once
def _quarters(dataset: Dataset, judgement: Judgement) -> Component:
    frame = months(dataset, judgement)
    rows = [
        [
            long_date(row["date"].date()),
            words.share(row, "children"),
            words.share(row, "authorities"),
            int(row["good_authorities"]),
            int(row["authorities"]),
        ]
        for row in frame[frame["date"].dt.month.isin((3, 6, 9, 12))].iloc[::-1].to_dict("records")
    ]
    return table(
        ["Date", "Of children", "Of authorities", "Authorities", "With a grade"],
        rows,
        caption=f"Good or outstanding at the end of each quarter: {NAMES[judgement].lower()}, children and authorities",
        numeric=range(1, 5),
    )
