"""The briefing on one authority: its story, its grades through time, its neighbours, its visits and what may come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard import text
from dashboard.briefing.content import tables
from dashboard.briefing.content.around import around_section
from dashboard.briefing.content.sources import METHOD, NEIGHBOURS, at_ofsted, sources_of
from dashboard.briefing.content.spoken import scripted
from dashboard.briefing.model import (
    Content,
    Link,
    Picture,
    Section,
    Size,
    Table,
)
from dashboard.briefing.pictures.captioned import room, standalone
from dashboard.briefing.pictures.timeline_sizes import BY, timeline_in
from dashboard.dates import long_date
from dashboard.drawing.scene import Scene
from dashboard.history.awaited import Awaited, awaited
from dashboard.history.story import Story, stories, stories_by_code
from dashboard.kept import once
from dashboard.statistics import coverage, waiting
from dashboard.text import briefing
from dashboard.text.status import status
from dashboard.words import series
from loaders import Dataset


@once
def waits(dataset: Dataset) -> pd.DataFrame:
    """How long each authority has waited, by its code, of those whose record reaches today; made once for a dataset."""
    register = dataset.bodies()
    known = register[~register["code"].isin(list(coverage.record_ends(dataset)))]
    frame = waiting.waiting(known, dataset.inspections(), as_at=dataset.reach)
    return frame.set_index("code")


def authority_content(dataset: Dataset, slug: str) -> Content:
    """The briefing on one authority."""
    story = stories(dataset)[slug]
    today = dataset.reach
    by_code = stories_by_code(dataset)
    neighbours = [by_code[code] for code in story.authority.neighbours if code in by_code]
    coming = awaited(dataset, story, today)
    window = coming.window if coming else None
    title = text.title(story, BY, today)
    unknown = text.gaps(story)
    summary = [sentence for sentence in text.summary(story, BY, today) if sentence not in unknown]
    said = tuple(status(dataset, story, today))
    sources = sources_of(dataset, (event.source for event in story.events))
    now = tables.now_table(story, today)
    events = tables.events_table(story)
    sections = [
        Section(
            key="story",
            title=title,
            paragraphs=tuple(summary),
            table=now,
            is_table_extra=bool(neighbours),  # their table has the same in its first row
            notes=f"What to say about {story.authority.name}.",
            points=tuple(briefing.talking_points(story, neighbours, window, today)),
            cites=sources,
        ),
        Section(
            key="timeline",
            title=briefing.history_title(story, today),
            picture=_timeline(story, coming, title, today, " ".join(said)),
            table=_history(story, today),
            links_lead="Reports of full inspections, by the date of publication",
            links=_reports(story),
            notes="The grades over time, and the visits between the inspections.",
        ),
    ]
    shown: list[Table] = [events]
    if neighbours:
        beside = tables.neighbours_table(story, neighbours, today)
        ended = tables.ended((story, *neighbours), today)
        shown.append(beside)
        sections.append(
            Section(
                key="neighbours",
                title=briefing.neighbours_title(story, neighbours, today),
                paragraphs=tuple(
                    said for said in (*briefing.neighbours_words(story, neighbours, today), ended) if said
                ),
                table=beside,
                notes="The judgements now, beside the authorities that are most alike in DfE’s model.",
                cites=(NEIGHBOURS,),
            )
        )
        sources = (*sources, NEIGHBOURS)
    if found := around_section(dataset, story, today):
        section, figures = found
        sections.append(section)
        shown.append(figures)
        sources = (*sources, *section.cites)
    visits = tables.visits_table(story)
    gaps = tables.gaps_table(waiting.observed(dataset))
    sections += [
        Section(
            key="visits",
            title=briefing.visits_title(story),
            paragraphs=(*briefing.visits_words(story), *unknown),
            table=visits,
            brief=briefing.visits_brief(story),
            notes="What each visit looked at.",
        ),
        Section(
            key="next",
            title=briefing.next_title(story, window, today),
            paragraphs=(
                *text.ending(story, today),
                *briefing.next_words(story, window, _waited(dataset, story), today),
            ),
            table=_heirs(story, by_code, today) if story.is_gone(today) else gaps,
            is_table_extra=not story.is_gone(today),
            notes="What the past says of the next inspection. It is no schedule of Ofsted’s.",
        ),
    ]
    sections = scripted(sections, story, neighbours, window, today)
    front = Section(
        key="front",
        title=title,
        picture=sections[1].picture,
        table=tables.before_and_now_table(story, today),
        paragraphs=tuple(briefing.in_brief(story, neighbours, window, today)),
        notes=sections[0].notes,
        script=sections[0].script,
    )
    return Content(
        slug=slug,
        front=front,
        what="timeline",
        subject=f"{story.authority.name}: children’s services",
        headline=title,
        as_at=today,
        sections=tuple(sections),
        tables=(*shown, visits, *([] if story.is_gone(today) else [gaps])),
        sources=sources,
        method=(*METHOD, *said),
        keywords=("Ofsted", "children’s services", story.authority.name),
        links=at_ofsted(dataset, [story.authority.code]),
        path=f"/authority/{slug}",
    )


def _timeline(story: Story, coming: Awaited | None, title: str, today: dt.date, caution: str) -> Picture:
    *reading, source = text.caption(story, BY, today, None, coming)

    def draw(size: Size) -> Scene:
        return standalone(
            timeline_in(story, today, size, room(title, picture.caption, size), coming), title, picture.caption, size
        )

    picture = Picture(
        name="timeline",
        title=title,
        alt=text.alternative(story, BY, today, coming).removesuffix(" The table below gives every event."),
        reading=" ".join(reading),
        left_out=text.left_out(story, BY, today),
        source=f"By date of publication, as at {long_date(today)}. {source}",
        caution=caution,
        draw=draw,
    )
    return picture


def _reports(story: Story) -> tuple[Link, ...]:
    """The reports of the full inspections, newest first."""
    return tuple(
        Link(tables.say_when(event, publication=True), event.url) for event in reversed(story.full()) if event.url
    )


def _history(story: Story, today: dt.date) -> Table:
    """Full inspections and their judgements, newest first: the timeline as a table."""
    lanes = briefing.best_lanes()
    rows = []
    for event in reversed(story.full()):
        given = [event.judgements.get(lane.judgements[0]) for lane in lanes]
        rows.append(
            [
                tables.say_when(event) if event.start else "not known",
                tables.say_when(event, publication=True),
                str(event.framework),
                *(tables.say_judged(judged) if judged else "not separate" for judged in given),
            ]
        )
    columns = ["Inspected", "Published", "Framework", "Overall", *(lane.name for lane in lanes[1:])]
    return Table(
        name="history",
        title=f"Full inspections of {story.authority.name}",
        frame=pd.DataFrame(rows, columns=columns),
        caption=tables.absent_note(value for row in rows for value in row[3:]),
    )


def _heirs(story: Story, by_code: Mapping[str, Story], today: dt.date) -> Table | None:
    """The bodies that took the place of one that is gone, with the judgements that stand."""
    heirs = [by_code[one.code] for one in story.after if one.code in by_code]
    title = f"Judgements of {series(one.authority.name for one in heirs)}"
    return tables.comparison_table(heirs, title, today) if heirs else None


def _waited(dataset: Dataset, story: Story) -> pd.Series[Any] | None:
    rows = waits(dataset).loc[lambda frame: frame.index == story.authority.code]
    return None if rows.empty else rows.iloc[0]
