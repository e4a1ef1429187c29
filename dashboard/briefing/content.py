"""What a briefing says of a subject: built from the dataset by the statistics, figures and words of the dashboard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard import text
from dashboard.briefing import points, tables
from dashboard.briefing.frame import room, standalone
from dashboard.briefing.layouts import BY, timeline_in
from dashboard.briefing.model import (
    Content,
    FigureDict,
    Picture,
    Section,
    Size,
    Source,
    Table,
)
from dashboard.briefing.who import Subject
from dashboard.dates import long_date
from dashboard.figures.story import Story, stories
from dashboard.statistics import coverage, waiting
from dashboard.text.history import latest
from loaders import Dataset

NEIGHBOURS = Source(
    "Children’s services statistical neighbour benchmarking tool, 2025 model",
    "Department for Education",
    "https://www.gov.uk/government/publications/local-authority-interactive-tool-lait",
)
METHOD = (
    "Dates on charts are dates of publication; tables give the days of inspection as well.",
    "A grade stands until the next full inspection. Visits carry no grade.",
    "A new authority inherits no grade from the bodies that it replaced.",
    points.FRAMEWORK_CHANGE,
    "Only published facts are shown; nothing here says why a grade changed.",
)


def content_for(dataset: Dataset, subject: Subject) -> Content:
    """The briefing on a subject: an authority, a comparison, the national picture or the map."""
    if subject.kind == "authority":
        return authority_content(dataset, subject.name)
    from dashboard.briefing import comparison, england, england_map  # each needs figures that the others do not

    kinds = {
        "compare": comparison.comparison_content,
        "national": england.national_content,
        "map": england_map.map_content,
    }
    return kinds[subject.kind](dataset, subject)


@lru_cache(maxsize=4)
def gap_summary(dataset: Dataset) -> pd.DataFrame:
    """The gaps between inspections by grade held; made once for a dataset."""
    return waiting.gap_summary(waiting.gaps(dataset.inspections(), dataset.judgements()))


@lru_cache(maxsize=4)
def waits(dataset: Dataset) -> pd.DataFrame:
    """How long each authority has waited, by its code, of those whose record reaches today; made once for a dataset."""
    register = dataset.authorities()
    known = register[~register["code"].isin(list(coverage.record_ends(dataset)))]
    frame = waiting.waiting(known, dataset.inspections(), as_at=dataset.reach)
    return frame.set_index("code")


@lru_cache(maxsize=4)
def stories_by_code(dataset: Dataset) -> dict[str, Story]:
    """Every authority's story by its code."""
    return {story.body.code: story for story in stories(dataset).values()}


def authority_content(dataset: Dataset, slug: str) -> Content:
    """The briefing on one authority."""
    story = stories(dataset)[slug]
    today = dataset.reach
    by_code = stories_by_code(dataset)
    neighbours = [by_code[code] for code in story.body.neighbours if code in by_code]
    window = _window(dataset, story, today)
    title = text.title(story, BY, today)
    unknown = text.gaps(story)
    summary = [sentence for sentence in text.summary(story, BY, today) if sentence not in unknown]
    sources = sources_of(dataset, (event.source for event in story.events))
    now = tables.now_table(story, today)
    events = tables.events_table(story)
    sections = [
        Section(
            key="story",
            title=title,
            paragraphs=tuple(summary),
            table=now,
            notes=f"What to say about {story.body.name}.",
            points=tuple(points.talking_points(story, neighbours, window, today)),
            cites=sources,
        ),
        Section(
            key="timeline",
            title=points.history_title(story, today),
            picture=_timeline(story, title, today),
            lanes=tables.lanes_of(story, today),
            table=_history(story, today),
            notes="The grades over time, and the visits between the inspections.",
        ),
    ]
    shown: list[Table] = [events]
    if neighbours:
        beside = tables.neighbours_table(story, neighbours, today)
        shown.append(beside)
        sections.append(
            Section(
                key="neighbours",
                title=points.neighbours_title(story, neighbours, today),
                paragraphs=tuple(points.neighbours_words(story, neighbours, today)),
                table=beside,
                notes="The judgements now, beside the authorities that are most alike in DfE’s model.",
                cites=(NEIGHBOURS,),
            )
        )
        sources = (*sources, NEIGHBOURS)
    visits = tables.visits_table(story)
    gaps = tables.gaps_table(gap_summary(dataset))
    sections += [
        Section(
            key="visits",
            title=points.visits_title(story),
            paragraphs=(*points.visits_words(story), *unknown),
            table=visits,
            brief=points.visits_brief(story),
            notes="What each visit looked at.",
        ),
        Section(
            key="next",
            title=points.next_title(story, window, today),
            paragraphs=tuple(points.next_words(story, window, _waited(dataset, story), today)),
            table=gaps,
            is_table_extra=True,
            notes="What the past says of the next inspection. It is no schedule of Ofsted’s.",
        ),
    ]
    return Content(
        slug=slug,
        what="timeline",
        subject=f"{story.body.name}: children’s services",
        headline=title,
        as_at=today,
        sections=tuple(sections),
        tables=(*shown, visits, gaps),
        sources=sources,
        method=METHOD,
        keywords=("Ofsted", "children’s services", story.body.name),
    )


def _timeline(story: Story, title: str, today: dt.date) -> Picture:
    *reading, source = text.caption(story, BY, today, None)

    def draw(size: Size) -> FigureDict:
        return standalone(
            timeline_in(story, today, size, room(title, picture.caption, size)), title, picture.caption, size
        )

    picture = Picture(
        name="timeline",
        title=title,
        alt=text.alternative(story, BY, today).removesuffix(" The table below gives every event."),
        reading=" ".join(reading),
        left_out=text.left_out(story, BY, today),
        source=f"By date of publication, as at {long_date(today)}. {source}",
        draw=draw,
    )
    return picture


def _history(story: Story, today: dt.date) -> Table:
    """Full inspections and their judgements, newest first: the timeline as a table."""
    lanes = points.best_lanes()
    rows = []
    for event in reversed(story.full()):
        verdicts = [event.verdicts.get(lane.judgements[0]) for lane in lanes]
        rows.append(
            [
                tables.say_when(event) if event.start else "not known",
                tables.say_when(event, publication=True),
                str(event.framework),
                *(tables.say_verdict(verdict) if verdict else "not separate" for verdict in verdicts),
            ]
        )
    columns = ["Inspected", "Published", "Framework", "Overall", *(lane.name for lane in lanes[1:])]
    return Table(
        name="history",
        title=f"Full inspections of {story.body.name}",
        frame=pd.DataFrame(rows, columns=columns),
        caption=" ".join(tables.ABSENT_NOTES.values()),
    )


def _window(dataset: Dataset, story: Story, today: dt.date) -> waiting.Window | None:
    last = latest(story, BY)
    if last is None or last.start is None or story.is_gone(today):
        return None
    # gaps are grouped by the overall grade that starts them, which an inspection since April 2026 does not give
    if last.overall is None or last.overall.grade is None:
        return None
    return waiting.window(gap_summary(dataset), grade=str(last.overall.grade), start=last.start)


def _waited(dataset: Dataset, story: Story) -> pd.Series[Any] | None:
    rows = waits(dataset).loc[lambda frame: frame.index == story.body.code]
    return None if rows.empty else rows.iloc[0]


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
