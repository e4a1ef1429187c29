"""What a briefing says of other statistics of an authority: lanes under its grade, the latest figures, and every figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from dashboard.briefing.content.sources import sources_of
from dashboard.briefing.model import Picture, Section, Size, Table
from dashboard.briefing.pictures.captioned import standalone
from dashboard.briefing.pictures.timeline_sizes import BY, TIMELINES
from dashboard.dates import long_date
from dashboard.drawing.scene import Scene
from dashboard.figures.context.lanes import lanes
from dashboard.history.awaited import Awaited, awaited
from dashboard.history.story import Story
from dashboard.statistics.context.around import latest
from dashboard.statistics.context.chosen import USUAL, Around, around_authority
from dashboard.text import context as words
from dashboard.text.lanes import alternative_alone, measured
from dashboard.words import upper_first
from loaders import Dataset


def around_section(dataset: Dataset, story: Story, today: dt.date) -> tuple[Section, Table] | None:
    """The section and the table of every figure; None of a body of which there is no figure."""
    body = story.authority
    found = around_authority(dataset, body.code, USUAL)
    if not any(one.frame["value"].notna().any() for one in found):
        return None
    frames = {one.measure: one.frame for one in found}
    title, briefly = words.around_title(body.name, body.code, frames), words.around_briefly(body.code, frames)
    named = {source for one in found for source in _sources(dataset, one)}
    section = Section(
        key="around",
        title=title,
        paragraphs=(briefly, words.SIDE_BY_SIDE),
        picture=_picture(
            story, awaited(dataset, story, today), found, (title, alternative_alone(title, briefly)), today
        ),
        table=_latest(story, found),
        is_table_extra=True,
        notes="Other statistics beside the grades: facts side by side, never a cause.",
        cites=sources_of(dataset, named),
    )
    return section, _every(story, found)


def _sources(dataset: Dataset, one: Around) -> set[str]:
    context = dataset.context()
    codes = set(one.frame["authority_code"])
    mine = context[(context["measure"] == one.measure.key) & context["authority_code"].isin(codes)]
    return set(mine["source"].dropna())


def _picture(
    story: Story, coming: Awaited | None, found: Sequence[Around], words_of: tuple[str, str], today: dt.date
) -> Picture:
    title, alt = words_of

    def draw(size: Size) -> Scene:
        drawn = [measured(one, story.authority.code) for one in found]
        scene = lanes(story, drawn, by=BY, today=today, width=TIMELINES[size.name], coming=coming)
        return standalone(scene, title, picture.caption, size)

    picture = Picture(
        name="around",
        title=title,
        alt=alt,
        reading=f"{words.SIDE_BY_SIDE} {words.LANES}",
        source=f"Grades by date of publication, as at {long_date(today)}. {words.SOURCE}",
        draw=draw,
    )
    return picture


def _latest(story: Story, found: Sequence[Around]) -> Table:
    """The last figure of each measure beside England's and the neighbours'."""
    rows = []
    for one in found:
        own = latest(one.frame, story.authority.code)
        if own is None:
            rows.append([one.measure.label, "none", "No figure", "", ""])
            continue
        _, _, figure, england, half = words.lane_row(own.to_dict(), {}, one.measure)
        rows.append([one.measure.label, long_date(own["period_end"].date()), figure, england, half])
    columns = ["Measure", "Period to", story.authority.name, "England", "Middle half of neighbours"]
    return Table(
        name="around-latest",
        title=f"Latest figures of {story.authority.name} beside England’s",
        frame=pd.DataFrame(rows, columns=columns),
        caption=words.SIDE_BY_SIDE,
    )


def _every(story: Story, found: Sequence[Around]) -> Table:
    """Every figure, newest first, as numbers."""
    names = {one.authority.code: one.authority.name for one in (story, *story.before)}
    frames = [
        pd.DataFrame(
            {
                "Measure": one.measure.label,
                "Unit": one.measure.unit,
                "Period to": one.frame["period_end"],
                "Authority": one.frame["authority_code"].map(names),
                "Figure": one.frame["value"],
                "Note": [upper_first(words.note(row)) for row in one.frame.to_dict("records")],
                "England": one.frame["england"],
                "Neighbours, lower quarter": one.frame["lower"].round(2),
                "Neighbours, upper quarter": one.frame["upper"].round(2),
                "Neighbours with a figure": one.frame["neighbours"],
            }
        )
        for one in found
    ]
    frame = pd.concat(frames, ignore_index=True)
    order = {one.measure.label: place for place, one in enumerate(found)}
    frame = frame.sort_values(
        ["Measure", "Period to", "Authority"],
        key=lambda column: column.map(order) if column.name == "Measure" else column,
        ascending=[True, False, True],
        ignore_index=True,
    )
    return Table(
        name="around",
        title=f"Other statistics of {story.authority.name}, newest first",
        frame=frame,
        caption=words.SIDE_BY_SIDE,
    )
