"""The briefing on a comparison: strips of several authorities, and their judgements now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.briefing import tables
from dashboard.briefing.content import METHOD, NEIGHBOURS, reach, sources_of, stories_by_code
from dashboard.briefing.frame import MARGIN, standalone
from dashboard.briefing.model import Content, FigureDict, Picture, Section, Size, Table
from dashboard.briefing.naming import slugify
from dashboard.briefing.who import Subject
from dashboard.dates import short_date
from dashboard.figures import strip_rows
from dashboard.figures.strip_rows import STRIP_JUDGEMENTS, Standings
from dashboard.figures.strips import Row, strips
from dashboard.statistics.compare_set import Comparison, parse
from dashboard.text import comparison as compare_words
from loaders import Dataset, Judgement

WIDEST = 1100
"""Pixels that strips of five judgements need; a slide shows them smaller."""


def comparison_content(dataset: Dataset, subject: Subject) -> Content:
    """The briefing on a comparison; its first authority is the one it is about, where the name says one."""
    register = dataset.authorities()
    key = subject.name.partition(":")[2]
    comparison = parse(key, register) or Comparison(key, subject.codes, None, "These authorities")
    names = dict(zip(register["code"], register["name"], strict=True))
    today = reach(dataset)
    blocks = strip_rows.blocks(dataset.inspections(), dataset.judgements(), register, today=today)
    stands = {judgement: strip_rows.standing(blocks, judgement) for judgement in STRIP_JUDGEMENTS}
    title = compare_words.finding(comparison, stands, names)
    by_code = stories_by_code(dataset)
    shown = [by_code[code] for code in comparison.codes if code in by_code]
    table = tables.comparison_table(
        shown, f"Judgements now: {comparison.words}", today, strong=names.get(comparison.chosen or "", "")
    )
    counts = _counts(comparison, stands)
    sources = sources_of(dataset, (event.source for story in shown for event in story.events))
    if key.startswith("neighbours:"):
        sources = (*sources, NEIGHBOURS)
    lead = Section(
        key="story",
        title=title,
        paragraphs=(f"{comparison.words}: {len(shown)} authorities. Counts are of those that hold a grade.",),
        table=counts,
        notes="How many hold good or outstanding, judgement by judgement.",
        cites=sources,
    )
    picture = _picture(comparison, blocks, stands, names, title, today)
    history = Section(
        key="strips", title="The grades of each authority through time", picture=picture, table=table,
        notes="One row an authority. A block runs from one full inspection to the next.",
    )  # fmt: skip
    now = Section(key="now", title=f"{comparison.words}: the judgements now", table=table, notes="The same as a table.")
    return Content(
        slug=slugify(key),
        what="comparison",
        subject=f"{comparison.words}: children’s services",
        headline=title,
        as_at=today,
        sections=(lead, history, now),
        tables=(table, counts),
        sources=sources,
        method=METHOD,
        keywords=("Ofsted", "children’s services", "comparison"),
    )


def _counts(comparison: Comparison, stands: Mapping[Judgement, Standings]) -> Table:
    rows = []
    for judgement, stand in stands.items():
        good, graded = compare_words.counted(stand, comparison.codes)
        rows.append((compare_words.JUDGEMENT_WORDS[judgement].capitalize(), good, graded))
    return Table(
        name="counts",
        title="Good or outstanding, of those that hold a grade",
        frame=pd.DataFrame(rows, columns=["Judgement", "Good or outstanding", "With a grade"]),
        caption="An overall grade is the last one given.",
    )


def _picture(
    comparison: Comparison,
    blocks: strip_rows.Blocks,
    stands: Mapping[Judgement, Standings],
    names: Mapping[str, str],
    title: str,
    today: dt.date,
) -> Picture:
    overall = stands[Judgement.OVERALL]
    rows = [
        Row(code, names[code], compare_words.now_label(overall, code), chosen=code == comparison.chosen)
        for code in strip_rows.in_order({code: names[code] for code in comparison.codes}, list(stands.values()), "name")
    ]
    caption = f"As at {short_date(today)}. {compare_words.caption(today, STRIP_JUDGEMENTS)}"

    def draw(size: Size) -> FigureDict:
        width = size.width if size.is_bare else size.width - 2 * MARGIN
        judgements: Sequence[Judgement] = STRIP_JUDGEMENTS if width >= 800 else (Judgement.HELP_AND_PROTECTION,)
        dated = [
            Row(row.code, row.name, compare_words.now_label(overall, row.code, date_only=True), chosen=row.chosen)
            for row in rows
        ]
        return standalone(strips(dated, blocks, judgements=judgements, today=today, width=width), title, caption, size)

    listed = [(row.name, row.now) for row in rows]
    alt = compare_words.description(title, listed)
    return Picture(name="comparison", title=title, alt=alt, caption=caption, draw=draw)
