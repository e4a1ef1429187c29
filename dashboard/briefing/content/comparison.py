"""The briefing on a comparison: strips of several authorities, and their judgements now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from dashboard.briefing.content import tables
from dashboard.briefing.content.sources import METHOD, NEIGHBOURS, sources_of
from dashboard.briefing.model import Content, Section, Table
from dashboard.briefing.pictures.strips import Drawing
from dashboard.briefing.subjects import Subject
from dashboard.briefing.views import SORTS
from dashboard.history.compared import Compared, compared, in_order
from dashboard.history.story import stories_by_code
from dashboard.judgements import NAMES, TODAY
from dashboard.statistics.compare_set import Comparison, parse, with_predecessors
from dashboard.text import comparison as words
from dashboard.text.coverage import caution
from dashboard.words import slugify, upper_first
from loaders import Dataset, Grade, Judgement


def comparison_content(dataset: Dataset, subject: Subject) -> Content:
    """The briefing on a comparison; its first authority is the one it is about, where the name says one."""
    view, today, register = subject.view, dataset.reach, dataset.bodies()
    comparison = _comparison(subject, register)
    names = dict(zip(register["code"], register["name"], strict=True))
    known = compared(dataset, today)
    shown = (view.judgement,) if view.judgement else TODAY
    stands = {judgement: known.stands[judgement] for judgement in shown}
    order = in_order({code: names[code] for code in comparison.codes}, list(stands.values()), view.sort or "grade")
    by_code = stories_by_code(dataset)
    held = [code for code in order if code in by_code]
    title = words.finding(comparison, stands, names)
    table = tables.comparison_table(
        [by_code[code] for code in held],
        f"Judgements now: {comparison.words}",
        today,
        strong=names.get(comparison.chosen or "", ""),
    )
    if view.judgement:
        table = replace(table, typed=_with_past(table.data, held, view.judgement, known, register))
    counts = _counts(comparison, known)
    sources = sources_of(dataset, (event.source for code in order if code in by_code for event in by_code[code].events))
    if comparison.key.startswith("neighbours:"):
        sources = (*sources, NEIGHBOURS)
    lead = Section(
        key="story",
        title=title,
        points=tuple(words.standings_words(comparison, stands, names)),
        table=counts,
        notes="How many hold each grade, judgement by judgement.",
        cites=sources,
    )
    said = caution(dataset, today)
    drawing = Drawing(known, comparison, shown, register, today, said)
    history = Section(
        key="strips", title="The grades of each authority through time", table=table,
        picture=drawing.picture(order), parts=drawing.parts(order),
        notes="One row an authority. A block runs from one full inspection to the next.",
    )  # fmt: skip
    ended = tables.ended([by_code[code] for code in order if code in by_code], today)
    now = Section(
        key="now",
        title=f"{upper_first(comparison.words)}: the {'latest judgements' if ended else 'judgements now'}",
        paragraphs=(ended,) if ended else (),
        table=table,
        notes="The same as a table.",
    )
    return Content(
        slug=slugify(comparison.key),
        what="comparison",
        subject=f"{upper_first(comparison.words)}: children’s services",
        headline=title,
        as_at=today,
        sections=(lead, history, now),
        tables=(table, counts, _grades(order, shown, known, register)),
        sources=sources,
        method=(*METHOD, said) if said else METHOD,
        keywords=("Ofsted", "children’s services", "comparison"),
        path=f"/compare?set={comparison.key}&judgement={view.judgement.value if view.judgement else 'all'}"
        f"&sort={view.sort or SORTS[0]}",
        view=view.in_file_name,
    )


def _comparison(subject: Subject, register: pd.DataFrame) -> Comparison:
    """The set as the compare page has it, or one of its own where the name mixes several sets."""
    key = subject.name.removeprefix("compare:").removesuffix(subject.view.suffix)
    found = parse(key, register)
    if found and found.codes == subject.codes:
        return found
    return Comparison(key, subject.codes, None, "The authorities chosen")


def _with_past(
    typed: pd.DataFrame, order: Sequence[str], judgement: Judgement, known: Compared, register: pd.DataFrame
) -> pd.DataFrame:
    """The table of one judgement with what its page shows: when it was published, the grade before, and every grade."""
    stand = known.stands[judgement]
    found = [stand.get(code) for code in order]
    more = typed.copy()
    more["Published"] = pd.Series([one.latest.confirmed if one else None for one in found], dtype="datetime64[ns]")
    more["Grade before"] = [str(one.previous) if one and one.previous else None for one in found]
    more["All grades, oldest first"] = [words.past(code, judgement, known.blocks, register) or None for code in order]
    return more


def _grades(order: Sequence[str], shown: Sequence[Judgement], known: Compared, register: pd.DataFrame) -> Table:
    """Every grade of each authority and of the bodies before it, a row each."""
    names = dict(zip(register["code"], register["name"], strict=True))
    rows = [
        {
            "Authority": names[code],
            "Body": names[old],
            "Judgement": NAMES[judgement],
            "Grade": tables.say_judged(block.judged),
            "Published": tables.typed_when(block.event, publication=True) or tables.typed_when(block.event),
            "Stood until": pd.Timestamp(block.until),
            "Report": block.event.url or None,
        }
        for code in order
        for judgement in shown
        for old in [old for old, _ in with_predecessors([code], register)][::-1]
        for block in known.blocks.get((old, judgement), ())
    ]
    columns = ["Authority", "Body", "Judgement", "Grade", "Published", "Stood until", "Report"]
    return Table(
        name="grades",
        title="Every grade of each authority, oldest first",
        frame=pd.DataFrame(rows, columns=columns),
        caption="By date of publication. Stood until: the next full inspection, or the end of what is on record.",
    )


def _counts(comparison: Comparison, known: Compared) -> Table:
    """How many of the authorities hold each grade, judgement by judgement."""
    rows = []
    for judgement, stand in known.stands.items():
        held = [stand[code].now if code in stand else None for code in comparison.codes]
        rows.append((NAMES[judgement], *(held.count(grade) for grade in (*Grade, None))))
    return Table(
        name="counts",
        title="Authorities by the grade that they hold",
        is_counts=True,
        frame=pd.DataFrame(rows, columns=["Judgement", *(str(grade) for grade in Grade), "No grade"]),
        caption="Inspections since April 2026 give no overall grade: those inspected since then hold none.",
    )
