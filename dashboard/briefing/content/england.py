"""The briefing on England on a date: by region, by judgement, and through time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from dashboard.briefing.content.sources import sources_of
from dashboard.briefing.model import Content, Picture, Section, Size, Source, Table
from dashboard.briefing.pictures.captioned import MARGIN, standalone
from dashboard.briefing.subjects import Subject
from dashboard.dates import long_date
from dashboard.drawing.scene import Scene
from dashboard.figures.distribution import bars, over_time
from dashboard.judgements import NAMES
from dashboard.statistics import counts, england
from dashboard.statistics import over_time as monthly
from dashboard.statistics.compare_set import in_region
from dashboard.text import england as told
from dashboard.text import national as words
from dashboard.text.briefing import FRAMEWORK_CHANGE
from dashboard.text.coverage import caution
from dashboard.text.script import NO_CAUSE
from loaders import Dataset, Grade, Judgement, default_cut_off

PAD = 16
"""Pixels at each side of a chart without words, for the ends of its axis."""
FIRST_MONTH = dt.date(2014, 6, 30)
REGIONS: dict[counts.By, str] = {
    "region": "Regions are the nine of the Office for National Statistics; Ofsted’s own releases join the North East "
    "with Yorkshire and the Humber.",
    "ofsted_region": "Regions are Ofsted’s eight, which join the North East with Yorkshire and the Humber.",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What of England is described: every part of the subject's view, made definite."""

    date: dt.date
    published_by: dt.date
    judgement: Judgement
    by: counts.By
    known: str
    """What is not known of the date, as a sentence; nothing where nothing is missing."""

    @property
    def about(self) -> str:
        """The judgement by its name, such as Help and protection."""
        return NAMES[self.judgement]

    @property
    def count(self) -> str:
        """Which inspections are counted, in a sentence without its verb."""
        return words.counted(self.date, self.published_by)


def asked(dataset: Dataset, subject: Subject) -> Asked:
    """The view of a subject; the usual cut-off of its date and the judgement that leads then, where it says neither."""
    view = subject.view
    date = view.date or dataset.reach
    cut_off = min(view.published_by or default_cut_off(date), dataset.reach)
    return Asked(date, cut_off, view.judgement or england.leading(date), view.by, caution(dataset, date))


def method(view: Asked) -> tuple[str, ...]:
    """How the count is made, as Ofsted makes it."""
    return (
        f"Counted as Ofsted counts: the {view.count}, of the authorities that existed and hold a grade.",
        *([view.known] if view.known else []),
        REGIONS[view.by],
        FRAMEWORK_CHANGE,
        NO_CAUSE,
    )


def national_content(dataset: Dataset, subject: Subject) -> Content:
    """England on a date: by region, by judgement, and through time."""
    view = asked(dataset, subject)
    held = {one: dataset.as_at(view.date, view.published_by, one) for one in england.LABELS}
    mine = held[view.judgement]
    counted = counts.counts(mine, by=view.by)
    title = words.on_a_date(counted, view.date, view.judgement)
    months = monthly.shares(dataset.deciding(view.judgement), first=FIRST_MONTH, last=max(view.date, FIRST_MONTH))
    sources = official_sources(dataset)
    by_region, by_judgement = counts_table(counted, view), _judgements_table(england.standing(held), view.date)
    trend = words.through_time(months, view.judgement)
    sections = (
        Section(
            key="story", title=title, paragraphs=tuple(notes_on(mine)), table=by_judgement, cites=sources,
            notes="England on this date, judgement by judgement.",
        ),
        Section(
            key="regions", title=regions_title(counted), table=by_region,
            picture=_picture(
                "national", title, f"Bars of grades by region. {title}. {told.areas(counted)}", view,
                _bars(counts.shares(counted)),
            ),
            notes="The regions, England first.",
        ),
        Section(
            key="through-time", title=trend, table=_months_table(months),
            picture=_picture(
                "national-through-time", trend,
                f"Shares of authorities at each grade through time. {trend}. {told.months(months)}".strip(), view,
                _trend(months),
            )
            if len(months)
            else None,
            notes="The share at each grade, month by month.",
        ),
    )  # fmt: skip
    return Content(
        slug="england",
        what="national",
        subject="England: children’s services",
        headline=title,
        as_at=view.date,
        sections=sections,
        tables=(by_region, by_judgement, _months_table(months)),
        sources=sources,
        method=method(view),
        keywords=("Ofsted", "children’s services", "England"),
        path=f"/national?as_at={view.date}&published_by={view.published_by}&judgement={view.judgement.value}&by={view.by}",
        view=subject.view.in_file_name,
    )


def notes_on(held: pd.DataFrame) -> list[str]:
    """Who holds a grade that has not been given since, and who is not counted, in sentences."""
    return words.without_grade(held)


Draw = Callable[[int], Scene]
"""A figure for a width in pixels."""


def _bars(shares: pd.DataFrame) -> Draw:
    return lambda width: bars(shares, width=width)


def _trend(months: pd.DataFrame) -> Draw:
    return lambda width: over_time(months, width=width)


def _picture(name: str, title: str, alt: str, view: Asked, draw_at: Draw) -> Picture:
    source = source_of(view)

    def draw(size: Size) -> Scene:
        return standalone(draw_at(inner_width(size) - 2 * PAD * size.is_bare), title, picture.caption, size, pad=PAD)

    picture = Picture(name=name, title=title, alt=alt, reading="", source=source, caution=view.known, draw=draw)
    return picture


def inner_width(size: Size) -> int:
    """Pixels that a figure has across in a picture of this size."""
    return size.width if size.is_bare else size.width - 2 * MARGIN


def source_of(view: Asked) -> str:
    """What is counted and who published it, below a picture."""
    return f"{view.about}: {view.count}. {words.SOURCE}"


def regions_title(counted: pd.DataFrame) -> str:
    """The finding of the regions: the lowest and the highest share good or outstanding."""
    shares = []
    for area in counted["area"]:
        good, total = counts.figure(counted, area=str(area), measure="good or outstanding")
        if area != counts.ENGLAND and total:
            shares.append((good / total, str(area), good, total))
    if not shares:
        return "No region holds a grade on this date"
    (_, low, few, of_low), (_, high, many, of_high) = min(shares), max(shares)
    return (
        f"Good or outstanding: from {few} of {of_low} in {in_region(low)} to {many} of {of_high} in {in_region(high)}"
    )


def counts_table(counted: pd.DataFrame, view: Asked) -> Table:
    """England and its regions, a row each."""
    frame = counted.rename(columns={"area": "Area", "total": "With a grade", "ungraded": "No grade held"})
    return Table(
        name="regions",
        title=f"{view.about} on {long_date(view.date)} by region",
        frame=frame,
        strong=counts.ENGLAND,
        caption="Number of authorities at each grade. No grade held: existed on the date without one.",
    )


def _judgements_table(standing: pd.DataFrame, date: dt.date) -> Table:
    names = {
        "label": "Judgement",
        "total": "With a grade",
        "ungraded": "No grade held",
        "good_or_better": "Good or better",
    }
    short = {
        label: NAMES[judgement] for judgement, label in england.LABELS.items() if judgement is not Judgement.OVERALL
    }
    frame = standing.drop(columns="judgement").replace({"label": short}).rename(columns=names)
    return Table(name="judgements", title=f"England on {long_date(date)}, by judgement", frame=frame, is_counts=True)


def _months_table(months: pd.DataFrame) -> Table:
    wide = months.assign(grade=months["grade"].astype(str)).pivot(index="date", columns="grade", values="n")
    wide = wide[[grade.value for grade in Grade]].reset_index().rename(columns={"date": "Month end"})
    wide.columns.name = None
    return Table(
        name="months",
        title="Authorities at each grade, month by month",
        frame=wide.sort_values("Month end", ascending=False, ignore_index=True),
        caption="Newest first.",
    )


def official_sources(dataset: Dataset) -> tuple[Source, ...]:
    """The sources of what is counted: the full inspections and their judgements."""
    judgements, inspections = dataset.judgements(), dataset.inspections()
    full = inspections["inspection_id"].isin(judgements["inspection_id"])
    return sources_of(dataset, [*inspections.loc[full, "source"].unique(), *judgements["source"].unique()])
