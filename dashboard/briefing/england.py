"""Briefings on England: the national picture on a date, and the map of that date."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping

import pandas as pd

from dashboard.briefing.content import reach, sources_of
from dashboard.briefing.frame import MARGIN, standalone
from dashboard.briefing.model import Content, FigureDict, Picture, Section, Size, Source, Table
from dashboard.briefing.points import FRAMEWORK_CHANGE
from dashboard.briefing.who import Subject
from dashboard.dates import long_date
from dashboard.figures.distribution import bars, over_time
from dashboard.figures.map import Area, Outline, grade_map, outlines
from dashboard.figures.story import OVERALL_ENDS
from dashboard.statistics import as_at, england
from dashboard.statistics import over_time as monthly
from dashboard.statistics.compare_set import in_region
from dashboard.text import map as map_words
from dashboard.text import national as national_words
from loaders import Dataset, Grade, Judgement, default_cut_off

FIRST_MONTH = dt.date(2014, 6, 30)
BOUNDARIES = Source(
    "Boundaries of local authorities, contains OS data © Crown copyright and database right",
    "Office for National Statistics",
    "https://geoportal.statistics.gov.uk/",
)


def lead_judgement(date: dt.date) -> Judgement:
    """What leads on a date: the overall grade, and help and protection from April 2026 on."""
    return Judgement.OVERALL if date < OVERALL_ENDS else Judgement.HELP_AND_PROTECTION


def method(date: dt.date) -> tuple[str, ...]:
    """How the count is made, as Ofsted makes it."""
    return (
        f"Counted as Ofsted counts: the latest full inspection that started by {long_date(date)}, of reports published "
        f"by {long_date(default_cut_off(date))}, of the authorities that existed and hold a grade.",
        "Regions are the nine of the Office for National Statistics; Ofsted’s own releases join the North East with "
        "Yorkshire and the Humber.",
        FRAMEWORK_CHANGE,
        "Only published facts are shown; nothing here says why a grade changed.",
    )


def national_content(dataset: Dataset, subject: Subject) -> Content:
    """England on a date: by region, by judgement, and through time."""
    date = subject.date or reach(dataset)
    judgement = lead_judgement(date)
    held = {one: dataset.as_at(date, None, one) for one in england.LABELS}
    counted = as_at.counts(held[judgement], by="region")
    title = national_words.on_a_date(counted, date, judgement)
    tables_frames = (dataset.authorities(), dataset.inspections(), dataset.judgements())
    months = monthly.shares(*tables_frames, first=FIRST_MONTH, last=date, judgement=judgement)
    sources = _sources(dataset)
    left_out = national_words.without_grade(held[judgement])
    by_region = _counts_table(counted, date, judgement)
    by_judgement = _judgements_table(england.standing(held), date)
    trend = national_words.through_time(months, judgement)
    sections = (
        Section(
            key="story", title=title, paragraphs=tuple(left_out), table=by_judgement, cites=sources,
            notes="England on this date, judgement by judgement.",
        ),
        Section(
            key="regions", title=_regions_title(counted), table=by_region,
            picture=_picture("national", title, bars, as_at.shares(counted), date, judgement),
            notes="The regions, England first.",
        ),
        Section(
            key="through-time", title=trend, table=_months_table(months),
            picture=_picture("national-through-time", trend, over_time, months, date, judgement),
            notes="The share at each grade, month by month.",
        ),
    )  # fmt: skip
    return Content(
        slug="england",
        what="national",
        subject="England: children’s services",
        headline=title,
        as_at=date,
        sections=sections,
        tables=(by_region, by_judgement, _months_table(months)),
        sources=sources,
        method=method(date),
        keywords=("Ofsted", "children’s services", "England"),
    )


def map_content(dataset: Dataset, subject: Subject) -> Content:
    """The map of England on a date, and every authority's grade as a table."""
    date = subject.date or reach(dataset)
    judgement = lead_judgement(date)
    held = dataset.as_at(date, None, judgement)
    title = map_words.finding(held, date, judgement)
    name = national_words.JUDGEMENTS[judgement]
    frame = held.sort_values("name")
    every = Table(
        name="map",
        title=f"{name} on {long_date(date)}, every authority",
        frame=pd.DataFrame(
            {
                "Authority": frame["name"].to_numpy(),
                "Region": frame["region"].to_numpy(),
                "Grade": frame["grade"].astype("string").fillna(frame["reason"]).to_numpy(),
                "Published": frame["publication_date"].to_numpy(),
            }
        ),
    )
    counted = as_at.counts(held, by="region")
    by_region = _counts_table(counted, date, judgement)
    caption = f"{_caption(date, judgement)} Boundaries: {BOUNDARIES.publisher}; {BOUNDARIES.title.partition(', ')[2]}."
    shapes = _shapes(dataset)

    def draw(size: Size) -> FigureDict:
        width = size.width if size.is_bare else size.width - 2 * MARGIN
        return standalone(grade_map(shapes, _areas(dataset, shapes, held), width=width), title, caption, size)

    picture = Picture(
        name="map", title=title, caption=caption, draw=draw,
        alt=f"Map of England’s authorities by grade, with a tile grid of London. {title}.",
    )  # fmt: skip
    sources = (*_sources(dataset), BOUNDARIES)
    left_out = tuple(national_words.without_grade(held))
    sections = (
        Section(key="map", title=title, picture=picture if shapes else None, table=by_region, cites=sources),
        Section(key="regions", title=_regions_title(counted), paragraphs=left_out, table=by_region),
    )
    return Content(
        slug="england",
        what="map",
        subject="England: children’s services",
        headline=title,
        as_at=date,
        sections=sections,
        tables=(every, by_region),
        sources=sources,
        method=(*method(date), "Shapes are those of today; before a change each shows the authority responsible then."),
        keywords=("Ofsted", "children’s services", "England", "map"),
    )


def _picture(
    name: str, title: str, figure: object, frame: pd.DataFrame, date: dt.date, judgement: Judgement
) -> Picture:
    caption = _caption(date, judgement)

    def draw(size: Size) -> FigureDict:
        width = size.width if size.is_bare else size.width - 2 * MARGIN
        return standalone(figure(frame, width=width), title, caption, size)  # type: ignore[operator]

    kind = "Shares of authorities at each grade through time" if "time" in name else "Bars of grades by region"
    return Picture(name=name, title=title, alt=f"{kind}. {title}.", caption=caption, draw=draw)


def _caption(date: dt.date, judgement: Judgement) -> str:
    return (
        f"{national_words.JUDGEMENTS[judgement]}: latest full inspection that started by {long_date(date)}, of reports "
        f"published by {long_date(default_cut_off(date))}. {national_words.SOURCE}"
    )


def _regions_title(counted: pd.DataFrame) -> str:
    shares = []
    for area in counted["area"]:
        good, total = as_at.figure(counted, area=str(area), measure="good or outstanding")
        if area != as_at.ENGLAND and total:
            shares.append((good / total, str(area), good, total))
    if not shares:
        return "No region holds a grade on this date"
    (_, low, few, of_low), (_, high, many, of_high) = min(shares), max(shares)
    return (
        f"Good or outstanding: from {few} of {of_low} in {in_region(low)} to {many} of {of_high} in {in_region(high)}"
    )


def _counts_table(counted: pd.DataFrame, date: dt.date, judgement: Judgement) -> Table:
    frame = counted.rename(columns={"area": "Area", "total": "With a grade", "ungraded": "Without"})
    return Table(
        name="regions",
        title=f"{national_words.JUDGEMENTS[judgement]} on {long_date(date)} by region",
        frame=frame,
        strong=as_at.ENGLAND,
        caption="Number of authorities at each grade. Without: existed on the date and held no grade.",
    )


def _judgements_table(standing: pd.DataFrame, date: dt.date) -> Table:
    names = {"label": "Judgement", "total": "With a grade", "ungraded": "Without", "good_or_better": "Good or better"}
    frame = standing.drop(columns="judgement").rename(columns=names)
    return Table(name="judgements", title=f"England on {long_date(date)}, by judgement", frame=frame)


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


def _sources(dataset: Dataset) -> tuple[Source, ...]:
    return sources_of(dataset, [source["name"] for source in dataset.package["sources"] if source["name"] != "press"])


def _shapes(dataset: Dataset) -> Mapping[str, Outline]:
    path = dataset.folder / "boundaries.geojson"
    return outlines(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def _areas(dataset: Dataset, shapes: Mapping[str, Outline], held: pd.DataFrame) -> dict[str, Area]:
    """What each shape of today shows: the body of that date, or the bodies that stood there."""
    register = dataset.authorities()
    before = dict(zip(register["code"], register["predecessors"].fillna(""), strict=True))
    grades = dict(zip(held["code"], held["grade"], strict=True))
    areas = {}
    for code in shapes:
        found = {grades[body] for body in (code, *before.get(code, "").split(";")) if body in grades}
        only = found.pop() if len(found) == 1 else None
        areas[code] = Area(Grade(only) if isinstance(only, str) else None, "")
    return areas
